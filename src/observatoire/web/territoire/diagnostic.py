"""The shared diagnosis of a territory: open it, join it, write it side by side, sign it, read it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from observatoire import diagnostics
from observatoire.comptes import Personne, motif_de_refus
from observatoire.diagnostics import BLOCS, BROUILLON, COMMUN, COTES, Diagnostic, Invitation, Vue
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.territoires import Territoire
from observatoire.web import cache_territoire, fragments, session
from observatoire.web import diagnostic as pieces
from observatoire.web import diagnostic_mots as mots
from observatoire.web.atelier_diagnostic import Atelier, Cle
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.formats import INSECABLE

SUITE = "suite-du-diagnostic"
"""Key of what the last gesture did, told once by the next run."""
LIEN = "lien-d-invitation"
"""Key of the link just made: shown once, nobody can read it again."""
_QUOI = (
    "Un document du territoire, public une fois ouvert à la signature\u00a0: ses chiffres, ce qu’offrent les deux côtés, leurs "
    "alliances, les zones blanches, et, bloc par bloc, la lecture des entrepreneurs sociaux à côté de celle du travail social. "
    "Chaque côté le signe\u202f; si un chiffre ou un texte change, la signature tombe et l’on voit pourquoi."
)


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    personne = session.personne_courante()
    jeton = st.query_params.get("invitation", "")
    with lire() as cur:
        d = diagnostics.trouver(cur, ici.id)
        recue = diagnostics.invitation(cur, jeton) if jeton else None
    _dire_la_suite()
    if d is None:
        _commencer(ici, personne)
    elif recue and recue.diagnostic_id == d.id and d.cote_de(personne.id) is None:
        _rejoindre(ici, personne, recue, jeton)
    elif motif := diagnostics.obstacle("voir_diagnostic", personne, d):
        message_attention(f"Un diagnostic partagé s’écrit ici. {motif}")
        _porte(ici, personne)
    else:
        _montrer(version, d, personne)


def _dire_la_suite() -> None:
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    if genre == "fait":
        message_reussite(texte)
    elif genre:
        message_erreur(texte)


def _faire(geste: Callable[[], Any], dite: str) -> bool:
    """Do a gesture (in a callback); the next run says what came of it."""
    try:
        geste()
    except Invalide as invalide:
        st.session_state[SUITE] = ("erreur", " ".join(invalide.champs.values()))
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))
    else:
        st.session_state[SUITE] = ("fait", dite)
        return True
    return False


# --- to begin, to join ---


def _commencer(ici: Territoire, personne: Personne) -> None:
    st.html(
        f'<h2 class="titre-zones">Personne n’a encore ouvert ce diagnostic</h2><p class="aide-territoire">{_QUOI}</p>'
    )
    if motif := motif_de_refus("ouvrir_diagnostic", personne):
        st.html(f"<p>{fragments.echapper(motif)}</p>")
        _porte(ici, personne)
        return
    with st.form("ouvrir-diagnostic", border=True, width=640):
        st.radio(
            "Vous parlez pour",
            COTES,
            index=None,
            format_func=mots.COTE.__getitem__,
            horizontal=True,
            key="cote-du-diagnostic",
        )
        _champ_nom()
        st.form_submit_button(
            "Ouvrir le diagnostic", type="primary", on_click=_ouvrir, args=(ici.id, personne)
        )


def _champ_nom() -> None:
    st.text_input(
        "Au nom de quelle structure",
        key="nom-du-diagnostic",
        max_chars=120,
        help="Ce nom est public. Le vôtre ne l’est pas.",
        placeholder="Régie de quartier, centre social, service du département…",
        autocomplete="organization",
    )


def _ouvrir(territoire_id: str, personne: Personne) -> None:
    cote, nom = (
        st.session_state.get("cote-du-diagnostic") or "",
        st.session_state.get("nom-du-diagnostic") or "",
    )
    _faire(
        lambda: diagnostics.ouvrir(personne, territoire_id, cote, nom),
        "Le diagnostic est ouvert en brouillon. Invitez l’autre côté, puis écrivez chacun votre lecture.",
    )


def _porte(ici: Territoire, personne: Personne) -> None:
    """Offer the way in to who is not signed in, back to this very page."""
    if personne.connectee:
        return
    ici_meme = {"code": ici.id, "onglet": "diagnostic"}
    if jeton := st.query_params.get("invitation", ""):
        ici_meme["invitation"] = jeton
    suite = urlencode({"suite": f"/territoire?{urlencode(ici_meme)}"})
    st.html(
        f'<p><a class="bouton" href="/connexion?{fragments.echapper(suite)}" target="_self">Se connecter</a></p>'
    )


def _rejoindre(ici: Territoire, personne: Personne, recue: Invitation, jeton: str) -> None:
    st.html(
        f'<h2 class="titre-zones">Vous êtes invité à écrire ce diagnostic</h2><p class="aide-territoire">{_QUOI}</p>'
        f"<p>Votre place{INSECABLE}: <b>{mots.COTE[recue.cote]}</b>.</p>"
    )
    if motif := motif_de_refus("ouvrir_diagnostic", personne):
        st.html(f"<p>{fragments.echapper(motif.replace('ouvrir un', 'écrire un'))}</p>")
        _porte(ici, personne)
        return
    with st.form("rejoindre-diagnostic", border=True, width=640):
        _champ_nom()
        st.form_submit_button(
            "Prendre cette place", type="primary", on_click=_prendre, args=(personne, jeton)
        )


def _prendre(personne: Personne, jeton: str) -> None:
    nom = st.session_state.get("nom-du-diagnostic") or ""
    if _faire(
        lambda: diagnostics.rejoindre(personne, jeton, nom), "Vous pouvez écrire la lecture de votre côté."
    ):
        st.query_params.pop("invitation", None)


# --- the document ---


def _montrer(version: int, d: Diagnostic, personne: Personne) -> None:
    with lire() as cur:
        vue = diagnostics.regarder(cur, d, cache_territoire.chiffres(version, d.territoire_id))
    cote = d.cote_de(personne.id)
    st.html(pieces.etat(vue) + pieces.depuis(vue))
    _gestes(vue, personne, cote)
    document = pieces.adresse_document(d.id)
    st.html(
        f'<p class="renvoi">{fragments.lien(document, "Le document seul, à lire ou à imprimer")} · '
        f"{fragments.lien(document + '.pdf', 'Le même en PDF')}</p>"
    )
    if cote is None:
        st.html(pieces.document(vue))
    else:
        _ecrire(vue, Atelier(d, personne), cote)


def _gestes(vue: Vue, personne: Personne, cote: str | None) -> None:
    """Draw what the person may do now; nothing for a reader."""
    d = vue.diagnostic

    def permis(verbe: str) -> bool:
        return diagnostics.obstacle(verbe, personne, d) is None

    with st.container(horizontal=True, gap="small", key="gestes-du-diagnostic"):
        if permis("ouvrir_signature"):
            st.button(
                "Ouvrir à la signature",
                type="primary",
                key="ouvrir-signature",
                on_click=_ouvrir_signature,
                args=(personne, d.id),
            )
        if vue.changes and permis("actualiser_diagnostic"):
            st.button(
                "Reprendre les chiffres du jour",
                type="primary",
                key="actualiser",
                on_click=_actualiser,
                args=(personne, d.id),
            )
        elif cote and permis("signer_diagnostic") and not vue.signatures[cote].vaut:
            st.button(
                f"Signer pour le côté {mots.COTE[cote]}", type="primary", key="signer", on_click=_signer,
                args=(personne, d.id, vue.empreinte),
            )  # fmt: skip
    if permis("inviter_diagnostic"):
        _inviter(vue, personne)
    if permis("retirer_diagnostic"):
        with st.expander("Retirer ce diagnostic", key="pli-de-retrait"):
            st.markdown("Il ne sera plus visible\u202f; rien n’est effacé, et un autre pourra être ouvert.")
            st.button("Retirer", key="retirer-diagnostic", on_click=_retirer, args=(personne, d.id))


def _ouvrir_signature(personne: Personne, identifiant: str) -> None:
    _faire(
        lambda: diagnostics.ouvrir_signature(personne, identifiant),
        "Les chiffres sont figés et le document est public. Chaque côté peut le signer.",
    )


def _actualiser(personne: Personne, identifiant: str) -> None:
    _faire(
        lambda: diagnostics.actualiser(personne, identifiant),
        "Les chiffres sont ceux du jour. Relisez, puis signez.",
    )


def _signer(personne: Personne, identifiant: str, empreinte: str) -> None:
    _faire(
        lambda: diagnostics.signer(personne, identifiant, empreinte),
        "Votre côté a signé ce que vous venez de lire.",
    )


def _retirer(personne: Personne, identifiant: str) -> None:
    _faire(lambda: diagnostics.retirer(personne, identifiant), "Le diagnostic est retiré.")


def _inviter(vue: Vue, personne: Personne) -> None:
    d = vue.diagnostic
    with st.expander("Inviter quelqu’un à écrire", key="pli-d-invitation", expanded=LIEN in st.session_state):
        st.markdown(
            "Un lien secret, à donner de la main à la main\u00a0: la personne connectée qui l’ouvre parle pour ce côté. Un nouveau "
            "lien annule le précédent du même côté."
        )
        with st.container(horizontal=True, gap="small"):
            for cote in COTES:
                st.button(
                    f"Un lien pour le côté {mots.COTE[cote]}", key=f"inviter-{cote}", on_click=_faire_un_lien,
                    args=(personne, d, cote),
                )  # fmt: skip
        if adresse := st.session_state.pop(LIEN, ""):
            st.code(adresse, language=None, wrap_lines=True)


def _faire_un_lien(personne: Personne, d: Diagnostic, cote: str) -> None:
    def inviter() -> None:
        params = {
            "code": d.territoire_id,
            "onglet": "diagnostic",
            "invitation": diagnostics.inviter(personne, d.id, cote),
        }
        st.session_state[LIEN] = f"{settings().public_url}/territoire?{urlencode(params)}"

    _faire(
        inviter,
        f"Ce lien donne une place du côté {mots.COTE[cote]}. Copiez-le maintenant{INSECABLE}: il ne sera plus montré.",
    )


# --- writing ---


def _ecrire(vue: Vue, atelier: Atelier, cote: str) -> None:
    quoi = "Vos textes sont gardés à mesure que vous les écrivez."
    if vue.diagnostic.etat != BROUILLON:
        quoi += " Le document est public\u00a0: un texte changé fait tomber les signatures."
    st.html(f'<p class="aide-territoire">{quoi}</p>')
    for bloc in mots.blocs(vue):
        st.html(f'<h2 class="titre-zones">{fragments.echapper(bloc.titre)}</h2>{pieces.faits(bloc)}')
        textes = dict(bloc.textes)
        if COMMUN in textes:
            _champ(atelier, (bloc.code, COMMUN))
        if "es" in textes:
            for colonne, sien in zip(st.columns(2, gap="medium"), COTES, strict=True):
                with colonne:
                    if sien == cote:
                        _champ(atelier, (bloc.code, sien))
                    else:
                        st.html(pieces.lecture(sien, textes[sien]))


def _champ(atelier: Atelier, cle: Cle) -> None:
    atelier.semer(cle)
    bloc = BLOCS[cle[0]]
    st.text_area(
        f"{mots.LECTURES[cle[1]]}, {bloc.titre}",
        key=atelier.champ(cle),
        placeholder=bloc.invite,
        max_chars=diagnostics.TEXTE_MAX,
        height="content",
        on_change=atelier.garder,
        args=(cle,),
    )
    lue = atelier.memoire(cle)
    if lue["refus"]:
        message_erreur(lue["refus"])
    if lue["conflit"]:
        st.html(pieces.lecture(cle[1], atelier.d.textes[cle].texte))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Garder le mien", key=f"mien-{atelier.champ(cle)}", on_click=atelier.imposer, args=(cle,)
            )
            st.button(
                "Prendre le sien", key=f"sien-{atelier.champ(cle)}", on_click=atelier.ceder, args=(cle,)
            )
