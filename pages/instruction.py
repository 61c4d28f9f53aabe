"""Reading applications: the files given to a reader, the whole call for who wrote it."""

import streamlit as st

from observatoire import appels, instruction
from observatoire.appels.lecture import objet
from observatoire.comptes import Personne
from observatoire.comptes.droits import motif_de_refus
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire
from observatoire.web.appels import atelier, mots
from observatoire.web.composants import etat_vide, fil_ariane, message_attention
from observatoire.web.instruction import instructeur, lecteur
from observatoire.web.session import personne_courante


def un_appel(personne: Personne, identifiant: str) -> None:
    """Draw the reading of one call of one's own."""
    with lire() as cur:
        lu = appels.obtenir(cur, personne, identifiant)
    if motif := motif_de_refus("instruire_appel", personne, objet(lu)):
        message_attention(motif)
    else:
        instructeur.conduire(personne, lu)


def la_liste(personne: Personne) -> None:
    """List what a person has to read, and the calls they lead."""
    st.title("Instruction", anchor=False)
    with lire() as cur:
        lectures = [
            (lue, instruction.appel_de(cur, lue.candidature_id)) for lue in instruction.a_lire(cur, personne)
        ]
        miens = [a for a in appels.lister_miens(cur, personne) if a.etat in ("publie", "clos")]
    if not lectures and not miens:
        etat_vide(
            "Rien à lire pour l’instant",
            "Les candidatures que l’on vous confie paraîtront ici.",
            [("Voir les appels à projets", "/appels")],
        )
    if lectures:
        st.header("À lire", anchor=False)
    for rang, (lue, appel) in enumerate(lectures, 1):
        st.html(lecteur.carte(lue, f"Candidature {rang}", appel.contenu.titre))
    if miens:
        st.header("Vos appels", anchor=False)
    for lu in miens:
        st.html(
            f'<p><a href="/instruction?appel={lu.id}" target="_self">{mots.echapper(lu.contenu.titre)}</a></p>'
        )


def dessiner(personne: Personne) -> None:
    """Draw what the address asks for."""
    adresse = st.query_params
    if appel_id := adresse.get("appel", ""):
        fil_ariane(("Instruction", "/instruction"), ("Appel", None))
        un_appel(personne, appel_id)
    elif candidature_id := adresse.get("lire", ""):
        fil_ariane(("Instruction", "/instruction"), ("Lire", None))
        lecteur.ouvrir(personne, candidature_id)
    elif candidature_id := adresse.get("dossier", ""):
        fil_ariane(("Instruction", "/instruction"), ("Candidature", None))
        instructeur.montrer_un_dossier(personne, candidature_id)
    else:
        la_liste(personne)


for style in atelier.STYLES:
    st.html(style)
try:
    dessiner(personne_courante())
except ErreurObservatoire as erreur:
    message_attention(str(erreur))
