"""Outside sources of structures: when each was last read, what it would change, accepted or refused, undone."""

from collections.abc import Callable, Sequence

import streamlit as st

from observatoire import connecteurs
from observatoire.comptes import Personne, motif_de_refus
from observatoire.connecteurs import FORMATS, GENRES, Connecteur, Lot, Proposition, mots
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire
from observatoire.web.champs import note
from observatoire.web.composants import annoncer, message_erreur, message_reussite
from observatoire.web.formats import INSECABLE, instant_fr, pluriel
from observatoire.web.fragments import echapper
from observatoire.web.importation.differences import tableau

SUITE = "connecteur-suite"
"""Key of what the last act did, told once by the next run."""
PAR_PAGE = 10
LOTS_MONTRES = 20
DECIDER = "Accepter ou refuser"


def montrer(personne: Personne) -> None:
    """Draw the sources for who may accept what they propose; nothing for anybody else."""
    if motif_de_refus("accepter_connecteur", personne):
        return
    st.header("Les sources extérieures", anchor=False)
    _dire_la_suite()
    try:
        connus = connecteurs.lister(personne)
    except ErreurObservatoire as erreur:
        message_erreur(str(erreur))
        return
    st.html(
        "<p>Une source est un fichier relu, dans data/connecteurs. Elle n’est lue que quand on le demande, et rien de ce "
        "qu’elle dit n’est écrit avant d’être accepté ici.</p>"
    )
    if not connus:
        note("Aucune source n’est décrite\u00a0: écrivez son fichier dans data/connecteurs.")
    attendent = {c.code: _source(personne, c) for c in connus if c.actif}
    _eteintes([c for c in connus if not c.actif])
    if concernees := [c for c in connus if sum(attendent.get(c.code, {}).values())]:
        _decider(personne, concernees, attendent)
    _lots(personne, connus)


def _source(personne: Personne, c: Connecteur) -> dict[str, int]:
    """Draw one source and its button; return what waits, by kind."""
    with lire() as cur:
        derniere = connecteurs.dernieres_actualisations(cur, personne).get(c.code)
        comptes = connecteurs.compter_propositions(cur, personne, c.code)
    quand = (
        f"Lue le {instant_fr(derniere.a)}. {mots.bilan(derniere)}"
        if derniere
        else "Elle n’a encore jamais été lue."
    )
    attend = mots.resumer(comptes)
    st.html(
        f"<h3>{echapper(c.libelle)}</h3>"
        f"<p>{echapper(f'{c.source}, {c.licence}. {FORMATS[c.format]}. Relue par {c.relecteur}.')}<br>{echapper(quand)}"
        + (f"<br><strong>À décider{INSECABLE}: {echapper(attend)}</strong>" if attend else "")
        + "</p>"
    )
    if st.button(
        f"Actualiser «\u00a0{c.libelle}\u00a0»",
        key=f"connecteur-actualiser-{c.code}",
        icon=":material/sync:",
    ):
        _actualiser(personne, c)
    return comptes


def _eteintes(sources: Sequence[Connecteur]) -> None:
    """Name those that nobody switched on, and how to."""
    if not sources:
        return
    noms = "".join(f"<li>{echapper(f'{c.libelle} ({FORMATS[c.format]})')}</li>" for c in sources)
    st.html(
        f'<details class="colonnes-du-fichier"><summary>{pluriel(len(sources), "source éteinte", "sources éteintes")}</summary>'
        f"<ul>{noms}</ul><p>Pour en allumer une{INSECABLE}: remplissez son fichier, faites-le relire, écrivez-y "
        f"«{INSECABLE}actif: oui{INSECABLE}».</p></details>"
    )


def _actualiser(personne: Personne, c: Connecteur) -> None:
    with st.status(f"Lecture de «\u00a0{c.libelle}\u00a0»…") as etat:
        _faire(lambda: mots.bilan(connecteurs.actualiser(personne, c.code, lambda t: etat.update(label=t))))
    st.rerun()


def _decider(
    personne: Personne, concernees: Sequence[Connecteur], attendent: dict[str, dict[str, int]]
) -> None:
    """Draw what waits of one source and one kind, a page at a time, and what may be done of it."""
    st.header(DECIDER, anchor=False)
    noms = {c.code: c.libelle for c in concernees}
    gauche, droite = st.columns(2)
    code = gauche.selectbox("Source", list(noms), format_func=noms.__getitem__, key="connecteur-source")
    comptes = {genre: n for genre, n in attendent[code].items() if n}
    genre = droite.selectbox(
        "Ce qui change",
        list(comptes),
        format_func=lambda g: f"{GENRES[g]} ({comptes[g]})",
        key=f"connecteur-genre-{code}",
    )
    page = 1
    if comptes[genre] > PAR_PAGE:
        page = st.pagination(-(-comptes[genre] // PAR_PAGE), key=f"connecteur-page-{code}-{genre}")
    total = sum(comptes.values())
    _boutons(
        personne,
        code,
        None,
        f"Accepter tout ce qui attend ({total})",
        f"Refuser tout ce qui attend ({total})",
    )
    with lire() as cur:
        lues = connecteurs.lister_propositions(
            cur, personne, code, genre, debut=(page - 1) * PAR_PAGE, au_plus=PAR_PAGE
        )
        communes = mots.communes(cur, lues)
    for p in lues:
        st.checkbox(f"Choisir «\u00a0{_en_clair(p.nom)}\u00a0»", key=_case(p))
        st.html(tableau(p, communes))
    choisies = [p.id for p in lues if st.session_state.get(_case(p))]
    annoncer(
        f"{pluriel(len(choisies), 'structure choisie', 'structures choisies')} sur cette page, {total} en attente."
    )
    _boutons(personne, code, choisies, "Accepter ce qui est choisi", "Refuser ce qui est choisi")


def _boutons(personne: Personne, code: str, ids: list[str] | None, accepter: str, refuser: str) -> None:
    """Draw both buttons for the proposals chosen, or for all when `ids` is None."""
    rangee = st.container(horizontal=True)
    for nom, geste in ((accepter, _accepter), (refuser, _refuser)):
        rangee.button(
            nom,
            key=f"connecteur-{geste.__name__}-{'tout' if ids is None else 'choix'}",
            type="primary" if ids and geste is _accepter else "secondary",
            disabled=ids == [],
            on_click=_faire,
            args=(_geste(geste, personne, code, ids),),
        )


def _geste(
    geste: Callable[[Personne, str, list[str] | None], str],
    personne: Personne,
    code: str,
    ids: list[str] | None,
) -> Callable[[], str]:
    return lambda: geste(personne, code, ids)


def _accepter(personne: Personne, code: str, ids: list[str] | None) -> str:
    nombre = connecteurs.accepter(personne, code, ids).nombre
    return f"{pluriel(nombre, 'structure acceptée', 'structures acceptées')}. Plus bas, de quoi revenir en arrière."


def _refuser(personne: Personne, code: str, ids: list[str] | None) -> str:
    nombre = connecteurs.refuser(personne, code, ids)
    return (
        f"{pluriel(nombre, 'structure refusée', 'structures refusées')}\u00a0: tant que la source dit la même chose, elle ne "
        "sera pas proposée de nouveau."
    )


def _lots(personne: Personne, connus: Sequence[Connecteur]) -> None:
    """Draw what was accepted lately, each with its way back."""
    with lire() as cur:
        lots = [(c, lot) for c in connus for lot in connecteurs.lister_lots(cur, personne, c.code)]
    if not lots:
        return
    st.header("Ce qui a été accepté", anchor=False)
    for c, lot in sorted(lots, key=lambda x: x[1].a, reverse=True)[:LOTS_MONTRES]:
        st.html(f"<p>{echapper(_resume(c, lot))}</p>")
        if lot.annule_a is None:
            with st.popover("Annuler", key=f"connecteur-annuler-{lot.id}"):
                st.html(
                    "<p>Ce que ce lot a écrit redevient comme avant, sauf ce que quelqu’un a changé depuis, et attend de nouveau "
                    "d’être décidé.</p>"
                )
                st.button(
                    "Confirmer",
                    key=f"connecteur-confirmer-{lot.id}",
                    on_click=_faire,
                    args=(lambda lot=lot: _annuler(personne, lot),),
                )


def _annuler(personne: Personne, lot: Lot) -> str:
    nombre = connecteurs.annuler(personne, lot.id)
    return f"Annulé\u00a0: {pluriel(nombre, 'structure')} à décider de nouveau."


def _resume(c: Connecteur, lot: Lot) -> str:
    etat = f", annulé le {instant_fr(lot.annule_a)}" if lot.annule_a else ""
    return f"{instant_fr(lot.a)}\u00a0: {c.libelle}, {pluriel(lot.nombre, 'structure')}{etat}"


def _faire(geste: Callable[[], str]) -> None:
    """Do something and keep the sentence that tells it (a callback, or before a rerun)."""
    try:
        st.session_state[SUITE] = ("fait", geste())
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))


def _dire_la_suite() -> None:
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    if genre == "fait":
        message_reussite(texte)
    elif genre:
        message_erreur(texte)


def _case(p: Proposition) -> str:
    return f"connecteur-choisie-{p.id}"


def _en_clair(nom: str) -> str:
    """Return a name as Markdown shows it literally, shortened."""
    court = nom if len(nom) <= 80 else f"{nom[:79]}…"
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~:$&^" else c for c in court)
