"""What endings teach: how many are told, why they came, by theme and age, how long alliances last, what was learned."""

from functools import partial
from pathlib import Path

import streamlit as st

from observatoire.analyses.fins import AGES
from observatoire.web import cache, fins
from observatoire.web.formats import INSECABLE

STYLE = Path(fins.__file__).parent / "fins.css"
LIMITES = (
    "Ces chiffres comptent ce qui a été raconté ici, pas ce qui s’est passé ailleurs. Qui s’arrête raconte moins volontiers que qui "
    f"réussit{INSECABLE}: les fins y sont sans doute trop peu nombreuses. Une pratique transformée continue sous une autre forme{INSECABLE}: "
    "la courbe cesse de la suivre sans la dire finie. Une alliance en cours est suivie jusqu’aux dernières nouvelles que l’on en a."
)

st.html(STYLE)
st.title("Ce que les fins enseignent", anchor=False)
st.html(
    '<p class="chapeau">S’arrêter n’est pas échouer, et un échec raconté évite le même ailleurs. Vous avez vu une collaboration finir, '
    f'bien ou mal{INSECABLE}? <a href="/proposer" target="_self">Racontez-la</a>, avec votre nom ou sans.</p>'
)
version = cache.version()
bilan, survie, lecons = cache.fins(version)
st.html(fins.constat(bilan))
if bilan.tout.nombre:
    st.header("Pourquoi cela s’est arrêté", anchor=False)
    st.html(fins.causes(bilan))
    themes, ages = st.columns([3, 2], gap="large")
    with themes:
        st.html(
            fins.groupes(
                "Par thème (une pratique peut en avoir plusieurs)",
                "Thème",
                bilan.par_theme,
                fins.noms_des_themes(),
            )
            + fins.note_anonymes(ecartees=bilan.themes_sans_anonymes, anonymes=bilan.anonymes)
        )
    with ages:
        st.html(
            fins.groupes("Par âge au moment de la fin", "Âge", bilan.par_age, AGES)
            + fins.note_anonymes(ecartees=bilan.ages_sans_anonymes, anonymes=bilan.anonymes)
        )
st.header("Combien de temps durent les alliances", anchor=False)
st.html(fins.courbe(survie))
st.header("Ce que ceux qui l’ont vécu en disent", anchor=False)
st.html(fins.lecons(lecons))
st.download_button(
    "Télécharger ces chiffres (CSV)",
    data=partial(fins.en_csv, bilan, survie),
    file_name="observatoire-fins.csv",
    mime="text/csv; charset=utf-8",
    icon=":material/download:",
    on_click="ignore",
)
st.html(f'<p class="prudence">{LIMITES}</p>')
