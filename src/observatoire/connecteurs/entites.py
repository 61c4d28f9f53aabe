"""Turn the rows of a source into structures of ours, and say why some are left out."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from stdnum.fr import siret as siret_francais

from observatoire.connecteurs.formats import Brute, correspondances, cueillir, textes
from observatoire.connecteurs.lieux import Lieux
from observatoire.connecteurs.model import DATA_INCLUSION, Connecteur, Entite, Lue
from observatoire.connecteurs.rules import empreinte
from observatoire.vie_privee import donnee_personnelle
from observatoire.vocabulaires import vocabulaire
from observatoire.vocabulaires.data_inclusion import RESEAUX

NOM_AU_PLUS, DESCRIPTION_AU_PLUS, ADRESSE_AU_PLUS = 150, 2_000, 300
SANS_ID, SANS_NOM, REFUSEE, EN_DOUBLE = (
    "sans identifiant",
    "sans nom lisible",
    "refusées par le schéma data·inclusion",
    "en double",
)
_BALISE = re.compile(r"<[^>]{0,2000}>")
_DATA_INCLUSION = {
    nom: nom
    for nom in ("id", "nom", "description", "siret", "code_insee", "code_postal", "commune")
} | {"site": "site_web", "lien": "lien_source", "lon": "longitude", "lat": "latitude", "maj": "date_maj"}  # fmt: skip
_TYPES = {reseau: code for code, reseau in RESEAUX.items()}


class _Tri:
    """Keeps what is told by `source--id`, and counts what is left out."""

    def __init__(self) -> None:
        self.entites: dict[str, Entite] = {}
        self.vues: set[str] = set()
        self.ecartees: Counter[str] = Counter()
        self.hors = 0

    def garder(self, entite: Entite) -> None:
        """Keep the newest of those that have the same id, whatever their order."""
        autre = self.entites.get(entite.cle)
        if autre is not None:
            self.ecartees[EN_DOUBLE] += 1
            entite = max(autre, entite, key=lambda e: (e.maj_le or date.min, empreinte(e.champs)))
        self.entites[entite.cle] = entite


def lire_entites(
    connecteur: Connecteur, lignes: Sequence[Brute], services: Sequence[Brute], lieux: Lieux
) -> Lue:
    """Return the structures that the rows tell."""
    tri = _Tri()
    themes = _par_structure(services) if connecteur.format == DATA_INCLUSION else {}
    for brute in lignes:
        _lire(connecteur, brute, themes, lieux, tri)
    return Lue(tri.entites, frozenset(tri.vues), len(lignes), dict(tri.ecartees), tri.hors)


def _lire(
    connecteur: Connecteur,
    brute: Brute,
    themes: Mapping[str, tuple[list[str], list[str]]],
    lieux: Lieux,
    tri: _Tri,
) -> None:
    ou = _DATA_INCLUSION if connecteur.format == DATA_INCLUSION else correspondances(connecteur)
    lus = {notre: cueillir(brute, leur) for notre, leur in ou.items()}
    if (cle := _cle(connecteur, lus["id"])) is None:
        tri.ecartees[SANS_ID] += 1
        return
    nom = _texte(lus["nom"], NOM_AU_PLUS)
    commune = lieux.trouver(*(lus.get(n) for n in ("code_insee", "lon", "lat", "code_postal", "commune")))
    if nom is not None and not lieux.retient(commune):
        tri.hors += 1
        return
    tri.vues.add(cle)
    if nom is None or len(nom) < 2:
        tri.ecartees[SANS_NOM] += 1
    elif connecteur.format == DATA_INCLUSION and not _valide("Structure", brute):
        tri.ecartees[REFUSEE] += 1
    else:
        champs = _champs(connecteur, brute, lus, commune=commune, services=themes.get(cle))
        tri.garder(Entite(cle, champs, _jour(lus.get("maj"))))


def _cle(connecteur: Connecteur, lu: Any) -> str | None:
    """Return `source--id`: the schema's own ids are so already, others take the connector's code."""
    identifiant = "" if lu is None or isinstance(lu, dict | list | bool) else str(lu).strip()
    if not identifiant or len(identifiant) > 200:
        return None
    if connecteur.format == DATA_INCLUSION and "--" in identifiant:
        return identifiant
    return f"{connecteur.code}--{identifiant}"


def _champs(
    connecteur: Connecteur,
    brute: Brute,
    lus: Mapping[str, Any],
    *,
    commune: str | None,
    services: tuple[list[str], list[str]] | None,
) -> dict[str, Any]:
    siret = _siret(lus.get("siret"))
    themes, publics = services or (lus.get("thematiques"), lus.get("publics"))
    type_ = connecteur.constantes.get("type_structure") or _type(brute)
    producteur = brute.get("source") if connecteur.format == DATA_INCLUSION else None
    return {
        "nom": (_texte(lus["nom"], NOM_AU_PLUS) or "").rstrip("."),
        "description": _description(lus.get("description")),
        "type_structure": type_,
        "cote_defaut": connecteur.constantes.get("cote_defaut") or _cote(type_),
        "siren": siret[:9] if siret else None,
        "siret": siret,
        "rna": _rna(lus.get("rna")),
        "site": _adresse(lus.get("site")),
        "territoires": [commune] if commune else [],
        "source_titre": f"{connecteur.source} ({producteur})" if producteur else connecteur.source,
        "source_url": _adresse(lus.get("lien")),
        "licence": connecteur.licence,
        "thematiques": _codes("thematique", themes),
        "publics": _codes("public", publics),
    }


def _par_structure(services: Iterable[Brute]) -> dict[str, tuple[list[str], list[str]]]:
    """Return the themes and publics of the services of each structure, those that the schema takes."""
    lus: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for service in services:
        if _valide("Service", service):
            themes, publics = lus[service["structure_id"]]
            themes += service.get("thematiques") or ()
            publics += service.get("publics") or ()
    return dict(lus)


def _valide(modele: str, brute: Brute) -> bool:
    from data_inclusion.schema import v1  # pydantic builds its models: only where they serve

    try:
        getattr(v1, modele).model_validate(brute)
    except ValueError:
        return False
    return True


def _type(brute: Brute) -> str | None:
    reseaux = brute.get("reseaux_porteurs")
    connus = {_TYPES[r] for r in reseaux if r in _TYPES} if isinstance(reseaux, list) else set()
    return connus.pop() if len(connus) == 1 else None


def _cote(type_: str | None) -> str | None:
    """Return the side that a type proposes; one that it does not know is not proposed."""
    valeur = vocabulaire("type_structure").get(type_)
    return valeur.cote_defaut if valeur and valeur.cote_defaut != "inconnu" else None


def _texte(lu: Any, au_plus: int) -> str | None:
    if not isinstance(lu, str | int | float) or isinstance(lu, bool):
        return None
    nu = html.unescape(_BALISE.sub(" ", str(lu))).replace("\x00", "")
    nu = " ".join(nu.split())
    return (nu if len(nu) <= au_plus else f"{nu[: au_plus - 1]}…") or None


def _description(lu: Any) -> str | None:
    """Return a description; one that gives a telephone, a mail or another identifier is left out."""
    texte = _texte(lu, DESCRIPTION_AU_PLUS)
    return None if texte is None or donnee_personnelle(texte) else texte


def _siret(lu: Any) -> str | None:
    compact = re.sub(r"\s", "", str(lu or ""))
    return compact if siret_francais.is_valid(compact) else None


def _rna(lu: Any) -> str | None:
    compact = re.sub(r"\s", "", str(lu or "")).upper()
    return compact if re.fullmatch(r"W[0-9A-Z]{9}", compact) else None


def _adresse(lu: Any) -> str | None:
    texte = str(lu or "").strip()
    juste = re.fullmatch(r"https?://[^\s\"'<>\\@]+", texte)
    return texte if juste and len(texte) <= ADRESSE_AU_PLUS else None


def _codes(nom: str, lus: Any) -> list[str]:
    return sorted({code for code in textes(lus) if code in vocabulaire(nom)})


def _jour(lu: Any) -> date | None:
    try:
        return datetime.fromisoformat(str(lu).strip()).date()
    except ValueError:
        return None
