"""Two yes publish, two no go back, one of each calls a third reader who decides. Pure functions."""

from collections.abc import Iterable, Sequence

from observatoire.colleges.model import COLLEGES, Avis, Lecteur
from observatoire.contributions.rules import erreur_motif
from observatoire.contributions.silence import nomme

PREMIER, SECOND, TROISIEME = "premier_avis", "second_avis", "troisieme_avis"
PUBLIER, RENDRE = "publier", "demander_correction"
SUITES = (PREMIER, SECOND, TROISIEME, PUBLIER, RENDRE)
"""What comes next; the last two are decisions."""


def suite(avis: Sequence[Avis]) -> str:
    """Return what the opinions given so far, in their order, make."""
    if len(avis) < 2:
        return (PREMIER, SECOND)[len(avis)]
    premiers = {a.oui for a in avis[:2]}
    if len(premiers) == 2:
        if len(avis) == 2:
            return TROISIEME
        premiers = {avis[2].oui}
    return PUBLIER if premiers == {True} else RENDRE


def obstacle(lecteur: Lecteur | None, avis: Sequence[Avis], partenaires: Iterable[str]) -> str:
    """Return why this account may not give an opinion on this deposit and what to do, '' when it may."""
    if lecteur is None:
        return "Votre compte ne lit pour aucun collège\u00a0: demandez à l’administration de dire lequel."
    if lecteur.structure and any(_meme(lecteur.structure, nom) for nom in partenaires):
        return "Votre structure est partenaire de cette collaboration\u00a0: une autre personne doit la lire."
    if any(a.compte_id == lecteur.compte_id for a in avis):
        return "Vous avez donné votre avis\u00a0: une autre personne doit donner le sien."
    if suite(avis) == SECOND and avis[0].college == lecteur.college:
        autre = next(nom for code, nom in COLLEGES.items() if code != lecteur.college)
        return f"Votre collège a donné son avis\u00a0: une personne du collège «\u00a0{autre}\u00a0» doit donner le sien."
    if suite(avis) in (PUBLIER, RENDRE):
        return "Les avis sont donnés\u00a0: la décision est prise."
    return ""


def _meme(structure: str, nom: str) -> bool:
    """Tell whether a partner's name is that of a reader's structure, one holding the other whole."""
    return nomme(nom, structure) or nomme(structure, nom)


def visibles(avis: Sequence[Avis], compte_id: str | None) -> tuple[Avis, ...]:
    """Return the opinions that an account may read: all once two are given, its own before."""
    return tuple(a for a in avis if len(avis) >= 2 or a.compte_id == compte_id)


def faute(motif: str, *, oui: bool) -> str:
    """Return what is wrong with the reason of an opinion, '' when nothing is: a no says why, a yes may say nothing."""
    return "" if oui and not motif.strip() else erreur_motif(motif)


def motif_commun(avis: Sequence[Avis]) -> str:
    """Return the reason that the author reads when it goes back: every no's, each once, in their order."""
    return "\n\n".join(dict.fromkeys(a.motif for a in avis if not a.oui))
