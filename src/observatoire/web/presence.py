"""What is done in a territory, as escaped HTML: pure functions on what was read."""

from collections.abc import Mapping
from urllib.parse import urlencode

from observatoire.analyses.presence import Arret, Presence, StructureLa
from observatoire.territoires import Territoire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import fragments
from observatoire.web.formats import FINE, INSECABLE, enumeration, nombre, pluriel
from observatoire.web.fragments import echapper

PRUDENCE = (
    f"Ces nombres disent ce qui a été raconté ici, pas ce qui existe{INSECABLE}: un territoire sans fiche n’est pas un "
    "territoire où il ne se passe rien."
)
_TITRES = {"cote": "Côtés présents", "theme": "Thèmes", "activite": "Où elles en sont"}
_VOCABULAIRES = {"cote": "cote", "theme": "thematique", "activite": "activite"}
THEMES_MONTRES = 10


TITRES = {
    "ici": "Déclarées pour ce territoire",
    "dessous": "Déclarées pour une partie de ce territoire",
    "dessus": "Déclarées plus haut, pour un territoire qui contient celui-ci",
}
"""How a pratique concerns the territory → heading of their list."""


def dire(p: Presence) -> str:
    """Return how many there are, each reach said."""
    total = sum(p.comptes.values())
    if not total:
        return (
            "Aucune pratique n’est encore racontée pour ce territoire, ni pour un territoire qui le contient."
        )
    mots = {
        "ici": "pour ce territoire",
        "dessous": "pour une partie de celui-ci",
        "dessus": "pour un territoire plus large qui le contient",
    }
    dits = [f"{nombre(p.comptes[portee])} {mot}" for portee, mot in mots.items() if p.comptes[portee]]
    alliances = f" Sur place, {pluriel(p.mixtes, 'alliance')} entre ES et TS." if p.mixtes else ""
    return f"{pluriel(total, 'pratique')}{INSECABLE}: {enumeration(dits)}.{alliances}"


def facettes(p: Presence, ici: Territoire, liste: str = "/explorer") -> str:
    """Return the spread by side, theme and activity, each value a link to its pratiques."""
    return "".join(_facette(nom, codes, ici, liste) for nom, codes in p.facettes.items() if codes)


def _facette(nom: str, comptes: Mapping[str, int], ici: Territoire, liste: str) -> str:
    voc = vocabulaire(_VOCABULAIRES[nom])
    codes = [c for c in voc.codes if c in comptes]
    if nom == "theme":
        larges = [c for c in codes if "--" not in c or c.startswith("obs--")]
        codes = sorted(larges, key=lambda c: -comptes[c])[:THEMES_MONTRES]
    elements = "".join(
        f"<li><span>{fragments.forme(c) + ' ' if nom == 'cote' else ''}"
        f"{fragments.lien(adresse(liste, ici, **{nom: c}), libelle(_VOCABULAIRES[nom], c))}</span>"
        f"<b>{nombre(comptes[c])}</b></li>"
        for c in codes
    )
    return f'<div><h3>{_TITRES[nom]}</h3><ul class="facettes-territoire">{elements}</ul></div>'


def adresse(liste: str, ici: Territoire, **criteres: str) -> str:
    """Return the address of the pratiques of a territory in the explorer or in the light list."""
    return f"{liste}?{urlencode({'territoire': ici.id, **criteres})}"


def par_dessus(p: Presence, noms: Mapping[str, str]) -> str:
    """Return which territories above have declared pratiques, '' without any."""
    if not p.par_dessus:
        return ""
    dits = (f"{noms.get(i, i)}{INSECABLE}: {nombre(n)}" for i, n in p.par_dessus.items())
    return f'<p class="aide-territoire">{echapper(f"{FINE}; ".join(dits))}.</p>'


def arrets(p: Presence) -> str:
    """Return what ended and why, '' when nothing is known to have ended."""
    if not p.arretees:
        return ""
    tues = p.causes.get("", 0)
    dites = [f"{libelle('cause_arret', c)} ({nombre(n)})" for c, n in p.causes.items() if c]
    causes = f"Causes racontées{INSECABLE}: {enumeration(dites)}. " if dites else ""
    silence = f"{pluriel(tues, 'ne dit', 'ne disent')} pas pourquoi. " if tues else ""
    combien = pluriel(p.arretees, "pratique arrêtée ou transformée", "pratiques arrêtées ou transformées")
    return (
        f'<p class="aide-territoire">{echapper(f"{combien}. {causes}{silence}S’arrêter n’est pas échouer.")}</p>'
        f'<ul class="arrets">{"".join(map(_arret, p.arrets))}</ul>'
    )


def _arret(a: Arret) -> str:
    annee = f", {a.annee_fin}" if a.annee_fin else ""
    pourquoi = enumeration(libelle("cause_arret", c) for c in a.causes) if a.causes else "raison non racontée"
    return (
        f"<li>{fragments.lien(fragments.adresse_pratique(a.pratique_id), a.titre)}"
        f"<small>{echapper(libelle('activite', a.activite))}{annee}{INSECABLE}: {echapper(pourquoi)}</small></li>"
    )


def structures(p: Presence) -> str:
    """Return the structures that declare the territory, and the partners named there, by side; '' without any."""
    morceaux = []
    if p.structures:
        morceaux.append(f'<ul class="structures-la">{"".join(map(_structure, p.structures))}</ul>')
        if p.nombre_structures > len(p.structures):
            morceaux.append(
                f'<p class="aide-territoire">Et {nombre(p.nombre_structures - len(p.structures))} autres.</p>'
            )
    if p.partenaires.principaux:
        cotes = enumeration(
            f"{libelle('cote', c).lower()} ({nombre(n)})"
            for c in vocabulaire("cote").codes
            if (n := p.partenaires.par_cote.get(c, 0))
        )
        noms = "".join(
            f"<li>{fragments.forme(cote)} {echapper(nom)}<small>{echapper(libelle('cote', cote))}, "
            f"{pluriel(n, 'pratique')}</small></li>"
            for nom, cote, n in p.partenaires.principaux
        )
        morceaux.append(
            f'<h3>Partenaires nommés dans ces pratiques</h3><p class="aide-territoire">Par côté déclaré{INSECABLE}: {echapper(cotes)}. '
            f'Les plus souvent nommés{INSECABLE}:</p><ul class="structures-la">{noms}</ul>'
        )
    return "".join(morceaux)


def _structure(s: StructureLa) -> str:
    genre = ", ".join(
        mot
        for mot in (libelle("type_structure", s.type_structure), libelle("cote", s.cote_defaut), s.lieu)
        if mot
    )
    genre += f" · source{INSECABLE}: {s.origine}" if s.origine else ""
    return f"<li>{fragments.lien(s.site, s.nom)}<small>{echapper(genre)}</small></li>"
