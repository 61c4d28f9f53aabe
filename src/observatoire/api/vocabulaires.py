"""`/vocabulaires` and `/vocabulaires/{nom}`: every coded value, its name and its meaning."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.parametres import verifier
from observatoire.errors import Introuvable
from observatoire.settings import settings
from observatoire.vocabulaires import VOCABULAIRES, Valeur, Vocabulaire


def lister(request: Request) -> Response:
    """Answer `/vocabulaires`."""
    verifier((), request.query_params)
    return reponses.json(request, {"donnees": [_resume(v) for v in VOCABULAIRES.values()]})


def obtenir(request: Request) -> Response:
    """Answer `/vocabulaires/{nom}`."""
    verifier((), request.query_params)
    trouve = VOCABULAIRES.get(request.path_params["nom"])
    if trouve is None:
        raise Introuvable(f"Ce vocabulaire n’existe pas. Vocabulaires : {', '.join(VOCABULAIRES)}.")
    return reponses.json(request, _resume(trouve) | {"valeurs": [_valeur(v) for v in trouve]})


def _resume(vocabulaire: Vocabulaire) -> dict[str, Any]:
    return {
        "nom": vocabulaire.nom,
        "libelle": vocabulaire.libelle,
        "description": vocabulaire.description,
        "nombre": len(vocabulaire),
        "adresse": f"{settings().public_url}/api/v1/vocabulaires/{vocabulaire.nom}",
    }


def _valeur(valeur: Valeur) -> dict[str, Any]:
    categorie = valeur.categorie
    return {
        "code": valeur.code,
        "libelle": valeur.libelle,
        "court": valeur.court,
        "description": valeur.description,
        "categorie": {"code": categorie.code, "libelle": categorie.libelle} if categorie else None,
        "retire_le": valeur.retire_le,
    }
