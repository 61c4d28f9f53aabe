"""Reading by two colleges on screen: where it stands, one's own opinion, and the others' once two are given."""

from functools import partial

import streamlit as st

from observatoire import colleges
from observatoire.colleges import COLLEGES, Avis, Lecture
from observatoire.colleges.rules import PREMIER, SECOND, TROISIEME
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.contributions.rules import BORNES_MOTIF
from observatoire.errors import Conflit, ErreurObservatoire, Invalide
from observatoire.moderation import File
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.web.champs import note
from observatoire.web.composants import message_attention
from observatoire.web.formats import INSECABLE, instant_fr
from observatoire.web.fragments import echapper
from observatoire.web.lecture_contribution import en_lignes
from observatoire.web.moderation_decision import SUITE, decider

ATTENDUS = {
    PREMIER: "Attend deux avis",
    SECOND: "Attend le second avis",
    TROISIEME: "Attend une troisième personne",
}
"""What a deposit waits for, as its card says it."""
_DITS = {True: "Oui, à publier", False: "Non, à reprendre"}


def avis_attendus(cur: Cursor, personne: Personne, file: File) -> dict[str, str]:
    """Return what each deposit of a page of the queue waits for, in words; nothing where one person decides."""
    if not settings().two_colleges:
        return {}
    ids = [x.id for x in file.lignes if x.contribution and x.contribution.statut == "a_relire"]
    return {i: ATTENDUS[suite] for i, suite in colleges.attendus(cur, personne, ids).items()}


def decider_a_deux(personne: Personne, c: Contribution) -> None:
    """Offer the opinion where two colleges read, the decision where one person decides."""
    if not settings().two_colleges or c.statut != "a_relire":
        decider(personne, c)
        return
    with lire() as cur:
        lecture = colleges.lire(cur, personne, c)
    st.html(_ou_en_est_elle(lecture))
    for avis in lecture.avis:
        st.html(_avis(avis))
    if lecture.obstacle:
        message_attention(lecture.obstacle)
    else:
        _donner(personne, c, lecture)
    with st.expander("Refuser définitivement"):
        note("Un envoi abusif se refuse seul. Tout le reste se décide à deux.")
        decider(personne, c, verbes=("refuser",))


def _ou_en_est_elle(lecture: Lecture) -> str:
    lignes = "".join(
        f"<li>{echapper(nom)}{INSECABLE}: {'avis donné' if code in lecture.donnes else 'avis attendu'}</li>"
        for code, nom in COLLEGES.items()
    )
    suite = (
        "<p>Les deux avis diffèrent\u00a0: une troisième personne décide.</p>"
        if lecture.suite == TROISIEME
        else ""
    )
    return f'<section class="reste"><h3>Lecture à deux collèges</h3><ul>{lignes}</ul>{suite}</section>'


def _avis(avis: Avis) -> str:
    motif = f'<blockquote class="motif">{en_lignes(avis.motif)}</blockquote>' if avis.motif else ""
    return f"<p><b>{_DITS[avis.oui]}</b> ({echapper(COLLEGES[avis.college].lower())}, le {instant_fr(avis.a)})</p>{motif}"


def _donner(personne: Personne, c: Contribution, lecture: Lecture) -> None:
    cle = f"avis_{c.id}_{c.version}"
    oui = st.radio(
        "Votre avis" if lecture.suite != TROISIEME else "Votre décision",
        (True, False),
        index=None,
        format_func=_DITS.__getitem__,
        key=cle,
    )
    if oui is None:
        note("L’autre collège ne verra votre avis qu’après avoir donné le sien.")
        return
    st.text_area(
        "Raison, lue par l’auteur" if not oui else "Remarque (facultative)",
        key=f"motif_{cle}",
        height=130,
        max_chars=BORNES_MOTIF.maxi,
        persist_state="page",
    )
    if phrase := st.session_state.get(f"refuse_{cle}"):
        st.html(f'<p class="sous-champ erreur" role="alert">{echapper(phrase)}</p>')
    st.button(
        "Donner mon avis", type="primary", key=f"donner_{cle}", on_click=partial(_envoyer, personne, c, cle)
    )


def _envoyer(personne: Personne, c: Contribution, cle: str) -> None:
    oui, motif = bool(st.session_state[cle]), st.session_state.get(f"motif_{cle}") or ""
    st.session_state.pop(f"refuse_{cle}", None)
    try:
        apres = colleges.donner_avis(personne, c.id, c.version, oui=oui, motif=motif)
    except Invalide as invalide:
        if "motif" in invalide.champs:
            st.session_state[f"refuse_{cle}"] = invalide.champs["motif"]
        else:
            st.session_state[SUITE] = ("erreur", f"Impossible de publier\u00a0: {invalide}", None)
    except Conflit:
        st.session_state[SUITE] = ("conflit", "", None)
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur), None)
    else:
        genre = {"publiee": "publier", "a_corriger": "demander_correction"}.get(apres.statut, "avis")
        st.session_state[SUITE] = (genre, c.contenu.titre, apres.pratique_id)
        st.query_params.pop("contribution", None)
