"""`/pratiques` and `/pratiques/{id}`: JSON page by page, or the whole answer as a file."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import negociation, reponses
from observatoire.api.pagination import Pagination, lire_pagination
from observatoire.api.parametres import DES_PRATIQUES, des_fichiers, verifier
from observatoire.api.problemes import Probleme
from observatoire.clock import aujourd_hui
from observatoire.errors import Introuvable
from observatoire.pratiques import Recherche
from observatoire.publication import FORMATS, enregistrements, exporter, lire_page
from observatoire.publication.fichiers_geojson import metadonnees
from observatoire.publication.mentions import mentionner
from observatoire.store import Cursor, lire
from observatoire.territoires import trouver

EXTENSIONS = tuple(dict.fromkeys(f.extension for f in FORMATS.values()))
"""Extensions of the addresses that give files."""
_MEDIAS = {"json": negociation.JSON} | {f.nom: f.media for f in FORMATS.values()}


async def lister(request: Request) -> Response:
    """Answer `/pratiques`."""
    verifier(DES_PRATIQUES, request.query_params)
    choisi = _format(request)
    if choisi == "json":
        return await run_in_threadpool(_en_json, request)
    if "demo" in request.query_params:
        faute = "Les pratiques de démonstration ne sont jamais exportées : retirez « demo », ou demandez le format json."
        raise Probleme(422, faute, {"demo": faute})
    return await _en_fichier(request, choisi)


async def telecharger(request: Request) -> Response:
    """Answer `/pratiques.csv`, `/pratiques.geojson`, `/pratiques.parquet`, `/pratiques.xlsx`."""
    extension = request.path_params["extension"]
    if extension not in EXTENSIONS:
        raise HTTPException(404)
    verifier(des_fichiers(extension), request.query_params)
    return await _en_fichier(request, request.query_params.get("format", extension))


def obtenir(request: Request) -> Response:
    """Answer `/pratiques/{id}`."""
    verifier((), request.query_params)
    _json_seulement(request)
    identifiant = request.path_params["id"]
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        trouvees = enregistrements(cur, [identifiant]) if identifiant.isprintable() else []
    if not trouvees:
        raise Introuvable("Aucune pratique publiée n’a cet identifiant. La liste est à /api/v1/pratiques.")
    return reponses.json(request, trouvees[0], validateur)


def _json_seulement(request: Request) -> None:
    if negociation.choisir(request.headers.get("accept", ""), {"json": negociation.JSON}) is None:
        raise Probleme(406, "Cette adresse ne répond qu’en JSON : demandez Accept: application/json.")


def _format(request: Request) -> str:
    """Return the format asked by `format=`, else by the Accept header."""
    choisi = request.query_params.get("format") or negociation.choisir(
        request.headers.get("accept", ""), _MEDIAS
    )
    if choisi is None:
        medias = ", ".join(sorted(set(_MEDIAS.values())))
        raise Probleme(406, f"Aucun format demandé n’est proposé. Formats : {medias}.")
    return choisi


def _question(cur: Cursor, request: Request) -> Recherche:
    """Return the question asked, whose territory exists."""
    params = request.query_params
    _rayon_d_une_commune(request)
    question, avis = Recherche.from_params({nom: params.getlist(nom) for nom in params.keys()})  # noqa: SIM118
    if avis:
        raise Probleme(400, " ".join(avis))
    if question.territoire and trouver(cur, question.territoire) is None:
        faute = f"Le territoire {question.territoire} n’existe pas : cherchez-le dans /api/v1/territoires."
        raise Probleme(422, faute, {"territoire": faute})
    return question


def _rayon_d_une_commune(request: Request) -> None:
    """Raise a Probleme when a radius has no centre, or an order by distance no radius."""
    params = request.query_params
    if "rayon" in params and not params.get("territoire", "").startswith("commune-"):
        faute = "« rayon » se mesure autour d’une commune : ajoutez par exemple territoire=commune-78440."
        raise Probleme(422, faute, {"rayon": faute})
    if params.get("tri") == "distance" and "rayon" not in params:
        faute = "« tri=distance » demande un « rayon » autour d’une commune."
        raise Probleme(422, faute, {"tri": faute})


def _en_json(request: Request) -> Response:
    avec_demo = "demo" in request.query_params
    page, par_page = lire_pagination(request.query_params)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version(), "json", aujourd_hui().isoformat())
        question = _question(cur, request)
        if vue := reponses.inchangee(request, validateur):
            return vue
        lue = lire_page(cur, question.avec(page=page), par_page, avec_demo=avec_demo)
        mentions = mentionner(cur, question, lue.total, lue.demo_exclues)
    pagination = Pagination(page, par_page, lue.total)
    contenu = {
        "donnees": lue.enregistrements,
        "pagination": pagination.dite(),
        "liens": pagination.liens(request),
        "metadonnees": metadonnees(mentions),
    }
    return reponses.json(request, contenu, validateur)


async def _en_fichier(request: Request, choisi: str) -> Response:
    def preparer() -> Response:
        with lire() as cur:
            validateur = reponses.etag(request, cur.version(), choisi, aujourd_hui().isoformat())
            question = _question(cur, request)
            if vue := reponses.inchangee(request, validateur):
                return vue
            export = exporter(cur, question, choisi, lecteur=lire)
        return reponses.fichier(
            request, export.morceaux, nom=export.nom, type_mime=export.type_mime, validateur=validateur
        )

    return await reponses.avec_mesure(preparer)
