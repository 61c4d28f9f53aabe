"""The head of the page: where it is, what it is, its figures; the way to another territory, and to its sections."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from observatoire.analyses.presence import Presence
from observatoire.indicateurs import Portrait, Valeur
from observatoire.territoires import NIVEAUX, Territoire
from observatoire.web import cache, cache_territoire, champ_territoire, fragments, portrait
from observatoire.web.formats import date_fr, nombre
from observatoire.web.fragments import echapper


def dessiner(version: int, ici: Territoire, onglets: Mapping[str, str], onglet: str) -> None:
    """Draw the head and the tabs."""
    gauche, droite = st.columns([5, 3], gap="large")
    with gauche:
        st.html(fil(version, ici))
        st.html(
            f'<div class="tete-territoire"><p class="niveau">{echapper(NIVEAUX[ici.niveau])}</p>'
            f"<h1>{echapper(ici.libelle)}</h1></div>"
        )
    with droite:
        chercher()
    lue = cache_territoire.presence(version, ici.id)
    st.html(f'<div class="chiffres du-territoire">{chiffres(version, ici, lue)}</div>')
    st.html(onglets_de(ici, onglets, onglet))


def chercher() -> None:
    """Draw the search for another territory; the section stays the same."""
    champ_territoire.dessiner(_aller, cle="autre-territoire")


def _aller(identifiant: str) -> None:
    st.query_params["code"] = identifiant


def fil(version: int, ici: Territoire) -> str:
    """Return the way down to a territory."""
    dessus = [(t.libelle, portrait.adresse_page(t.id)) for t in cache.au_dessus(version, ici.id)]
    return fragments.fil_ariane([("Accueil", "/"), *dessus, (ici.libelle, None)])


def chiffres(version: int, ici: Territoire, lue: Presence | None) -> str:
    """Return the figures of the head, each with its date."""
    population = _population(cache_territoire.portrait(version, ici.id))
    morceaux = []
    if population:
        legale = f"population légale, {population.annee}"
        morceaux.append(_chiffre(int(population.valeur), "habitant", "habitants", legale))
    if lue:
        maj = cache.date_des_donnees(version)
        le = f"au {date_fr(maj)}" if maj else ""
        morceaux += [
            _chiffre(lue.sur_place, "pratique racontée ici", "pratiques racontées ici", le),
            _chiffre(lue.mixtes, "alliance entre ES et TS", "alliances entre ES et TS", "parmi elles"),
        ]
        if ici.ancetres:
            plus_haut = ("pratique qui le couvre de plus haut", "pratiques qui le couvrent de plus haut")
            morceaux.append(_chiffre(lue.comptes["dessus"], *plus_haut, le))
    return "".join(morceaux)


def _chiffre(n: int, singulier: str, au_pluriel: str, precision: str) -> str:
    return fragments.chiffre(nombre(n), singulier if n < 2 else au_pluriel, precision)


def _population(lu: Portrait | None) -> Valeur | None:
    mesures = lu.mesures if lu else ()
    return next((m.ici for m in mesures if m.indicateur.code == "population"), None)


def onglets_de(ici: Territoire, onglets: Mapping[str, str], choisi: str) -> str:
    """Return the links to the parts of the page."""
    liens = "".join(_onglet(ici, code, titre, actif=code == choisi) for code, titre in onglets.items())
    return f'<nav class="onglets" aria-label="Parties de la page"><ul>{liens}</ul></nav>'


def _onglet(ici: Territoire, code: str, titre: str, *, actif: bool) -> str:
    adresse = echapper(f"/territoire?{urlencode({'code': ici.id, 'onglet': code})}")
    courant = ' aria-current="page"' if actif else ""
    return f'<li><a href="{adresse}" target="_self"{courant}>{echapper(titre)}</a></li>'
