"""The answer: how many, in what order, as cards or as a table, page by page."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from observatoire.pratiques import TAILLE_PAGE, Recherche, Resume, Totaux
from observatoire.pratiques.question import COLONNES, TRIS
from observatoire.recherche import Interpretation, dire
from observatoire.web import cache, fragments, textes
from observatoire.web.composants import annoncer
from observatoire.web.confiance import badge_confiance
from observatoire.web.explorateur import colonnes, etat, exports
from observatoire.web.explorateur.colonnes import dire_le_lieu
from observatoire.web.formats import nombre, pluriel
from observatoire.web.fragments import echapper

NOMS_DES_TRIS = {
    "pertinence": "Par pertinence",
    "recentes": "Récentes d’abord",
    "titre": "Par titre",
    "distance": "Par distance",
}
NOMS_DES_VUES = {"liste": "Fiches", "tableau": "Tableau", "graphiques": "Graphiques"}


def entete(r: Recherche, totaux: Totaux, lu: Interpretation | None) -> None:
    """Say how many answer, and offer order, view and files."""
    with st.container(key="entete-resultats", gap="xsmall"):
        annoncer(dire_le_compte(totaux))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if r.vue != "graphiques":
                _choisir("Ordre", "tri", {t: NOMS_DES_TRIS[t] for t in TRIS if t != "distance" or r.rayon}, r)
            _choisir("Présentation", "vue", NOMS_DES_VUES, r)
            exports.dessiner(r, totaux)
    _lecture(r, lu)


def dire_le_compte(totaux: Totaux) -> str:
    """Return « 42 pratiques, dont 7 alliances entre ES et TS »."""
    if not totaux.nombre:
        return textes.RIEN_TROUVE
    suite = f", dont {pluriel(totaux.mixtes, 'alliance')} entre ES et TS" if totaux.mixtes else ""
    return f"{pluriel(totaux.nombre, 'pratique')}{suite}"


def _lecture(r: Recherche, lu: Interpretation | None) -> None:
    """Say how the text was read, and offer to switch the glossary."""
    if phrase := dire_la_lecture(r, lu):
        st.caption(phrase)
    if lu and lu.elargie_a:
        bascule = ("Chercher sans élargir", "non")
    elif lu and r.elargir == "non":
        bascule = ("Élargir avec le glossaire", "oui")
    else:
        return
    st.button(
        bascule[0], key="elargir", type="tertiary", on_click=etat.changer, kwargs={"elargir": bascule[1]}
    )


def dire_la_lecture(r: Recherche, lu: Interpretation | None) -> str:
    """Return how the text was read when it was not read as typed, '' otherwise."""
    return " ".join(dire(r.q, lu))


def _choisir(titre: str, champ: str, choix: dict[str, str], r: Recherche) -> None:
    cle = f"choix-{champ}"
    st.session_state[cle] = getattr(r, champ)
    st.selectbox(
        titre,
        list(choix),
        format_func=choix.__getitem__,
        key=cle,
        label_visibility="collapsed",
        on_change=_suivre,
        args=(champ, cle),
        width=200 if champ == "tri" else 140,
    )


def _suivre(champ: str, cle: str) -> None:
    garder = {"page": etat.question().page} if champ == "vue" else {}
    etat.changer(**{champ: st.session_state[cle]}, **garder)


def dessiner(version: int, r: Recherche, totaux: Totaux, lu: Interpretation | None) -> None:
    """Draw one page of the answer and the way to the others."""
    pages = max(1, -(-totaux.nombre // TAILLE_PAGE))
    if r.page > pages:
        r = replace(r, page=pages)
    resumes = cache.page(version, r)
    if r.vue == "tableau":
        _choisir_les_colonnes(r)
        st.html(colonnes.en_tableau(resumes, r.colonnes, lu))
    else:
        st.html(en_cartes(resumes, 2, lu))
    if pages > 1:
        st.html(en_pages(r, pages))


def en_pages(r: Recherche, pages: int) -> str:
    """Return the links to the other pages of the answer: their addresses are those of the explorer."""
    voulues = sorted({1, pages, *range(r.page - 1, r.page + 2)} & set(range(1, pages + 1)))
    liens, derniere = [], 0
    for n in voulues:
        if n - derniere > 1:
            liens.append('<li aria-hidden="true">…</li>')
        liens.append(f"<li>{_page(r, n)}</li>")
        derniere = n
    if r.page > 1:
        liens.insert(0, f"<li>{_page(r, r.page - 1, 'Précédente')}</li>")
    if r.page < pages:
        liens.append(f"<li>{_page(r, r.page + 1, 'Suivante')}</li>")
    return f'<nav class="pages" aria-label="Pages de résultats"><ul>{"".join(liens)}</ul></nav>'


def _page(r: Recherche, n: int, texte: str = "") -> str:
    if n == r.page:
        return f'<b aria-current="page"><span class="hors-ecran">Page </span>{nombre(n)}</b>'
    visible = texte or f'<span class="hors-ecran">Page </span>{nombre(n)}'
    return f'<a href="{echapper(adresse(replace(r, page=n)))}" target="_self">{visible}</a>'


def adresse(r: Recherche) -> str:
    """Return the explorer's address of a question."""
    requete = urlencode(r.to_params(), doseq=True)
    return f"/explorer?{requete}" if requete else "/explorer"


def _choisir_les_colonnes(r: Recherche) -> None:
    st.session_state["colonnes"] = list(r.colonnes)
    st.multiselect(
        "Colonnes du tableau",
        [c for c in COLONNES if c != "distance" or r.rayon],
        format_func=COLONNES.__getitem__,
        key="colonnes",
        placeholder="Colonnes du tableau",
        label_visibility="collapsed",
        on_change=_suivre_les_colonnes,
    )


def _suivre_les_colonnes() -> None:
    r = etat.question()
    choisies = st.session_state["colonnes"]
    etat.changer(colonne=tuple(c for c in COLONNES if c in choisies), page=r.page)


def en_cartes(resumes: list[Resume], niveau: int = 3, lu: Interpretation | None = None) -> str:
    """Return the cards of a page, their titles headings of a level, the words searched highlighted."""
    return fragments.grille([carte(r, niveau, lu) for r in resumes])


def carte(r: Resume, niveau: int = 3, lu: Interpretation | None = None) -> str:
    """Return the card of a pratique."""
    return fragments.carte_pratique(
        r.id,
        r.titre,
        r.resume,
        lieu=dire_le_lieu(r),
        mixite=r.mixite,
        confiance=badge_confiance(r),
        activite=colonnes.court("activite", r.activite),
        fraicheur=colonnes.dire_la_fraicheur(r),
        niveau=niveau,
        lue=lu,
    )
