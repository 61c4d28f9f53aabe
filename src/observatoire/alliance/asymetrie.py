"""The asymmetry meter: on four axes, which side holds more. -1 is all on the ES side, +1 all on the TS side, 0 even."""

from collections.abc import Callable, Mapping

from observatoire.alliance.model import Dossier, Membre
from observatoire.alliance.rules import cotes_possibles, cotes_sures, parts

AXES = {
    "argent": "L’argent",
    "decision": "La décision",
    "initiative": "L’initiative",
    "credit": "Le crédit public",
}
"""Axis → how it is called."""


def mesurer(dossier: Dossier) -> Mapping[str, float | None]:
    """Return where each axis leans, from -1 (ES) to +1 (TS); None while it is unknown or neither side has any."""
    return {
        "argent": _pencher(parts(dossier)),
        "decision": _places(dossier, lambda m: m.decide),
        "initiative": _places(dossier, lambda m: m.a_l_initiative),
        "credit": _places(dossier, lambda m: m.credite),
    }


def _pencher(deux: tuple[float, float] | None) -> float | None:
    if deux is None or sum(deux) <= 0:
        return None
    es, ts = deux
    return (ts - es) / (es + ts)


def _places(dossier: Dossier, tient: Callable[[Membre], bool | None]) -> float | None:
    """Lean by the number of partners of each side of which something holds, one on both sides counting half for each."""
    es = ts = 0.0
    for m in dossier.membres:
        if not cotes_possibles(m) or tient(m) is False:
            continue
        sures = cotes_sures(m)
        if tient(m) is None or not sures:
            return None
        es += ("es" in sures) / len(sures)
        ts += ("ts" in sures) / len(sures)
    return _pencher((es, ts))
