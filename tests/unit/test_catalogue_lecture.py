"""Bad input in the catalogue's files: each finding names file, entry, field, and what to do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.factories_catalogue import (
    SCHEMAS,
    contenu,
    ecrire_catalogue,
    un_partenaire,
    une_parole,
    une_piste,
    une_pratique,
    une_source,
    une_structure,
)

from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.catalogue.lecture import FORMATS, lire_catalogue
from observatoire.vocabulaires import vocabulaire

Fichiers = dict[str, list[Any]]


def refus(dossier: Path, fichiers: Fichiers) -> str:
    with pytest.raises(ErreurCatalogue) as capture:
        lire_catalogue(ecrire_catalogue(dossier, fichiers))
    return str(capture.value).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_right_catalogue_is_read_with_its_origins(tmp_path: Path) -> None:
    catalogue = lire_catalogue(ecrire_catalogue(tmp_path, contenu()))
    assert [(p["id"], p["origine"]) for p in catalogue.pratiques] == [
        ("jardin-partage", "rapport"),
        ("doc-1", "documentee"),
    ]
    assert [(p["vocabulaire"], p["code"]) for p in catalogue.paroles] == [
        ("objectif", "se_connaitre"),
        ("frein", "stereotypes"),
        ("levier", "temps_long"),
    ]


def remplacer(fichier: str, entree: Any) -> Callable[[Fichiers], None]:
    return lambda fichiers: fichiers[fichier].__setitem__(0, entree)


def ajouter(fichier: str, entree: Any) -> Callable[[Fichiers], None]:
    return lambda fichiers: fichiers[fichier].append(entree)


EX = "exemples.yaml"
MAUVAISES = {
    "unknown field": (remplacer(EX, une_pratique(couleur="vert")), "couleur n’existe pas"),
    "missing field": (
        remplacer(EX, {k: v for k, v in une_pratique().items() if k not in ("forme", "site")}),
        "il manque forme, site. Ajoutez-le",
    ),
    "wrong type": (remplacer(EX, une_pratique(annee_debut="2019")), "champ annee_debut : « 2019 » n’est pas"),
    "year out of range": (remplacer(EX, une_pratique(annee_fin=201)), "entre 1800 et 2100"),
    "empty text": (remplacer(EX, une_pratique(resume="")), "champ resume : le texte est vide"),
    "too long": (remplacer(EX, une_pratique(titre="x" * 141)), "dépasse 140 caractères (141)"),
    "accent in an id": (remplacer(EX, une_pratique("café")), "minuscules sans accent"),
    "no source": (remplacer(EX, une_pratique(sources=[])), "champ sources : la liste est vide"),
    "code twice": (
        remplacer(EX, une_pratique(objectifs=["se_connaitre", "se_connaitre"])),
        "champ objectifs : une valeur est écrite deux fois",
    ),
    "not an address": (remplacer(EX, une_pratique(site="exemple.fr")), "champ site : « exemple.fr »"),
    "not a date": (
        remplacer(EX, une_pratique(sources=[une_source(date="13/12/2021")])),
        "champ sources[1].date : « 13/12/2021 »",
    ),
    "day that never was": (
        remplacer(EX, une_pratique(sources=[une_source(date="2021-02-30")])),
        "le 2021-02-30 n’existe pas",
    ),
    "table seven": (remplacer(EX, une_pratique(sources=[une_source(table=7)])), "champ sources[1].table : 7"),
    "not a territory": (
        remplacer(EX, une_pratique(territoires=["Lyon"])),
        "champ territoires[1] : « Lyon » n’a pas la forme attendue. Écrivez commune-78440",
    ),
    "commune after a wider territory": (
        remplacer(EX, une_pratique(territoires=["departement-78", "commune-78440"])),
        "commune-78440 doit venir en premier",
    ),
    "ends before it begins": (
        remplacer(EX, une_pratique(annee_debut=2020, annee_fin=2019)),
        "champ annee_fin : 2019 vient avant",
    ),
    "unknown code": (
        remplacer(EX, une_pratique(forme="banquet")),
        "champ forme : « banquet » n’est pas un code du vocabulaire forme",
    ),
    "unknown code of a partner": (
        remplacer(EX, une_pratique(partenaires=[un_partenaire(), un_partenaire("B", apporte=["or"])])),
        "champ partenaires[2].apporte : « or »",
    ),
    "unknown structure": (
        remplacer(EX, une_pratique(partenaires=[un_partenaire(structure="absente")])),
        "« absente » n’est pas dans structures.yaml",
    ),
    "partner twice": (
        remplacer(EX, une_pratique(partenaires=[un_partenaire("L’Étape"), un_partenaire("l etape")])),
        "champ partenaires[2].nom : « l etape » est inscrit deux fois",
    ),
    "id taken in another file": (
        ajouter(EX, une_pratique("doc-1")),
        "documentees.yaml, entrée « doc-1 », champ id : déjà pris dans exemples.yaml",
    ),
    "unknown type of structure": (
        remplacer("structures.yaml", une_structure("la-passerelle", type_structure="club")),
        "structures.yaml, entrée « la-passerelle », champ type_structure : « club »",
    ),
    "objective that no table wrote": (
        ajouter("objectifs.yaml", une_parole("devenir_riches")),
        "objectifs.yaml, entrée « devenir_riches », champ code",
    ),
    "two words on one code": (
        ajouter("freins.yaml", une_parole("stereotypes")),
        "freins.yaml, entrée « stereotypes », champ code : déjà pris",
    ),
    "piste of no family": (
        remplacer("pistes.yaml", une_piste(famille="divers")),
        "pistes.yaml, entrée « vis-ma-vie », champ famille",
    ),
    "piste realised by nothing": (
        remplacer("pistes.yaml", une_piste(pratiques=["absente"])),
        "« absente » n’est pas une pratique du catalogue",
    ),
    "synthesis without its words": (
        remplacer("pistes.yaml", une_piste(dans_synthese=True)),
        "champ texte_synthese : « null » n’est pas un texte",
    ),
    "words of a synthesis that left it out": (
        remplacer("pistes.yaml", une_piste(texte_synthese="Des mots")),
        "champ texte_synthese : « Des mots » n’est pas null",
    ),
    "entry that is a word": (ajouter(EX, "jardin"), "exemples.yaml, entrée numéro 2, « jardin » n’est pas"),
    "decision of no form": (
        ajouter("decisions_doublons.yaml", {"decision": "meme", "raison": "x", "relu_le": "2026-01-01"}),
        "decisions_doublons.yaml, entrée numéro 1, les champs de l’entrée ne vont pas ensemble",
    ),
}


@pytest.mark.parametrize("cas", MAUVAISES)
def test_bad_input_is_told(cas: str, tmp_path: Path) -> None:
    abimer, attendu = MAUVAISES[cas]
    fichiers = contenu()
    abimer(fichiers)
    message = refus(tmp_path, fichiers)
    assert attendu in message
    assert message.startswith("Le catalogue n’a pas été chargé :\n")


def test_every_finding_is_told_at_once(tmp_path: Path) -> None:
    fichiers = contenu() | {EX: [une_pratique(f"p-{i}", titre="") for i in range(15)]}
    message = refus(tmp_path, fichiers)
    assert all(f"« p-{i} »" in message for i in range(10))
    assert message.endswith("… et 10 autres.")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (
            "- id: a\n  titre: b\n  titre: c\n",
            "exemples.yaml, ligne 2 : le champ « titre » est écrit deux fois",
        ),
        ("- id: [a\n", "exemples.yaml, ligne 2 : le fichier n’est pas du YAML correct"),
        ("id: a\n", "exemples.yaml doit contenir une liste"),
        ("", "exemples.yaml doit contenir une liste"),
    ],
)
def test_a_file_that_is_not_a_list_of_entries(texte: str, attendu: str, tmp_path: Path) -> None:
    dossier = ecrire_catalogue(tmp_path, contenu())
    (dossier / EX).write_text(texte, encoding="utf-8")
    with pytest.raises(ErreurCatalogue) as capture:
        lire_catalogue(dossier)
    assert attendu in str(capture.value).replace("\u00a0", " ")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    dossier = ecrire_catalogue(tmp_path, contenu())
    (dossier / EX).write_bytes("- id: é\n".encode("latin-1"))
    with pytest.raises(ErreurCatalogue, match="UTF-8"):
        lire_catalogue(dossier)


@pytest.mark.parametrize("nom", FORMATS)
def test_a_missing_file_is_named(nom: str, tmp_path: Path) -> None:
    dossier = ecrire_catalogue(tmp_path, contenu())
    (dossier / nom).unlink()
    with pytest.raises(ErreurCatalogue, match=f"Le fichier {nom} manque"):
        lire_catalogue(dossier)


def test_dates_stay_text_whatever_their_precision(tmp_path: Path) -> None:
    dossier = ecrire_catalogue(tmp_path, contenu())
    texte = (dossier / EX).read_text(encoding="utf-8").replace("'2021-12-13'", "2021-12-13")
    assert "date: 2021-12-13" in texte
    (dossier / EX).write_text(texte, encoding="utf-8")
    assert lire_catalogue(dossier).pratiques[0]["sources"][0]["date"] == "2021-12-13"


def test_a_folded_record_can_no_longer_realise_a_piste(tmp_path: Path) -> None:
    fichiers = contenu()
    fichiers["decisions_doublons.yaml"] = [
        {
            "decision": "meme",
            "garde": "jardin-partage",
            "fondues": ["doc-1"],
            "raison": "La même.",
            "relu_le": "2026-01-01",
        }
    ]
    fichiers["pistes.yaml"] = [une_piste(pratiques=["doc-1"])]
    assert "fondue dans une autre" in refus(tmp_path, fichiers)
    fichiers["pistes.yaml"] = [une_piste(pratiques=["jardin-partage"])]
    (seule,) = lire_catalogue(ecrire_catalogue(tmp_path, fichiers)).pratiques
    assert (seule["origine"], len(seule["sources"])) == ("rapport", 2)


@pytest.mark.parametrize("nom", sorted({*FORMATS.values()}))
def test_schemas_are_sound_and_closed(nom: str) -> None:
    schema = json.loads((SCHEMAS / f"{nom}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    ouvert = schema.get("additionalProperties", None)
    assert ouvert is False or all(forme["additionalProperties"] is False for forme in schema["oneOf"])


def test_the_pratique_schema_takes_every_code_of_the_vocabularies() -> None:
    schema = json.loads((SCHEMAS / "pratique.schema.json").read_text(encoding="utf-8"))
    listes = {"objectifs": "objectif", "thematiques": "thematique", "publics": "public", "leviers": "levier"}
    for champ, nom in listes.items():
        jsonschema.validate(list(vocabulaire(nom).codes), schema["properties"][champ])
