"""Import the values of an indicator by official code: read, preview row by row, then all or the valid rows.

Columns, in any order: `code` (official code or id, `departement-75`), `valeur` (« 12 500,50 » is read), and, if one
likes, `annee`; others are left alone, so that the file of the wrong rows can be corrected and imported again.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from observatoire.comptes import Personne, exiger
from observatoire.errors import Invalide
from observatoire.indicateurs import sql
from observatoire.indicateurs.model import Indicateur
from observatoire.indicateurs.rules import nombre_francais
from observatoire.journal import journaliser
from observatoire.store import Cursor, ecrire
from observatoire.tableur import Rangee, lire_tableur

OBLIGATOIRES = ("code", "valeur")
FACULTATIVES = ("annee",)
_NOMS = {"codgeo": "code", "code insee": "code", "code geo": "code", "code officiel": "code"}
"""Other folded titles → column."""
ANNEES = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Ligne:
    """One row of the file: the value it gives, or what is wrong with it and what to write instead."""

    numero: int
    """As a spreadsheet shows it: the titles are row 1."""
    code: str
    valeur_lue: str
    annee_lue: str
    territoire_id: str | None = None
    valeur: float | None = None
    annee: int | None = None
    erreurs: tuple[str, ...] = ()
    suggestion: str = ""
    """The code to write instead, when one is sure enough to be proposed."""

    @property
    def cellules(self) -> Mapping[str, str]:
        """What was read, by column."""
        return {"code": self.code, "valeur": self.valeur_lue, "annee": self.annee_lue}


@dataclass(frozen=True, slots=True)
class Apercu:
    """What importing the file would do."""

    lignes: tuple[Ligne, ...]
    remplacees: int
    """Values of the indicator that the import takes the place of: all it has."""
    empreinte: str
    """SHA-256 of the file."""

    @property
    def valides(self) -> tuple[Ligne, ...]:
        """The rows without error."""
        return tuple(ligne for ligne in self.lignes if not ligne.erreurs)

    @property
    def fautives(self) -> tuple[Ligne, ...]:
        """The rows that cannot be taken."""
        return tuple(ligne for ligne in self.lignes if ligne.erreurs)


def previsualiser(
    cur: Cursor, indicateur: str, contenu: bytes, *, niveau: str = "", annee: int | None = None
) -> Apercu:
    """Read a file of values and say what importing it would do; nothing is written.

    `niveau` tells what a bare code is when it is ambiguous (75); `annee` is the year of rows that give none, by
    default the indicator's own. Raises Invalide (`indicateur`) when it takes no import, (`fichier`) when the file
    cannot be read as a whole.
    """
    propre = _annee_de(cur, indicateur)
    codes = _Codes(cur, niveau)
    vues: dict[tuple[str, int], int] = {}
    rangees = lire_tableur(contenu, OBLIGATOIRES, _NOMS, facultatives=FACULTATIVES)
    lignes = tuple(_ligne(rangee, codes, annee or propre, vues) for rangee in rangees)
    return Apercu(lignes, sql.compter_valeurs(cur, indicateur), sha256(contenu).hexdigest())


def importer(personne: Personne, indicateur: str, apercu: Apercu, *, valides_seulement: bool = False) -> int:
    """Put the values of a preview in place of all those of the indicator; return how many there are now.

    Importing the former file again undoes it. Raises Refus when the person may not; Invalide (`lignes`) when a row is
    wrong and not only the valid ones are asked for, or when none is valid: then nothing changes.
    """
    exiger("importer_indicateur", personne)
    if apercu.fautives and not valides_seulement:
        raise Invalide({"lignes": "Rien n’a été enregistré\u00a0: des lignes sont à corriger."})
    if not apercu.valides:
        raise Invalide({"lignes": "Rien n’a été enregistré\u00a0: aucune ligne n’est valide."})
    par_annee: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for ligne in apercu.valides:
        assert ligne.territoire_id is not None
        assert ligne.valeur is not None
        assert ligne.annee is not None
        par_annee[ligne.annee][ligne.territoire_id] = ligne.valeur
    with ecrire() as tx:
        _annee_de(tx, indicateur)
        sql.retirer_valeurs(tx, indicateur)
        for annee, valeurs in par_annee.items():
            sql.ajouter_valeurs(tx, indicateur, annee, valeurs)
        details = {
            "valeurs": len(apercu.valides),
            "ecartees": len(apercu.fautives),
            "remplacees": apercu.remplacees,
            "empreinte": apercu.empreinte,
        }
        journaliser(tx, personne.acteur, "importees", "indicateur", indicateur, details)
    return len(apercu.valides)


def importables(cur: Cursor) -> list[Indicateur]:
    """Return the indicators whose values are imported, whether they have some yet or not."""
    return [i for i in sql.indicateurs(cur, avec_valeurs=False) if sql.origine(cur, i.code) == "importee"]


def valeurs_presentes(cur: Cursor, indicateur: str) -> list[tuple[str, float, int]]:
    """Return the values that an import would replace: territory id, value, year, as a file gives them."""
    return [(v["territoire_id"], v["valeur"], v["annee"]) for v in sql.toutes_les_valeurs(cur, indicateur)]


def _annee_de(cur: Cursor, indicateur: str) -> int:
    """Return the year of an indicator that takes imports."""
    origine = sql.origine(cur, indicateur)
    if origine is None:
        raise Invalide(
            {
                "indicateur": f"Aucun indicateur ne porte le code «\u00a0{indicateur[:60]}\u00a0»\u00a0: écrivez sa définition dans "
                f"data/indicateurs, avec «\u00a0donnees: import\u00a0», puis lancez ./observatoire charger."
            }
        )
    if origine != "importee":
        raise Invalide(
            {
                "indicateur": f"Les valeurs de «\u00a0{indicateur}\u00a0» sont livrées avec l’observatoire\u00a0: "
                "importez sous le code d’un autre indicateur."
            }
        )
    return next(i.annee for i in sql.indicateurs(cur, avec_valeurs=False) if i.code == indicateur)


class _Codes:
    """What the codes of a file designate, and what to write instead of those that designate nothing."""

    def __init__(self, cur: Cursor, niveau: str) -> None:
        self._par_code: defaultdict[str, list[str]] = defaultdict(list)
        self._noms: dict[str, str] = {}
        for t in sql.territoires(cur):
            self._noms[t["id"]] = t["nom"]
            if not niveau or t["niveau"] == niveau:
                self._par_code[t["code"]].append(t["id"])
        self._anciens: Mapping[str, list[str]] = sql.anciens_codes(cur)

    def lire(self, ecrit: str) -> tuple[str | None, str, str]:
        """Return the territory's id, else None with what is wrong and the code proposed ('' without any)."""
        if not ecrit:
            return None, "Le code manque.", ""
        if ecrit in self._noms:
            return ecrit, "", ""
        code = ecrit.upper()
        trouves = self._par_code.get(code, [])
        if len(trouves) == 1:
            return trouves[0], "", ""
        dit = f"Le code «\u00a0{ecrit[:40]}\u00a0»"
        if trouves:
            choix = " ou ".join(f"{i} ({self._noms[i]})" for i in trouves)
            return (
                None,
                f"{dit} désigne plusieurs territoires\u00a0: écrivez {choix}, ou indiquez le niveau.",
                "",
            )
        return None, *self._proposer(dit, code)

    def _proposer(self, dit: str, code: str) -> tuple[str, str]:
        if (avec := self._avec_zero(code)) is not None:
            actuel, nom = avec
            return f"{dit} a perdu son zéro initial\u00a0: écrivez {actuel} ({nom}).", actuel
        if code in self._anciens:
            ids = self._anciens[code]
            noms = " ou ".join(f"{i.partition('-')[2]} ({self._noms.get(i, i)})" for i in ids)
            seul = ids[0].partition("-")[2] if len(ids) == 1 else ""
            return f"{dit} est celui d’une ancienne commune\u00a0: écrivez {noms}.", seul
        return f"{dit} n’existe pas dans le code officiel géographique 2026.", ""

    def _avec_zero(self, code: str) -> tuple[str, str] | None:
        """Return the code with its zero back, of today, and the name it has."""
        ids = self._par_code.get(f"0{code}") or self._anciens.get(f"0{code}", [])
        if not re.fullmatch(r"\d{1,2}|\d{4}", code) or len(ids) != 1:
            return None
        return ids[0].partition("-")[2], self._noms.get(ids[0], ids[0])


def _ligne(rangee: Rangee, codes: _Codes, annee_par_defaut: int, vues: dict[tuple[str, int], int]) -> Ligne:
    numero, cellules = rangee
    code, lue, annee_lue = cellules["code"], cellules["valeur"], cellules["annee"]
    territoire, faute, suggestion = codes.lire(code)
    valeur = nombre_francais(lue) if lue else None
    annee = _annee(annee_lue, annee_par_defaut)
    erreurs = [faute] if faute else []
    if not lue:
        erreurs.append("La valeur manque\u00a0: retirez la ligne si elle est inconnue.")
    elif valeur is None:
        erreurs.append(
            f"«\u00a0{lue[:40]}\u00a0» n’est pas un nombre\u00a0: écrivez par exemple 12\u202f500,5."
        )
    if annee is None:
        erreurs.append(f"«\u00a0{annee_lue[:20]}\u00a0» n’est pas une année\u00a0: écrivez par exemple 2023.")
    if territoire is not None and annee is not None:
        premiere = vues.setdefault((territoire, annee), numero)
        if premiere != numero:
            erreurs.append(
                f"Ce territoire est déjà donné pour {annee} à la ligne {premiere}\u00a0: gardez l’une des deux."
            )
    return Ligne(numero, code, lue, annee_lue, territoire, valeur, annee, tuple(erreurs), suggestion)


def _annee(lue: str, par_defaut: int) -> int | None:
    if not lue:
        return par_defaut
    return int(lue) if re.fullmatch(r"\d{4}", lue) and int(lue) in ANNEES else None
