"""What moderation reads: the queue as cards, and one contribution in full with what changed and what happened."""

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

import streamlit as st

from observatoire import contributions
from observatoire.comptes import Personne
from observatoire.comptes.lecture import obtenir_compte
from observatoire.contributions import Contenu, Contribution, Revision
from observatoire.contributions.apercu import apercevoir
from observatoire.contributions.model import A_DECIDER, EN_RECOURS
from observatoire.contributions.rules import a_verifier
from observatoire.errors import Introuvable
from observatoire.pratiques import Pratique
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous
from observatoire.vocabulaires import libelle
from observatoire.web.composants import message_attention
from observatoire.web.formats import date_fr, enumeration, pluriel
from observatoire.web.fragments import badge, echapper, pastille
from observatoire.web.lecture_contribution import differences, dire_publication, en_lignes, fiche_en_lecture

VUES = {
    "attente": "À relire",
    "decidees": "Décidées",
    "signalements": "Signalements",
    "voix": "Phrases",
    "courrier": "Courrier",
}


def compteurs(comptes: dict[str, int]) -> str:
    """Return how many wait, and who must act on the others."""
    attente = pluriel(comptes.get("a_relire", 0) + comptes.get("en_recours", 0), "contribution")
    return f"{attente} à relire · {comptes.get('a_corriger', 0)} chez leur auteur pour correction"


def delai_dit(decidees: int, median: timedelta | None) -> str:
    """Return how long people waited for an answer this year, or nothing when nobody was answered."""
    if median is None:
        return ""
    jours = math.ceil(median / timedelta(days=1))
    attente = "moins de 24\u00a0heures" if jours <= 1 else f"{pluriel(jours, 'jour')} au plus"
    sur = pluriel(decidees, "contribution décidée", "contributions décidées")
    return f"Depuis un an, une sur deux a reçu sa réponse en {attente} ({sur})."


def _ici(oui: bool) -> str:
    return ' aria-current="page"' if oui else ""


def onglets(courante: str, signalements: int = 0, voix: int = 0) -> str:
    """Return the links to the queue, to what was decided, to the reports and to the sentences; the address says which is shown."""
    nombres = {"signalements": signalements, "voix": voix}
    noms = VUES | {vue: f"{VUES[vue]} ({n})" for vue, n in nombres.items() if n}
    liens = "".join(
        f'<li><a href="/moderation?vue={vue}" target="_self"{_ici(vue == courante)}>{nom}</a></li>'
        for vue, nom in noms.items()
    )
    return f'<nav class="vues" aria-label="Contributions et signalements"><ul>{liens}</ul></nav>'


def pages(vue: str, page: int, *, suivante: bool, raison: str = "") -> str:
    """Return the links to the pages before and after."""
    filtre = f"&amp;raison={raison}" if raison else ""
    voisines = ([(page - 1, "Page précédente")] if page > 1 else []) + (
        [(page + 1, "Page suivante")] if suivante else []
    )
    liens = "".join(
        f'<li><a href="/moderation?vue={vue}&amp;page={n}{filtre}" target="_self">{nom}</a></li>'
        for n, nom in voisines
    )
    return f'<nav class="pages" aria-label="Pages"><ul>{liens}</ul></nav>' if liens else ""


def carte(c: Contribution, lieux: dict[str, str]) -> str:
    """Return the card of one contribution: what it is, since when it waits, what deserves attention."""
    badges = [pastille(p.cote, court=True) for p in c.contenu.partenaires[:6]]
    if c.pratique_id and c.statut != "publiee":
        badges.append(badge("Modification d’une fiche"))
    if c.contenu.publication != "nominative":
        badges.append(badge(libelle("publication", c.contenu.publication)))
    if a_verifier(c.contenu):
        badges.append(badge("Donnée personnelle à vérifier", "demo"))
    quand = (
        f"Déposée le {date_fr(c.deposee_a)}"
        if c.statut == "a_relire"
        else f"{libelle('statut', c.statut)} le {date_fr(c.decidee_a or c.maj_a)}"
    )
    ou = (
        enumeration(lieux.get(t, t) for t in c.contenu.territoires_declares[:3])
        if c.contenu.territoires_declares
        else "sans lieu précis"
    )
    return (
        f'<article class="carte"><div class="rangee">{"".join(badges)}</div>'
        f'<h2><a href="/moderation?contribution={quote(c.id)}" target="_self">{echapper(c.contenu.titre)}</a></h2>'
        f'<p class="resume">{echapper(c.contenu.resume)}</p><p class="lieu">{echapper(f"{quand} · {ou}")}</p></article>'
    )


def noms_des_lieux(cur: Cursor, contenus: Iterable[Contenu]) -> dict[str, str]:
    """Return the names of every territory declared."""
    ids = {t for contenu in contenus for t in contenu.territoires_declares}
    return {t.id: t.libelle for t in trouver_tous(cur, ids).values()}


@dataclass(frozen=True)
class Dossier:
    """One contribution, with all that is needed to decide of it."""

    contribution: Contribution
    fiche: Pratique
    revisions: list[Revision]
    avant: Contenu | None
    """The version it is compared with: the one deposited before, or the published one it amends."""
    lieux: dict[str, str]
    noms: dict[str, str]
    """Names of the accounts that acted."""


def lire_dossier(cur: Cursor, personne: Personne, identifiant: str) -> Dossier:
    """Read everything at once. Raises Introuvable, or Refus when it is not this person's to read."""
    c = contributions.obtenir(cur, personne, identifiant)
    revisions = contributions.lister_revisions(cur, c)
    avant = _version_precedente(cur, personne, c, revisions)
    return Dossier(
        contribution=c,
        fiche=apercevoir(cur, c.contenu),
        revisions=revisions,
        avant=avant,
        lieux=noms_des_lieux(cur, [c.contenu, *([avant] if avant else [])]),
        noms=_noms(cur, {r.acteur for r in revisions} | ({c.prise_par} if c.prise_par else set())),
    )


def _version_precedente(
    cur: Cursor, personne: Personne, c: Contribution, revisions: list[Revision]
) -> Contenu | None:
    if c.statut not in A_DECIDER:
        return None
    deposees = [r for r in revisions if r.statut == "a_relire"]
    if len(deposees) > 1:
        return deposees[-2].contenu
    with suppress(Introuvable):
        return contributions.contenu_de_pratique(cur, personne, c.pratique_id) if c.pratique_id else None
    return None


def _noms(cur: Cursor, acteurs: set[str]) -> dict[str, str]:
    noms = {}
    for acteur in acteurs:
        with suppress(Introuvable):
            noms[acteur] = obtenir_compte(cur, acteur).nom
    return noms


def montrer(dossier: Dossier) -> None:
    """Show the whole text, what deserves attention and, for an amendment or a new deposit, what changed."""
    contenu = dossier.contribution.contenu
    if dossier.contribution.statut == EN_RECOURS:
        st.header("Le recours de son auteur", anchor=False)
        st.html(f'<blockquote class="motif">{en_lignes(dossier.contribution.recours or "")}</blockquote>')
        st.html(
            f'<p class="aide">Contre ce refus\u00a0: «\u00a0{en_lignes(dossier.contribution.motif or "")}\u00a0»</p>'
        )
    for avis in contributions.avertissements(contenu).values():
        message_attention(avis)
    if dossier.avant is not None:
        redeposee = sum(r.statut == "a_relire" for r in dossier.revisions) > 1
        st.header(
            "Ce qui a changé depuis la demande de correction"
            if redeposee
            else "Ce que cette modification changerait",
            anchor=False,
        )
        differences(dossier.avant, contenu, dossier.lieux)
    dire_publication(contenu)
    fiche_en_lecture(dossier.fiche, avec_titre=False)
