"""Around the form: what is left to fill, the draft's state, the preview, the deposit and its confirmation."""

from functools import partial
from pathlib import Path

import streamlit as st

from observatoire import contributions
from observatoire.abus.rules import PREUVE
from observatoire.contributions import Contribution
from observatoire.contributions.apercu import apercevoir
from observatoire.courrier import LONGUEUR_COURRIEL
from observatoire.pratiques.qualite import secondes_restantes
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.brouillons import PIEGE, Atelier
from observatoire.web.champs import note
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.formats import instant_fr, pluriel
from observatoire.web.formulaire_pratique import formulaire, manques
from observatoire.web.fragments import echapper
from observatoire.web.lecture_contribution import dire_publication, fiche_en_lecture
from observatoire.web.preuve import demander_une_preuve
from observatoire.web.qualite import duree

STYLE = Path(__file__).parent / "contribuer.css"
LARGEUR = 860
"""Pixels of a column made to be read."""
LICENCE = (
    "En déposant, vous acceptez que ce texte soit publié sous Licence Ouverte 2.0, après relecture. "
    "Il ne nomme aucune personne accompagnée."
)


def atelier_de_depot(atelier: Atelier, *, bouton: str, pratique_id: str | None = None) -> None:
    """Draw the form beside what is left to fill, save what changed, then offer preview and deposit."""
    champs, cote = st.columns([7, 4], gap="large")
    erreurs = atelier.erreurs()
    with champs:
        if atelier.tout_dire and erreurs:
            reste = pluriel(len(manques(erreurs)), "point")
            message_erreur(
                f"Rien n’est encore déposé : il reste {reste} à compléter, dits sous chaque champ."
            )
        avis = contributions.avertissements(atelier.saisie.contenu())
        formulaire(atelier.saisie, erreurs, avis, tout_dire=atelier.tout_dire)
        atelier.garder(pratique_id)
        st.divider()
        st.text_input("Ne remplissez pas ce champ", key=atelier.saisie.cle(PIEGE), autocomplete="off")
        _courriel(atelier, erreurs)
        _dire_refus(atelier)
        _calculer(atelier, pratique_id)
        _boutons(atelier, bouton, pratique_id)
        note(LICENCE)
    with cote, st.container(key=atelier.saisie.cle("cote_du_formulaire")):
        _reste(atelier, erreurs)


def _courriel(atelier: Atelier, erreurs: dict[str, str]) -> None:
    """Ask where to send the news, for who wants some."""
    st.text_input(
        "Votre courriel (facultatif)",
        key=atelier.saisie.cle("courriel"),
        placeholder="nom@exemple.fr",
        autocomplete="email",
        max_chars=LONGUEUR_COURRIEL,
    )
    if phrase := erreurs.get("courriel"):
        st.html(f'<p class="sous-champ erreur" role="alert">{echapper(phrase)}</p>')
    note("Pour savoir quand elle est lue, sans guetter. Jamais publié, effacé avec votre lien secret.")


def _calculer(atelier: Atelier, pratique_id: str | None) -> None:
    """Have the browser do the calculation that the deposit waits for, then deposit."""
    if atelier.defi is None:
        return
    message_attention(PREUVE)
    demander_une_preuve(
        atelier.defi, atelier.saisie.cle("preuve"), lambda preuve: atelier.deposer(pratique_id, preuve)
    )


def _boutons(atelier: Atelier, bouton: str, pratique_id: str | None) -> None:
    with st.container(horizontal=True):
        st.button(
            bouton,
            type="primary",
            key=atelier.saisie.cle("deposer"),
            icon=":material/send:",
            on_click=partial(atelier.deposer, pratique_id),
            disabled=atelier.en_conflit,
        )
        if st.button("Voir l’aperçu", key=atelier.saisie.cle("apercu"), icon=":material/visibility:"):
            _apercu(atelier)


def _reste(atelier: Atelier, erreurs: dict[str, str]) -> None:
    """Say what is left before the deposit, and that nothing typed is lost."""
    noms = manques(erreurs)
    liste = "".join(f"<li>{echapper(nom)}</li>" for nom in noms)
    titre = "Il reste à remplir" if noms else "Tout y est : vous pouvez déposer"
    st.html(
        f'<section class="reste{"" if noms else " pret"}" aria-live="polite"><h2>{titre}</h2>'
        f"<ul>{liste}</ul>{_temps(erreurs)}<p>{echapper(_etat_du_brouillon(atelier))}</p></section>"
    )


def _temps(erreurs: dict[str, str]) -> str:
    """Say about how long what is left takes."""
    if not erreurs:
        return "<p>Les cartes du bas rendent la fiche plus utile, quelques minutes en plus.</p>"
    return f"<p>Encore environ\u00a0: {echapper(duree(secondes_restantes(erreurs)))}.</p>"


def _etat_du_brouillon(atelier: Atelier) -> str:
    if atelier.refus:
        return "Le brouillon n’est pas enregistré : ne fermez pas cette page."
    connue = atelier.contribution
    if connue is None or connue.maj_a == connue.decidee_a:
        return "Ce que vous tapez sera gardé au fur et à mesure."
    return (
        f"Brouillon enregistré le {instant_fr(connue.maj_a)}. "
        "Pour le reprendre plus tard, gardez l’adresse de cette page."
    )


def _dire_refus(atelier: Atelier) -> None:
    """Say why the last save failed; on a conflict, let the person choose."""
    if atelier.en_conflit:
        message_attention(
            "Cette saisie a été modifiée dans un autre onglet. Choisissez celle à garder ; l’autre sera remplacée."
        )
        with st.container(horizontal=True):
            st.button("Garder ce que je vois ici", on_click=partial(atelier.reprendre, garder_ma_saisie=True))
            st.button(
                "Reprendre l’autre version", on_click=partial(atelier.reprendre, garder_ma_saisie=False)
            )
    elif atelier.refus:
        message_erreur(f"{atelier.refus} Votre texte reste affiché : ne fermez pas cette page.")


@st.dialog("Voici ce qui sera lu", width="large")
def _apercu(atelier: Atelier) -> None:
    dire_publication(atelier.saisie.contenu())
    with lire() as cur:
        fiche_en_lecture(apercevoir(cur, atelier.saisie.contenu()))


APRES = {
    "nominative": "Une fois publiée, la fiche apparaît sur la carte, dans la recherche et dans les données ouvertes.",
    "anonyme": "Une fois acceptée, elle compte dans ce que les fins enseignent. Rien de son texte, de ses noms ni de son lieu n’est montré.",
    "embargo": "Une fois acceptée, elle attend le jour que vous avez choisi, puis elle apparaît d’elle-même.",
}
"""What happens once it is accepted, by mode of publication."""


def lien_de_suivi(jeton: str) -> str:
    """Return the whole secret address."""
    return f"{settings().public_url}/suivi?jeton={jeton}"


def confirmation(recue: Contribution, jeton: str) -> None:
    """Say that it arrived, give the secret link, and tell what happens next."""
    st.title("C’est déposé, merci", anchor=False)
    message_reussite(f"« {recue.contenu.titre} » est enregistrée et attend sa relecture.")
    st.header("Votre lien secret", anchor=False)
    st.markdown(
        "Il sert à suivre, corriger ou retirer votre contribution, sans compte. **Copiez-le maintenant** : "
        "l’observatoire n’en garde qu’une empreinte et ne pourra pas vous le redonner."
    )
    st.code(lien_de_suivi(jeton), language=None, wrap_lines=True)
    st.header("Et maintenant", anchor=False)
    st.markdown(
        "1. Une personne de la modération lit votre texte.\n"
        "2. Elle le publie, ou vous demande une précision : vous le verrez avec votre lien.\n"
        f"3. {APRES[recue.contenu.publication]}"
    )
