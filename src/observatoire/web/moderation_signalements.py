"""What moderation reads and answers of the reports on published sheets: the list, one report, the decision."""

from functools import partial
from urllib.parse import quote

import streamlit as st

from observatoire import retours, signalements
from observatoire.comptes import Personne
from observatoire.errors import Conflit, ErreurObservatoire, Invalide
from observatoire.signalements import Signalement
from observatoire.signalements.rules import BORNES_REPONSE
from observatoire.store import lire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.composants import (
    annoncer,
    etat_vide,
    fil_ariane,
    message_attention,
    message_erreur,
    message_reussite,
)
from observatoire.web.formats import INSECABLE, instant_fr, pluriel
from observatoire.web.fragments import badge, echapper, grille
from observatoire.web.moderation_lecture import onglets, pages

SUITE = "signalement_suite"
"""Key of what the last answer did, told once by the next run."""
SUITES = {
    "corrigee": ("La fiche est corrigée", "Vous l’avez modifiée, ou elle l’était déjà."),
    "gardee": ("Garder la fiche telle quelle", "Après vérification, il n’y a rien à changer."),
    "retiree": ("Retirer la fiche", "Elle disparaît de la carte, de la recherche et des données ouvertes. Son historique reste."),
}  # fmt: skip
_FAIT = {
    "corrigee": "Le signalement est traité\u00a0: la fiche est corrigée.",
    "gardee": "Le signalement est traité\u00a0: la fiche reste telle quelle.",
    "retiree": "La fiche est retirée de la publication, et ses signalements sont traités.",
}


def montrer_les_signalements(personne: Personne, page: int) -> None:
    """Show the reports that wait, then the last ones answered."""
    st.title("Modération", anchor=False)
    dire_la_suite()
    with lire() as cur:
        nombre = signalements.compter_ouverts(cur, personne)
        phrases = retours.compter_phrases(cur, personne)
        ouverts = signalements.lister(cur, personne, page=page)
        traites = signalements.lister(cur, personne, ouverts=False)
    st.html(onglets("signalements", nombre, phrases))
    annoncer(f"{pluriel(nombre, 'signalement')} à traiter")
    if ouverts:
        suivante = len(ouverts) == signalements.TAILLE_PAGE
        st.html(grille([carte(s) for s in ouverts]) + pages("signalements", page, suivante=suivante))
    else:
        etat_vide(
            "Aucun signalement à traiter",
            "Chaque fiche publiée porte un lien «\u00a0Signaler une erreur\u00a0»\u00a0: ce que les lecteurs y disent arrive ici.",
            [("Explorer les pratiques", "/explorer")],
        )
    if traites:
        st.header("Derniers traités", anchor=False)
        st.html(grille([carte(s, 3) for s in traites]))


def carte(s: Signalement, niveau: int = 2) -> str:
    """Return the card of one report."""
    etat = "" if s.etat == "ouvert" else badge(libelle("etat_signalement", s.etat))
    quand = (
        f"Signalé le {instant_fr(s.cree_a)}" if s.etat == "ouvert" else f"Traité le {instant_fr(s.decide_a)}"
    )
    dit = f'<p class="resume">«{INSECABLE}{echapper(s.precisions)}{INSECABLE}»</p>' if s.precisions else ""
    return (
        f'<article class="carte"><div class="rangee">{badge(libelle("motif_signalement", s.motif))}{etat}</div>'
        f'<h{niveau}><a href="/moderation?signalement={quote(s.id)}" target="_self">{echapper(s.titre)}</a></h{niveau}>{dit}'
        f'<p class="lieu">{echapper(quand)}</p></article>'
    )


def montrer_un(personne: Personne, s: Signalement) -> None:
    """Show one report in full beside the decision."""
    fil_ariane(
        ("Modération", "/moderation"), ("Signalements", "/moderation?vue=signalements"), (s.titre, None)
    )
    dire_la_suite()
    st.html(f'<h1 class="titre-fiche">Signalement{INSECABLE}: {echapper(s.titre)}</h1>')
    texte, cote = st.columns([2, 1], gap="large")
    with texte:
        st.html(_en_entier(s))
    with cote:
        st.header("Répondre", anchor=False)
        _repondre(personne, s)


def _en_entier(s: Signalement) -> str:
    motif = vocabulaire("motif_signalement").get(s.motif)
    faits = [
        ("Motif", libelle("motif_signalement", s.motif)),
        ("Sens du motif", motif.description if motif else ""),
        ("Précision", s.precisions or "aucune"),
        ("Courriel", s.courriel or ("aucun" if s.etat == "ouvert" else "effacé, ou jamais donné")),
        ("Signalé le", instant_fr(s.cree_a)),
        *([("Suite donnée", libelle("etat_signalement", s.etat))] if s.etat != "ouvert" else []),
        *([("Raison", s.reponse)] if s.reponse else []),
    ]
    lignes = "".join(f"<dt>{t}</dt><dd>{echapper(v)}</dd>" for t, v in faits if v)
    return f'<dl class="reperes-fiche">{lignes}</dl>{_portes(s)}'


def _portes(s: Signalement) -> str:
    if s.statut_pratique != "publiee":
        return "<p>La fiche n’est plus publiée.</p>"
    ici = quote(s.pratique_id, safe="")
    return (
        f'<ul class="gestes"><li><a href="/pratique?id={ici}" target="_blank">Ouvrir la fiche dans un autre onglet</a></li>'
        f'<li><a href="/proposer?pratique={ici}" target="_blank">Préparer une modification</a></li></ul>'
    )


def _repondre(personne: Personne, s: Signalement) -> None:
    if obstacle := signalements.obstacle(personne, s):
        message_attention(obstacle)
        return
    suite = st.radio(
        "La suite à donner",
        list(SUITES),
        format_func=lambda code: SUITES[code][0],
        captions=[explication for _, explication in SUITES.values()],
        key=f"suite_{s.id}",
    )
    cle = f"reponse_{s.id}"
    st.text_area(
        "Raison, gardée avec le signalement",
        key=cle,
        height=120,
        max_chars=BORNES_REPONSE.maxi,
        placeholder="Ce que vous avez vérifié, ce que vous avez changé.",
        persist_state="page",
    )
    if refus := st.session_state.get(f"refusee_{cle}"):
        st.html(f'<p class="sous-champ erreur" role="alert">{echapper(refus)}</p>')
    st.button(
        "Clore le signalement" if suite != "retiree" else "Retirer la fiche",
        type="primary",
        key="signalement_repondre",
        on_click=partial(_decider, personne, s, suite),
    )


def _decider(personne: Personne, s: Signalement, suite: str) -> None:
    """Answer (a callback: the page then reads what is true)."""
    cle = f"reponse_{s.id}"
    st.session_state.pop(f"refusee_{cle}", None)
    try:
        signalements.repondre(personne, s.id, s.version, suite, st.session_state.get(cle) or "")
    except Invalide as invalide:
        st.session_state[f"refusee_{cle}"] = str(invalide)
    except Conflit as conflit:
        st.session_state[SUITE] = ("attention", str(conflit))
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))
    else:
        st.session_state[SUITE] = ("fait", _FAIT[suite])
        st.query_params.pop("signalement", None)
        st.query_params["vue"] = "signalements"


def dire_la_suite() -> None:
    """Say once what the last answer did."""
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    dire = {"fait": message_reussite, "attention": message_attention, "erreur": message_erreur}.get(genre)
    if dire:
        dire(texte)
