"""What a funder does with a whole call: readers, readings given out, phases, the table of every file, one file with its opinions."""

from functools import partial

import streamlit as st

from observatoire import candidatures, instruction
from observatoire.appels import Appel, lire_termes
from observatoire.comptes import Personne
from observatoire.instruction import COLLEGES, PHASES, RelecteurNomme
from observatoire.instruction.notes import poids_de
from observatoire.store import lire
from observatoire.web.candidatures import lecture as lire_candidature
from observatoire.web.champs import note
from observatoire.web.composants import etat_vide, message_attention
from observatoire.web.fragments import echapper
from observatoire.web.instruction import mots
from observatoire.web.instruction.lecteur import agir, cle, dire_le_resultat, tape


def conduire(personne: Personne, appel: Appel) -> None:
    """Draw the reading of a call for who wrote it."""
    with lire() as cur:
        ou = instruction.phase(cur, appel.id)
        nommes = [r for r in instruction.relecteurs(cur, appel.id) if r.actif]
        rangees = instruction.table(cur, personne, appel)
    st.title(f"Instruction\u00a0: {appel.contenu.titre}", anchor=False)
    dire_le_resultat()
    _etapes(personne, appel, ou)
    st.header("Toutes les candidatures", anchor=False)
    if rangees:
        if ou == "individuel":
            note("Chacun lit seul\u00a0: les notes se verront à la mise en commun.")
        tri = st.pills(
            "Ordre", list(mots.TRIS), key=cle("tri"), default="rang", format_func=mots.TRIS.__getitem__
        )
        faites = mots.lignes(rangees, lire_termes(appel.contenu), tri or "rang")
        st.html(mots.tableau(faites))
        st.download_button(
            "Télécharger ce tableau (CSV)",
            data=mots.en_csv(faites),
            file_name=f"candidatures-{appel.id}.csv",
            mime="text/csv; charset=utf-8",
            icon=":material/download:",
            on_click="ignore",
        )
    else:
        etat_vide("Aucune candidature déposée", "Elles paraîtront ici dès leur dépôt, signées par tous leurs partenaires.", [("Lire l’appel publié", f"/appels/{appel.id}")])  # fmt: skip
    if ou != "decision":
        _relecteurs(personne, appel, nommes)
        if nommes and rangees:
            _repartir(personne, appel, nommes)


def _etapes(personne: Personne, appel: Appel, ou: str) -> None:
    ordre = list(PHASES)
    ici = {ou: ' aria-current="step"'}
    etapes = "".join(f"<li{ici.get(code, '')}>{echapper(nom)}</li>" for code, nom in PHASES.items())
    st.html(f'<ol class="etapes">{etapes}</ol>')
    suivante = ordre[ordre.index(ou) + 1 : ordre.index(ou) + 2]
    if suivante:
        st.button(
            f"Passer à l’étape «\u00a0{PHASES[suivante[0]]}\u00a0»",
            key=cle("etape"),
            on_click=partial(
                agir, "L’étape est changée.", partial(instruction.passer_a, personne, appel.id, suivante[0])
            ),
        )
        note("On ne revient pas en arrière.")


def _relecteurs(personne: Personne, appel: Appel, nommes: list[RelecteurNomme]) -> None:
    st.header("Qui lit", anchor=False)
    for r in nommes:
        with st.container(horizontal=True, key=cle(f"relecteur_{r.compte_id}")):
            d_ou = f" · {r.structure or r.siren}" if r.structure or r.siren else ""
            st.html(f"<p><b>{echapper(r.nom)}</b> <small>{COLLEGES[r.college]}{echapper(d_ou)}</small></p>")
            st.button(
                f"Écarter {r.nom}",
                key=cle(f"ecarter_{r.compte_id}"),
                type="tertiary",
                on_click=partial(agir, f"{r.nom} ne lit plus cet appel\u00a0: ses avis ne comptent pas.", partial(instruction.ecarter, personne, appel.id, r.compte_id)),
            )  # fmt: skip
    with st.expander("Nommer un lecteur", expanded=not nommes):
        st.text_input("Adresse de son compte", key=cle("courriel"), autocomplete="off")
        st.selectbox(
            "Collège", list(COLLEGES), key=cle("college"), index=None, format_func=COLLEGES.__getitem__, placeholder="Choisir"
        )  # fmt: skip
        st.text_input("Sa structure", key=cle("structure"))
        st.text_input("SIREN ou SIRET de sa structure", key=cle("siren"))
        st.button(
            "Nommer",
            key=cle("nommer"),
            on_click=partial(agir, "Cette personne peut lire.", lambda: instruction.nommer(personne, appel.id, tape("courriel"), tape("college"), tape("siren"), tape("structure"))),
        )  # fmt: skip


def _repartir(personne: Personne, appel: Appel, nommes: list[RelecteurNomme]) -> None:
    st.header("Répartir les lectures", anchor=False)
    note("Également, jamais à sa propre structure. Ce qui est déjà confié le reste.")
    colleges = list(dict.fromkeys(r.college for r in nommes))
    for college in colleges:
        st.number_input(
            f"Avis par candidature\u00a0: {COLLEGES[college].lower()}",
            min_value=0,
            max_value=sum(r.college == college for r in nommes),
            value=1,
            key=cle(f"besoin_{college}"),
        )

    def geste() -> None:
        besoins = {c: int(tape(f"besoin_{c}") or 0) for c in colleges}
        rendu = instruction.repartir(personne, appel.id, besoins)
        st.session_state[cle("impossibles")] = rendu.impossibles

    st.button(
        "Répartir",
        key=cle("repartir"),
        type="primary",
        on_click=partial(agir, "Les lectures sont réparties.", geste),
    )
    for phrase in st.session_state.pop(cle("impossibles"), ()):
        message_attention(phrase)


def montrer_un_dossier(personne: Personne, candidature_id: str) -> None:
    """Draw one file for the funder: what it says, and the opinions that may be seen."""
    with lire() as cur:
        lue, appel = candidatures.obtenir(cur, personne, candidature_id)
        avis = instruction.avis_des_autres(cur, personne, candidature_id)
        nommes = {r.compte_id: r.nom for r in instruction.relecteurs(cur, appel.id)}
    lire_candidature.recevoir(personne, lue, appel)
    st.header(f"Avis\u00a0: {len(avis)}", anchor=False)
    poids = poids_de(lire_termes(appel.contenu).criteres)
    for un in avis:
        st.html(mots.avis(un, nommes.get(un.compte_id, "Lecteur"), poids))
