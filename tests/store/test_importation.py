"""A file of pratiques becomes contributions: seen first, all or the right rows, undone whole; hostile files leave nothing."""

import io
import zipfile
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.factories_contributions import MODERATEUR, MODERATRICE, publiee, quelques_territoires
from tests.factories_importation import JUSTE, NOMS, cinq_mille, en_csv, en_xlsx, ligne

from observatoire import contributions, importation
from observatoire.cli.arguments import analyseur
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import Conflit, ErreurObservatoire, Invalide, Refus
from observatoire.importation import console
from observatoire.importation.modele import modele
from observatoire.importation.rules import colonne_de, morceaux
from observatoire.journal import lister_journal
from observatoire.ops.verification import verifier
from observatoire.store import Store, lire

LEA = Personne("compte-lea", "Léa", "contributeur")
NOE = Personne("compte-noe", "Noé", "contributeur")


def apercu(contenu: bytes, **options: Any) -> importation.Apercu:
    with lire() as cur:
        return importation.previsualiser(cur, LEA, contenu, **options)


def en_attente() -> int:
    with lire() as cur:
        return int(cur.valeur("select count(*) from base.contribution where statut = 'a_relire'"))


def test_rows_become_contributions_that_moderation_publishes(store_deux_moteurs: Store) -> None:
    quelques_territoires()
    identifiant, nombre = importation.importer(LEA, apercu(en_csv([ligne(1), ligne(2)])), fichier="x.csv")
    assert nombre == 2
    with lire() as cur:
        miennes = contributions.lister_miennes(cur, LEA)
        assert [x.ecarts for x in verifier(cur)] == [0] * len(verifier(cur))
        assert [e.verbe for e in lister_journal(cur, "import", identifiant)] == ["importees"]
        assert [e.verbe for e in lister_journal(cur, "contribution", miennes[0].id)] == ["deposee"]
    assert {x.statut for x in miennes} == {"a_relire"}
    publiee_ = contributions.publier(MODERATRICE, miennes[0].id, miennes[0].version)
    assert publiee_.statut == "publiee"
    assert publiee_.contenu.partenaires[1].cote == "ts"
    assert publiee_.contenu.forme == "lieu_partage"


def test_an_importer_never_publishes_its_own_rows(store: Store) -> None:
    quelques_territoires()
    with lire() as cur:
        vu = importation.previsualiser(cur, MODERATRICE, en_csv([ligne()]))
    importation.importer(MODERATRICE, vu)
    with lire() as cur:
        lue = contributions.lister_miennes(cur, MODERATRICE)[0]
    with pytest.raises(Refus, match="une autre personne"):
        contributions.publier(MODERATRICE, lue.id, lue.version)
    contributions.publier(MODERATEUR, lue.id, lue.version)


@pytest.mark.parametrize("personne", [ANONYME, Personne("f", "F", "financeur")])
def test_who_may_not_import_changes_nothing(store: Store, personne: Personne) -> None:
    quelques_territoires()
    with pytest.raises(Refus):
        importation.importer(personne, apercu(en_csv([ligne()])))
    assert en_attente() == 0


def test_all_or_the_right_rows_only(store: Store) -> None:
    quelques_territoires()
    vu = apercu(en_csv([ligne(1), ligne(2, forme="lieu partajé")]))
    with pytest.raises(Invalide, match="lignes sont à corriger"):
        importation.importer(LEA, vu)
    assert en_attente() == 0
    assert importation.importer(LEA, vu, valides_seulement=True)[1] == 1
    assert en_attente() == 1


def test_undone_whole_but_for_what_was_decided(store_deux_moteurs: Store) -> None:
    quelques_territoires()
    identifiant, _ = importation.importer(LEA, apercu(en_csv([ligne(i) for i in range(1, 5)])))
    with lire() as cur:
        une = contributions.lister_miennes(cur, LEA)[0]
    contributions.publier(MODERATRICE, une.id, une.version)
    with pytest.raises(Refus, match="autre compte"):
        importation.annuler(NOE, identifiant)
    assert importation.annuler(LEA, identifiant) == (3, 1)
    with pytest.raises(Conflit, match="déjà annulé"):
        importation.annuler(LEA, identifiant)
    with lire() as cur:
        assert sorted(x.statut for x in contributions.lister_miennes(cur, LEA)) == [
            "publiee", "retiree", "retiree", "retiree",
        ]  # fmt: skip
        (lu,) = importation.lister_imports(cur, LEA)
        assert importation.lister_imports(cur, NOE) == []
        assert [x.ecarts for x in verifier(cur)] == [0] * len(verifier(cur))
        verbes = [e.verbe for e in lister_journal(cur, "import", identifiant)]
    assert (lu.lignes, lu.en_attente, lu.decidees, lu.annule_a is not None) == (4, 0, 1, True)
    assert verbes == ["importees", "annulees"]


def test_duplicates_are_asked_not_blocked(store: Store) -> None:
    quelques_territoires()
    publiee()
    vu = apercu(en_csv([ligne(), ligne(7), ligne(7), ligne(8)]))
    assert vu.fautives == ()
    assert "fiche publiée" in vu.lignes[0].doublon
    assert [bool(x.doublon) for x in vu.lignes] == [True, False, True, False]
    assert importation.importer(LEA, vu)[1] == 2
    assert importation.importer(NOE, vu, avec_doublons=True)[1] == 4
    assert all(x.doublon for x in apercu(en_csv([ligne(7), ligne(8)])).lignes)


def test_columns_are_remembered_by_source(store: Store) -> None:
    quelques_territoires()
    contenu = en_csv([ligne()]).replace(b"titre;", "Intitulé du projet;".encode(), 1)
    with pytest.raises(Invalide, match="il manque titre"):
        apercu(contenu)
    appris = {"Intitulé du projet": "titre"}
    vu = apercu(contenu, correspondances=appris)
    importation.importer(LEA, vu, source="Réseau", correspondances=appris)
    with lire() as cur:
        assert importation.lister_sources(cur, LEA) == ["Réseau"]
        assert importation.correspondances_de(cur, LEA, "Réseau") == appris
        assert importation.correspondances_de(cur, NOE, "Réseau") == {}


def test_300_wrong_rows_of_5000_are_told_one_by_one(store: Store) -> None:
    quelques_territoires()
    lignes, fautes = cinq_mille()
    vu = apercu(en_xlsx(lignes))
    assert len(vu.lignes) == 5_000
    assert {x.numero for x in vu.fautives} == set(fautes)
    for x in vu.fautives:
        colonne, _, raison, proposition = fautes[x.numero]
        assert [(f.colonne, f.proposition) for f in x.erreurs] == [(colonne, proposition)], x.erreurs
        assert raison in x.erreurs[0].raison
    avances: list[tuple[int, int]] = []
    _, nombre = importation.importer(
        LEA, vu, valides_seulement=True, avancer=lambda fait, total: avances.append((fait, total))
    )
    assert nombre == en_attente() == 4_700
    assert avances[0] == (500, 4_700)
    assert avances[-1] == (4_700, 4_700)


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separateur", [",", ";", "\t"])
def test_the_ways_spreadsheets_write_csv(store: Store, codage: str, separateur: str) -> None:
    quelques_territoires()
    contenu = en_csv([ligne()], separateur=separateur, codage=codage)
    (lue,) = apercu(contenu).justes
    assert lue.contenu.titre == JUSTE["titre"]


def _bombe() -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    return sortie.getvalue()


def _classeur(*, formule: bool = False, fusion: bool = False) -> bytes:
    livre = load_workbook(io.BytesIO(en_xlsx([ligne(1), ligne(2)])))
    feuille: Any = livre.worksheets[0]
    if formule:
        feuille["A2"] = '=HYPERLINK("http://x","y")'
    if fusion:
        feuille.merge_cells("A2:A3")
    sortie = io.BytesIO()
    livre.save(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("contenu", "reponse"),
    [
        (b"", "il manque titre"),
        (_bombe(), "trop gros"),
        (bytes(51_000_000), "10\u00a0Mo"),
        (b"PK\x03\x04 not a zip", "ne s’ouvre pas"),
        (b"\xd0\xcf\x11\xe0 old", "ancien format"),
        (b"%PDF-1.7 \x81\x8d\x8f", "pas du texte"),
        (en_csv([ligne()]).replace(b"resume", b"rien", 1), "il manque resume"),
        (en_csv([ligne()]).replace(b"resultats", b"Titre", 1), "Deux colonnes disent la même chose"),
        (en_csv([]), "aucune ligne"),
        (en_csv([{}] * 3 + [ligne(i) for i in range(5_001)]), "dépasse 5000 lignes"),
    ],
    ids=["empty", "bomb", "51MB", "notzip", "xls", "pdf", "missing", "twice", "titles", "long"],
)
def test_a_hostile_file_gets_a_sentence(store: Store, contenu: bytes, reponse: str) -> None:
    with pytest.raises(ErreurObservatoire, match=reponse):
        apercu(contenu)
    assert en_attente() == 0


def test_formulas_and_merged_cells_are_told_at_their_row(store: Store) -> None:
    """A formula without a value, and what a merge hides, are empty cells: the title is missing there."""
    quelques_territoires()
    for contenu, fautive in ((_classeur(formule=True), 2), (_classeur(fusion=True), 3)):
        (lue,) = apercu(contenu).fautives
        assert (lue.numero, lue.erreurs[0].colonne) == (fautive, "titre")
        assert "manque" in lue.erreurs[0].raison


def test_the_model_offers_lists_and_its_examples_are_right(store: Store) -> None:
    quelques_territoires()
    livre = load_workbook(io.BytesIO(modele()))
    feuille: Any = livre.worksheets[0]
    assert [c.value for c in feuille[1]] == NOMS
    assert {str(v.sqref).split("2")[0] for v in feuille.data_validations.dataValidation} >= {"D", "G", "J"}
    exemples = {
        x[0].value: [x[3].value or "", x[4].value or ""] for x in livre["Lisez-moi"].iter_rows(min_row=2)
    }
    vu = apercu(en_csv([{nom: exemples[nom][i] for nom in NOMS} for i in (0, 1)]))
    assert [x.erreurs for x in vu.lignes] == [(), ()]


def test_every_list_of_the_model_is_read_back(store: Store) -> None:
    quelques_territoires()
    feuille: Any = load_workbook(io.BytesIO(modele()))["Listes"]
    for colonne in feuille.iter_cols():
        nom = colonne[0].value
        for valeur in [c.value for c in colonne[1:] if c.value]:
            (lue,) = (
                apercu(en_csv([ligne(**{nom: valeur})])).lignes
                if nom in NOMS
                else apercu(en_csv([ligne()])).lignes
            )
            assert not [f for f in lue.erreurs if "valeur connue" in f.raison], (nom, valeur)


@given(st.text(max_size=200))
def test_the_values_of_a_cell_are_distinct_and_trimmed(cellule: str) -> None:
    lus = morceaux(cellule)
    assert len(set(lus)) == len(lus)
    assert all(m and m == m.strip() and not set(m) & set(";|\n") for m in lus)


def test_each_field_of_the_form_has_a_column() -> None:
    assert colonne_de("partenaires.1.cote") == "cote_2"
    assert colonne_de("partenaires") == "partenaire_1"
    assert colonne_de("portee") == "territoires"


def test_a_workbook_of_another_kind_is_told(store: Store) -> None:
    livre = Workbook()
    sortie = io.BytesIO()
    livre.save(sortie)
    with pytest.raises(Invalide, match="il manque titre"):
        apercu(sortie.getvalue())


# --- the command ---


def commande(*mots: str, contenu: bytes = b"") -> list[str]:
    lus = vars(analyseur().parse_args(["pratiques", *mots])) | {"contenu": b64encode(contenu).decode()}
    dites: list[str] = []
    console.executer(lus, dites.append)
    return dites


def test_the_command_previews_refuses_imports_and_undoes(store: Store) -> None:
    quelques_territoires()
    contenu = en_csv([ligne(1), ligne(2, forme="lieu partajé"), ligne(1)])
    dites = commande("importer", "a/x.csv", "--apercu", contenu=contenu)
    assert dites[0] == "2\u00a0contributions à enregistrer, dont 1 peut-être déjà là."
    assert dites[1].startswith("Ligne 3\u00a0: [forme]")
    assert en_attente() == 0
    with pytest.raises(ErreurObservatoire, match="--sans-les-fautives"):
        commande("importer", "a/x.csv", contenu=contenu)
    dites = commande("importer", "a/x.csv", "--sans-les-fautives", "--avec-les-doublons", contenu=contenu)
    assert "2 sur 2…" in dites
    assert en_attente() == 2
    (lu,) = commande("lister")
    assert "x.csv, 2\u00a0contributions (2 en attente, 0 décidées)" in lu
    assert commande("annuler", lu.split("\u00a0")[0]) == [
        "Import annulé\u00a0: 2\u00a0contributions retirées."
    ]
    assert en_attente() == 0


def test_les_numeros_des_partenaires_sont_lus_et_verifies(store: Store) -> None:
    quelques_territoires()
    vu = apercu(en_csv([ligne(1, numero_1="732 829 320 00074"), ligne(2, numero_2="732829321")]))
    juste, fautive = vu.lignes
    importation.importer(LEA, vu, valides_seulement=True)
    with lire() as cur:
        (gardee,) = contributions.lister_miennes(cur, LEA)
    assert juste.erreurs == ()
    assert [p.numero for p in gardee.contenu.partenaires] == ["73282932000074", ""]
    assert [(f.colonne, "SIREN n’existe pas" in f.raison) for f in fautive.erreurs] == [("numero_2", True)]
