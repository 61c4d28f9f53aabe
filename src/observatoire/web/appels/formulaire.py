"""The form of a call: each part with its problem under it, said once the field is filled or a publication was refused."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from observatoire.analyses.zones.model import THEMES
from observatoire.appels import CLAUSES, recommandation
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.web import champ_territoire, zones_mots
from observatoire.web.appels import mots, saisie
from observatoire.web.appels.saisie import cle
from observatoire.web.champs import note, section
from observatoire.web.fragments import echapper

NOMS = {
    "titre": "Titre",
    "financeur": "Qui finance",
    "presentation": "Présentation",
    "candidats": "Qui peut candidater",
    "themes": "Thèmes",
    "territoires": "Où",
    "vagues": "Dates",
    "enveloppe": "Enveloppe",
    "plancher": "Montant minimum",
    "plafond": "Montant maximum",
    "clause": "Clause d’alliance",
    "part_minimale": "Part du plus petit côté",
    "exigees": "Exigences",
    "criteres": "Grille de lecture",
}
"""How each field is called on the screen."""
COURTS = frozenset({"enveloppe", "plancher", "plafond", "part_minimale"})
"""Fields whose problem is said as soon as they are filled."""


def dessiner(erreurs: Mapping[str, str], *, tout_dire: bool) -> None:
    """Draw the form."""
    dire = Dire(erreurs, tout_dire=tout_dire)
    section("L’appel")
    dire.texte("titre", "Titre", "Ce que vous voulez faire naître, en une ligne")
    dire.texte("financeur", "Qui finance", "Fondation, département, agence…")
    dire.texte(
        "presentation", "Présentation", "Pourquoi cet appel, ce qu’il finance, ce qu’il ne finance pas", 180
    )
    dire.texte("candidats", "Qui peut candidater", "Associations, CCAS, entreprises sociales…", 80)
    section("Où et sur quoi")
    _ou()
    dire("territoires")
    st.multiselect(
        "Thèmes (aucun\u00a0: tous)",
        THEMES,
        key=cle("themes"),
        format_func=zones_mots.theme,
        placeholder="Choisir",
        wrap=True,
    )
    dire("themes")
    section("Quand")
    _vagues(dire)
    section("Combien")
    for champ, label, aide in (
        ("enveloppe", "Enveloppe de l’appel", "150 000 €"),
        ("plancher", "Une candidature demande au moins (facultatif)", "5 000 €"),
        ("plafond", "Une candidature reçoit au plus (facultatif)", "40 000 €"),
    ):
        dire.texte(champ, label, aide)
    section("L’alliance demandée")
    _alliance(dire)
    section("Grille de lecture")
    _grille(dire)


class Dire:
    """Says the problem of a field right under it."""

    def __init__(
        self,
        erreurs: Mapping[str, str],
        *,
        tout_dire: bool,
        cle: Callable[[str], str] = cle,
        courts: Collection[str] = COURTS,
    ) -> None:
        self.erreurs, self.tout_dire, self.cle, self.courts = erreurs, tout_dire, cle, courts

    def __call__(self, champ: str, *, rempli: bool = False) -> None:
        place = st.empty()
        if (phrase := self.erreurs.get(champ)) and (self.tout_dire or rempli):
            place.html(f'<p class="sous-champ erreur" role="alert">{echapper(phrase)}</p>')

    def texte(self, champ: str, label: str, aide: str, hauteur: int | None = None) -> None:
        """Draw a text field and its problem."""
        if hauteur is None:
            st.text_input(label, key=self.cle(champ), placeholder=aide)
        else:
            st.text_area(label, key=self.cle(champ), placeholder=aide, height=hauteur)
        self(champ, rempli=champ in self.courts and bool(saisie.etat().get(self.cle(champ))))


def _ou() -> None:
    ids = saisie.etat()[cle("territoires")]
    with lire() as cur:
        connus = trouver_tous(cur, ids) if ids else {}
    with st.container(horizontal=True, gap="small"):
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
        saisie.ajouter_territoire,
        cle=cle("cherche"),
        titre="Ajouter un territoire (aucun\u00a0: toute la France)",
        geste="appel",
    )


def _vagues(dire: Dire) -> None:
    for rang, n in enumerate(saisie.lignes("vagues")):
        with st.container(border=True, key=cle(f"vague_{n}")):
            gauche, milieu, droite = st.columns([2, 2, 1])
            gauche.date_input("Ouvre le", key=cle(f"ouvre_le_{n}"), format="DD/MM/YYYY", value=None)
            milieu.date_input("Ferme le", key=cle(f"ferme_le_{n}"), format="DD/MM/YYYY", value=None)
            droite.time_input("À (Paris)", key=cle(f"heure_{n}"), value=None, step=900)
            dire(f"vagues.{rang}", rempli=bool(saisie.etat().get(cle(f"ferme_le_{n}"))))
            if len(saisie.lignes("vagues")) > 1:
                _retirer("vagues", n, f"Retirer la vague {rang + 1}")
    st.button(
        "Ajouter une vague", key=cle("ajouter_vague"), icon=":material/add:", on_click=saisie.ajouter_vague
    )
    dire("vagues")


def _alliance(dire: Dire) -> None:
    with lire() as cur:
        st.html(mots.recommandation(recommandation(cur, saisie.contenu())))
    st.selectbox(
        "Clause d’alliance",
        list(CLAUSES),
        key=cle("clause"),
        index=None,
        format_func=CLAUSES.__getitem__,
        placeholder="Choisir",
    )
    dire("clause")
    st.checkbox("C’est un marché public", key=cle("marche_public"))
    dire.texte("part_minimale", "Part du budget que doit avoir le plus petit des deux côtés", "20 %")
    st.pills(
        "Exigé aussi de chaque candidature",
        list(mots.EXIGENCES),
        key=cle("exigees"),
        selection_mode="multi",
        format_func=mots.EXIGENCES.__getitem__,
        wrap=True,
    )
    dire("exigees")
    st.checkbox("Lecture à l’aveugle", key=cle("aveugle"))
    note("À l’aveugle, les noms des structures sont cachés à celles et ceux qui lisent les candidatures.")


def _grille(dire: Dire) -> None:
    note(
        "Chaque critère dit comment le lire\u00a0: c’est ce qui rapproche les notes de deux lecteurs. Les poids se comparent entre eux."
    )
    for rang, n in enumerate(saisie.lignes("criteres")):
        with st.container(border=True, key=cle(f"critere_{n}")):
            gauche, droite = st.columns([4, 1])
            gauche.text_input(f"Critère {rang + 1}", key=cle(f"nom_{n}"), placeholder="Force de l’alliance")
            droite.text_input("Poids", key=cle(f"poids_{n}"), placeholder="1")
            st.text_area(
                "Comment le lire",
                key=cle(f"guide_{n}"),
                height=72,
                placeholder="Ce qui mérite une bonne note, ce qui ne suffit pas",
            )
            for champ in ("nom", "poids", "guide"):
                dire(
                    f"criteres.{rang}.{champ}",
                    rempli=champ == "poids" and bool(saisie.etat().get(cle(f"poids_{n}"))),
                )
            _retirer("criteres", n, f"Retirer le critère {rang + 1}")
    st.button(
        "Ajouter un critère",
        key=cle("ajouter_critere"),
        icon=":material/add:",
        on_click=saisie.ajouter_critere,
    )
    dire("criteres")


def _retirer(liste: str, n: int, label: str) -> None:
    st.button(
        label,
        key=cle(f"retirer_{liste}_{n}"),
        type="tertiary",
        icon=":material/close:",
        on_click=saisie.retirer,
        args=(liste, n),
    )
