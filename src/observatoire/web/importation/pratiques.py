"""Pratiques, one by row: where the file comes from, which of its titles is which column, the imports to undo."""

from collections.abc import Callable, Mapping

import streamlit as st

from observatoire import importation
from observatoire.comptes import Personne
from observatoire.errors import Invalide
from observatoire.importation import Apercu, Faute, Import
from observatoire.importation import annuler as annuler_import
from observatoire.importation.console import bilan
from observatoire.importation.modele import modele
from observatoire.store import lire
from observatoire.tableur import lire_titres
from observatoire.web.formats import date_fr, pluriel
from observatoire.web.fragments import echapper
from observatoire.web.importation.model import Colonne, Lecture, LigneLue, Sorte

SORTE = Sorte(
    "pratiques",
    "Des pratiques",
    "Une pratique par ligne. Chacune devient une contribution de votre compte, qu’une autre personne de la modération relit "
    "avant de la publier.",
    "importer_pratiques",
    tuple(Colonne(c.nom, c.sens, c.exemples, c.facultative) for c in importation.COLONNES),
    modele,
)
TITRES_MONTRES = 30
LAISSER = ""


def demander_source(personne: Personne) -> str:
    """Ask where the file comes from; what is answered about its columns is remembered under that name."""
    with lire() as cur:
        connues = importation.lister_sources(cur, personne)
    aide = f"Déjà connues\u00a0: {', '.join(connues)}." if connues else None
    return st.text_input(
        "D’où vient ce fichier (facultatif)",
        max_chars=80,
        key="import-source",
        help=aide,
        placeholder="Réseau, association… pour retrouver ses colonnes la prochaine fois",
    ).strip()


def placer_les_titres(personne: Personne, source: str, contenu: bytes) -> dict[str, str]:
    """Ask which column each unknown title is, as remembered for the source; return those that are one."""
    try:
        titres = importation.titres_a_placer(lire_titres(contenu))[:TITRES_MONTRES]
    except Invalide:
        return {}  # the reading that follows tells what is wrong
    with lire() as cur:
        connues = importation.correspondances_de(cur, personne, source) if source else {}
    if not titres:
        return {}
    noms = [LAISSER, *(c.nom for c in importation.COLONNES)]
    choisis: dict[str, str] = {}
    with st.expander("Faire correspondre les colonnes", expanded=not connues):
        for rang, titre in enumerate(titres):
            propose = connues.get(titre, importation.colonne_proche(titre))
            choisis[titre] = st.selectbox(
                f"«\u00a0{titre[:80]}\u00a0» est",
                noms,
                index=noms.index(propose) if propose in noms else 0,
                format_func=lambda nom: nom or "à laisser de côté",
                key=f"import-titre-{source}-{rang}-{titre[:40]}",
            )
    return {titre: nom for titre, nom in choisis.items() if nom}


def lecture(personne: Personne, contenu: bytes, source: str, places: Mapping[str, str]) -> Lecture:
    """Return what a file of pratiques would do. Raises Invalide (`fichier`)."""
    with lire() as cur:
        apercu = importation.previsualiser(cur, personne, contenu, places)
    nombre = pluriel(len(apercu.justes), "pratique juste", "pratiques justes")
    return Lecture(
        [
            LigneLue(
                x.numero,
                x.cellules,
                tuple(map(_dire, x.erreurs)),
                " · ".join(f"{f.colonne}\u00a0: {f.proposition}" for f in x.erreurs if f.proposition),
                tuple(map(_dire, x.avertissements)),
                x.doublon,
            )
            for x in apercu.lignes
        ],
        f"{nombre}\u00a0: elles attendront d’être relues.",
        lambda: _enregistrer(personne, apercu, source, places, avec_doublons=False),
        lambda: _enregistrer(personne, apercu, source, places, avec_doublons=True),
    )


def _dire(faute: Faute) -> str:
    return f"{faute.colonne}\u00a0: {faute.raison}"


def _enregistrer(
    personne: Personne, apercu: Apercu, source: str, places: Mapping[str, str], *, avec_doublons: bool
) -> str:
    barre = st.progress(0.0, "Enregistrement…")

    def avancer(fait: int, total: int) -> None:
        barre.progress(fait / total, f"{fait} lignes sur {total}")

    _, nombre = importation.importer(
        personne,
        apercu,
        fichier=source,
        valides_seulement=True,
        avec_doublons=avec_doublons,
        source=source,
        correspondances=places,
        avancer=avancer,
    )
    barre.empty()
    return f"{pluriel(nombre, 'pratique déposée', 'pratiques déposées')}, à relire par la modération."


def annuler(personne: Personne, identifiant: str) -> str:
    """Undo an import; return the sentence that says so."""
    return bilan(*annuler_import(personne, identifiant))


def montrer_les_imports(personne: Personne, au_clic: Callable[[Personne, str], None]) -> None:
    """Draw the last imports, each with its way back."""
    with lire() as cur:
        imports = importation.lister_imports(cur, personne)
    if not imports:
        return
    st.header("Les derniers imports", anchor=False)
    for x in imports:
        st.html(f"<p>{echapper(_resume(x))}</p>")
        if x.annule_a is None and x.en_attente:
            with st.popover("Annuler cet import", key=f"import-annuler-{x.id}"):
                st.html(
                    f"<p>{pluriel(x.en_attente, 'contribution', 'contributions')} en attente de relecture "
                    "seront retirées. Ce qui a été décidé reste.</p>"
                )
                st.button(
                    "Confirmer", key=f"import-confirmer-{x.id}", on_click=au_clic, args=(personne, x.id)
                )


def _resume(x: Import) -> str:
    etat = (
        "annulé" if x.annule_a else f"{x.en_attente} en attente, {pluriel(x.decidees, 'décidée', 'décidées')}"
    )
    nom = f"{x.source}, " if x.source else ""
    return f"{date_fr(x.importe_a)}\u00a0: {nom}{pluriel(x.lignes, 'pratique', 'pratiques')} ({etat})"
