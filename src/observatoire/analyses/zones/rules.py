"""Which class a cell is in, and how hard each of its sides was looked for. Pure functions (docs/adr/0010).

What the classes rest on:

- *Presence*. A side is present in a cell when a structure of that side takes part in a published pratique of the theme
  that is located in the territory, or declared for a wider one that holds it (up to the région: a national pratique
  says nothing of one place); or when it is declared in the territory and takes part in a pratique of the theme
  elsewhere. Taking part is acting, prescribing or hosting: who only funds, evaluates or supports may be far away. What
  ended counts: structures outlive their pratiques. A refused partner is never counted.
- *Both sides*: one structure of each, distinct; one that acts on both sides stands for either, never for both.
- *Alliance*: a mixed pratique (`mixite = 'mixte'`) that nobody said ended. A project or a pause is one, an ended,
  transformed or abandoned one is shown as such and is none.
- *Effort*. Without an effort noted on both sides, a cell with nothing is `non_observe`, never `vide`.

The figures count structures, never people: small numbers need no masking here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from observatoire.analyses.zones.model import (
    ALLIANCE,
    COTES,
    EFFORTS,
    GISEMENT,
    NON_OBSERVE,
    THEMES,
    TOUS,
    UN_SEUL_COTE,
    VIDE,
    Case,
    Effort,
    Observation,
    Presence,
)
from observatoire.pratiques.rules import OPERATIONNELS
from observatoire.territoires import NIVEAUX
from observatoire.vie_privee import donnee_personnelle

TERMINEES = ("terminee_prevue", "transformee", "abandonnee")
"""Activities that end an alliance."""
ROLES_PRESENTS = (*sorted(OPERATIONNELS), "prescripteur", "hebergeur")
"""Roles that make a structure present; an unknown one does too."""
_RANGS = tuple(NIVEAUX)

Notes = Mapping[tuple[str, str, str], Observation]
"""(territory, theme, side) → what was noted."""


def classer(presence: Presence, effort_es: int, effort_ts: int) -> str:
    """Return the class of a cell; efforts are 0, 1 or 2."""
    if presence.alliances:
        return ALLIANCE
    if deux_cotes(presence):
        return GISEMENT
    if presence.structures:
        return UN_SEUL_COTE
    return VIDE if min(effort_es, effort_ts) > 0 else NON_OBSERVE


def deux_cotes(presence: Presence) -> bool:
    """Tell whether two distinct structures hold both sides."""
    return all(presence.du_cote(cote) for cote in COTES) and presence.structures > 1


def composer(
    territoire_id: str, ancetres: Sequence[str], theme: str, presence: Presence, notes: Notes
) -> Case:
    """Return a cell whole."""
    es, ts = (effort(territoire_id, ancetres, theme, cote, notes) for cote in COTES)
    return Case(territoire_id, theme, classer(presence, es.niveau, ts.niveau), presence, es, ts)


def indexer_notes(observations: Iterable[Observation]) -> dict[tuple[str, str, str], Observation]:
    """Return observations by territory, theme and side."""
    return {(o.territoire_id, o.theme, o.cote): o for o in observations}


SOURCE_MAX = 300
"""Characters that tell how one looked."""
PREMIER_JOUR = date(2000, 1, 1)


def fautes(o: Observation, aujourd_hui: date) -> dict[str, str]:
    """Return what is wrong with a note, by field: the sentence says what to write."""
    trouvees = {
        "theme": o.theme not in (TOUS, *THEMES) and "Choisissez un thème de la liste, ou aucun.",
        "cote": o.cote not in COTES and "Choisissez un côté\u00a0: es ou ts.",
        "effort": o.effort not in range(len(EFFORTS))
        and f"Choisissez un effort\u00a0: {', '.join(EFFORTS)}.",
        "source": _faute_de_source(o.source),
        "observe_le": not PREMIER_JOUR <= o.observe_le <= aujourd_hui
        and "Donnez la date à laquelle on a cherché, depuis 2000 et pas à venir.",
    }
    return {champ: phrase for champ, phrase in trouvees.items() if phrase}


def _faute_de_source(source: str) -> str:
    if not source.strip():
        return "Dites comment on a cherché\u00a0: annuaire, réunion, enquête…"
    if len(source) > SOURCE_MAX:
        return f"Dites-le en {SOURCE_MAX} caractères au plus."
    quoi = donnee_personnelle(source)
    return f"Cette phrase est publique\u00a0: retirez-en {quoi}." if quoi else ""


def effort(territoire_id: str, ancetres: Sequence[str], theme: str, cote: str, notes: Notes) -> Effort:
    """Return how hard a side was looked for: the nearest note decides, the theme's own before that of all themes.

    A note of a wider territory counts only when it says that it holds below. A territory that several of one level
    share (an EPCI on two départements) was looked at as the least looked at of them, in part at least if one was.
    """
    propre = _note(territoire_id, theme, cote, notes, dessous=False)
    if propre is not None:
        return Effort(propre.effort, (propre,))
    for _, groupe in groupby(sorted(ancetres, key=_rang), key=_rang):
        lues = [_note(a, theme, cote, notes, dessous=True) for a in groupe]
        if any(lues):
            return _partager(lues)
    return Effort()


def _partager(lues: Sequence[Observation | None]) -> Effort:
    niveaux = [o.effort if o else 0 for o in lues]
    niveau = min(niveaux) or min(1, max(niveaux))
    return Effort(niveau, tuple(o for o in lues if o))


def _note(territoire_id: str, theme: str, cote: str, notes: Notes, *, dessous: bool) -> Observation | None:
    candidates = (notes.get((territoire_id, t, cote)) for t in dict.fromkeys((theme, TOUS)))
    return next((o for o in candidates if o and (o.vaut_dessous or not dessous)), None)


def _rang(territoire_id: str) -> int:
    return _RANGS.index(territoire_id.partition("-")[0])
