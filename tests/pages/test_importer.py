"""The import screen: nothing is recorded before it is seen, what is wrong is told row by row and comes back as a file."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from tests.factories_comptes import un_compte
from tests.factories_importation import en_csv, ligne
from tests.factories_indicateurs import CODE, declarer
from tests.visiteur import html, lu, visiteur

from observatoire.comptes import OPERATEUR
from observatoire.comptes.model import Compte
from observatoire.indicateurs import valeurs
from observatoire.indicateurs.chargement import charger_indicateurs
from observatoire.indicateurs.importation import importer, previsualiser
from observatoire.store import Store, lire
from observatoire.web.importation import ecran, efforts, fichiers, indicateurs, pratiques

EFFORTS = "territoire;cote;effort;date;source\n"
JUSTE = "departement-75;les deux;2;2026-01-05;Annuaire de l’ESS\n"


@pytest.fixture
def visiter(monkeypatch: pytest.MonkeyPatch, store_territoires: Store) -> Callable[..., AppTest]:
    return visiteur(monkeypatch)


@pytest.fixture
def indicateur(visiter: object, tmp_path: Path) -> None:
    charger_indicateurs(declarer(tmp_path))


def deposer(onglet: AppTest, contenu: str | bytes, nom: str = "fichier.csv") -> AppTest:
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    onglet.file_uploader[0].set_value((nom, octets, "text/csv")).run()
    assert not onglet.exception, [e.message for e in onglet.exception]
    return onglet


def bouton(onglet: AppTest, cle: str = "import-enregistrer") -> Any:
    return next((b for b in onglet.button if b.key == cle), None)


def notes() -> list[dict[str, Any]]:
    with lire() as cur:
        return cur.lignes(
            "select territoire_id, theme, cote, effort from public.observation order by 1, 2, 3"
        )


@pytest.mark.parametrize("role", [None, "financeur"])
def test_the_page_is_closed_to_other_roles(visiter: Callable[..., AppTest], role: str | None) -> None:
    onglet = visiter("importer", un_compte(role) if role else None)
    assert not onglet.exception
    assert not onglet.get("file_uploader")


def moderatrice() -> Compte:
    return un_compte("moderateur")


def test_moderation_imports_efforts_and_is_told_who_imports_the_rest(visiter: Callable[..., AppTest]) -> None:
    onglet = visiter("importer", moderatrice(), sorte="indicateur")
    assert list(onglet.radio(key="import-sorte").options) == [efforts.SORTE.nom, pratiques.SORTE.nom]
    assert efforts.SORTE.explication in lu(onglet)
    assert "compte d’administration" in lu(onglet)


def test_nothing_is_recorded_before_the_button(visiter: Callable[..., AppTest]) -> None:
    onglet = deposer(visiter("importer", moderatrice()), EFFORTS + JUSTE)
    assert "1\u00a0ligne juste, 0\u00a0ligne à corriger" in lu(onglet)
    assert "2\u00a0efforts à enregistrer" in lu(onglet)
    assert notes() == []
    bouton(onglet).click().run()
    assert "2\u00a0efforts notés." in lu(onglet)
    assert [(n["cote"], n["effort"]) for n in notes()] == [("es", 2), ("ts", 2)]
    assert bouton(onglet) is None
    assert onglet.file_uploader[0].value is None


def test_wrong_rows_are_shown_and_the_right_ones_can_be_kept(visiter: Callable[..., AppTest]) -> None:
    onglet = deposer(visiter("importer", moderatrice()), EFFORTS + JUSTE + "75;<b>es</b>;9;hier;x\n")
    dit = lu(onglet)
    assert "1\u00a0ligne juste, 1\u00a0ligne à corriger" in dit
    for attendu in ("« hier »".replace(" ", "\u00a0"), "« 9 »".replace(" ", "\u00a0"), "<b>es</b>"):
        assert attendu in dit
    assert "<b>es</b>" not in html(onglet)
    bouton(onglet).click().run()
    assert "2\u00a0efforts notés. Il reste 1\u00a0ligne à corriger" in lu(onglet)
    assert len(notes()) == 2


def test_a_file_without_any_right_row_offers_no_recording(visiter: Callable[..., AppTest]) -> None:
    onglet = deposer(visiter("importer", moderatrice()), EFFORTS + "75000;es;9;hier;x\n" * 60)
    assert bouton(onglet) is None
    assert "Aucune ligne n’est juste" in lu(onglet)
    assert html(onglet).count("Ligne ") == ecran.FAUTIVES_MONTREES
    assert "Et 10 autres" in lu(onglet)


@pytest.mark.parametrize("contenu", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a;b\n1;2\n", bytes(1000)])
def test_what_is_not_such_a_file_is_told_and_leaves_nothing(
    visiter: Callable[..., AppTest], contenu: bytes
) -> None:
    onglet = deposer(visiter("importer", moderatrice()), contenu, "piege.xlsx")
    assert 'class="message erreur"' in html(onglet)
    assert bouton(onglet) is None
    assert notes() == []
    assert "1\u00a0ligne juste" in lu(deposer(onglet, EFFORTS + JUSTE))


def test_an_administrator_imports_an_indicator(visiter: Callable[..., AppTest], indicateur: None) -> None:
    onglet = visiter("importer", un_compte("administrateur"), sorte="indicateur")
    onglet = deposer(onglet, "code;valeur\ndepartement-75;12,5\n78440;3\n00000;1\n")
    assert "2\u00a0lignes justes, 1\u00a0ligne à corriger" in lu(onglet)
    assert "n’existe pas dans le code officiel" in lu(onglet)
    bouton(onglet).click().run()
    assert "2\u00a0valeurs enregistrées." in lu(onglet)
    with lire() as cur:
        assert valeurs(cur, ["departement-75"])["departement-75"][CODE].valeur == 12.5


def test_the_level_tells_what_a_code_is(visiter: Callable[..., AppTest], indicateur: None) -> None:
    """75 is a département and a région."""
    onglet = deposer(
        visiter("importer", un_compte("administrateur"), sorte="indicateur"), "code;valeur\n75;1\n"
    )
    assert "0\u00a0ligne juste, 1\u00a0ligne à corriger" in lu(onglet)
    assert "désigne plusieurs territoires" in lu(onglet)
    onglet.selectbox(key="import-niveau").select("departement").run()
    assert "1\u00a0ligne juste, 0\u00a0ligne à corriger" in lu(onglet)


def test_without_an_indicator_to_import_the_page_says_how_to_make_one(
    visiter: Callable[..., AppTest],
) -> None:
    onglet = visiter("importer", un_compte("administrateur"), sorte="indicateur")
    assert "Aucun indicateur n’attend de valeurs" in lu(onglet)
    assert not onglet.get("file_uploader")


# --- the files around an import ---


def test_the_wrong_rows_are_corrected_and_imported_again(indicateur: None) -> None:
    lecture = indicateurs.lecture(OPERATEUR, CODE, "", b"code;valeur\n1001;5\n69381;=2+3\n01004;7\n")
    rendu = fichiers.fautives(indicateurs.SORTE, lecture.fautives)
    lignes = list(csv.DictReader(io.StringIO(rendu.decode("utf-8-sig")), delimiter=";"))
    assert [(x["ligne"], x["proposition"], x["valeur"]) for x in lignes] == [
        ("2", "01001", "5"),
        ("3", "69123", "'=2+3"),
    ]
    encore = indicateurs.lecture(OPERATEUR, CODE, "", rendu)
    assert [x.erreurs for x in encore.fautives] == [x.erreurs for x in lecture.fautives]
    corrige = rendu.replace(b"1001;5", b"01001;5").replace(b"69381;'=2+3", b"69123;5")
    assert [x.cellules["code"] for x in indicateurs.lecture(OPERATEUR, CODE, "", corrige).justes] == [
        "01001",
        "69123",
    ]


def test_wrong_efforts_come_back_whole(visiter: object) -> None:
    with_all = "territoire;cote;effort;date;source;theme;vaut_dessous\n75000;es;1;2026-01-05;x;;oui\n"
    lecture = efforts.lecture(OPERATEUR, with_all.encode())
    rendu = fichiers.fautives(efforts.SORTE, lecture.fautives)
    corrige = rendu.replace(b"75000", b"departement-75")
    assert efforts.lecture(OPERATEUR, corrige).justes[0].cellules["vaut_dessous"] == "oui"


def test_the_present_values_put_back_what_was_there(indicateur: None) -> None:
    with lire() as cur:
        importer(OPERATEUR, CODE, previsualiser(cur, CODE, b"code;valeur\n69123;-1,5\n"))
    avant = indicateurs.presentes(CODE)
    assert [x.erreurs for x in indicateurs.lecture(OPERATEUR, CODE, "", avant).lignes] == [()]
    assert indicateurs.lecture(OPERATEUR, CODE, "", avant).lignes[0].cellules["valeur"] == "-1.5"


@pytest.mark.parametrize("sorte", [efforts.SORTE, indicateurs.SORTE], ids=lambda s: s.code)
def test_the_examples_of_the_model_are_right_rows(indicateur: None, sorte: Any) -> None:
    """What the second sheet tells to write is accepted as it is, in the columns of the first."""
    livre = load_workbook(io.BytesIO(fichiers.modele(sorte)))
    titres = [c.value for c in livre.worksheets[0][1]]
    assert livre.worksheets[0].max_row == 1
    par_colonne = {
        x[0].value: [x[3].value or "", x[4].value or ""] for x in livre["Lisez-moi"].iter_rows(min_row=2)
    }
    lignes = [";".join(par_colonne[t][i] for t in titres) for i in (0, 1)]
    contenu = "\n".join([";".join(titres), *lignes]).encode()
    lire_la_sorte = {
        "efforts": lambda: efforts.lecture(OPERATEUR, contenu),
        "indicateur": lambda: indicateurs.lecture(OPERATEUR, CODE, "", contenu),
    }
    assert [x.erreurs for x in lire_la_sorte[sorte.code]().lignes] == [(), ()]


# --- pratiques ---


def test_a_contributor_imports_pratiques_and_takes_them_back(visiter: Callable[..., AppTest]) -> None:
    onglet = visiter("importer", un_compte("contributeur"))
    assert not [r for r in onglet.radio if r.key == "import-sorte"]
    lignes = [
        ligne(1),
        ligne(1),
        ligne(2, forme="lieu partajé"),
        ligne(3, resultats="Écrire à lea@exemple.fr"),
    ]
    deposer(onglet, en_csv(lignes))
    dit = lu(onglet)
    assert "3\u00a0lignes justes, 1\u00a0ligne à corriger" in dit
    assert "vouliez-vous dire «\u00a0Lieu partagé\u00a0» (lieu_partage)" in dit
    assert "La ligne 2 de ce fichier porte le même titre" in dit
    assert "lea@exemple.fr" in dit
    bouton(onglet).click().run()
    assert "2\u00a0pratiques déposées, à relire par la modération. Il reste 1\u00a0ligne" in lu(onglet)
    confirmer = next(b for b in onglet.button if (b.key or "").startswith("import-confirmer-"))
    confirmer.click().run()
    assert not onglet.exception
    assert "Import annulé\u00a0: 2\u00a0contributions retirées." in lu(onglet)
    assert not [b for b in onglet.button if (b.key or "").startswith("import-confirmer-")]


def test_possible_duplicates_are_recorded_when_asked(visiter: Callable[..., AppTest]) -> None:
    onglet = deposer(visiter("importer", un_compte("contributeur")), en_csv([ligne(1), ligne(1)]))
    onglet.radio(key="import-doublons").set_value(True).run()
    bouton(onglet).click().run()
    assert "2\u00a0pratiques déposées" in lu(onglet)


def test_titles_are_matched_and_remembered_by_source(visiter: Callable[..., AppTest]) -> None:
    contenu = en_csv([ligne(1)]).replace(b"titre;", "Intitulé du projet;".encode(), 1)
    onglet = visiter("importer", un_compte("contributeur"))
    onglet.text_input(key="import-source").set_value("Réseau").run()
    deposer(onglet, contenu)
    assert "il manque titre" in lu(onglet)
    (choix,) = onglet.selectbox
    choix.select("titre").run()
    assert "1\u00a0ligne juste, 0" in lu(onglet)
    bouton(onglet).click().run()
    assert "1\u00a0pratique déposée" in lu(onglet)
    deposer(onglet, contenu.replace(b"1;", b"9;"))
    assert onglet.selectbox[0].value == "titre"
    assert "il manque titre" not in lu(onglet)


def test_wrong_pratiques_are_corrected_and_imported_again(visiter: object) -> None:
    lecture = pratiques.lecture(OPERATEUR, en_csv([ligne(1), ligne(2, forme="lieu partajé")]), "", {})
    rendu = fichiers.fautives(pratiques.SORTE, lecture.fautives)
    (lue,) = csv.DictReader(io.StringIO(rendu.decode("utf-8-sig")), delimiter=";")
    assert (lue["ligne"], lue["proposition"]) == ("3", "forme\u00a0: lieu_partage")
    corrige = rendu.replace("lieu partajé;".encode(), b"lieu_partage;", 1)
    assert len(pratiques.lecture(OPERATEUR, corrige, "", {}).justes) == 1
