"""`/fiches`: the explorer as plain HTML: same questions, same address, same answers, without map or JavaScript."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from observatoire import pratiques, territoires
from observatoire.pratiques import FILTRES, PORTEES, STRUCTURES, TAILLE_PAGE, Recherche, periode
from observatoire.publication import en_mots
from observatoire.recherche import Interpretation, dire
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.vocabulaires import vocabulaire
from observatoire.web import textes
from observatoire.web.formats import FINE, INSECABLE, extrait, pluriel
from observatoire.web.gabarits import rendre
from observatoire.web.legeres import memoire

CHEMIN = "/fiches"
TRIS = {"pertinence": "Pertinence", "recentes": "Les plus récentes", "titre": "Titre, de A à Z"}


@dataclass(frozen=True, slots=True)
class Choix:
    """One value that can be ticked."""

    code: str
    libelle: str
    retenu: bool


@dataclass(frozen=True, slots=True)
class Filtre:
    """The values of one filter."""

    nom: str
    libelle: str
    choix: tuple[Choix, ...]

    @property
    def retenus(self) -> int:
        """How many are ticked."""
        return sum(c.retenu for c in self.choix)


def servir(request: Request) -> Response:
    """Answer one page of the list; what is not understood in the address is ignored with a notice."""
    params = request.query_params
    question, avis = Recherche.from_params({nom: params.getlist(nom) for nom in params.keys()})  # noqa: SIM118
    question = replace(question.sans_presentation, tri=question.tri, page=question.page)
    with lire() as cur:
        page = memoire.servir(cur, f"fiches {question} {avis}", lambda: _rendre(request, cur, question, avis))
    return page.repondre(request)


def _rendre(request: Request, cur: Cursor, r: Recherche, avis: list[str]) -> Response:
    comprise = pratiques.comprendre(cur, r)
    totaux = pratiques.compter(cur, r, comprise)
    pages = max(1, -(-totaux.nombre // TAILLE_PAGE))
    if r.page > pages:
        avis = [*avis, f"La page {r.page} n’existe pas{INSECABLE}: voici la dernière."]
        r = replace(r, page=pages)
    return rendre(
        "fiches.html",
        request,
        resumes=pratiques.lister(cur, r, comprise=comprise),
        totaux=totaux,
        compte=dire_le_compte(totaux.nombre),
        extrait=extrait,
        sans_lieu=textes.SANS_LIEU,
        taille=TAILLE_PAGE,
        avis=avis,
        comprise=comprise,
        lecture=dire(r.q, comprise),
        bascule=_bascule(r, comprise),
        criteres=en_mots(cur, replace(r, tri="pertinence")),
        titre=_titre(cur, r),
        r=r,
        pages=pages,
        filtres=(filtres := [*(_filtre(r, nom) for nom in FILTRES), *_par_structure(cur, r)]),
        retenus=sum(f.retenus for f in filtres) + len(r.periode),
        portees=PORTEES,
        tris=TRIS | ({"distance": "Distance"} if r.rayon else {}),
        annees=", ".join(v for v in r.periode if v != periode.INCONNUE),
        date_inconnue=periode.INCONNUE in r.periode,
        lieux=_lieux(cur, r),
        exports=[
            (nom, adresse(f"/api/v1/pratiques.{nom}", replace(r, page=1)))
            for nom in ("csv", "xlsx", "geojson")
        ],
        canonique=settings().public_url + adresse(CHEMIN, r),
        precedente=adresse(CHEMIN, replace(r, page=r.page - 1)) if r.page > 1 else None,
        suivante=adresse(CHEMIN, replace(r, page=r.page + 1)) if r.page < pages else None,
        explorateur=adresse("/explorer", r),
        sans_filtre=r.filtres_actifs == 0,
    )


def _bascule(r: Recherche, comprise: Interpretation | None) -> tuple[str, str] | None:
    """Return the link that switches the glossary (text, address), None when it changes nothing."""
    if comprise and comprise.elargie_a:
        return "Chercher sans élargir", adresse(CHEMIN, r.avec(elargir="non"))
    if comprise and r.elargir == "non":
        return "Élargir avec le glossaire", adresse(CHEMIN, r.avec(elargir="oui"))
    return None


def adresse(chemin: str, r: Recherche) -> str:
    """Return the path of a question."""
    params = urlencode(r.to_params(), doseq=True)
    return f"{chemin}?{params}" if params else chemin


def _titre(cur: Cursor, r: Recherche) -> str:
    """Return the page's title, which says the question."""
    mots = [valeur for _, valeur in en_mots(cur, replace(r, tri="pertinence"))]
    debut = " · ".join(mots)[:90] if mots else "Toutes les fiches"
    return f"{debut} (page{INSECABLE}{r.page})" if r.page > 1 else debut


def _filtre(r: Recherche, nom: str) -> Filtre:
    voc = vocabulaire(FILTRES[nom])
    retenus = getattr(r, nom)
    proposees = {v.code for v in voc.proposees}
    choix = (
        Choix(v.code, v.libelle, v.code in retenus) for v in voc if v.code in proposees or v.code in retenus
    )
    return Filtre(nom, voc.libelle, tuple(choix))


def _par_structure(cur: Cursor, r: Recherche) -> list[Filtre]:
    """Return the filters by the name of a partner that are asked: their values are found from a sheet."""
    return [
        Filtre(
            nom, titre, tuple(Choix(s.cle, s.nom, retenu=True) for s in pratiques.structures(cur, cles=cles))
        )
        for nom, titre in STRUCTURES.items()
        if (cles := getattr(r, nom))
    ]


def _lieux(cur: Cursor, r: Recherche) -> list[tuple[str, list[Choix]]]:
    """Return the territories offered: the one asked for, the régions, the départements."""
    regions = territoires.lister(cur, "region")
    departements = sorted(territoires.lister(cur, "departement"), key=lambda t: t.code)
    offerts = {t.id for t in (*regions, *departements)}
    groupes = [("Régions", _en_choix(regions, r)), ("Départements", _en_choix(departements, r))]
    if r.territoire and r.territoire not in offerts:
        connu = territoires.trouver(cur, r.territoire)
        libelle = connu.libelle if connu else r.territoire
        groupes.insert(0, ("Choisi", [Choix(r.territoire, libelle, retenu=True)]))
    return groupes


def _en_choix(lus: Iterable[territoires.Territoire], r: Recherche) -> list[Choix]:
    return [Choix(t.id, t.libelle, t.id == r.territoire) for t in lus]


def dire_le_compte(n: int) -> str:
    """Return « Aucune fiche ne répond », « 12 fiches »."""
    return pluriel(n, "fiche") if n else f"Aucune fiche ne répond à ces critères{FINE}: retirez-en un."
