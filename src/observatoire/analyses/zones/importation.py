"""Read a file of observation efforts: what each row says, what is wrong with it and what to write instead.

Columns, in any order, names in French with or without accents: `territoire` (id or official code), `cote` (es, ts, les
deux), `effort` (0 to 2, or its word), `date`, `source`; and, if one likes, `theme` (coarse; empty for all) and
`vaut_dessous` (oui or non, non without it). CSV (separator `;`, `,` or TAB; UTF-8 or Windows-1252) or XLSX.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from rapidfuzz import process

from observatoire.analyses.zones import sql
from observatoire.analyses.zones.model import COTES, EFFORTS, THEMES, TOUS, Observation, theme_large
from observatoire.analyses.zones.rules import fautes
from observatoire.clock import aujourd_hui
from observatoire.store import Cursor
from observatoire.tableur import Rangee, lire_tableur
from observatoire.territoires import Territoire, normaliser, par_code, rechercher, trouver_tous
from observatoire.vocabulaires import libelle, vocabulaire

_T = TypeVar("_T")
LIGNES_AU_PLUS = 20_000
OBLIGATOIRES = ("territoire", "cote", "effort", "date", "source")
FACULTATIVES = ("theme", "vaut_dessous")
_NOMS = {
    "code": "territoire", "territoire id": "territoire", "thematique": "theme", "observe le": "date", "dessous": "vaut_dessous",
}  # fmt: skip
"""Other folded titles → column."""
_COTES = {
    "es": ("es",), "entrepreneurs sociaux": ("es",), "ts": ("ts",), "travailleurs sociaux": ("ts",),
    "les deux": COTES, "les deux cotes": COTES, "es et ts": COTES,
}  # fmt: skip
_EFFORTS = {
    mot: rang
    for rang, valeur in enumerate(vocabulaire("effort"))
    for mot in (str(rang), *(normaliser(m) for m in (valeur.code, valeur.libelle, valeur.court)))
}
_THEMES = {normaliser(m): t for t in THEMES for m in (t, libelle("thematique", t))} | {
    "": TOUS,
    "tous": TOUS,
    "tous les themes": TOUS,
}
_OUI_NON = {"": False, "non": False, "n": False, "0": False, "oui": True, "o": True, "1": True}


@dataclass(frozen=True, slots=True)
class Ligne:
    """One row of the file: the notes it makes (two for both sides), or what is wrong with it."""

    numero: int
    """As a spreadsheet shows it: the header is row 1."""
    cellules: Mapping[str, str]
    """What was read, by column."""
    observations: tuple[Observation, ...]
    erreurs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apercu:
    """What importing the file would do."""

    lignes: tuple[Ligne, ...]
    remplacees: int
    """Notes that would take the place of another."""

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The notes of the rows without error; a cell and side noted twice keeps the last."""
        derniere = {
            (o.territoire_id, o.theme, o.cote): o for ligne in self.lignes for o in ligne.observations
        }
        return tuple(derniere.values())

    @property
    def fautives(self) -> tuple[Ligne, ...]:
        """The rows that cannot be taken."""
        return tuple(ligne for ligne in self.lignes if ligne.erreurs)


def previsualiser(cur: Cursor, contenu: bytes) -> Apercu:
    """Read a file and say what it would do; nothing is written.

    Raises Invalide (`fichier`) when it cannot be read as a whole: size, encoding, missing columns, no row.
    """
    rangees = lire_tableur(
        contenu, OBLIGATOIRES, _NOMS, facultatives=FACULTATIVES, lignes_au_plus=LIGNES_AU_PLUS
    )
    territoires = _territoires(cur, [r["territoire"] for _, r in rangees])
    lignes = tuple(_ligne(cur, rangee, territoires) for rangee in rangees)
    apercu = Apercu(lignes, 0)
    ids = sorted({o.territoire_id for o in apercu.observations})
    connues = {
        (x["territoire_id"], x["theme"], x["cote"]) for x in cur.lignes(sql.OBSERVATIONS, territoires=ids)
    }
    remplacees = sum((o.territoire_id, o.theme, o.cote) in connues for o in apercu.observations)
    return Apercu(lignes, remplacees)


# --- one row ---

Connus = Mapping[str, Sequence[Territoire]]
"""What was typed for a territory → the territories that it designates."""


def _territoires(cur: Cursor, saisies: Sequence[str]) -> dict[str, list[Territoire]]:
    """Return what each text designates exactly, by id or by official code, all read at once."""
    voulus = sorted(set(saisies) - {""})
    ids = {ligne["id"] for ligne in cur.lignes(sql.PAR_CODES, codes=voulus)}
    trouves: dict[str, list[Territoire]] = {}
    for t in trouver_tous(cur, ids).values():
        for nom in (t.id, t.code):
            trouves.setdefault(nom, []).append(t)
    return trouves


def _ligne(cur: Cursor, lue: Rangee, territoires: Connus) -> Ligne:
    numero, rangee = lue
    erreurs: list[str] = []
    territoire = _territoire(cur, rangee["territoire"], territoires, erreurs)
    cotes = _parmi("cote", rangee["cote"], _COTES, erreurs, "es, ts ou les deux")
    effort = _parmi("effort", rangee["effort"], _EFFORTS, erreurs, "0, 1, 2 ou " + ", ".join(EFFORTS))
    theme = _theme(rangee["theme"], erreurs)
    dessous = _parmi("vaut_dessous", rangee["vaut_dessous"], _OUI_NON, erreurs, "oui ou non")
    jour = _date(rangee["date"], erreurs)
    if (
        territoire is None
        or cotes is None
        or effort is None
        or theme is None
        or dessous is None
        or jour is None
    ):
        return Ligne(numero, rangee, (), tuple(erreurs))
    lues = tuple(Observation(territoire.id, theme, c, effort, dessous, rangee["source"], jour) for c in cotes)
    erreurs += fautes(lues[0], aujourd_hui()).values()
    return Ligne(numero, rangee, () if erreurs else lues, tuple(erreurs))


def _territoire(cur: Cursor, saisi: str, connus: Connus, erreurs: list[str]) -> Territoire | None:
    if not saisi:
        erreurs.append("Le territoire manque\u00a0: écrivez son code officiel, ou departement-69.")
        return None
    trouves = connus.get(saisi) or par_code(cur, saisi)
    if len(trouves) == 1:
        return trouves[0]
    proches = trouves or rechercher(cur, saisi, limite=2)
    choix = " ou ".join(f"{t.id} pour {t.libelle}" for t in proches)
    if trouves:
        erreurs.append(
            f"Le code «\u00a0{saisi[:40]}\u00a0» désigne plusieurs territoires\u00a0: écrivez {choix}."
        )
    else:
        suite = (
            f"vouliez-vous écrire {choix}\u202f?" if choix else "cherchez-le par son nom dans l’explorateur."
        )
        erreurs.append(f"Le territoire «\u00a0{saisi[:40]}\u00a0» n’existe pas\u00a0: {suite}")
    return None


def _parmi(nom: str, saisi: str, choix: Mapping[str, _T], erreurs: list[str], acceptes: str) -> _T | None:
    plie = normaliser(saisi)
    if plie in choix:
        return choix[plie]
    erreurs.append(
        f"«\u00a0{saisi[:40]}\u00a0» ne se lit pas dans la colonne {nom}\u00a0: écrivez {acceptes}."
        if saisi
        else f"La colonne {nom} est vide\u00a0: écrivez {acceptes}."
    )
    return None


def _theme(saisi: str, erreurs: list[str]) -> str | None:
    plie = normaliser(saisi)
    if plie in _THEMES:
        return _THEMES[plie]
    if saisi in vocabulaire("thematique"):
        proche = theme_large(saisi)
    else:
        trouve = process.extractOne(plie, [m for m in _THEMES if m], score_cutoff=60)
        proche = _THEMES[trouve[0]] if trouve else ""
    suite = (
        f"vouliez-vous écrire {proche} ({libelle('thematique', proche)})\u202f?"
        if proche
        else "laissez vide pour tous les thèmes."
    )
    erreurs.append(f"Le thème «\u00a0{saisi[:40]}\u00a0» n’est pas un grand thème\u00a0: {suite}")
    return None


def _date(saisie: str, erreurs: list[str]) -> date | None:
    for forme in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(saisie, forme).date()  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            continue
    erreurs.append(
        f"La date «\u00a0{saisie[:20]}\u00a0» ne se lit pas\u00a0: écrivez 2026-03-31 ou 31/03/2026."
        if saisie
        else "La date manque\u00a0: écrivez 2026-03-31 ou 31/03/2026."
    )
    return None
