"""Files of exactly what is seen, made when they are asked for."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from observatoire.pratiques import Recherche, Totaux
from observatoire.publication import FORMATS, exporter
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.formats import pluriel

PROPOSES = ("xlsx", "csv", "geojson", "parquet")


def dessiner(r: Recherche, totaux: Totaux) -> None:
    """Draw the button that opens the formats."""
    vrais = totaux.nombre - totaux.demo
    with st.popover("Télécharger", icon=":material/download:", key="telecharger", disabled=not vrais):
        st.markdown(f"{pluriel(vrais, 'pratique')}, avec leurs partenaires et leurs sources.")
        for nom in PROPOSES:
            choisi = FORMATS[nom]
            st.download_button(
                choisi.libelle,
                data=_fabriquer(r, nom),
                file_name=f"observatoire-pratiques.{choisi.extension}",
                mime=choisi.type_mime,
                key=f"export-{nom}",
                help=choisi.description,
                on_click="ignore",
                width="stretch",
            )
        st.markdown("**Cette carte sur votre site**")
        st.code(cadre(r), language="html", wrap_lines=True)
        if totaux.demo:
            st.caption("Les pratiques de démonstration, inventées, ne sont pas dans les fichiers.")


def cadre(r: Recherche) -> str:
    """Return what to copy in a page of one's own site to show this map."""
    question = replace(r, vue="liste", colonne=(), tri="pertinence", page=1)
    requete = urlencode(question.to_params(), doseq=True)
    adresse = f"{settings().public_url}/embed/carte" + (f"?{requete}" if requete else "")
    return (
        f'<iframe src="{escape(adresse)}" title="Pratiques de l’observatoire ES/TS" '
        'width="100%" height="760" style="border:0" loading="lazy"></iframe>'
    )


def _fabriquer(r: Recherche, nom: str) -> Callable[[], bytes]:
    def fabriquer() -> bytes:
        with lire() as cur:
            return exporter(cur, r, nom, lecteur=lire).octets

    return fabriquer
