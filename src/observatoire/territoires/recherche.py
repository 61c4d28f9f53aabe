"""Find a territory from what people type: prefixes, codes, former names, and their typing errors.

The index is built in the process from the store and kept as long as the referentiel loaded stays the same.
Candidates come best first, lazily: exact prefixes, then the name with its département or postal code, then
near names (optimal string alignment), then near beginnings.
"""

import re
import threading
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop
from itertools import chain, islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from observatoire.store import Cursor
from observatoire.territoires import sql
from observatoire.territoires.model import Territoire
from observatoire.territoires.noms import Ancien, Nom, noms_actuels, noms_anciens, noms_par_code
from observatoire.territoires.normalisation import normaliser

EXACT, AUTRE_NOM_EXACT, DEBUT, DEBUT_AUTRE_NOM, DEBUT_DE_MOT = range(5)
SAISIE_MAX = 100
_PRECISION = re.compile(r"\d{2,3}|2[ab]|\d{5}|2[ab]\d{3}")
_FIN = "\U0010ffff"


Cle = tuple[int, int, int]
"""Kind of match, minus the population, rank of the name: the smallest is the best."""
Groupe = tuple[list[str], list[Nom]]


class Index:
    """Every way to call every territory."""

    def __init__(self, territoires: Sequence[tuple[Territoire, str]], anciens: Sequence[Ancien]) -> None:
        self._territoires = [t for t, _ in territoires]
        self._poids = [-(t.population or 0) for t in self._territoires]
        rang = {t.id: i for i, t in enumerate(self._territoires)}
        self._noms = [*noms_actuels(territoires), *noms_anciens(territoires, anciens, rang)]
        propres = [nom for nom in self._noms if nom.propre]
        self._par_code = noms_par_code(self._territoires, propres, anciens, rang)
        debuts = sorted(self._tous_les_debuts())
        self._textes = [texte for texte, _ in debuts]
        self._cles = [cle for _, cle in debuts]
        self._tailles = self._par_niveau_et_longueur()

    def chercher(self, saisie: str, niveaux: Collection[str], limite: int) -> list[Territoire]:
        """Return at most `limite` territories of these levels, best first."""
        texte, tel_quel = normaliser(saisie[:SAISIE_MAX]), normaliser(saisie[:SAISIE_MAX], etendre=False)
        if len(tel_quel) < 2 or not niveaux:
            return []
        candidats = self._candidats(texte, tel_quel, niveaux)
        return list(islice(self._distincts(candidats, niveaux), limite))

    def _candidats(self, texte: str, tel_quel: str, niveaux: Collection[str]) -> Iterator[Nom]:
        """Give names, best first; `tel_quel` is the text where « st » may begin Strasbourg as well as Saint-Denis."""
        vus = 0
        codes = self._par_code.get(texte.replace(" ", ""), [])
        for nom in chain(codes, self._avec_debut(texte, tel_quel)):
            vus += self._niveau(nom) in niveaux
            yield nom
        yield from (precis := self._avec_precision(texte, niveaux))
        if not (codes or precis):
            erreurs = 1 if self._est_un_nom(texte, niveaux) else 3
            yield from (proches := self._proches_de(texte, niveaux, erreurs))
            if not (vus or proches):
                yield from self._debuts_proches(texte, niveaux)

    def _niveau(self, nom: Nom) -> str:
        return self._territoires[nom.cible].niveau

    def _distincts(self, candidats: Iterator[Nom], niveaux: Collection[str]) -> Iterator[Territoire]:
        vus: set[int] = set()
        for nom in candidats:
            territoire = self._territoires[nom.cible]
            if nom.cible not in vus and territoire.niveau in niveaux:
                vus.add(nom.cible)
                yield replace(territoire, nom_trouve=nom.ancien) if nom.ancien else territoire

    def _avec_debut(self, *formes: str) -> Iterator[Nom]:
        """Give the names that begin so, or have a word that does: exact ones, then the most populated first."""
        file = [cle for forme in set(formes) for cle in self._qui_commencent(forme)]
        heapify(file)
        while file:
            yield self._noms[heappop(file)[2]]

    def _qui_commencent(self, texte: str) -> list[Cle]:
        debut = bisect_left(self._textes, texte)
        suite = bisect_right(self._textes, texte, lo=debut)
        fin = bisect_left(self._textes, texte + _FIN, lo=suite)
        return [*map(_exact, self._cles[debut:suite]), *self._cles[suite:fin]]

    def _est_un_nom(self, texte: str, niveaux: Collection[str]) -> bool:
        """Tell whether a territory of these levels is called exactly so."""
        debut = bisect_left(self._textes, texte)
        cles = self._cles[debut : bisect_right(self._textes, texte, lo=debut)]
        return any(self._niveau(self._noms[i]) in niveaux for genre, _, i in cles if genre != DEBUT_DE_MOT)

    def _avec_precision(self, texte: str, niveaux: Collection[str]) -> list[Nom]:
        """Understand « les mureaux 78 », « 78130 les mureaux » and a label pasted back."""
        mots = texte.split()
        for precision, reste in ((mots[-1], mots[:-1]), (mots[0], mots[1:])):
            if reste and _PRECISION.fullmatch(precision):
                nom, code = " ".join(reste), precision.upper()
                trouves = [n for n in self._avec_debut(nom) if self._porte(n, code)]
                return trouves or [n for n in self._proches_de(nom, niveaux) if self._porte(n, code)]
        return []

    def _porte(self, nom: Nom, code: str) -> bool:
        territoire = self._territoires[nom.cible]
        return code in (territoire.code, territoire.departement, *territoire.codes_postaux)

    def _proches_de(self, texte: str, niveaux: Collection[str], maximum: int = 3) -> list[Nom]:
        """Return the names at a few typing errors, the nearest then the most populated first.

        A text that is a name already is forgiven one error: Pissy may be Poissy.
        """
        erreurs = min(_erreurs(texte), maximum)
        longueurs = range(len(texte) - erreurs, len(texte) + erreurs + 1)
        groupes = [g for n in niveaux for longueur in longueurs if (g := self._tailles.get((n, longueur)))]
        return self._classer(texte, groupes, erreurs)

    def _debuts_proches(self, texte: str, niveaux: Collection[str]) -> list[Nom]:
        """Return the names whose beginning is one error away from a text still being typed."""
        groupes = [
            g for (niveau, taille), g in self._tailles.items() if niveau in niveaux and taille > len(texte)
        ]
        coupes = range(len(texte) - 1, len(texte) + 2)
        coupees = [([t[:coupe] for t in textes], noms) for textes, noms in groupes for coupe in coupes]
        return self._classer(texte, coupees, 1) if _erreurs(texte) > 1 else []

    def _classer(self, texte: str, groupes: list[Groupe], erreurs: int) -> list[Nom]:
        trouves = [
            (
                distance,
                bool(noms[i].ancien),
                self._poids[noms[i].cible],
                noms[i].texte,
                noms[i].cible,
                noms[i],
            )
            for textes, noms in groupes
            for _, distance, i in extract(
                texte, textes, scorer=OSA.distance, score_cutoff=erreurs, limit=None
            )
            if erreurs
        ]
        return [nom for *_, nom in sorted(trouves, key=lambda trouve: trouve[:5])]

    def _tous_les_debuts(self) -> Iterator[tuple[str, Cle]]:
        """Give each name, and each of its ends that begins at a word."""
        for entree, nom in enumerate(self._noms):
            poids = self._poids[nom.cible]
            yield nom.texte, (DEBUT if nom.propre else DEBUT_AUTRE_NOM, poids, entree)
            for espace in re.finditer(" ", nom.texte):
                yield nom.texte[espace.end() :], (DEBUT_DE_MOT, poids, entree)

    def _par_niveau_et_longueur(self) -> dict[tuple[str, int], Groupe]:
        """Group names by level and length: a name too long or too short is too many errors away."""
        groupes: dict[tuple[str, int], Groupe] = defaultdict(lambda: ([], []))
        for nom in self._noms:
            textes, noms = groupes[self._niveau(nom), len(nom.texte)]
            textes.append(nom.texte)
            noms.append(nom)
        return dict(groupes)


def _exact(cle: Cle) -> Cle:
    genre, poids, entree = cle
    return (genre - DEBUT if genre != DEBUT_DE_MOT else genre, poids, entree)


def _erreurs(texte: str) -> int:
    """Return how many typing errors are forgiven for a text of this length."""
    return next((n for longueur, n in ((4, 0), (6, 1), (12, 2)) if len(texte) < longueur), 3)


_verrou = threading.Lock()
_courant: tuple[str | None, Index] | None = None


def index(cur: Cursor) -> Index:
    """Return the index of the territories loaded, built again when they changed."""
    global _courant  # noqa: PLW0603 - one index for the process, by design
    empreinte = sql.empreinte(cur)
    connu = _courant
    if connu is not None and connu[0] == empreinte:
        return connu[1]
    with _verrou:
        if _courant is None or _courant[0] != empreinte:
            _courant = (empreinte, Index(sql.avec_noms_normalises(cur), sql.anciens(cur)))
        return _courant[1]
