"""`/diagnostics/{id}` and `.pdf`: a shared diagnosis to read without JavaScript, to print and to keep."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from observatoire import diagnostics
from observatoire.comptes import Personne
from observatoire.diagnostics import BROUILLON, RETIRE, Diagnostic, Vue
from observatoire.errors import Introuvable, Refus
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.web import diagnostic as pieces
from observatoire.web import diagnostic_mots as mots
from observatoire.web.formats import INSECABLE
from observatoire.web.gabarits import rendre
from observatoire.web.impression import composer, imprimer
from observatoire.web.legeres import memoire
from observatoire.web.navigation import NOM
from observatoire.web.session import personne_de_la_requete

LICENCE = "Licence Ouverte 2.0"
Faire = Callable[[Vue], Response]


def servir(request: Request) -> Response:
    """Answer the document; 404 for one that the person may not see."""
    try:
        return _repondre(request, "", partial(_rendre, request))
    except (Introuvable, Refus) as absent:
        return rendre("introuvable.html", request, 404, message=str(absent))


async def servir_pdf(request: Request) -> Response:
    """Answer the same as a PDF."""
    try:
        reponse = await imprimer(partial(_repondre, request, ".pdf", _pdf))
    except (Introuvable, Refus) as absent:
        return await run_in_threadpool(rendre, "introuvable.html", request, 404, message=str(absent))
    assert isinstance(reponse, Response)
    return reponse


def _repondre(request: Request, suffixe: str, faire: Faire) -> Response:
    """Answer a public document as everybody gets it, kept while the store does not change; a draft afresh."""
    identifiant, personne = request.path_params["id"], personne_de_la_requete(request)
    with lire() as cur:
        d = _obtenir(cur, personne, identifiant)
        if d.etat in (BROUILLON, RETIRE):
            reponse = faire(diagnostics.voir(cur, d))
            reponse.headers["Cache-Control"] = "private, no-store"
            return reponse
        page = memoire.servir(cur, f"diagnostic{suffixe} {d.id}", lambda: faire(diagnostics.voir(cur, d)))
    return page.repondre(request)


def _obtenir(cur: Cursor, personne: Personne, identifiant: str) -> Diagnostic:
    if not identifiant.isprintable():
        raise Introuvable("Ce diagnostic n’existe pas\u00a0: vérifiez l’adresse.")
    return diagnostics.obtenir(cur, personne, identifiant)


def _rendre(request: Request, vue: Vue) -> Response:
    d, ici = vue.diagnostic, vue.territoire
    chemin = pieces.adresse_document(d.id)
    return rendre(
        "diagnostic.html",
        request,
        ici=ici,
        public=d.etat != BROUILLON,
        document_seul=chemin,
        adresse=f"{settings().public_url}{chemin}",
        description=description(vue),
        etat=Markup(pieces.etat(vue)),
        depuis=Markup(pieces.depuis(vue)),
        document=Markup(pieces.document(vue, _adresse_fiche)),
    )


def _adresse_fiche(pratique_id: str) -> str:
    return f"/fiche/{quote(pratique_id, safe='')}"


def description(vue: Vue) -> str:
    """Return what the document is, in a sentence."""
    return (
        f"Diagnostic partagé de {vue.territoire.libelle}{INSECABLE}: chiffres, offre et alliances, lus côte à côte par les "
        "entrepreneurs sociaux et le travail social."
    )


# --- on paper ---


def _pdf(vue: Vue) -> Response:
    d = vue.diagnostic
    pdf = composer("diagnostic.typ", donnees(vue, settings().public_url), d.maj_a)
    nom = quote(f"diagnostic-{vue.territoire.id}.pdf", safe="")
    return Response(
        pdf,
        media_type="application/pdf",
        headers={"Content-Disposition": f"inline; filename*=utf-8''{nom}"},
    )


def donnees(vue: Vue, base: str) -> dict[str, Any]:
    """Return all that the printed diagnosis says, ready for JSON; every value is a text to show, never markup."""
    return {
        "titre": vue.territoire.libelle,
        "titre_entier": f"Diagnostic partagé, {vue.territoire.libelle}",
        "editeur": NOM,
        "description": description(vue),
        "mots": ["diagnostic partagé", "entrepreneurs sociaux", "travail social"],
        "adresse": f"{base}{pieces.adresse_document(vue.diagnostic.id)}",
        "pied": f"{NOM}, {LICENCE}.",
        "etat": mots.nom_de_l_etat(vue),
        "dates": mots.date_des_chiffres(vue),
        "auteurs": mots.auteurs(vue),
        "empreinte": vue.empreinte,
        "signatures": [
            {"cote": cote, "phrase": phrase, "changes": list(changes), "vaut": vue.signatures[cote].vaut}
            for cote, phrase, changes in mots.signatures(vue)
        ],
        "depuis": list(mots.depuis(vue)),
        "blocs": [_bloc(b, base) for b in mots.blocs(vue)],
    }


def _bloc(bloc: mots.BlocDit, base: str) -> dict[str, Any]:
    return asdict(bloc) | {
        "listes": [
            {
                "titre": x.titre,
                "pratiques": [
                    (f"{base}{_adresse_fiche(i)}", titre, precision) for i, titre, precision in x.pratiques
                ],
            }
            for x in bloc.listes
        ],
        "textes": [
            {"cote": cote, "titre": mots.LECTURES[cote], "paragraphes": mots.paragraphes(texte)}
            for cote, texte in bloc.textes
        ],
        "rien": mots.RIEN_ECRIT,
    }
