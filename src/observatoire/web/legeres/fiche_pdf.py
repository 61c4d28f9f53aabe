"""`/fiche/{id}.pdf`: one pratique on paper, with its partners drawn, its sources and how to cite it."""

from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import Introuvable
from observatoire.pratiques import Alentours, Partenaire, Pratique, Source, entourer
from observatoire.retours import QUESTIONS, Paroles, lire_voix
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import alliance, citation, fiche, inspirations, ressemblance, textes, voix
from observatoire.web.confiance import dire_le_badge
from observatoire.web.formats import INSECABLE, date_fr, enumeration, extrait, periode
from observatoire.web.fragments import lien_sur
from observatoire.web.gabarits import rendre
from observatoire.web.impression import composer, imprimer
from observatoire.web.legeres import memoire
from observatoire.web.legeres.lecture import lire_fiche
from observatoire.web.navigation import NOM

_TEINTES = {"mixte": "mixte", "non_mixte": "autre"}
_COTES = {"es": "es", "ts": "ts", "les_deux": "mixte"}


async def servir(request: Request) -> Response:
    """Answer the PDF of a published pratique; 404 for any other."""
    identifiant = request.path_params["id"]
    try:
        page = await imprimer(partial(_page, identifiant))
    except Introuvable as absente:
        return await run_in_threadpool(rendre, "introuvable.html", request, 404, message=str(absente))
    return page.repondre(request)


def _page(identifiant: str) -> memoire.Page:
    with lire() as cur:
        return memoire.servir(cur, f"pdf {identifiant}", partial(_composer, cur, identifiant))


def _composer(cur: Any, identifiant: str) -> Response:
    p = lire_fiche(cur, identifiant)
    pdf = composer(
        "fiche.typ", donnees(p, entourer(cur, p), lire_voix(cur, p.id), settings().public_url), p.maj_a
    )
    nom = quote(f"fiche-{p.id}.pdf", safe="")
    return Response(
        pdf,
        media_type="application/pdf",
        headers={"Content-Disposition": f"inline; filename*=utf-8''{nom}"},
    )


def donnees(p: Pratique, autour: Alentours, paroles: Paroles, base: str) -> dict[str, Any]:
    """Return all that the printed sheet says, ready for JSON; every value is a text to show, never markup."""
    return {
        "titre": p.titre,
        "editeur": NOM,
        "description": extrait(p.resume, 300),
        "mots": [libelle("thematique", c) for c in p.thematiques],
        "adresse": citation.adresse(p, base),
        "pied": f"{NOM}, {p.licence}.",
        "mixite": {"code": p.mixite, "teinte": _TEINTES.get(p.mixite, "autre"), "dite": libelle("mixite", p.mixite)},
        "badges": _badges(p),
        "resume": _paragraphes(p.resume),
        "provenance": fiche.provenance(p),
        "reperes": _reperes(p),
        "avant": _parties(fiche.faits(p), p),
        "alliance": _alliance(p) if p.partenaires else None,
        "cotes": [_cote(*groupe) for groupe in fiche.par_cote(p)],
        "freins": _freins(p),
        "effets": {"titre": fiche.EFFETS, "phrases": fiche.effets_dits(p)},
        "apres": _parties(fiche.bilan(p), p),
        "voix": _voix(paroles),
        "inspirations": _inspirations(p, autour, base),
        "sources": [_source(s) for s in p.sources],
        "non_dit": fiche.non_dit(p),
        "historique": fiche.historique(p, autour.evolutions),
        "proches": [
            {
                "titre": r.resume.titre,
                "adresse": f"{base}{ressemblance.adresse(r)}",
                "raison": ressemblance.raison(r),
            }
            for r in autour.proches
        ],
        "citation": citation.citer(p, base),
    }  # fmt: skip


def _badges(p: Pratique) -> list[str]:
    activite = vocabulaire("activite").get(p.activite)
    origine = vocabulaire("origine").get(p.origine)
    dits = (
        dire_le_badge(p) or (textes.NON_CONFIRMEE if p.origine == "documentee" else origine and origine.court),
        activite and activite.libelle,
    )  # fmt: skip
    return [dit for dit in dits if dit]


def _inspirations(p: Pratique, autour: Alentours, base: str) -> list[dict[str, Any]]:
    return [
        {
            "titre": titre,
            "fiches": [
                {
                    "titre": x.titre,
                    "adresse": f"{base}{inspirations.adresse(x)}",
                    "dites": inspirations.dites(x),
                }
                for x in lues
            ],
        }
        for titre, lues in inspirations.parties(p, autour)
    ]


def _paragraphes(texte: str) -> list[list[str]]:
    """Return a text as paragraphs of lines."""
    return [bloc.splitlines() for bloc in texte.split("\n\n") if bloc.strip()]


def _parties(parties: list[tuple[str, str]], p: Pratique) -> list[tuple[str, list[list[str]], str]]:
    return [(titre, _paragraphes(texte), fiche.preuve(p, titre)) for titre, texte in parties]


def _reperes(p: Pratique) -> list[tuple[str, str]]:
    lignes = [
        ("Où", enumeration(p.lieux) if p.lieux else textes.SANS_LIEU),
        ("Quand", periode(p.annee_debut, p.annee_fin).capitalize() if p.annee_debut or p.annee_fin else ""),
        ("Forme", libelle("forme", p.forme) if p.forme else ""),
        *(
            (titre, ", ".join(libelle(nom, c) for c in getattr(p, champ)))
            for titre, champ, nom, _ in fiche.ETIQUETTES
        ),
        ("Pourquoi l’arrêt", fiche.causes_dites(p) if p.causes_arret else ""),
        ("Site", p.site if p.site and lien_sur(p.site) else ""),
        ("Mots de la source", ", ".join(p.mots_libres)),
    ]  # fmt: skip
    return [(titre, valeur) for titre, valeur in lignes if valeur]


def _alliance(p: Pratique) -> dict[str, Any]:
    cotes = [x.cote for x in p.partenaires]
    comptes = {code: min(cotes.count(code), alliance.POINTS_AU_PLUS) for code in ("es", "ts", "les_deux")}
    return {
        "dite": alliance.dire_l_alliance(p.partenaires, p.mixite),
        "jointe": p.mixite == "mixte",
        "es_present": bool(comptes["es"] or comptes["les_deux"]),
        "ts_present": bool(comptes["ts"] or comptes["les_deux"]),
        "autres": min(sum(c not in comptes for c in cotes), alliance.POINTS_AU_PLUS),
        **comptes,
    }


def _cote(code: str, titre: str, membres: list[Partenaire]) -> dict[str, Any]:
    teinte = _COTES.get(code, "autre")
    return {
        "titre": titre,
        "fond": f"{teinte}-fond",
        "encre": teinte if code else "texte",
        "membres": [_partenaire(m) for m in membres],
    }


def _partenaire(m: Partenaire) -> dict[str, Any]:
    return {
        "nom": m.nom,
        "confirme": m.confirmation == "confirmee",
        "lignes": fiche.place(m),
        "echanges": [(titre, mots) for titre, mots in fiche.echanges(m)],
    }


def _voix(paroles: Paroles) -> dict[str, Any] | None:
    if not paroles.voix:
        return None
    return {
        "titre": voix.TITRE,
        "legende": [{"code": v.voix, "nom": libelle("voix", v.voix)} for v in paroles.voix],
        "questions": [
            {
                "titre": libelle("question_retour", q),
                "places": [{"code": v.voix, "place": getattr(v, q)} for v in paroles.voix],
                "dite": voix.ecart(q, paroles.voix),
            }
            for q in QUESTIONS
        ],
        "sur_quoi": voix.sur_quoi(paroles),
        "phrases": [
            f"«{INSECABLE}{texte}{INSECABLE}» ({libelle('voix', code).lower()})"
            for code, texte in paroles.phrases
        ],
    }


def _freins(p: Pratique) -> list[dict[str, Any]]:
    return [
        {
            "titre": titre,
            "valeurs": [
                {"libelle": libelle(nom, c), "description": valeur.description if valeur else ""}
                for c in codes
                for valeur in [vocabulaire(nom).get(c)]
            ],
        }
        for titre, nom, codes in fiche.freins_par_genre(p)
    ]


def _source(s: Source) -> dict[str, str]:
    return {
        "titre": s.titre,
        "adresse": (lien_sur(s.url) or "") if s.url and not s.url.startswith("/") else "",
        "date": date_fr(s.date_le) if s.date_le else "",
        "citation": f"«{INSECABLE}{s.citation}{INSECABLE}»" if s.citation else "",
    }
