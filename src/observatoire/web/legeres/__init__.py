"""Light pages: the catalogue as plain HTML at stable addresses, for any browser, any reader, any search engine."""

from starlette.routing import BaseRoute, Route

from observatoire.web.legeres import (
    appel,
    citations,
    confirmer,
    diagnostic,
    embarquee,
    fiche,
    fiche_pdf,
    liste,
    nouvelles,
    plan,
    signaler,
    territoire,
    voix,
    voix_affiche,
    vue,
)

__all__ = ["ROUTES"]

ROUTES: list[BaseRoute] = [
    Route("/fiche/{id}.pdf", fiche_pdf.servir),
    Route("/fiche/{id}.bib", citations.bibtex),
    Route("/fiche/{id}.ris", citations.ris),
    Route("/fiche/{id}/signaler", signaler.afficher, methods=["GET"]),
    Route("/fiche/{id}/signaler", signaler.recevoir, methods=["POST"]),
    Route("/fiche/{id}", fiche.servir),
    Route("/fiches", liste.servir),
    Route(embarquee.CHEMIN, embarquee.servir),
    Route("/territoires", territoire.chercher),
    Route("/territoires/{id}.csv", territoire.servir_csv),
    Route("/territoires/{id}", territoire.servir),
    Route("/diagnostics/{id}.pdf", diagnostic.servir_pdf),
    Route("/diagnostics/{id}", diagnostic.servir),
    Route("/appels.atom", appel.flux),
    Route("/appels/{id}.ics", appel.servir_ics),
    Route("/appels/{id}", appel.servir),
    Route("/vue/{id}", vue.servir),
    Route("/r/{code}/affiche.pdf", voix_affiche.servir),
    Route("/r/{code}/qr.svg", voix_affiche.servir_qr),
    Route("/r/{code}", voix.afficher, methods=["GET"]),
    Route("/r/{code}", voix.recevoir, methods=["POST"]),
    Route("/r/{code}/{voix}/{signature}", voix.afficher, methods=["GET"]),
    Route("/r/{code}/{voix}/{signature}", voix.recevoir, methods=["POST"]),
    Route("/confirmer/{jeton}", confirmer.afficher, methods=["GET"]),
    Route("/confirmer/{jeton}", confirmer.recevoir, methods=["POST"]),
    Route("/nouvelles/{jeton}", nouvelles.afficher, methods=["GET"]),
    Route("/nouvelles/{jeton}", nouvelles.recevoir, methods=["POST"]),
    Route("/robots.txt", plan.robots),
    Route("/sitemap.xml", plan.index),
    Route("/sitemap-{numero:int}.xml", plan.plan),
]
