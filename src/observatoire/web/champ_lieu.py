"""Where it happens: a reach, then territories found while typing. Several may be chosen."""

import streamlit as st

from observatoire.contributions import PORTEES
from observatoire.store import lire
from observatoire.territoires import Territoire, rechercher, trouver_tous
from observatoire.web.champs import Problemes, note
from observatoire.web.saisie_pratique import Saisie

PROPOSES = 6
PROTEGE = "Ce lieu est protégé : ne montrer que le département"
AIDE_PROTEGE = (
    "Pour un lieu d’hébergement dont l’adresse doit rester secrète, par exemple. Ni la commune ni un point sur la carte ne sont "
    "publiés\u00a0; les textes ne doivent pas la donner non plus."
)


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw the reach and, where it names territories, their search and those chosen."""
    st.pills(
        "Portée",
        list(PORTEES),
        format_func=lambda code: PORTEES[code].libelle,
        key=saisie.cle("portee"),
        on_change=saisie.suivre_portee,
        wrap=True,
    )
    problemes.montrer("portee")
    portee = PORTEES.get(saisie.etat.get(saisie.cle("portee")) or "")
    if portee and portee.niveaux:
        _choisis(saisie, portee.demande)
        _recherche(saisie, portee.demande, portee.niveaux)
        problemes.montrer("territoires")
    st.checkbox(PROTEGE, key=saisie.cle("lieu_protege"), help=AIDE_PROTEGE, persist_state="page")


def _choisis(saisie: Saisie, demande: str) -> None:
    ids = saisie.etat[saisie.cle("territoires")]
    if not ids:
        return
    with lire() as cur:
        connus = trouver_tous(cur, ids)
    cle = saisie.cle(f"choisis_{'_'.join(ids)}")
    st.multiselect(
        f"{demande} : vos choix",
        ids,
        default=ids,
        key=cle,
        format_func=lambda t: connus[t].libelle if t in connus else t,
        on_change=lambda: saisie.garder_territoires(st.session_state[cle]),
        placeholder="Choisir",
        wrap=True,
    )


def _recherche(saisie: Saisie, demande: str, niveaux: tuple[str, ...]) -> None:
    st.text_input(
        f"{demande} : tapez les premières lettres, ou un code postal",
        key=saisie.cle("cherche"),
        type="search",
        live="250ms",
        max_chars=80,
        placeholder="Par exemple : Les Mureaux, 78130",
        autocomplete="off",
    )
    texte = saisie.etat.get(saisie.cle("cherche")) or ""
    if len(texte.strip()) < 2:
        return
    with lire() as cur:
        trouves = rechercher(cur, texte, niveaux, PROPOSES)
    deja = saisie.etat[saisie.cle("territoires")]
    if not trouves:
        note(f"Rien ne correspond à « {texte[:80]} ». Vérifiez l’orthographe, ou tapez le code postal.")
    with st.container(horizontal=True, gap="small"):
        for territoire in trouves:
            st.button(
                f"{territoire.libelle_trouve}{_precision(territoire)}",
                key=saisie.cle(f"choisir_{territoire.id}"),
                icon=":material/add:",
                on_click=saisie.ajouter_territoire,
                args=(territoire.id,),
                disabled=territoire.id in deja,
            )


def _precision(territoire: Territoire) -> str:
    """Return what tells a territory from others of the same name."""
    if territoire.niveau == "epci":
        return " · intercommunalité"
    return f" · {territoire.codes_postaux[0]}" if territoire.codes_postaux else ""
