"""What a funder does with a call of theirs: write it, saved as it is typed; publish, extend, close, withdraw it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import streamlit as st

from observatoire import appels, candidatures
from observatoire.appels import Appel, ContenuAppel, VagueSaisie
from observatoire.appels.rules import lire_vague, nettoyer
from observatoire.clock import aujourd_hui, maintenant
from observatoire.comptes import Personne
from observatoire.errors import Conflit, ErreurObservatoire, Invalide
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.web import ressources
from observatoire.web.appels import document, formulaire, mots, saisie
from observatoire.web.appels.saisie import cle
from observatoire.web.candidatures import mots as mots_candidature
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.fragments import echapper

STYLES = (Path(__file__).parents[1] / "contribuer.css", ressources.DOSSIER / "appels.css")
_MEMOIRE, _DIT = cle("memoire"), cle("dit")


@dataclass
class Memoire:
    """What this screen knows of the draft it shows: one record, changed in place."""

    id: str
    version: int
    contenu: ContenuAppel
    tout_dire: bool = False
    refuses: dict[str, dict[str, str]] = field(default_factory=dict)
    """Content, as JSON → what the store refused of it."""
    perdu: str = ""
    """Why the last save failed."""


def ecrire(personne: Personne, lu: Appel) -> None:
    """Draw the form of a draft beside the recommended clause; what changed is saved at each run."""
    memoire = _ouvrir(lu)
    st.title("Écrire un appel à projets", anchor=False)
    gauche, droite = st.columns([7, 4], gap="large")
    contenu = saisie.contenu()
    erreurs = appels.erreurs(contenu, aujourd_hui()) | memoire.refuses.get(contenu.to_json(), {})
    with gauche:
        dire_le_resultat()
        formulaire.dessiner(erreurs, tout_dire=memoire.tout_dire)
        _garder(personne, memoire)
        st.divider()
        with st.container(horizontal=True):
            st.button(
                "Publier l’appel",
                type="primary",
                icon=":material/campaign:",
                key=cle("publier"),
                on_click=partial(_publier, personne),
            )
            if st.button("Voir l’aperçu", key=cle("apercu"), icon=":material/visibility:"):
                _apercu(contenu, erreurs)
            st.button(
                "Supprimer ce brouillon",
                key=cle("retirer"),
                type="tertiary",
                on_click=partial(_retirer, personne),
            )
    with droite, st.container(key=cle("cote_du_formulaire")):
        _reste(erreurs, memoire)


def _ouvrir(lu: Appel) -> Memoire:
    memoire: Memoire | None = st.session_state.get(_MEMOIRE)
    if memoire is None or memoire.id != lu.id or not saisie.semee():
        saisie.semer(lu.contenu)
        memoire = Memoire(lu.id, lu.version, lu.contenu)
        st.session_state[_MEMOIRE] = memoire
    return memoire


def _garder(personne: Personne, memoire: Memoire) -> None:
    contenu = saisie.contenu()
    if contenu == memoire.contenu:
        return
    try:
        garde = appels.enregistrer(personne, memoire.id, memoire.version, contenu)
        memoire.version, memoire.contenu, memoire.perdu = garde.version, contenu, ""
    except ErreurObservatoire as erreur:
        memoire.perdu = str(erreur)
        message_erreur(f"{erreur} Votre texte reste affiché\u00a0: ne fermez pas cette page.")


def _reste(erreurs: dict[str, str], memoire: Memoire) -> None:
    noms = list(dict.fromkeys(formulaire.NOMS[champ.split(".")[0]] for champ in erreurs))
    liste = "".join(f"<li>{echapper(nom)}</li>" for nom in noms)
    titre = "Il reste à remplir" if noms else "Tout y est\u00a0: vous pouvez publier"
    etat = (
        "Le brouillon n’est pas enregistré."
        if memoire.perdu
        else "Brouillon gardé au fur et à mesure\u00a0: vous seul le voyez."
    )
    st.html(
        f'<section class="reste{"" if noms else " pret"}" aria-live="polite"><h2>{titre}</h2><ul>{liste}</ul><p>{etat}</p></section>'
    )


def _publier(personne: Personne) -> None:
    memoire: Memoire = st.session_state[_MEMOIRE]
    _garder(personne, memoire)
    if memoire.perdu:
        return
    try:
        paru = appels.publier(personne, memoire.id, memoire.version)
        st.session_state.pop(_MEMOIRE)
        st.session_state[_DIT] = f"L’appel est publié. Son adresse\u00a0: {mots.adresse(paru.id)}"
        st.query_params.from_dict({"suivre": paru.id})
    except Invalide as refus:
        memoire.tout_dire = True
        memoire.refuses = {
            saisie.contenu().to_json(): refus.champs,
            nettoyer(saisie.contenu()).to_json(): refus.champs,
        }
        st.session_state[_DIT] = (
            "!Rien n’est publié\u00a0: il reste des points à compléter, dits sous chaque champ."
        )
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def _retirer(personne: Personne) -> None:
    memoire: Memoire = st.session_state[_MEMOIRE]
    _agir(lambda: appels.retirer(personne, memoire.id, memoire.version), "Le brouillon est supprimé.")
    st.session_state.pop(_MEMOIRE, None)


def _agir(agir: Callable[[], Appel], dit: str) -> None:
    try:
        agir()
        st.session_state[_DIT] = dit
        st.query_params.clear()
    except Invalide as refus:
        st.session_state[_DIT] = "!" + " ".join(refus.champs.values())
    except (Conflit, ErreurObservatoire) as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def dire_le_resultat() -> None:
    """Say the result of the last gesture."""
    if dit := st.session_state.pop(_DIT, ""):
        (message_erreur if dit.startswith("!") else message_reussite)(dit.removeprefix("!"))


@st.dialog("Voici ce qui sera lu", width="large")
def _apercu(contenu: ContenuAppel, erreurs: dict[str, str]) -> None:
    if erreurs:
        message_attention(
            "Complétez d’abord ce qui reste à remplir\u00a0: l’aperçu montrera alors l’appel entier."
        )
        return
    vagues = tuple(v for v in map(lire_vague, contenu.vagues) if v)
    with lire() as cur:
        noms = {i: t.libelle for i, t in trouver_tous(cur, contenu.territoires).items()}
    st.html(f"<h2>{echapper(contenu.titre)}</h2>{document.corps(nettoyer(contenu), vagues, noms)}")


def suivre(personne: Personne, lu: Appel) -> None:
    """Draw what may still be done with a published call."""
    st.title(lu.contenu.titre, anchor=False)
    dire_le_resultat()
    a = maintenant()
    st.html(
        f'<p class="echeance">{echapper(mots.echeance(lu, a))}. <a href="{mots.adresse(lu.id)}" target="_self">Lire l’appel publié</a></p>'
    )
    _recues(personne, lu)
    if lu.etat != "publie":
        message_attention("Cet appel est clos\u00a0: il reste lisible, et ne reçoit plus rien.")
        return
    if vague := lu.prochaine(a):
        st.header("Prolonger", anchor=False)
        gauche, droite = st.columns(2)
        jour = gauche.date_input(
            "Nouvelle clôture",
            key=cle("prolonger_le"),
            value=None,
            format="DD/MM/YYYY",
            min_value=vague.ferme_a.date(),
        )
        heure = droite.time_input("À (heure de Paris)", key=cle("prolonger_heure"), value="12:00", step=900)
        st.button(
            "Prolonger",
            key=cle("prolonger"),
            icon=":material/event:",
            disabled=jour is None,
            on_click=partial(_prolonger, personne, lu, jour, heure),
        )
    st.header("Clore ou retirer", anchor=False)
    with st.container(horizontal=True):
        st.button(
            "Clore maintenant",
            key=cle("clore"),
            on_click=partial(_agir, lambda: appels.clore(personne, lu.id, lu.version), "L’appel est clos."),
        )
        st.button(
            "Retirer de la publication",
            key=cle("retirer_publie"),
            type="tertiary",
            on_click=partial(
                _agir, lambda: appels.retirer(personne, lu.id, lu.version), "L’appel est retiré."
            ),
        )


def _recues(personne: Personne, lu: Appel) -> None:
    with lire() as cur:
        recues = candidatures.lister_de_l_appel(cur, personne, lu)
    st.header(f"Candidatures reçues\u00a0: {len(recues)}", anchor=False)
    if recues:
        st.html(
            f'<p><a href="/instruction?appel={lu.id}" target="_self">Les faire lire et les comparer</a></p>'
        )
    for recue in recues:
        st.html(mots_candidature.carte(recue, ""))


def _prolonger(personne: Personne, lu: Appel, jour: object, heure: object) -> None:
    vague = lire_vague(VagueSaisie(ouvre_le="2000-01-01", ferme_le=str(jour), heure=str(heure)[:5]))
    if vague is not None:
        _agir(lambda: appels.prolonger(personne, lu.id, lu.version, vague.ferme_a), "L’appel est prolongé.")
