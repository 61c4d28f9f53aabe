"""What every export says of itself: what was asked in words, the day, the licence, where it comes from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from observatoire.clock import a_paris, maintenant
from observatoire.pratiques import FILTRES, PORTEES, STRUCTURES, Recherche, comprendre, periode, structures
from observatoire.publication import sql
from observatoire.recherche import dire
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous
from observatoire.vocabulaires import libelle, vocabulaire

TITRE = "Observatoire des bonnes pratiques ES/TS : pratiques"
LICENCE = "Licence Ouverte 2.0 (Etalab)"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
LICENCE_PRECISION = (
    "Une fiche reprise d’une source sous une autre licence le dit dans sa colonne « Licence »."
)
LIMITES = (
    "Les pratiques de l’observatoire sont celles qu’on lui a fait connaître : leur nombre ne mesure pas l’activité d’un "
    "territoire, et l’absence de pratique ne veut pas dire qu’il ne s’y passe rien. Une case vide veut dire « inconnu », "
    "jamais « non »."
)
_TRIS = {
    "pertinence": "Pertinence",
    "recentes": "Plus récentes d’abord",
    "titre": "Titre",
    "distance": "Distance",
}


@dataclass(frozen=True, slots=True)
class Mentions:
    """What goes with a selection, in words."""

    filtres: tuple[tuple[str, str], ...]
    """(name, value) of each filter, in words."""
    adresse: str
    """Address of the same question in the explorer."""
    extrait_a: datetime
    """When it was read, naive UTC."""
    nombre: int
    demo_exclues: int

    @property
    def extrait_le(self) -> date:
        """The day, in Paris."""
        return a_paris(self.extrait_a).date()

    @property
    def phrase(self) -> str:
        """The filters on one line, with what was left out."""
        filtres = " ; ".join(f"{nom} : {valeur}" for nom, valeur in self.filtres) or "Toutes les pratiques"
        return f"{filtres} ; {self.avis_demo}" if self.demo_exclues else filtres

    @property
    def avis_demo(self) -> str:
        """What is said of the demonstration's pratiques left out; empty when there is none."""
        if not self.demo_exclues:
            return ""
        if self.demo_exclues == 1:
            return "1 pratique de démonstration (inventée) n’est pas exportée"
        return f"{self.demo_exclues} pratiques de démonstration (inventées) ne sont pas exportées"


def mentionner(cur: Cursor, r: Recherche, nombre: int, demo_exclues: int) -> Mentions:
    """Gather what an export of `r` says of itself."""
    return Mentions(
        filtres=(*en_mots(cur, r), *_lecture(cur, r)),
        adresse=adresse("/explorer", r),
        extrait_a=maintenant(),
        nombre=nombre,
        demo_exclues=demo_exclues,
    )


def adresse(chemin: str, r: Recherche) -> str:
    """Return the full address of a question, on its first page, under a path of the observatory."""
    params = urlencode(replace(r.sans_presentation, tri=r.tri).to_params(), doseq=True)
    return f"{settings().public_url}{chemin}" + (f"?{params}" if params else "")


def en_mots(cur: Cursor, r: Recherche) -> tuple[tuple[str, str], ...]:
    """Return the question as (name, value) pairs in French; nothing when it asks for everything."""
    mots: list[tuple[str, str]] = []
    if r.q:
        mots.append(("Mots cherchés", r.q))
        if r.elargir == "non":
            mots.append(("Glossaire", "sans élargir les mots cherchés"))
    if r.territoire:
        connu = trouver_tous(cur, [r.territoire]).get(r.territoire)
        autour = f", et {r.rayon}\u00a0km autour" if r.rayon else ""
        mots.append(("Territoire", (connu.libelle if connu else r.territoire) + autour))
    for nom, voc in FILTRES.items():
        if valeurs := getattr(r, nom):
            mots.append((vocabulaire(voc).libelle, ", ".join(libelle(voc, v) for v in valeurs)))
    for nom, titre in STRUCTURES.items():
        if cles := getattr(r, nom):
            noms = {s.cle: s.nom for s in structures(cur, cles=cles)}
            mots.append((titre, ", ".join(noms.get(c, c) for c in cles)))
    if r.periode:
        mots.append(("Début", ", ".join(map(periode.en_mots, r.periode))))
    if r.portee:
        mots.append(("Lieu", f"pratiques {PORTEES[r.portee]} seulement"))
    if mots and r.tri != "pertinence":
        mots.append(("Ordre", _TRIS[r.tri]))
    return tuple(mots)


def _lecture(cur: Cursor, r: Recherche) -> list[tuple[str, str]]:
    """Return how the words were read, when they were not read as typed."""
    phrases = dire(r.q, comprendre(cur, r)) if r.q else []
    return [("Lecture des mots", " ".join(phrases))] if phrases else []


@dataclass(frozen=True, slots=True)
class Fraicheur:
    """How much is published, and how recent it is; the demonstration's pratiques are left out."""

    nombre: int
    partenaires: int
    maj_a: datetime | None
    source_le: date | None


def fraicheur(cur: Cursor) -> Fraicheur:
    """Return the number of published pratiques and partners, their last change and their newest source."""
    return Fraicheur(**(cur.ligne(sql.FRAICHEUR) or {}))
