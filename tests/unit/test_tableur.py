"""Spreadsheet files as people make and send them: each is read, or refused with a sentence that says what to do."""

import contextlib
import io
import random
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from observatoire import tableur
from observatoire.errors import Invalide
from observatoire.tableur import lire_tableur

VOULUES = ("code", "valeur")


def classeur(*lignes: tuple[object, ...], geste: object = None) -> bytes:
    livre = Workbook()
    for ligne in lignes:
        livre.active.append(ligne)
    if callable(geste):
        geste(livre.active)
    sortie = io.BytesIO()
    livre.save(sortie)
    return sortie.getvalue()


def refus(contenu: bytes, **options: object) -> str:
    with pytest.raises(Invalide) as leve:
        lire_tableur(contenu, VOULUES, **options)
    assert list(leve.value.champs) == ["fichier"]
    return leve.value.champs["fichier"]


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252"])
def test_whatever_the_separator_and_the_encoding(separateur: str, codage: str) -> None:
    texte = separateur.join(("Code", "Valeur", "Précision")) + "\r\n" + separateur.join(("75", "12", "été"))
    ((numero, cellules),) = lire_tableur(texte.encode(codage), VOULUES)
    assert (numero, cellules) == (2, {"code": "75", "valeur": "12", "precision": "été"})


def test_a_workbook_reads_as_people_see_it() -> None:
    lu = lire_tableur(
        classeur(("CODE", "Valeur", "Jour"), (1001.0, 2.5, datetime(2026, 3, 31)), (), ("01002", 3, None)),
        VOULUES,
    )
    assert lu == [
        (2, {"code": "1001", "valeur": "2.5", "jour": "2026-03-31"}),
        (4, {"code": "01002", "valeur": "3", "jour": ""}),
    ]


def test_other_names_and_columns_left_out() -> None:
    lu = lire_tableur(b"CODGEO;valeur\n75;1\n", VOULUES, {"codgeo": "code"}, facultatives=("vaut_dessous",))
    assert lu == [(2, {"code": "75", "valeur": "1", "vaut_dessous": ""})]
    ((_, dite),) = lire_tableur(
        b"code;valeur;Vaut dessous\n75;1;oui", VOULUES, facultatives=("vaut_dessous",)
    )
    assert dite["vaut_dessous"] == "oui"


def test_merged_cells_and_formulas_give_what_they_show() -> None:
    """A merged cell holds its text once; a formula never computed shows nothing."""
    contenu = classeur(("code", "valeur"), ("75", "=1+1"), ("69", 3), geste=lambda f: f.merge_cells("A2:A3"))
    assert [c for _, c in lire_tableur(contenu, VOULUES)] == [
        {"code": "75", "valeur": ""},
        {"code": "", "valeur": "3"},
    ]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "il manque code, valeur"),
        (b"code\n75\n", "il manque valeur"),
        (b"code;valeur\n;\n", "aucune ligne"),
        (b"code;valeur;Code\n75;1;76\n", "Deux colonnes disent la même chose (code)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "ancien format (.xls)"),
        (b"\x89PNG\r\n\x1a\n\x81", "n’est pas du texte"),
        (b"PK\x03\x04 pas un classeur", "ne s’ouvre pas"),
        (b"x" * 10_000_001, "dépasse 10"),
    ],
)
def test_what_is_not_such_a_file_is_refused_with_what_to_do(contenu: bytes, dit: str) -> None:
    assert dit in refus(contenu)


def test_too_many_rows_are_refused() -> None:
    assert "dépasse 2 lignes" in refus(b"code;valeur\n1;1\n2;2\n3;3\n", lignes_au_plus=2)


def archive(**parties: bytes) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nom, contenu in parties.items():
            zip_.writestr(nom, contenu)
    return sortie.getvalue()


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    bombe = archive(**{"xl/worksheets/sheet1.xml": bytes(tableur.DEPLIE_AU_PLUS + 1)})
    assert len(bombe) < 200_000
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("the bomb was opened"))
    assert "trop gros" in refus(bombe)


def test_another_kind_of_archive_is_refused() -> None:
    ods = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"})
    assert "ne s’ouvre pas" in refus(ods)


def test_a_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    contenu = classeur(("code", "valeur"), ("75", 1), geste=lambda f: f.cell(1_048_576, 16_384, "x"))
    assert "dépasse" in refus(contenu)


@pytest.mark.parametrize("graine", range(60))
def test_a_damaged_workbook_is_read_or_refused_never_an_accident(graine: int) -> None:
    hasard = random.Random(graine)
    octets = bytearray(classeur(("code", "valeur"), *((str(i), i) for i in range(50))))
    for _ in range(hasard.randint(1, 12)):
        octets[hasard.randrange(4, len(octets))] = hasard.randrange(256)
    with contextlib.suppress(Invalide):
        lire_tableur(bytes(octets[: hasard.randint(len(octets) // 2, len(octets))]), VOULUES)
