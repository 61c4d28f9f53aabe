"""`/r/{code}`: three questions to the people served, in plain French, in a form that any browser and any keyboard sends.

`/r/{code}/es/{signature}` and `/r/{code}/ts/…` ask the same three of each side. Nothing of who answers is kept: the browser
alone remembers, for half a day, that it has answered.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire import retours
from observatoire.clock import aujourd_hui, maintenant
from observatoire.errors import Conflit, ErreurObservatoire, Introuvable, Invalide, Refus
from observatoire.retours import Adresse, Saisie
from observatoire.retours.model import PERSONNE
from observatoire.retours.rules import BORNES_PHRASE, avis_vie_privee, erreurs, nettoyer
from observatoire.retours.signatures import DUREE_DEJA, TEMPS_MINIMUM, age, jeton, lien_jusqu_au, utilisable
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.vocabulaires import vocabulaire
from observatoire.web.formats import date_fr
from observatoire.web.formulaire import AILLEURS, ILLISIBLE, de_notre_site, lire_formulaire
from observatoire.web.gabarits import rendre
from observatoire.web.textes import QUESTIONS

PIEGE = "site_web"
"""A field that nobody sees and that only programs fill."""
ENTETES = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
STATUTS = {Invalide: 422, retours.TropDeReponses: 429, Refus: 409, Conflit: 409}
PERIME = "perime"
"""No token of ours: the form gets a new one."""
DEJA = "Vous avez déjà répondu avec cet appareil. Merci\u202f! Vous pourrez répondre encore plus tard."


def afficher(request: Request) -> Response:
    """Show the questions, or thanks to who has answered."""
    return _page(request, envoye="merci" in request.query_params)


async def recevoir(request: Request) -> Response:
    """Count the answer and thank, or show the form again with what was chosen and what to do."""
    if not de_notre_site(request):
        return await run_in_threadpool(_page, request, 403, dites={"general": AILLEURS})
    champs = await lire_formulaire(request)
    if champs is None:
        return await run_in_threadpool(_page, request, 400, dites={"general": ILLISIBLE})
    return await run_in_threadpool(_compter, request, champs)


def _compter(request: Request, champs: dict[str, str]) -> Response:
    saisie = Saisie(**{nom: champs.get(nom, "") for nom in asdict(Saisie())})
    try:
        adresse, voix = _adresse(request)
        if _a_repondu(request, adresse, voix):
            raise Conflit(DEJA)
        avis = avis_vie_privee(saisie.phrase)
        if avis and champs.get("relu") != saisie.phrase:
            raise Invalide({**erreurs(nettoyer(saisie)), "phrase": avis})
        if not champs.get(PIEGE):
            retours.repondre(adresse.code, voix, saisie, champs.get("jeton", ""))
    except Introuvable:
        return _page(request)
    except ErreurObservatoire as erreur:
        return _refaire(request, saisie, erreur, champs.get("jeton", ""))
    return _remercier(request, adresse, voix)


def _refaire(request: Request, saisie: Saisie, erreur: ErreurObservatoire, garde: str) -> Response:
    """Show the form again with what was chosen; a sentence shown once with its warning may then be sent as it is."""
    statut = next((code for classe, code in STATUTS.items() if isinstance(erreur, classe)), 503)
    dites = erreur.champs if isinstance(erreur, Invalide) else {"general": str(erreur)}
    if isinstance(erreur, retours.FormulairePerime):
        garde = PERIME
    return _page(request, statut, saisie=saisie, dites=dites, garde=garde, relu=saisie.phrase)


def _remercier(request: Request, adresse: Adresse, voix: str) -> Response:
    reponse = RedirectResponse(f"{request.url.path}?merci=1", 303, headers=ENTETES)
    reponse.set_cookie(
        _cookie(voix),
        jeton(adresse.secret, f"deja {voix}", maintenant()),
        max_age=int(DUREE_DEJA.total_seconds()),
        path=f"/r/{adresse.code}",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return reponse


def _adresse(request: Request) -> tuple[Adresse, str]:
    """Return the address asked for and who answers there. Raises Introuvable."""
    chemin = request.path_params
    with lire() as cur:
        adresse = retours.par_code(cur, chemin["code"])
    voix = chemin.get("voix", PERSONNE)
    if "voix" in chemin:
        _exiger_un_lien_en_cours(lien_jusqu_au(adresse.secret, voix, chemin["signature"]))
    return adresse, voix


def _exiger_un_lien_en_cours(fin: date | None) -> None:
    if fin is None:
        raise Introuvable("Ce lien n’est pas complet. Copiez-le en entier, ou demandez-le à nouveau.")
    if fin < aujourd_hui():
        raise Introuvable(
            f"Ce lien valait jusqu’au {date_fr(fin)}. Demandez-en un autre à la personne qui vous l’a donné."
        )


def _cookie(voix: str) -> str:
    return f"repondu_{voix}"


def _a_repondu(request: Request, adresse: Adresse, voix: str) -> bool:
    depuis = age(adresse.secret, f"deja {voix}", request.cookies.get(_cookie(voix), ""), maintenant())
    return depuis is not None and timedelta(0) <= depuis < DUREE_DEJA


def _page(
    request: Request,
    statut: int = 200,
    *,
    saisie: Saisie | None = None,
    dites: dict[str, str] | None = None,
    garde: str = "",
    relu: str = "",
    envoye: bool = False,
) -> Response:
    try:
        adresse, voix = _adresse(request)
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, entetes=ENTETES, message=str(absente))
    ctx: dict[str, Any] = {"saisie": saisie or Saisie(), "erreurs": dites or {}, "relu": relu}
    return rendre(
        "retour.html",
        request,
        statut,
        entetes=ENTETES,
        adresse=adresse,
        voix=voix,
        envoye=envoye or (statut == 200 and _a_repondu(request, adresse, voix)),
        questions=QUESTIONS[voix if voix == PERSONNE else "cotes"],
        reponses=vocabulaire("reponse_retour").proposees,
        prevenu=bool(avis_vie_privee(relu)),
        longueur=BORNES_PHRASE.maxi,
        jeton=_jeton(adresse, voix, garde),
        piege=PIEGE,
        **ctx,
    )


def _jeton(adresse: Adresse, voix: str, garde: str) -> str:
    """Return the form's token: the same again after an error, a new one when it was not ours or is too old."""
    usage, a = f"formulaire {voix}", maintenant()
    if not garde:
        return jeton(adresse.secret, usage, a)
    depuis = age(adresse.secret, usage, garde, a)
    return garde if utilisable(depuis) else jeton(adresse.secret, usage, a - TEMPS_MINIMUM)
