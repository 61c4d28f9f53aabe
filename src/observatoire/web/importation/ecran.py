"""The import screen: choose a sort of file, see row by row what it would do, record it or correct it."""

from collections.abc import Callable, Sequence

import streamlit as st

from observatoire.comptes import Personne, motif_de_refus
from observatoire.errors import ErreurObservatoire
from observatoire.web.champs import note
from observatoire.web.composants import (
    annoncer,
    etat_vide,
    message_attention,
    message_erreur,
    message_reussite,
)
from observatoire.web.formats import INSECABLE, pluriel
from observatoire.web.fragments import echapper
from observatoire.web.importation import efforts, fichiers, indicateurs, pratiques
from observatoire.web.importation.model import Lecture, LigneLue, Sorte

SORTES = {sorte.code: sorte for sorte in (efforts.SORTE, indicateurs.SORTE, pratiques.SORTE)}
NIVEAUX = {
    "": "Je ne sais pas, ou plusieurs",
    "commune": "Des communes",
    "epci": "Des intercommunalités",
    "departement": "Des départements",
    "region": "Des régions",
}
FAUTIVES_MONTREES = 50
JUSTES_MONTREES = 5
SUITE = "import-suite"
"""Key of what the last recording did, told once by the next run."""
TOUR = "import-tour"
"""Key of how many files were recorded: each gives way to an empty place for the next one."""
LU = "import-lu"
"""Key of the last file read, with what it was read for."""

Lire = Callable[[bytes], Lecture]
Avant = Callable[[bytes], str]
"""Ask what a file needs before it is read; return what was answered, as a text to know it by."""
DOUBLONS = {False: "Les laisser de côté", True: "Les enregistrer quand même"}


def montrer(personne: Personne, code: str) -> None:
    """Draw the screen for a sort of file (the first when the address names none that the person may import)."""
    _dire_la_suite()
    permises = [s for s in SORTES.values() if motif_de_refus(s.verbe, personne) is None]
    sorte = _choisir(permises, code)
    st.html(f"<p>{echapper(sorte.explication)}</p>{_colonnes(sorte)}")
    st.download_button(
        "Télécharger le modèle à remplir (XLSX)",
        data=lambda: fichiers.modele(sorte),
        file_name=f"modele-{sorte.code}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        key=f"modele-{sorte.code}",
    )
    if sorte is efforts.SORTE:
        _fichier(sorte, sorte.code, lambda contenu: efforts.lecture(personne, contenu))
    elif sorte is pratiques.SORTE:
        _pratiques(personne, sorte)
    else:
        _indicateur(personne, sorte)
    if refus := [s for s in SORTES.values() if s not in permises]:
        note(" ".join(filter(None, (motif_de_refus(s.verbe, personne) for s in refus))))


def _choisir(permises: Sequence[Sorte], code: str) -> Sorte:
    codes = [s.code for s in permises]
    if len(codes) == 1:
        return permises[0]
    choisi = st.radio(
        "Que contient le fichier\u202f?",
        codes,
        index=codes.index(code) if code in codes else 0,
        format_func=lambda c: SORTES[c].nom,
        key="import-sorte",
        horizontal=True,
    )
    st.query_params["sorte"] = choisi
    return SORTES[choisi]


def _colonnes(sorte: Sorte) -> str:
    lignes = "".join(
        f"<dt>{echapper(c.nom)}{' (facultative)' if c.facultative else ''}</dt><dd>{echapper(c.sens)}</dd>"
        for c in sorte.colonnes
    )
    return (
        f'<details class="colonnes-du-fichier"><summary>Les colonnes du fichier</summary>'
        f'<dl class="reperes-fiche">{lignes}</dl>'
        f"<p>CSV ou XLSX, les titres en première ligne, dans l’ordre qu’on veut{INSECABLE}; les autres colonnes sont laissées de côté.</p>"
        "</details>"
    )


def _indicateur(personne: Personne, sorte: Sorte) -> None:
    """Choose the indicator and the level, then take the file."""
    noms = {i.code: f"{i.libelle} ({i.annee})" for i in indicateurs.proposes()}
    if not noms:
        etat_vide(
            "Aucun indicateur n’attend de valeurs",
            "Un indicateur est un fichier relu, dans data/indicateurs\u00a0: écrivez sa définition avec «\u00a0donnees: import\u00a0», "
            "lancez ./observatoire charger, puis revenez ici.",
        )
        return
    gauche, droite = st.columns(2)
    code = gauche.selectbox("Indicateur", list(noms), format_func=noms.__getitem__, key="import-indicateur")
    niveau = droite.selectbox(
        "Ce que désignent les codes",
        list(NIVEAUX),
        format_func=NIVEAUX.__getitem__,
        key="import-niveau",
        help="Sert quand un même code désigne un département et une région\u00a0: 75, 94…",
    )
    st.download_button(
        "Garder les valeurs présentes (CSV)",
        data=lambda: indicateurs.presentes(code),
        file_name=f"valeurs-{code}.csv",
        mime="text/csv; charset=utf-8",
        icon=":material/history:",
        on_click="ignore",
        key="import-presentes",
        help="Importer ce fichier de nouveau remet les valeurs comme elles sont maintenant.",
    )
    _fichier(
        sorte,
        f"{code}|{niveau}",
        lambda contenu: indicateurs.lecture(personne, code, niveau, contenu),
    )


def _pratiques(personne: Personne, sorte: Sorte) -> None:
    """Say where the file comes from, match its columns, take it; then the imports made, to undo them."""
    source = pratiques.demander_source(personne)
    places: dict[str, str] = {}

    def avant(contenu: bytes) -> str:
        places.update(pratiques.placer_les_titres(personne, source, contenu))
        return repr(sorted(places.items()))

    _fichier(sorte, source, lambda contenu: pratiques.lecture(personne, contenu, source, places), avant=avant)
    pratiques.montrer_les_imports(personne, _annuler)


def _annuler(personne: Personne, identifiant: str) -> None:
    """Undo an import (a callback)."""
    try:
        st.session_state[SUITE] = ("fait", pratiques.annuler(personne, identifiant))
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))


def _fichier(sorte: Sorte, lu_pour: str, lire: Lire, *, avant: Avant | None = None) -> None:
    """Take a file, and show what it would do."""
    tour = st.session_state.get(TOUR, 0)
    depose = st.file_uploader(
        "Fichier CSV ou XLSX, 10\u00a0Mo au plus", type=["csv", "txt", "tsv", "xlsx"], key=f"import-{sorte.code}-{tour}"
    )  # fmt: skip
    if depose is None:
        st.session_state.pop(LU, None)
        return
    cle = (lu_pour, depose.file_id, avant(depose.getvalue()) if avant else "")
    if st.session_state.get(LU, (None,))[0] != cle:
        try:
            st.session_state[LU] = (cle, lire(depose.getvalue()))
        except ErreurObservatoire as erreur:
            message_erreur(str(erreur))
            return
    _apercu(sorte, st.session_state[LU][1])


def _apercu(sorte: Sorte, lecture: Lecture) -> None:
    """Show what would be recorded, then what is wrong; nothing is recorded yet."""
    justes, fautives = lecture.justes, lecture.fautives
    st.header("Ce que fera ce fichier", anchor=False)
    annoncer(
        f"{pluriel(len(justes), 'ligne juste', 'lignes justes')}, "
        f"{pluriel(len(fautives), 'ligne à corriger', 'lignes à corriger')}. Rien n’est encore enregistré."
    )
    if fautives:
        _montrer_les_fautives(sorte, fautives)
    _montrer_a_revoir(lecture)
    if justes:
        st.html(f"<p>{echapper(lecture.effet)}</p>")
        noms = [c.nom for c in sorte.colonnes]
        titre = "Les premières lignes justes" if len(justes) > JUSTES_MONTREES else "Les lignes justes"
        st.html(_tableau(titre, ["Ligne", *noms], [_cellules(x, noms) for x in justes[:JUSTES_MONTREES]]))
        avec = _choisir_les_doublons(lecture)
        st.button(
            f"Enregistrer {'les lignes justes' if fautives else 'ce fichier'}",
            type="primary",
            key="import-enregistrer",
            on_click=_enregistrer,
            args=(lecture, avec),
        )
    else:
        message_attention("Aucune ligne n’est juste\u00a0: corrigez le fichier, puis déposez-le de nouveau.")


def _montrer_les_fautives(sorte: Sorte, fautives: Sequence[LigneLue]) -> None:
    noms = [c.nom for c in sorte.colonnes]
    lignes = "".join(_fautive(x, noms) for x in fautives[:FAUTIVES_MONTREES])
    st.html(f'<h3>Les lignes à corriger</h3><ul class="lignes-a-corriger">{lignes}</ul>')
    if len(fautives) > FAUTIVES_MONTREES:
        note(
            f"Et {len(fautives) - FAUTIVES_MONTREES} autres\u00a0: le fichier ci-dessous les contient toutes."
        )
    st.download_button(
        "Télécharger les lignes à corriger (CSV)",
        data=lambda: fichiers.fautives(sorte, fautives),
        file_name=f"a-corriger-{sorte.code}.csv",
        mime="text/csv; charset=utf-8",
        icon=":material/download:",
        on_click="ignore",
        key="import-fautives",
        help="Corrigez-les dans ce fichier, puis déposez-le ici\u00a0: ses colonnes en plus sont laissées de côté.",
    )


def _montrer_a_revoir(lecture: Lecture) -> None:
    """Show what deserves a second look in right rows; nothing of it prevents the recording."""
    if not (lues := lecture.a_revoir):
        return
    lignes = "".join(
        f"<li><strong>Ligne {x.numero}{INSECABLE}:</strong> {'<br>'.join(map(echapper, x.avertissements))}</li>"
        for x in lues[:FAUTIVES_MONTREES]
    )
    reste = len(lues) - FAUTIVES_MONTREES
    suite = f"<p>Et {pluriel(reste, 'autre ligne', 'autres lignes')}.</p>" if reste > 0 else ""
    st.html(f'<h3>À revoir, sans que cela empêche</h3><ul class="lignes-a-corriger">{lignes}</ul>{suite}')


def _choisir_les_doublons(lecture: Lecture) -> bool:
    """Ask what to do of the rows that seem to repeat something."""
    lues = lecture.doublons
    if not lues or lecture.enregistrer_les_doublons is None:
        return False
    lignes = "".join(
        f"<li><strong>Ligne {x.numero}{INSECABLE}:</strong> {echapper(x.doublon)}</li>"
        for x in lues[:FAUTIVES_MONTREES]
    )
    st.html(f'<h3>Peut-être déjà là</h3><ul class="lignes-a-corriger">{lignes}</ul>')
    return bool(
        st.radio(
            f"Que faire de {pluriel(len(lues), 'cette ligne', 'ces lignes')}\u202f?",
            list(DOUBLONS),
            format_func=DOUBLONS.__getitem__,
            key="import-doublons",
        )
    )


def _fautive(ligne: LigneLue, noms: Sequence[str]) -> str:
    lue = " · ".join(filter(None, _cellules(ligne, noms)[1:]))
    raisons = "".join(f"<br>{echapper(erreur)}" for erreur in ligne.erreurs)
    return f"<li><strong>Ligne {ligne.numero}{INSECABLE}:</strong> {echapper(lue)}{raisons}</li>"


def _cellules(ligne: LigneLue, noms: Sequence[str]) -> tuple[str, ...]:
    return (str(ligne.numero), *(ligne.cellules.get(nom, "")[:80] for nom in noms))


def _tableau(titre: str, tete: Sequence[str], lignes: Sequence[Sequence[str]]) -> str:
    colonnes = "".join(f'<th scope="col">{echapper(t)}</th>' for t in tete)
    corps = "".join(
        f'<tr><th scope="row">{echapper(ligne[0])}</th>{"".join(f"<td>{echapper(c)}</td>" for c in ligne[1:])}</tr>'
        for ligne in lignes
    )
    return (
        f'<h3>{echapper(titre)}</h3><div class="defile" role="region" aria-label="{echapper(titre)}" tabindex="0">'
        f'<table class="tableau"><thead><tr>{colonnes}</tr></thead><tbody>{corps}</tbody></table></div>'
    )


def _enregistrer(lecture: Lecture, avec_doublons: bool) -> None:
    """Record (a callback: the page then shows an empty place for the next file)."""
    try:
        avec = lecture.enregistrer_les_doublons if avec_doublons else None
        fait = (avec or lecture.enregistrer)()
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))
    else:
        reste = len(lecture.fautives)
        a_corriger = (
            f" Il reste {pluriel(reste, 'ligne à corriger', 'lignes à corriger')}, dans le fichier d’origine."
            if reste
            else ""
        )
        st.session_state[SUITE] = ("fait", fait + a_corriger)
        st.session_state[TOUR] = st.session_state.get(TOUR, 0) + 1
        st.session_state.pop(LU, None)


def _dire_la_suite() -> None:
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    if genre == "fait":
        message_reussite(texte)
    elif genre:
        message_erreur(texte)
