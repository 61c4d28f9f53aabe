"""Open data: files, API, dictionary, licence, and what these data do not say."""

import streamlit as st

from observatoire.clock import aujourd_hui
from observatoire.pratiques import Recherche
from observatoire.publication import LIMITES, RESSOURCES, fraicheur
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.vocabulaires import VOCABULAIRES
from observatoire.web import cache, donnees
from observatoire.web.composants import echapper, fil_ariane
from observatoire.web.formats import INSECABLE


def decrire() -> None:
    """Draw the dictionary: the columns of a resource, the values of a vocabulary."""
    noms = [r.nom for r in RESSOURCES.values()]
    choisie = st.segmented_control(
        "Ressource",
        noms,
        default=noms[0],
        format_func=lambda nom: RESSOURCES[nom].libelle,
        required=True,
        key="ressource",
        label_visibility="collapsed",
    )
    st.html(donnees.dictionnaire(RESSOURCES[choisie or noms[0]]))
    voulu = st.selectbox(
        "Voir les valeurs d’un vocabulaire",
        list(VOCABULAIRES),
        index=None,
        format_func=lambda nom: VOCABULAIRES[nom].libelle,
        placeholder="Choisissez un vocabulaire",
        key="vocabulaire",
    )
    if voulu:
        st.html(donnees.valeurs(VOCABULAIRES[voulu]))


version, base = cache.version(), settings().public_url
with lire() as cur:
    lue = fraicheur(cur)

fil_ariane(("Données", None))
st.title("Données ouvertes", anchor=False)
st.html(
    '<p class="chapeau">Tout ce que l’observatoire publie se télécharge et s’interroge librement, sans compte ni clé.</p>'
)
st.html(
    donnees.chiffres(lue, len(VOCABULAIRES)) + donnees.demonstration(cache.totaux(version, Recherche()).demo)
)
st.html(f"<h2>Télécharger toutes les pratiques</h2>{donnees.telechargements()}")
st.html(
    '<p>Pour une partie seulement, filtrez dans <a href="/explorer" target="_self">l’explorateur</a> puis téléchargez ce que '
    'vous voyez, <a href="/explorer?vue=graphiques" target="_self">ses graphiques</a> compris. La liste existe aussi '
    '<a href="/fiches" target="_self">en simple HTML</a>.</p>'
)
st.html(
    "<h2>Interroger l’API</h2><p>Les adresses portent les mêmes paramètres que l’explorateur, et répondent en JSON, page par page. "
    f'La description complète est en <a href="{donnees.API}/openapi.json" target="_self">OpenAPI</a>{INSECABLE}; les colonnes des fichiers, en '
    f'<a href="{donnees.API}/schema/pratiques.json" target="_self">Table Schema</a>.</p>{donnees.exemples(base)}'
)
st.html("<h2>Dictionnaire</h2>")
decrire()
st.html(f"<h2>Licence et mention</h2>{donnees.licence(aujourd_hui())}")
st.html(
    f"<h2>Ce que ces données ne disent pas</h2><p>{echapper(LIMITES)}</p>"
    '<p>L’origine des fiches et la manière de les lire sont dans <a href="/methode" target="_self">la méthode</a>. '
    "Chaque fiche donne ses propres sources.</p>"
)
