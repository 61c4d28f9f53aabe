"""The map as a table, for those who do not see it, with its CSV. Made when it is opened."""

import csv
import io
from collections.abc import Iterable, Sequence

import streamlit as st

from observatoire.formules import proteger
from observatoire.pratiques import Recherche
from observatoire.territoires import NIVEAUX
from observatoire.web import cache
from observatoire.web.fragments import echapper
from observatoire.web.maps import Figure

Ligne = tuple[str, str, float]
"""Name of the territory, its code, how many pratiques or the measure."""
COMPTE = "Pratiques"


def dessiner(version: int, r: Recherche, figure: Figure) -> None:
    """Draw the fold; its content is sent only when it is open."""
    pli = st.expander("Les chiffres de la carte en tableau", on_change="rerun", key="tableau-de-carte")
    if not pli.open:
        return
    lignes = lire(version, figure)
    mesure = figure.get("mesure", {}).get("titre", COMPTE)
    niveau = NIVEAUX[lignes[0][1].partition("-")[0]] if lignes else NIVEAUX["commune"]
    with pli:
        if not lignes:
            st.caption("Aucune pratique n’a de lieu à montrer sur cette carte.")
            return
        st.html(en_html(niveau, lignes, mesure))
        st.download_button(
            "Télécharger ce tableau (CSV)",
            data=lambda: en_csv(niveau, lignes, mesure),
            file_name=f"observatoire-carte-{r.carte}.csv",
            mime="text/csv; charset=utf-8",
            icon=":material/download:",
            on_click="ignore",
            key="csv-de-carte",
        )


def lire(version: int, figure: Figure) -> list[Ligne]:
    """Return what a figure shows, the largest first: exactly the territories drawn with a count."""
    if "marques" in figure:
        return [(m[6], m[0], m[3]) for m in figure["marques"]]
    niveau = figure["genre"].removeprefix("aplats-")
    noms = cache.noms(version, niveau)
    return sorted(((noms.get(i, i), i, n) for i, n in figure["valeurs"].items()), key=lambda x: (-x[2], x[0]))


def en_html(niveau: str, lignes: list[Ligne], mesure: str = COMPTE) -> str:
    """Return a table in a region that scrolls, reachable by keyboard."""
    corps = "".join(f"<tr><td>{echapper(nom)}</td><td>{_dire(n)}</td></tr>" for nom, _, n in lignes)
    return (
        '<div class="defile" role="region" aria-label="Chiffres de la carte" tabindex="0"><table class="tableau">'
        f'<thead><tr><th scope="col">{echapper(niveau)}</th><th scope="col">{echapper(mesure)}</th></tr></thead>'
        f"<tbody>{corps}</tbody></table></div>"
    )


def en_csv(niveau: str, lignes: list[Ligne], mesure: str = COMPTE) -> bytes:
    """Return the same as a file."""
    return fichier(
        [niveau, "Code", mesure],
        [[nom, identifiant.partition("-")[2], _dire(n)] for nom, identifiant, n in lignes],
    )


def _dire(n: float) -> str:
    """Return a number as French spreadsheets read it; a whole one without decimals."""
    return str(int(n)) if n == int(n) else str(n).replace(".", ",")


def fichier(titres: Sequence[str], lignes: Iterable[Sequence[str | int]]) -> bytes:
    """Return rows as a CSV that French spreadsheets open, formulas guarded."""
    sortie = io.StringIO()
    ecriture = csv.writer(sortie, delimiter=";")
    ecriture.writerow(titres)
    ecriture.writerows([proteger(c) if isinstance(c, str) else c for c in ligne] for ligne in lignes)
    return "\ufeff".encode() + sortie.getvalue().encode()
