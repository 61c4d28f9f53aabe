"""`/territoires`, `/territoires/{id}` and `.csv`: a territory as plain HTML, found by its name, its figures as a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from observatoire import indicateurs, territoires
from observatoire.analyses.presence import Presence, presence
from observatoire.analyses.zones import lire_matrice
from observatoire.errors import Introuvable
from observatoire.pratiques import Resume
from observatoire.publication import trouver_diagnostic
from observatoire.retours import compter_au_territoire
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.territoires import NIVEAUX, Territoire
from observatoire.web import presence as dite
from observatoire.web import textes, voix, zones
from observatoire.web.diagnostic import adresse_document
from observatoire.web.explorateur.tableau import fichier
from observatoire.web.formats import INSECABLE, date_fr, enumeration, extrait, nombre
from observatoire.web.gabarits import rendre
from observatoire.web.legeres import memoire
from observatoire.web.portrait import COLONNES, Affichage, adresse_legere, lignes, presentation, tableaux

TROUVES_AU_PLUS = 20
LISTE = "/fiches"


@dataclass(frozen=True, slots=True)
class Liste:
    """Some pratiques under a heading, and how many there are in all."""

    titre: str
    resumes: tuple[Resume, ...]
    nombre: int
    note: Markup


def chercher(request: Request) -> Response:
    """Answer the list of régions and départements, or what a name typed may mean."""
    q = "".join(c for c in request.query_params.get("q", "") if c.isprintable()).strip()[:80]
    with lire() as cur:
        page = memoire.servir(cur, f"territoires {q}", lambda: _rendre_recherche(request, cur, q))
    return page.repondre(request)


def servir(request: Request) -> Response:
    """Answer the page of a territory; 404, with a search field, for any other."""
    identifiant = request.path_params["id"]
    try:
        with lire() as cur:
            page = memoire.servir(
                cur, f"territoire {identifiant}", lambda: _rendre(request, cur, identifiant)
            )
    except Introuvable as absent:
        return rendre("territoires.html", request, 404, q="", trouves=[], avis=str(absent), niveaux=NIVEAUX)
    return page.repondre(request)


def servir_csv(request: Request) -> Response:
    """Answer the portrait of a territory as a file for spreadsheets."""
    try:
        with lire() as cur:
            ici = _obtenir(cur, request.path_params["id"])
            page = memoire.servir(cur, f"territoire.csv {ici.id}", lambda: _csv(cur, ici))
    except Introuvable:
        return servir(request)
    return page.repondre(request)


def _obtenir(cur: Cursor, identifiant: str) -> Territoire:
    if not identifiant.isprintable():
        raise Introuvable("Ce territoire n’existe pas\u00a0: cherchez-le par son nom.")
    return territoires.obtenir(cur, identifiant)


def _rendre_recherche(request: Request, cur: Cursor, q: str) -> Response:
    trouves = territoires.rechercher(cur, q, None, TROUVES_AU_PLUS) if len(q) > 1 else []
    avis = (
        f"Rien ne correspond à «{INSECABLE}{q}{INSECABLE}». Vérifiez l’orthographe, ou tapez le code postal."
    )
    return rendre(
        "territoires.html",
        request,
        q=q,
        trouves=trouves
        or ([] if q else [*territoires.lister(cur, "region"), *territoires.lister(cur, "departement")]),
        avis=avis if q and not trouves else "",
        niveaux=NIVEAUX,
    )


def _rendre(request: Request, cur: Cursor, identifiant: str) -> Response:
    ici = _obtenir(cur, identifiant)
    portrait = indicateurs.portrait(cur, ici)
    lue = presence(cur, ici)
    dessus = territoires.trouver_tous(cur, ici.ancetres)
    noms = {i: t.nom for i, t in dessus.items()} | {ici.id: ici.nom}
    return rendre(
        "territoire.html",
        request,
        ici=ici,
        niveau=NIVEAUX[ici.niveau],
        au_dessus=[dessus[i] for i in reversed(ici.ancetres) if i in dessus],
        adresse=f"{settings().public_url}{adresse_legere(ici.id)}",
        description=extrait(f"{NIVEAUX[ici.niveau]} {ici.libelle}{INSECABLE}: {dite.dire(lue)}", 155),
        compte=dite.dire(lue),
        prudence=dite.PRUDENCE,
        habitants=nombre(ici.population) if ici.population is not None else None,
        portrait=Markup(presentation(portrait) + tableaux(portrait, Affichage(noms, adresse_legere))),
        listes=_listes(lue, noms),
        facettes=Markup(dite.facettes(lue, ici, LISTE)) if lue.sur_place else "",
        arrets=Markup(dite.arrets(lue)),
        voix=Markup(voix.au_territoire(*compter_au_territoire(cur, ici.id), ici.id)),
        structures=Markup(dite.structures(lue)),
        zones=Markup(zones.section_legere(lire_matrice(cur, ici.id))),
        diagnostic=_diagnostic(cur, ici),
        liste=dite.adresse(LISTE, ici),
        sur_place=lue.sur_place,
        sans_lieu=textes.SANS_LIEU,
        extrait=extrait,
    )


def _listes(lue: Presence, noms: Mapping[str, str]) -> list[Liste]:
    par_dessus = Markup(dite.par_dessus(lue, noms))
    return [
        Liste(
            titre, lue.listes[portee], lue.comptes[portee], par_dessus if portee == "dessus" else Markup("")
        )
        for portee, titre in dite.TITRES.items()
        if lue.listes[portee]
    ]


def _diagnostic(cur: Cursor, ici: Territoire) -> dict[str, str] | None:
    """Return where the shared diagnosis is read, and who writes it; None when none is public."""
    lu = trouver_diagnostic(cur, ici.id)
    if lu is None:
        return None
    return {
        "adresse": adresse_document(lu["id"]),
        "auteurs": enumeration([*lu["organisations_es"], *lu["organisations_ts"]]),
        "chiffres": date_fr(lu["chiffres_a"]),
    }


def _csv(cur: Cursor, ici: Territoire) -> Response:
    portrait = indicateurs.portrait(cur, ici)
    noms = {i: t.libelle for i, t in territoires.trouver_tous(cur, (ici.id, *portrait.reperes)).items()}
    octets = fichier(COLONNES, lignes(portrait, noms))
    return Response(
        octets,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="observatoire-portrait-{ici.id}.csv"'},
    )
