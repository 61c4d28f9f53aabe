"""What a sheet comes from, what came from it, and what was kept on the way: pure functions."""

from collections.abc import Sequence
from urllib.parse import quote

from observatoire.contributions import LienSaisi
from observatoire.contributions.model import ADAPTEE
from observatoire.pratiques import Alentours, Pratique
from observatoire.pratiques.model import Inspiration
from observatoire.web import fragments
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import echapper

VIENT_DE, A_DONNE = "Ce dont elle s’inspire", "Ce qu’elle a inspiré"
_NOMS = {"garde": "Gardé", "change": "Changé", "abandonne": "Laissé"}


def parties(p: Pratique, autour: Alentours) -> list[tuple[str, Sequence[Inspiration]]]:
    """Return (title, sheets) of what it comes from, then of what came from it; those with none left out."""
    return [x for x in ((VIENT_DE, p.inspirations), (A_DONNE, autour.suites)) if x[1]]


def partie(p: Pratique, autour: Alentours, niveau: str = "h2", *, legere: bool = False) -> str:
    """Return both parts, each under its title; '' when there is none. `legere` links plain sheets."""
    return "".join(
        f'<{niveau}>{titre}</{niveau}><ul class="proches">{"".join(_fiche(i, legere=legere) for i in lues)}</ul>'
        for titre, lues in parties(p, autour)
    )


def dites(i: Inspiration | LienSaisi) -> list[tuple[str, str]]:
    """Return what was kept, changed and left, each with its name; what is not told is left out."""
    return [(f"{nom}{INSECABLE}:", texte) for champ, nom in _NOMS.items() if (texte := getattr(i, champ))]


def lien_dit(x: LienSaisi) -> str:
    """Return what a form says of a sheet that existed before, on one line."""
    return " ".join(f"{nom} {texte}" for nom, texte in dites(x)) if x.lien == ADAPTEE else x.raison


def adresse(i: Inspiration) -> str:
    """Return the path of its plain sheet."""
    return f"/fiche/{quote(i.pratique_id, safe='')}"


def _fiche(i: Inspiration, *, legere: bool) -> str:
    lignes = "".join(f"<small><b>{nom}</b> {echapper(texte)}</small>" for nom, texte in dites(i))
    ou = adresse(i) if legere else f"/pratique?id={quote(i.pratique_id, safe='')}"
    return f"<li>{fragments.lien(ou, i.titre)}{lignes}</li>"
