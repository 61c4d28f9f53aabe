"""The workbook we write, read back by openpyxl."""

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from observatoire.publication.cellules import Cellule
from observatoire.publication.classeur import COUPE, TEXTE_MAX, Feuille, ecrire_classeur

LE = datetime(2026, 3, 2, 9, 0)
INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def relire(*lignes: list[Cellule]) -> list[tuple[object, ...]]:
    largeur = max(map(len, lignes))
    feuille = Feuille("Essai", [f"c{i}" for i in range(largeur)], [10] * largeur, [lignes])
    octets = b"".join(ecrire_classeur([feuille], LE))
    classeur = openpyxl.load_workbook(io.BytesIO(octets))
    return list(classeur["Essai"].iter_rows(min_row=2, values_only=True))


def test_chaque_sorte_de_valeur_se_retrouve() -> None:
    ligne: list[Cellule] = ["texte", 12, -4.4861, date(2021, 12, 13), datetime(2026, 3, 2, 0, 30), None, ""]
    instant = datetime(2021, 12, 13)  # openpyxl reads every date as an instant
    assert relire(ligne) == [(*ligne[:3], instant, ligne[4], None, None)]


def test_les_zeros_des_codes_restent() -> None:
    assert relire(["01053", "012345678"]) == [("01053", "012345678")]


@pytest.mark.parametrize("texte", ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", '=HYPERLINK("http://x")'])
def test_un_texte_n_est_jamais_une_formule(texte: str) -> None:
    feuille = Feuille("Essai", ["c"], [10], [[[texte]]])
    classeur = openpyxl.load_workbook(io.BytesIO(b"".join(ecrire_classeur([feuille], LE))))
    cellule = classeur["Essai"]["A2"]
    assert (cellule.data_type, cellule.value, cellule.quotePrefix) == ("s", texte, True)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
@example("<script>&amp;]]></script>")
@example("_x0041_")
@example("ligne\r\nligne\rligne")
@example("\x0b\x00fin")
@example(" bords ")
def test_un_texte_se_retrouve_sans_ce_que_xml_interdit(texte: str) -> None:
    attendu = INTERDITS.sub("", texte.replace("\r\n", "\n").replace("\r", "\n"))
    lu = relire([texte, "fin"])[0][0]
    assert (unescape(lu) if lu else "") == attendu


def test_un_texte_trop_long_est_coupe_et_le_dit() -> None:
    lu = str(relire(["a" * (TEXTE_MAX + 1)])[0][0])
    assert len(lu) == TEXTE_MAX
    assert lu.endswith(COUPE)


def test_les_memes_donnees_font_le_meme_fichier() -> None:
    feuille = Feuille("Essai", ["c"], [10], [[["a"]]])
    assert b"".join(ecrire_classeur([feuille], LE)) == b"".join(ecrire_classeur([feuille], LE))


def test_le_classeur_sort_au_fur_et_a_mesure() -> None:
    """Each batch leaves before the next one is asked for: memory does not grow with the file."""
    sortis = 0

    def lots() -> object:
        for numero in range(20):
            assert numero == 0 or sortis > 0
            yield [[f"{numero} {i} {i * 7919}"] for i in range(3000)]

    taille = 0
    for morceau in ecrire_classeur([Feuille("Essai", ["c"], [10], lots())], LE):  # type: ignore[arg-type]
        sortis += bool(morceau)
        taille = max(taille, len(morceau))
    assert sortis > 10
    assert taille < 200_000
