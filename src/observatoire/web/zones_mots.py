"""The white zones in French sentences. Pure functions on what was read."""

from collections.abc import Mapping

from observatoire.analyses.zones import (
    ALLIANCE,
    COTES,
    GISEMENT,
    TOUS,
    UN_SEUL_COTE,
    VIDE,
    Case,
    Effort,
    Matrice,
    Presence,
)
from observatoire.vocabulaires import libelle
from observatoire.web.formats import FINE, INSECABLE, date_fr, enumeration, nombre, pluriel

PRUDENCE = (
    "Cette lecture dit ce que l’observatoire connaît, pas ce qui existe. Une case non observée n’est pas une absence"
    f"{INSECABLE}: personne n’y a encore cherché les deux côtés, ou personne ne l’a noté."
)
TOUS_LES_THEMES = "Tous thèmes confondus"
COTE = {"es": "entrepreneurs sociaux", "ts": "travail social"}
_STRUCTURES = {
    "es": ("structure d’entrepreneurs sociaux", "structures d’entrepreneurs sociaux"),
    "ts": ("service de travail social", "services de travail social"),
    "deux": ("structure des deux côtés", "structures des deux côtés"),
}
_ARTICLES = {"es": "des entrepreneurs sociaux", "ts": "du travail social"}

_FORMES = {
    "Communauté d’agglomération": "CA",
    "Communauté d'agglomération": "CA",
    "Communauté de communes": "CC",
    "Communauté urbaine": "CU",
}

Noms = Mapping[str, str]
"""Territory id → name."""


def theme(code: str) -> str:
    """Return the name of a coarse theme."""
    return TOUS_LES_THEMES if code == TOUS else libelle("thematique", code)


def abreger(nom: str) -> str:
    """Return a name of intercommunalité that a column can hold: its form in two letters."""
    for forme, lettres in _FORMES.items():
        if nom.startswith(forme):
            return lettres + nom.removeprefix(forme)
    return nom


def court(case: Case) -> str:
    """Return a cell in a few words, for a screen reader: « 3 ES, 5 TS, 1 des deux côtés »."""
    p = case.presence
    comptes = ((p.es, "ES"), (p.ts, "TS"), (p.deux, "des deux côtés"))
    return ", ".join(f"{nombre(n)}{INSECABLE}{mot}" for n, mot in comptes if n)


def structures(p: Presence) -> str:
    """Return « 3 structures d’entrepreneurs sociaux et 5 services de travail social »; nothing for none."""
    comptes = (("es", p.es), ("ts", p.ts), ("deux", p.deux))
    return enumeration(pluriel(n, *_STRUCTURES[cote]) for cote, n in comptes if n) if p.structures else ""


def phrase(case: Case) -> str:
    """Return what is known of a cell, and what is not."""
    p = case.presence
    morceaux = [_dire_la_zone(case)]
    if p.terminees:
        morceaux.append(
            "Une alliance y a existé et s’est terminée."
            if p.terminees == 1
            else f"{nombre(p.terminees)}{INSECABLE}alliances y ont existé et se sont terminées."
        )
    if p.a_verifier and case.classe != ALLIANCE:
        morceaux.append(
            f"{pluriel(p.a_verifier, 'pratique')} {'y réunit' if p.a_verifier == 1 else 'y réunissent'} peut-être déjà les "
            f"deux côtés{INSECABLE}: à vérifier."
        )
    if p.pratiques and not p.structures:
        morceaux.append(
            f"{pluriel(p.pratiques, 'pratique')} y {'est connue' if p.pratiques == 1 else 'sont connues'}, sans qu’une "
            "structure de l’un des deux côtés y soit nommée."
        )
    return " ".join(morceaux)


def _dire_la_zone(case: Case) -> str:
    p = case.presence
    agissent = "agit" if p.structures == 1 else "agissent"
    if case.classe == ALLIANCE:
        debut = (
            "Une alliance relie déjà les deux côtés"
            if p.alliances == 1
            else f"{nombre(p.alliances)}{INSECABLE}alliances relient déjà les deux côtés"
        )
        return f"{debut}{INSECABLE}; {structures(p)} y {agissent}." if p.structures else f"{debut}."
    if case.classe == GISEMENT:
        return f"{structures(p)} agissent sans alliance connue."
    if case.classe == UN_SEUL_COTE:
        return _un_seul_cote(case)
    if case.classe == VIDE:
        return "Les deux côtés ont été cherchés, aucun n’a été trouvé."
    manquent = [f"le côté {_ARTICLES[c]}" for c in COTES if not case.effort(c).niveau]
    verbe = "n’a pas été cherché" if len(manquent) == 1 else "n’ont pas été cherchés"
    return f"Rien n’est connu, et {enumeration(manquent)} {verbe}. Ce n’est pas une absence."


def _un_seul_cote(case: Case) -> str:
    p = case.presence
    agissent = "agit" if p.structures == 1 else "agissent"
    if p.deux:
        return f"Une seule structure {agissent}, des deux côtés à la fois{INSECABLE}: il lui manque un vis-à-vis."
    absent = "ts" if p.es else "es"
    effort = case.effort(absent)
    suite = {
        0: "Ce côté n’a pas été cherché\u00a0: ce n’est pas une absence.",
        1: "Ce côté a été cherché en partie.",
        2: "Ce côté a été cherché à fond.",
    }[effort.niveau]
    return f"{structures(p)} {agissent}, sans personne de connu du côté {_ARTICLES[absent]}. {suite}"


def effort(cote: str, lu: Effort, noms: Noms, ici: str) -> str:
    """Return how hard a side was looked for, by what means and when; `noms` names the territories noted above."""
    if not lu.notes:
        return f"Côté {COTE[cote]}{INSECABLE}: personne n’a noté d’effort."
    dits = [
        f"{note.source}, {date_fr(note.observe_le)}"
        + (
            f", noté pour {noms.get(note.territoire_id, note.territoire_id)}"
            if note.territoire_id != ici
            else ""
        )
        for note in lu.notes
    ]
    return f"Côté {COTE[cote]}{INSECABLE}: {libelle('effort', lu.code).lower()} ({f'{FINE}; '.join(dits)})."


def demo(m: Matrice) -> str:
    """Return how many invented pratiques are counted, and where they are not."""
    verbe = "inventée, compte" if m.demo == 1 else "inventées, comptent"
    return f"{pluriel(m.demo, 'pratique')} de démonstration, {verbe} ici. Le fichier et les données ouvertes n’en contiennent pas."


def resume(m: Matrice) -> str:
    """Return how the themes of the territory spread over the classes, in one sentence."""
    cases = [case for case in m.par_theme() if case.territoire_id == m.territoire.id]
    comptes = {
        classe: sum(c.classe == classe for c in cases) for classe in (ALLIANCE, GISEMENT, UN_SEUL_COTE)
    }
    dits = {
        ALLIANCE: ("thème où les deux côtés sont déjà alliés", "thèmes où les deux côtés sont déjà alliés"),
        GISEMENT: ("où ils sont présents sans alliance connue",) * 2,
        UN_SEUL_COTE: ("où un seul côté est connu",) * 2,
    }
    phrases = [pluriel(n, *dits[classe]) for classe, n in comptes.items()]
    return f"Sur {len(cases)}{INSECABLE}grands thèmes{INSECABLE}: {enumeration(phrases)}."
