"""Turn what was typed into a question for the index, and keep what must be told to the reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from observatoire.recherche import sql, vocabulaire
from observatoire.recherche.demandes import Demande, Demandes, Suite
from observatoire.recherche.elargissement import Passage, Racines, lire_voisins, passages
from observatoire.recherche.pliage import plier, racine
from observatoire.recherche.saisie import Joint, Tape, lire_saisie
from observatoire.recherche.vocabulaire import Forme
from observatoire.store import Cursor

EXACT, AUTRE_FORME, CORRIGE, GLOSSAIRE, DEBUT = 1.0, 0.75, 0.8, 0.5, 0.35
"""Share of a word's weight: the word typed, another form of it, a correction, the glossary's, a longer word."""
MOT_COURT = 4
"""A word up to so long that means something is not taken for the beginning of another."""
MOTS_INDISPENSABLES = 2
"""Up to so many things typed, all must be held; beyond, more than half when no document holds them all."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the index understood of a typed text."""

    demandes: tuple[Demande, ...] = ()
    suites: tuple[Suite, ...] = ()
    mots: int = 0
    """How many things were typed."""
    tenus: int = 0
    """How many of them a document must hold."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(typed, taken): told to the reader."""
    inconnus: tuple[str, ...] = ()
    """Things typed that the index does not hold at all."""
    elargie_a: tuple[str, ...] = ()
    """Expressions added from the glossary: told to the reader."""
    marques: tuple[Racines, ...] = ()
    """Rows of stems to highlight."""
    debuts: tuple[str, ...] = ()
    """Beginnings of words to highlight, folded."""

    def trouves(self, *, avec_score: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the query of the documents found (id, and score unless not wanted) and its parameters."""
        texte = sql.trouves(avec_suites=bool(self.suites), avec_score=avec_score)
        return texte, self.parametres() | {"tenus": self.tenus}

    def parametres(self) -> dict[str, Any]:
        """Return the parameters that name the words asked."""
        params: dict[str, Any] = {
            "mids": [d.mid for d in self.demandes],
            "groupes": [d.groupe for d in self.demandes],
            "elements": [d.element for d in self.demandes],
            "forces": [d.force for d in self.demandes],
        }
        if self.suites:
            params["rangs"] = list(range(1, len(self.suites) + 1))
            params["textes"] = [s.texte for s in self.suites]
            params["tailles"] = [s.taille for s in self.suites]
            couples = [(rang, groupe) for rang, s in enumerate(self.suites, 1) for groupe in s.groupes]
            params["suites_des_groupes"] = [rang for rang, _ in couples]
            params["groupes_des_suites"] = [groupe for _, groupe in couples]
        return params


def interpreter(cur: Cursor, saisie: str, *, elargir: bool = True) -> Interpretation | None:
    """Read a typed text; None when it holds no word to search (empty, or stop words only).

    `elargir` adds what the glossary puts beside the words typed, one step away.
    """
    tapes, joints = lire_saisie(saisie)
    return _Lecture(cur, tapes, joints, elargir=elargir).conclure() if tapes else None


class _Lecture:
    """One reading of a text: each step lets more words stand for what was typed."""

    def __init__(self, cur: Cursor, tapes: list[Tape], joints: list[Joint], *, elargir: bool) -> None:
        self.cur = cur
        self.tapes = tapes
        self.joints = joints
        self.demandes = Demandes()
        self.corrections: list[tuple[str, str]] = []
        self.elargie_a: list[str] = []
        self.marques: dict[Racines, None] = {}
        self.debuts: list[str] = []
        self.voisins = lire_voisins(cur) if elargir else {}
        self.connus = vocabulaire.par_racine(
            cur, [*(r for t in tapes for r in t.racines), *(racine(j.plie) for j in joints)]
        )

    def conclure(self) -> Interpretation:
        """Take the steps and return what was understood."""
        for groupe, tape in enumerate(self.tapes):
            self._citation(groupe, tape) if tape.cite else self._mot(groupe, tape)
        self._joindre()
        self._completer_le_dernier()
        self._reparer()
        self._elargir()
        lue = Interpretation(
            demandes=self.demandes.toutes(),
            suites=tuple(self.demandes.suites),
            mots=len(self.tapes),
            tenus=len(self.tapes),
            corrections=tuple(self.corrections),
            inconnus=tuple(t.plie for i, t in enumerate(self.tapes) if not self.demandes.tient(i)),
            elargie_a=tuple(dict.fromkeys(self.elargie_a)),
            marques=tuple(self.marques),
            debuts=tuple(self.debuts),
        )
        return replace(lue, tenus=_tenus(self.cur, lue)) if lue.mots > MOTS_INDISPENSABLES else lue

    def _citation(self, groupe: int, tape: Tape) -> None:
        """Words between quotes are taken as they are: in a row, or the very word when there is one."""
        if len(tape.mots) > 1:
            self.demandes.suite((groupe,), tape.racines, self.connus, EXACT)
        else:
            memes = [f for f in self._formes(tape) if f.plie == tape.plie]
            self.demandes.mot(groupe, memes, EXACT)
        self.marques[tape.racines] = None

    def _mot(self, groupe: int, tape: Tape) -> None:
        ecrit = tape.mots[0].ecrit
        accentue = ecrit != tape.plie
        for forme in self._formes(tape):
            exact = forme.mot == ecrit if accentue else forme.plie == tape.plie
            self.demandes.mot(groupe, [forme], EXACT if exact else AUTRE_FORME)
        self.marques[tape.racines] = None

    def _formes(self, tape: Tape) -> Sequence[Forme]:
        return self.connus.get(tape.racines[0], ())

    def _joindre(self) -> None:
        """« co-formation », « co formation »: the index may hold « coformation »."""
        for joint in self.joints:
            if formes := self.connus.get(racine(joint.plie)):
                for groupe in joint.groupes:
                    self.demandes.mot(groupe, formes, EXACT)

    def _completer_le_dernier(self) -> None:
        """The last word may still be being typed; a short one that means something is left alone."""
        groupe, tape = len(self.tapes) - 1, self.tapes[-1]
        if tape.cite or (len(tape.plie) <= MOT_COURT and self._a_un_sens(groupe)):
            return
        if formes := vocabulaire.commencant(self.cur, tape.plie):
            self.demandes.mot(groupe, formes, DEBUT)
            self.debuts.append(tape.plie)

    def _a_un_sens(self, groupe: int) -> bool:
        return self.demandes.tient(groupe) or self.tapes[groupe].racines in self.voisins

    def _reparer(self) -> None:
        """Words that mean nothing: cut short (« coloc »), a slip, or two run together."""
        for groupe, tape in enumerate(self.tapes):
            if tape.cite or self._a_un_sens(groupe):
                continue
            if longues := vocabulaire.commencant(self.cur, tape.racines[0]):
                self.demandes.mot(groupe, longues, DEBUT)
                self.debuts.append(tape.racines[0])
            elif corrige := vocabulaire.corriger(self.cur, tape.plie):
                self._corriger(groupe, tape, corrige)
            elif scinde := vocabulaire.scinder(self.cur, tape.plie):
                self.connus |= vocabulaire.par_racine(self.cur, scinde)
                self.demandes.suite((groupe,), scinde, self.connus, CORRIGE)
                self.marques[scinde] = None

    def _corriger(self, groupe: int, tape: Tape, corrige: str) -> None:
        mot = replace(tape, mots=(tape.mots[0]._replace(ecrit=corrige, plie=plier(corrige)),))
        self.tapes[groupe] = mot
        self.connus |= vocabulaire.par_racine(self.cur, mot.racines)
        self.demandes.mot(groupe, self._formes(mot), CORRIGE)
        self.corrections.append((tape.plie, corrige))
        self.marques[mot.racines] = None

    def _elargir(self) -> None:
        seuls = [None if t.cite else t.racines[0] for t in self.tapes]
        trouves = passages(seuls, self.voisins)
        self.connus |= (
            vocabulaire.par_racine(
                self.cur,
                {r for p in trouves for _, racines in p.expressions for r in racines} - self.connus.keys(),
            )
            if trouves
            else {}
        )
        for passage in trouves:
            self._elargir_un(passage)

    def _elargir_un(self, passage: Passage) -> None:
        """What holds the words typed (« accompagnement social ») finds nothing more, nor what they hold already."""
        tapees = {r for t in self.tapes for r in t.racines}
        du_passage = {r for t in self.tapes[passage.debut : passage.fin] for r in t.racines}
        for mots, racines in passage.expressions:
            if tapees.issuperset(racines) or du_passage.issubset(racines):
                continue
            groupes = range(passage.debut, passage.fin)
            if self.demandes.suite(groupes, racines, self.connus, GLOSSAIRE):
                self.elargie_a.append(mots)
                self.marques[racines] = None


def _tenus(cur: Cursor, lue: Interpretation) -> int:
    """Return how many words to ask for: all, or the most that one document holds when that is more than half."""
    texte = sql.mots_tenus(avec_suites=bool(lue.suites))
    au_mieux = int(cur.valeur(texte, **lue.parametres()) or 0)
    return au_mieux if au_mieux > lue.mots // 2 else lue.mots
