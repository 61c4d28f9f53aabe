"""`/appels/{id}`, its `.ics`, and `/appels.atom`: calls to read without JavaScript, to put in a diary, to follow."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from icalendar import Alarm, Calendar, Event
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from observatoire import appels
from observatoire.appels import Appel
from observatoire.clock import maintenant
from observatoire.errors import Introuvable
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.territoires import trouver_tous
from observatoire.web.appels import document, mots
from observatoire.web.formats import extrait
from observatoire.web.gabarits import rendre
from observatoire.web.navigation import NOM

RAPPEL = timedelta(days=7)
"""How long before a round closes the diary says so."""


def servir(request: Request) -> Response:
    """Answer the document of a published call; 404 for any other."""
    return _repondre(request, partial(_page, request))


def servir_ics(request: Request) -> Response:
    """Answer its rounds as a calendar."""
    return _repondre(
        request, lambda _cur, lu: Response(calendrier(lu), media_type="text/calendar; charset=utf-8")
    )


def _repondre(request: Request, faire: Any) -> Response:
    try:
        with lire() as cur:
            reponse = faire(cur, appels.obtenir_public(cur, request.path_params["id"]))
    except Introuvable as absent:
        return rendre("introuvable.html", request, 404, message=str(absent))
    assert isinstance(reponse, Response)
    reponse.headers["Cache-Control"] = "public, no-cache"
    return reponse


def _page(request: Request, cur: Cursor, lu: Appel) -> Response:
    a = maintenant()
    return rendre(
        "appel.html",
        request,
        lu=lu,
        titre=lu.contenu.titre,
        phase=lu.phase(a),
        phases=appels.PHASES,
        echeance=mots.echeance(lu, a),
        description=extrait(lu.contenu.presentation, 155),
        adresse=f"{settings().public_url}{mots.adresse(lu.id)}",
        chemin_ics=f"{mots.adresse(lu.id)}.ics",
        corps=Markup(document.entier(lu, noms_des_lieux(cur, lu))),
    )


def noms_des_lieux(cur: Cursor, *lus: Appel) -> dict[str, str]:
    """Return the names of the places that calls are for."""
    ids = sorted({t for lu in lus for t in lu.contenu.territoires})
    return {i: t.libelle for i, t in trouver_tous(cur, ids).items()} if ids else {}


def calendrier(lu: Appel) -> bytes:
    """Return the rounds of a call as iCalendar, each with a reminder a week before it closes."""
    agenda = Calendar()
    agenda.add("prodid", f"-//{NOM}//FR")
    agenda.add("version", "2.0")
    base = settings().public_url
    for rang, vague in enumerate(lu.vagues, 1):
        ferme = vague.ferme_a.replace(tzinfo=UTC)
        evenement = Event()
        evenement.add("uid", f"{lu.id}-{rang}@observatoire")
        evenement.add("dtstamp", (lu.publie_a or lu.maj_a).replace(tzinfo=UTC))
        evenement.add("dtstart", ferme - timedelta(hours=1))
        evenement.add("dtend", ferme)
        evenement.add("summary", f"Clôture\u00a0: {lu.contenu.titre}")
        evenement.add("description", f"{mots.vague_dite(vague)}. {lu.contenu.financeur}.")
        evenement.add("url", f"{base}{mots.adresse(lu.id)}")
        rappel = Alarm()
        rappel.add("action", "DISPLAY")
        rappel.add("description", f"Clôture dans une semaine\u00a0: {lu.contenu.titre}")
        rappel.add("trigger", -RAPPEL)
        evenement.add_component(rappel)
        agenda.add_component(evenement)
    return bytes(agenda.to_ical())


def flux(request: Request) -> Response:
    """Answer the published calls as an Atom feed, the newest first."""
    with lire() as cur:
        lus = sorted(appels.lister_publics(cur), key=lambda x: x.publie_a or x.maj_a, reverse=True)[:50]
    reponse = rendre(
        "appels.atom",
        request,
        lus=lus,
        base=settings().public_url,
        editeur=NOM,
        maj=_instant(max((x.maj_a for x in lus), default=datetime(2021, 12, 13))),
        instant=_instant,
        echeance=partial(mots.echeance, a=maintenant()),
    )
    reponse.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    reponse.headers["Cache-Control"] = "public, no-cache"
    return reponse


def _instant(valeur: datetime) -> str:
    return f"{valeur.isoformat(timespec='seconds')}Z"
