"""The form of an application: the project, the partners, the budget; each part with its problem under it."""

from collections.abc import Mapping

import streamlit as st

from observatoire.candidatures.rules import MEMBRES_AU_PLUS, POSTES_AU_PLUS, RESSOURCES_AU_PLUS
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import champ_territoire
from observatoire.web.appels.formulaire import Dire
from observatoire.web.candidatures import mots, saisie
from observatoire.web.candidatures.saisie import cle
from observatoire.web.champs import note, section

NOMS = {
    "titre": "Titre",
    "resume": "Ce que vous voulez faire",
    "besoins": "Les besoins",
    "besoins_ensemble": "Besoins définis ensemble",
    "territoires": "Où",
    "membres": "Partenaires",
    "demande": "Montant demandé",
    "postes": "Dépenses",
    "ressources": "Autres ressources",
    "budget": "Équilibre du budget",
    "alliance": "Alliance demandée par l’appel",
    "signatures": "Signatures",
}
"""How each part is called on the screen."""
OUI_NON = ("oui", "non")


def dessiner(erreurs: Mapping[str, str], *, tout_dire: bool) -> None:
    """Draw the form."""
    dire = Dire(erreurs, tout_dire=tout_dire, cle=cle, courts=("demande",))
    section("Le projet")
    dire.texte("titre", "Titre", "Une cuisine de quartier tenue à deux")
    dire.texte("resume", "Ce que vous voulez faire", "Quoi, pour qui, comment, combien de temps", 160)
    _ou()
    dire("territoires")
    section("Les besoins")
    dire.texte(
        "besoins",
        "Les besoins, et qui les a dits",
        "Ce que disent les personnes, les équipes, un diagnostic",
        110,
    )
    _oui_non("besoins_ensemble", "Les besoins ont été définis par les deux côtés ensemble")
    dire("besoins_ensemble")
    section("Ensemble")
    note(
        "Des structures, jamais des personnes. La vôtre d’abord\u00a0: vous signerez pour elle, les autres par leur propre lien."
    )
    for rang, membre in enumerate(saisie.lignes("membres")):
        _membre(dire, rang, membre)
    st.button(
        "Ajouter un partenaire",
        key=cle("ajouter_membre"),
        icon=":material/add:",
        on_click=saisie.ajouter_membre,
        disabled=len(saisie.lignes("membres")) >= MEMBRES_AU_PLUS,
    )
    dire("membres")
    section("Le budget")
    _budget(dire)


def _oui_non(champ: str, label: str) -> None:
    st.pills(label, OUI_NON, key=cle(champ), format_func=mots.OUI_NON.__getitem__)


def _ou() -> None:
    ids = saisie.etat()[cle("territoires")]
    with lire() as cur:
        connus = trouver_tous(cur, ids) if ids else {}
    with st.container(horizontal=True, gap="small", key=cle("territoires_choisis")):
        for t in ids:
            st.button(
                connus[t].libelle if t in connus else t,
                key=cle(f"retirer_{t}"),
                icon=":material/close:",
                help="Retirer ce territoire",
                on_click=saisie.retirer_territoire,
                args=(t,),
            )
    champ_territoire.dessiner(
        saisie.ajouter_territoire, cle=cle("cherche"), titre="Ajouter un territoire", geste="candidature"
    )


def _membre(dire: Dire, rang: int, membre: str) -> None:
    champ = f"membres.{rang}"
    with st.container(border=True, key=cle(f"membre_{membre}")):
        gauche, droite = st.columns([3, 2])
        with gauche:
            st.text_input(
                f"Partenaire {rang + 1}\u00a0: nom de la structure", key=cle(f"nom_{membre}"), max_chars=140
            )
            dire(f"{champ}.nom")
        with droite:
            st.text_input(
                "SIREN ou SIRET (facultatif)", key=cle(f"numero_{membre}"), placeholder="552 100 554"
            )
            dire(f"{champ}.numero", rempli=bool(saisie.etat().get(cle(f"numero_{membre}"))))
        gauche, droite = st.columns(2)
        with gauche:
            _choix("cote", "Son côté, ici", membre)
            dire(f"{champ}.cote")
        with droite:
            _choix("role", "Son rôle", membre)
            dire(f"{champ}.role")
        st.text_area("Ce qu’il fait ici", key=cle(f"apport_{membre}"), height=72)
        dire(f"{champ}.apport")
        for nom, label in (
            ("decide", "Il siège là où l’on décide"),
            ("initiative", "Il est à l’initiative (facultatif)"),
            ("credite", "Il sera nommé publiquement parmi les auteurs (facultatif)"),
        ):
            _oui_non(f"{nom}_{membre}", label)
        dire(f"{champ}.decide")
        if rang:
            _retirer("membres", membre, f"Retirer le partenaire {rang + 1}")


def _choix(champ: str, label: str, membre: str) -> None:
    codes = [c for c in vocabulaire(champ).codes if c != "inconnu"]
    st.selectbox(
        label,
        codes,
        key=cle(f"{champ}_{membre}"),
        index=None,
        format_func=lambda code: libelle(champ, code),
        placeholder="Choisir",
    )


def _budget(dire: Dire) -> None:
    note(
        "Chaque dépense va à un partenaire. Cochez celles qui paient du temps pour se connaître et travailler ensemble."
    )
    noms = {
        m: saisie.etat().get(cle(f"nom_{m}")) or f"Partenaire {rang}"
        for rang, m in enumerate(saisie.lignes("membres"), 1)
    }
    for rang, n in enumerate(saisie.lignes("postes")):
        _poste(dire, rang, n, noms)
    _ajouter("postes", "Ajouter une dépense", POSTES_AU_PLUS, saisie.ajouter_poste)
    dire("postes")
    dire.texte("demande", "Montant demandé à cet appel", "12 500,50 €")
    for rang, n in enumerate(saisie.lignes("ressources")):
        _ressource(dire, rang, n)
    _ajouter("ressources", "Ajouter une autre ressource", RESSOURCES_AU_PLUS, saisie.ajouter_ressource)
    dire("ressources")
    st.html(mots.resume_du_budget(saisie.contenu()))
    dire("budget", rempli=True)


def _poste(dire: Dire, rang: int, n: int, noms: Mapping[str, str]) -> None:
    with st.container(border=True, key=cle(f"poste_{n}")):
        gauche, milieu, droite = st.columns([4, 3, 2])
        gauche.text_input(
            f"Dépense {rang + 1}", key=cle(f"poste_intitule_{n}"), placeholder="Encadrement, loyer…"
        )
        milieu.selectbox(
            "Pour qui",
            list(noms),
            key=cle(f"poste_membre_{n}"),
            index=None,
            format_func=lambda m: noms.get(m, ""),
            placeholder="Choisir",
        )
        droite.text_input("Montant", key=cle(f"poste_montant_{n}"), placeholder="20 000")
        for champ in ("intitule", "membre", "montant"):
            rempli = champ == "montant" and bool(saisie.etat().get(cle(f"poste_montant_{n}")))
            dire(f"postes.{rang}.{champ}", rempli=rempli)
        with st.container(horizontal=True):
            st.checkbox("Temps de lien", key=cle(f"poste_temps_de_lien_{n}"))
            _retirer("postes", n, f"Retirer la dépense {rang + 1}")


def _ressource(dire: Dire, rang: int, n: int) -> None:
    with st.container(border=True, key=cle(f"ressource_{n}")):
        gauche, droite = st.columns([4, 2])
        gauche.text_input(
            f"Ressource {rang + 1}", key=cle(f"ressource_origine_{n}"), placeholder="Ville, fonds propres…"
        )
        droite.text_input("Montant", key=cle(f"ressource_montant_{n}"), placeholder="5 000")
        for champ in ("origine", "montant"):
            dire(f"ressources.{rang}.{champ}", rempli=bool(saisie.etat().get(cle(f"ressource_{champ}_{n}"))))
        _retirer("ressources", n, f"Retirer la ressource {rang + 1}")


def _ajouter(liste: str, label: str, au_plus: int, ajouter: object) -> None:
    st.button(
        label,
        key=cle(f"ajouter_{liste}"),
        icon=":material/add:",
        on_click=ajouter,  # type: ignore[arg-type]
        disabled=len(saisie.lignes(liste)) >= au_plus,
    )


def _retirer(liste: str, ligne: int | str, label: str) -> None:
    st.button(
        label,
        key=cle(f"retirer_{liste}_{ligne}"),
        type="tertiary",
        icon=":material/close:",
        on_click=saisie.retirer,
        args=(liste, ligne),
    )
