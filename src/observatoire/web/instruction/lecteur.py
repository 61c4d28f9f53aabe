"""What a reader does with one file: say whether there is a tie, read, mark, give an opinion; saved as it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from observatoire import instruction
from observatoire.appels import Appel, Critere, lire_termes
from observatoire.candidatures import Candidature
from observatoire.candidatures.lecture import une as une_candidature
from observatoire.comptes import Personne
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.instruction import LECTURES, RECOMMANDATIONS, Relecture, Saisie
from observatoire.instruction.notes import NOTE_MAX, poids_de
from observatoire.instruction.visibilite import a_l_aveugle
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.web.candidatures import mots as mots_candidature
from observatoire.web.champs import note, section
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.formats import enumeration
from observatoire.web.fragments import badge, echapper
from observatoire.web.instruction import mots

SANS_OBJET = "Sans objet"
NOTES = (*map(str, range(NOTE_MAX + 1)), SANS_OBJET)


def cle(champ: str) -> str:
    """Return the key of a field's widget."""
    return f"lecture_{champ}"


def tape(champ: str) -> str:
    """Return what a field holds when a gesture runs: later than when its button was drawn."""
    return str(st.session_state.get(cle(champ)) or "")


_DIT, _MEMOIRE, _FAUTES = cle("dit"), cle("memoire"), cle("fautes")


@dataclass
class Memoire:
    """What this screen knows of the reading it shows: one record, changed in place, so that a drawing cut short loses nothing."""

    id: str
    version: int
    gardee: Saisie | None = None
    """What was saved last, as it was typed."""


def dire_le_resultat() -> None:
    """Say the result of the last gesture."""
    if dit := st.session_state.pop(_DIT, ""):
        (message_erreur if dit.startswith("!") else message_reussite)(dit.removeprefix("!"))


def agir(dit: str, geste: Callable[[], object]) -> None:
    """Do it and say it, or say why not."""
    try:
        geste()
        st.session_state[_DIT] = dit
    except Invalide as refus:
        st.session_state[_FAUTES] = refus.champs
        st.session_state[_DIT] = "!" + " ".join(dict.fromkeys(refus.champs.values()))
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def carte(lue: Relecture, titre: str, appel: str) -> str:
    """Return the card of a reading in a list."""
    return (
        f'<article class="appel"><p class="tete">{badge(LECTURES[lue.etat], "plein" if lue.etat == "rendue" else "")}</p>'
        f'<h3><a href="/instruction?lire={echapper(lue.candidature_id)}" target="_self">{echapper(titre)}</a></h3>'
        f"<p>{echapper(appel)}</p></article>"
    )


def ouvrir(personne: Personne, candidature_id: str) -> None:
    """Draw one file for its reader, as far as it may be read."""
    with lire() as cur:
        lue = instruction.une(cur, candidature_id, personne.id or "")
        candidature = une_candidature(cur, candidature_id)
    if lue.etat == "demandee":
        _declarer(personne, candidature, lue)
    elif lue.etat in ("conflit", "retiree"):
        dire_le_resultat()
        message_attention("Cette candidature ne vous est plus ouverte\u00a0: une autre personne la lit.")
    else:
        with lire() as cur:
            candidature, appel, lue = instruction.ouvrir_le_dossier(cur, personne, candidature_id)
        _lire_et_noter(personne, candidature, appel, lue)


def _declarer(personne: Personne, c: Candidature, lue: Relecture) -> None:
    """Ask about a tie before the file opens; where names are hidden, only what tells no name is shown."""
    with lire() as cur:
        appel = instruction.appel_de(cur, c.id)
        noms = {i: t.libelle for i, t in trouver_tous(cur, c.contenu.territoires).items()}
    aveugle = appel.contenu.aveugle
    vue = a_l_aveugle(c) if aveugle else c
    st.title(vue.contenu.titre, anchor=False)
    dire_le_resultat()
    qui = (
        "Les noms sont cachés. Votre structure n’est pas parmi les partenaires."
        if aveugle
        else f"Partenaires\u00a0: {enumeration(m.nom for m in c.contenu.membres)}."
    )
    st.html(f"<p>{echapper(qui)}</p><p>{echapper(enumeration(noms.values()))}</p>")
    st.markdown(
        "Avant d’ouvrir cette candidature, dites si vous avez un lien avec elle\u00a0: emploi, mandat, proche, argent."
    )
    geste = partial(instruction.declarer, personne, c.id, lue.version)
    st.button(
        "Je n’ai aucun lien\u00a0: ouvrir",
        key=cle("sans_lien"),
        type="primary",
        on_click=partial(agir, "La candidature est ouverte.", partial(geste, conflit=False)),
    )
    _avouer(geste)


def _avouer(geste: Callable[..., object]) -> None:
    st.text_area("Ou dites quel lien", key=cle("lien"), height=72)
    st.button(
        "J’ai un lien\u00a0: je ne la lis pas",
        key=cle("avec_lien"),
        on_click=partial(
            agir, "Merci. Une autre personne la lira.", lambda: geste(conflit=True, lien=tape("lien"))
        ),
    )


def _lire_et_noter(personne: Personne, c: Candidature, appel: Appel, lue: Relecture) -> None:
    termes = lire_termes(appel.contenu)
    with lire() as cur:
        noms = {i: t.libelle for i, t in trouver_tous(cur, c.contenu.territoires).items()}
        autres = instruction.avis_des_autres(cur, personne, c.id)
        qui = {r.compte_id: r.nom for r in instruction.relecteurs(cur, appel.id)}
    st.title(c.contenu.titre, anchor=False)
    gauche, droite = st.columns([6, 5], gap="large")
    with gauche:
        st.html(mots_candidature.corps(c, termes, noms))
    with droite:
        _grille(personne, lue, termes.criteres)
        for autre in autres:
            st.html(mots.avis(autre, qui.get(autre.compte_id, "Lecteur"), poids_de(termes.criteres)))
        with st.expander("J’ai découvert un lien avec cette candidature"):
            _avouer(partial(instruction.declarer, personne, c.id, st.session_state[_MEMOIRE].version))


def _semer(lue: Relecture, criteres: tuple[Critere, ...]) -> Memoire:
    connue: Memoire | None = st.session_state.get(_MEMOIRE)
    if connue and connue.id == lue.candidature_id and cle("commentaire") in st.session_state:
        return connue
    for rang, c in enumerate(criteres):
        vu = lue.saisie.notes.get(c.nom, "")
        st.session_state[cle(f"note_{rang}")] = SANS_OBJET if vu is None else str(vu) or None
        st.session_state[cle(f"dit_{rang}")] = lue.saisie.commentaires.get(c.nom, "")
    st.session_state[cle("recommandation")] = lue.saisie.recommandation or None
    st.session_state[cle("commentaire")] = lue.saisie.commentaire
    st.session_state[cle("note_privee")] = lue.saisie.note_privee
    st.session_state.pop(_FAUTES, None)
    memoire = Memoire(lue.candidature_id, lue.version, _saisie(criteres))
    st.session_state[_MEMOIRE] = memoire
    return memoire


def _saisie(criteres: tuple[Critere, ...]) -> Saisie:
    etat = st.session_state
    notes = {c.nom: etat.get(cle(f"note_{rang}")) for rang, c in enumerate(criteres)}
    dits = {c.nom: etat.get(cle(f"dit_{rang}")) or "" for rang, c in enumerate(criteres)}
    return Saisie(
        notes={c: None if n == SANS_OBJET else int(n) for c, n in notes.items() if n},
        commentaires={c: t for c, t in dits.items() if t},
        recommandation=etat.get(cle("recommandation")) or "",
        commentaire=etat.get(cle("commentaire")) or "",
        note_privee=etat.get(cle("note_privee")) or "",
    )


def _grille(personne: Personne, lue: Relecture, criteres: tuple[Critere, ...]) -> None:
    memoire = _semer(lue, criteres)
    saisie = _saisie(criteres)
    if saisie != memoire.gardee:
        agir("", lambda: _garder(personne, memoire, saisie))
    dire_le_resultat()
    fautes = st.session_state.get(_FAUTES, {})
    section("Votre avis")
    note(
        f"{LECTURES[lue.etat]}. Enregistré au fur et à mesure\u00a0; changer un avis rendu demande de le rendre à nouveau."
    )
    for rang, c in enumerate(criteres):
        with st.container(border=True, key=cle(f"critere_{rang}")):
            st.pills(f"{c.nom} (poids {c.poids})", NOTES, key=cle(f"note_{rang}"))
            note(c.guide)
            place = st.empty()
            if phrase := fautes.get(c.nom, ""):
                place.html(f'<p class="sous-champ erreur" role="alert">{echapper(phrase)}</p>')
            st.text_area(f"Pourquoi, sur {c.nom}", key=cle(f"dit_{rang}"), height=72)
    st.pills(
        "Votre recommandation",
        list(RECOMMANDATIONS),
        key=cle("recommandation"),
        format_func=RECOMMANDATIONS.__getitem__,
    )
    st.text_area("Ce qu’il faut retenir", key=cle("commentaire"), height=100)
    st.text_area("Note pour vous seul, jamais montrée", key=cle("note_privee"), height=72)
    st.button(
        "Rendre mon avis",
        key=cle("rendre"),
        type="primary",
        icon=":material/done:",
        on_click=partial(_rendre, personne, criteres),
    )


def _garder(personne: Personne, memoire: Memoire, saisie: Saisie) -> None:
    garde = instruction.enregistrer(personne, memoire.id, memoire.version, saisie)
    memoire.version, memoire.gardee = garde.version, saisie


def _rendre(personne: Personne, criteres: tuple[Critere, ...]) -> None:
    def geste() -> None:
        st.session_state.pop(_FAUTES, None)
        memoire, saisie = st.session_state[_MEMOIRE], _saisie(criteres)
        rendue = instruction.rendre(personne, memoire.id, memoire.version, saisie)
        memoire.version, memoire.gardee = rendue.version, saisie

    agir("Votre avis est rendu.", geste)
