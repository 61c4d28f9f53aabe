"""Turn what was typed into stems of the index: exact word, beginning of a word while typing, or a corrected typo."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from observatoire.recherche import sql
from observatoire.recherche.pliage import formes, racine
from observatoire.store import Cursor

MOTS_AU_PLUS = 12


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the index understood of a typed text."""

    groupes: tuple[tuple[int, ...], ...] = ()
    """For each typed word that has a meaning, the stems that stand for it."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(typed, taken): told to the reader."""
    inconnus: tuple[str, ...] = ()
    """Typed words that the index does not hold at all."""

    def parametres(self, mots: int | None = None) -> dict[str, object]:
        """Return the parameters of `sql.TROUVES`; all the words must be held unless `mots` says fewer."""
        paires = [(mid, i) for i, groupe in enumerate(self.groupes) for mid in groupe]
        return {
            "mids": [m for m, _ in paires],
            "groupes": [g for _, g in paires],
            "mots": len(self.groupes) + len(self.inconnus) if mots is None else mots,
        }


def interpreter(cur: Cursor, saisie: str) -> Interpretation | None:
    """Read a typed text; None when it holds no word to search (empty, or stop words only)."""
    mots = list(dict.fromkeys(formes(saisie)))[:MOTS_AU_PLUS]
    if not mots:
        return None
    connus = _connus(cur, mots)
    groupes: list[tuple[int, ...]] = []
    corrections: list[tuple[str, str]] = []
    inconnus: list[str] = []
    for mot in mots:
        mids = set(connus.get(mot, ()))
        if mot == mots[-1] and len(mot) >= 3:
            mids |= _commencant(cur, mot)
        if not mids and (proche := _proche(cur, mot)):
            corrections.append((mot, proche[0]))
            mids = {proche[1]}
        if mids:
            groupes.append(tuple(sorted(mids)))
        else:
            inconnus.append(mot)
    return Interpretation(tuple(groupes), tuple(corrections), tuple(inconnus))


def _connus(cur: Cursor, mots: list[str]) -> dict[str, set[int]]:
    racines = {mot: racine(mot) for mot in mots}
    mids = {r["mot"]: r["mid"] for r in cur.lignes(sql.MOTS_CONNUS, mots=sorted(set(racines.values())))}
    return {mot: {mids[r]} for mot, r in racines.items() if r in mids}


def _commencant(cur: Cursor, debut: str) -> set[int]:
    lignes = cur.lignes(sql.FORMES_COMMENCANT, debut=debut)
    return {r["mid"] for r in lignes}


def _proche(cur: Cursor, mot: str) -> tuple[str, int] | None:
    """Return the nearest known form and its stem: one slip in a word of four letters, two from eight on."""
    ecart = 0 if len(mot) < 4 else 1 if len(mot) < 8 else 2
    candidats = [
        (OSA.distance(mot, r["forme"], score_cutoff=ecart), r["forme"], r["mid"])
        for r in cur.lignes(sql.TOUTES_LES_FORMES)
        if ecart and abs(len(r["forme"]) - len(mot)) <= ecart
    ]
    proches = sorted(c for c in candidats if c[0] <= ecart)
    return (proches[0][1], proches[0][2]) if proches else None
