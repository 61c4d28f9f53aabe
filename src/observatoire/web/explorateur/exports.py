"""Files of exactly what is seen, made when they are asked for."""

from collections.abc import Callable

import streamlit as st

from observatoire.pratiques import Recherche, Totaux
from observatoire.publication import FORMATS, exporter
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
        if totaux.demo:
            st.caption("Les pratiques de démonstration, inventées, ne sont pas dans les fichiers.")


def _fabriquer(r: Recherche, nom: str) -> Callable[[], bytes]:
    def fabriquer() -> bytes:
        with lire() as cur:
            return exporter(cur, r, nom, lecteur=lire).octets

    return fabriquer
