"""No text of a CSV is taken for a formula, and none is lost."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from observatoire.formules import proteger, retirer

DANGEREUX = "=+-@\t\r\n＝＋－＠"
texte_piege = st.text(st.sampled_from("=+-@'\t\r\n;, 1a.＝"), max_size=12)


@pytest.mark.parametrize("debut", DANGEREUX)
def test_une_apostrophe_precede_ce_qui_commence_une_formule(debut: str) -> None:
    assert proteger(f"{debut}HYPERLINK(1)") == f"'{debut}HYPERLINK(1)"


@pytest.mark.parametrize("nombre", ["-12,5", "-12.5", "+3", "-0", "12", "3,14"])
def test_un_nombre_reste_un_nombre(nombre: str) -> None:
    assert proteger(nombre) == nombre


@pytest.mark.parametrize(
    "texte", ["", "tiers-lieu", "a = b", "2021-2024", "12 - 3", "\u00a0", "c’est +", "l'été"]
)
def test_un_texte_ordinaire_reste_tel_quel(texte: str) -> None:
    assert proteger(texte) == texte


def test_une_liste_a_puces_reste_lisible() -> None:
    assert proteger("Étapes :\n- une\n- deux") == "Étapes :\n- une\n- deux"


@pytest.mark.parametrize(
    "texte",
    ["fin;=cmd|' /C calc'!A0;", "a,@SUM(1)", "a\t=1+1", "-1+1", "=-1", "bla;-4 +HYPERLINK(0)", "x\n=1+1"],
)
def test_rien_ne_s_execute_quel_que_soit_le_separateur_du_tableur(texte: str) -> None:
    """A file read with the other separator is cut inside texts: no piece may begin a formula."""
    tampon = io.StringIO()
    csv.writer(tampon, delimiter=";").writerow(["avant", proteger(texte), "après"])
    for separateur in ";,\t":
        lu = csv.reader(io.StringIO(tampon.getvalue(), newline=""), delimiter=separateur)
        for cellule in (c for ligne in lu for c in ligne):
            assert not cellule.startswith(tuple("=+-@＝＋－＠")), (separateur, cellule)


@settings(deadline=None)
@given(st.one_of(texte_piege, st.text(max_size=40)))
@example("'=a")
@example("a;'=b")
@example("\n=x")
def test_le_texte_se_retrouve_et_aucune_cellule_ne_commence_une_formule(texte: str) -> None:
    garde = proteger(texte)
    assert retirer(garde) == texte
    if garde.startswith(tuple(DANGEREUX)):
        float(garde.replace(",", "."))
