"""The queue on screen: one card a row with its reasons, the reasons as a filter, and what is done to several at once."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import quote

import streamlit as st

from observatoire import contributions, moderation
from observatoire.comptes import Personne
from observatoire.contributions.rules import BORNES_MOTIF
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.moderation import EnAttente, File
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.composants import message_erreur
from observatoire.web.formats import date_fr, enumeration, pluriel
from observatoire.web.fragments import badge, echapper, pastille
from observatoire.web.moderation_decision import MODELES

ISSUES = "moderation_lot_issues"
"""Key of what the last act on several did, told once by the next run."""
GESTES = {
    "prendre_en_charge": "Les prendre en charge",
    "demander_correction": "Demander la même correction",
    "refuser": "Les refuser",
}
_FAIT = {
    "prendre_en_charge": "prise en charge",
    "demander_correction": "correction demandée",
    "refuser": "refusée",
}
_PRESSANTES = frozenset({"recours", "attend_trop", "signalee", "donnee_personnelle"})


def filtre_des_raisons(file: File, raison: str) -> str:
    """Return the reasons that some row has, with their counts, as links; the one in force goes back to all."""
    liens = "".join(
        f'<li><a href="/moderation?raison={"" if code == raison else code}" target="_self"'
        f"{_en_vigueur(code == raison)}>"
        f"{echapper(libelle('attention', code))} ({nombre})</a></li>"
        for code, nombre in file.par_raison.items()
        if nombre or code == raison
    )
    return f'<nav class="raisons" aria-label="Raisons d’attention"><ul>{liens}</ul></nav>' if liens else ""


def _en_vigueur(oui: bool) -> str:
    return ' aria-current="true"' if oui else ""


def carte(ligne: EnAttente, lieux: dict[str, str], attendu: str = "") -> str:
    """Return the card of one row: why it is there, what it is, since when it waits, who reads it."""
    badges = [_raison(code) for code in ligne.raisons]
    if ligne.suspecte:
        badges.append(badge("Envoi automatique possible", "hachure"))
    if ligne.prise_par:
        badges.append(badge(f"Prise en charge par {ligne.prise_par}", "plein"))
    if attendu:
        badges.append(badge(attendu))
    return (
        f'<article class="carte"><div class="rangee">{"".join(badges)}</div>'
        f'<h2><a href="{_adresse(ligne)}" target="_self">{echapper(ligne.titre)}</a></h2>{_corps(ligne, lieux)}</article>'
    )


def _raison(code: str) -> str:
    return badge(libelle("attention", code), "demo" if code in _PRESSANTES else "")


def _adresse(ligne: EnAttente) -> str:
    nom = "contribution" if ligne.contribution else "signalement"
    return f"/moderation?{nom}={quote(ligne.id, safe='')}"


def _corps(ligne: EnAttente, lieux: dict[str, str]) -> str:
    c = ligne.contribution
    if c is None:
        return (
            f'<p class="resume">Fiche publiée, {pluriel(ligne.signalements, "signalement")} à traiter.</p>'
            f'<p class="lieu">Signalée le {echapper(date_fr(ligne.depuis))}</p>'
        )
    declares = c.contenu.territoires_declares
    ou = enumeration(lieux.get(t, t) for t in declares[:3]) if declares else "sans lieu précis"
    cotes = "".join(pastille(p.cote, court=True) for p in c.contenu.partenaires[:6])
    reservee = (
        badge(libelle("publication", c.contenu.publication)) if c.contenu.publication != "nominative" else ""
    )
    quand = "Recours reçu" if c.statut == "en_recours" else "Déposée"
    return (
        f'<p class="resume">{echapper(c.contenu.resume)}</p><div class="rangee">{cotes}{reservee}</div>'
        f'<p class="lieu">{echapper(f"{quand} le {date_fr(ligne.depuis)} · {ou}")}</p>'
    )


def montrer(
    personne: Personne, file: File, lieux: dict[str, str], attendus: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Show the rows two by two, each contribution with its box to tick, then what may be done to those ticked.

    `attendus` says what some of them wait for, by id.
    """
    for depart in range(0, len(file.lignes), 2):
        for colonne, ligne in zip(st.columns(2), file.lignes[depart : depart + 2], strict=False):
            with colonne:
                st.html(carte(ligne, lieux, attendus.get(ligne.id, "")))
                if ligne.contribution:
                    st.checkbox(f"Choisir «\u00a0{_en_clair(ligne.titre)}\u00a0»", key=_case(ligne))
    choisies = [ligne for ligne in file.lignes if ligne.contribution and st.session_state.get(_case(ligne))]
    _agir_sur_plusieurs(personne, choisies)


def _en_clair(titre: str) -> str:
    """Return a title as Markdown shows it literally, shortened."""
    court = titre if len(titre) <= 60 else f"{titre[:59]}…"
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~:$&^" else c for c in court)


def _case(ligne: EnAttente) -> str:
    version = ligne.contribution.version if ligne.contribution else 0
    return f"choisie_{ligne.id}_{version}"


def _agir_sur_plusieurs(personne: Personne, choisies: list[EnAttente]) -> None:
    if not choisies:
        return
    st.header(
        f"Agir sur {pluriel(len(choisies), 'contribution choisie', 'contributions choisies')}", anchor=False
    )
    geste = st.radio("Que faire", list(GESTES), format_func=GESTES.get, key="lot_geste")
    if geste in moderation.AVEC_MOTIF:
        _demander_la_raison(geste)
    st.button(
        GESTES[geste],
        type="primary",
        key="lot_agir",
        on_click=partial(_agir, personne, geste, choisies),
    )


def _demander_la_raison(geste: str) -> None:
    cle, modele = f"lot_motif_{geste}", f"lot_modele_{geste}"

    def partir_du_modele() -> None:
        if choisi := st.session_state.get(modele):
            st.session_state[cle] = MODELES[geste][choisi]

    st.selectbox(
        "Partir d’un modèle", list(MODELES[geste]), index=None, key=modele, placeholder="Choisir", on_change=partir_du_modele
    )  # fmt: skip
    st.text_area(
        "Raison, lue par chaque auteur",
        key=cle,
        height=140,
        max_chars=BORNES_MOTIF.maxi,
        placeholder="Dites ce qui manque et ce qu’il faut faire.",
    )


def _agir(personne: Personne, geste: str, choisies: list[EnAttente]) -> None:
    """Act (a callback: the page then reads what is true); the boxes of what was done are emptied with their rows."""
    lot = [(ligne.id, ligne.contribution.version) for ligne in choisies if ligne.contribution]
    try:
        issues = moderation.agir_en_lot(
            personne, geste, lot, st.session_state.get(f"lot_motif_{geste}") or ""
        )
    except Invalide as invalide:
        st.session_state[ISSUES] = ("", str(invalide), [])
    except ErreurObservatoire as erreur:
        st.session_state[ISSUES] = ("", str(erreur), [])
    else:
        titres = {ligne.id: ligne.titre for ligne in choisies}
        st.session_state[ISSUES] = (geste, "", [(titres[i.contribution_id], i.obstacle) for i in issues])
        for ligne in choisies:
            st.session_state[_case(ligne)] = False


def dire_les_issues() -> None:
    """Say once what the last act on several did to each."""
    geste, erreur, issues = st.session_state.pop(ISSUES, ("", "", []))
    if erreur:
        message_erreur(erreur)
    if issues:
        faites = sum(not obstacle for _, obstacle in issues)
        lignes = "".join(
            f"<li><strong>{echapper(titre)}</strong>\u00a0: {echapper(obstacle or _FAIT[geste])}</li>"
            for titre, obstacle in issues
        )
        st.html(
            f'<div class="etat" role="status"><p class="nom">{faites} sur {len(issues)}\u00a0: {_FAIT[geste]}</p>'
            f'<ul class="issues">{lignes}</ul></div>'
        )


def sens_des_raisons() -> str:
    """Return what each reason means, in the order of the queue."""
    return "\n".join(f"- **{v.libelle}**\u00a0: {v.description}" for v in vocabulaire("attention").valeurs)


def charge(personne: Personne, lue: contributions.Contribution, noms: dict[str, str]) -> None:
    """Say who reads it now, and offer to take it or to give it back."""
    if contributions.obstacle("prendre_en_charge", personne, lue):
        return
    if lue.prise_par and lue.prise_par != personne.id:
        st.html(
            f'<p class="aide">Prise en charge par {echapper(noms.get(lue.prise_par, "une autre personne"))} le '
            f"{echapper(date_fr(lue.prise_a))}.</p>"
        )
    geste, nom = (
        ("rendre", "Ne plus m’en occuper")
        if lue.prise_par == personne.id
        else ("prendre_en_charge", "Je m’en occupe")
    )
    st.button(nom, key="moderation_charge", on_click=partial(_charger, personne, geste, lue))


def _charger(personne: Personne, geste: str, lue: contributions.Contribution) -> None:
    try:
        getattr(contributions, geste)(personne, lue.id, lue.version)
    except ErreurObservatoire as erreur:
        st.session_state[ISSUES] = ("", str(erreur), [])
