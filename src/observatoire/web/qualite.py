"""How much a sheet says, in words: its points, what is missing, how long what is left takes."""

import math

from observatoire.pratiques.qualite import Carte, Qualite, gain, qualite
from observatoire.web.formats import INSECABLE, pluriel
from observatoire.web.fragments import echapper


def note_dite(q: Qualite) -> str:
    """Return the points of a sheet, in words."""
    return (
        f"Fiche renseignée{INSECABLE}: {pluriel(q.points, 'point')} sur {q.sur} ({q.pour_cent}{INSECABLE}%)"
    )


def explication(fiche: object) -> str:
    """Return the points of a sheet with what is missing and what each would add, folded."""
    q = qualite(fiche)
    if not q.manques:
        return f'<p class="qualite">{echapper(note_dite(q))}{INSECABLE}: il n’y manque rien.</p>'
    manques = "".join(
        f"<li>{echapper(c.libelle)} <small>+{pluriel(c.points - c.obtenus(fiche), 'point')}</small></li>"
        for c in q.manques
    )
    return (
        f'<details class="qualite"><summary>{echapper(note_dite(q))}</summary>'
        f"<p>Ce qui n’est pas dit, et ce que le dire ajouterait{INSECABLE}:</p><ul>{manques}</ul></details>"
    )


def duree(secondes: int) -> str:
    """Return about how long something takes."""
    if secondes <= 45:
        return "moins d’une minute"
    return pluriel(math.ceil(secondes / 60 - 0.25), "minute")


DEJA_DIT = "Déjà dit"


def ajout_dit(carte: Carte, fiche: object) -> str:
    """Return what filling a card would add now; a filled one says so."""
    ajout = gain(fiche, carte)
    return f"+{pluriel(ajout, 'point')}" if ajout else DEJA_DIT
