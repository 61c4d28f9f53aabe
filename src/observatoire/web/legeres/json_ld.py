"""What a sheet says to search engines (schema.org), safe inside a <script> element."""

import json
from typing import Any

from markupsafe import Markup

from observatoire.pratiques import Pratique
from observatoire.publication import LICENCE_URL
from observatoire.vocabulaires import libelle
from observatoire.web.fragments import lien_sur
from observatoire.web.navigation import NOM

_ECHAPPEMENTS = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def json_sur(donnees: dict[str, Any]) -> Markup:
    """Return JSON that no text can close, open or break the <script> element of."""
    return Markup(json.dumps(donnees, ensure_ascii=False).translate(_ECHAPPEMENTS))


def decrire(p: Pratique, base: str) -> dict[str, Any]:
    """Describe a pratique as a CreativeWork: only what is known."""
    mots = [libelle("thematique", c) for c in p.thematiques] + [libelle("public", c) for c in p.publics]
    dites: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": f"{base}/fiche/{p.id}",
        "url": f"{base}/fiche/{p.id}",
        "name": p.titre,
        "abstract": p.resume,
        "inLanguage": "fr",
        "datePublished": p.publiee_a.date().isoformat(),
        "dateModified": p.maj_a.date().isoformat(),
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": NOM, "url": base},
        "keywords": mots,
        "contributor": [{"@type": "Organization", "name": a.nom} for a in p.partenaires],
        "spatialCoverage": [{"@type": "Place", "name": lieu} for lieu in p.lieux],
        "citation": [s.url for s in p.sources if s.url and lien_sur(s.url)],
        "isBasedOn": [f"{base}/fiche/{i.pratique_id}" for i in p.inspirations],
        "license": LICENCE_URL if p.licence.startswith("Licence Ouverte") else None,
    }
    return {nom: valeur for nom, valeur in dites.items() if valeur}
