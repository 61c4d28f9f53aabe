"""The documented initiatives: made from their sources and the reviewed tables, nothing lost, nothing added."""

import importlib.util
import json
import re
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest
import yaml
from tests.personnes import personnes_nommees

from observatoire.catalogue.fusion import appliquer_decisions
from observatoire.vocabulaires import vocabulaire

RACINE = Path(__file__).parents[2]
CATALOGUE = RACINE / "data" / "catalogue"
RECETTE = CATALOGUE / "recette"
REFERENTIEL = RACINE / "data" / "referentiel"


@cache
def recette(nom: str) -> ModuleType:
    """Import a module of the recipe, which lives beside its data and not in the package."""
    if str(RECETTE) not in sys.path:
        sys.path.append(str(RECETTE))
    spec = importlib.util.spec_from_file_location(nom, RECETTE / f"{nom}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def lire(chemin: str) -> Any:
    return yaml.safe_load((CATALOGUE / chemin).read_text(encoding="utf-8"))


@cache
def source() -> dict[str, dict[str, Any]]:
    return {fiche["id"]: fiche for fiche in recette("documentees").lire_source()}


def entrees() -> list[dict[str, Any]]:
    table = lire("correspondances.yaml")
    return [*table["thematiques"], *table["publics"]]


def lettres(texte: str) -> str:
    """Return what typography never touches: letters, digits and signs, without spaces, apostrophes made alike."""
    return re.sub(r"\s", "", texte).replace("'", "’")


@cache
def communes() -> dict[str, str]:
    table = pq.read_table(REFERENTIEL / "communes.parquet", columns=["code", "dep"]).to_pydict()
    return dict(zip(table["code"], table["dep"], strict=True))


@cache
def territoires_connus() -> set[str]:
    connus = {"pays-FR"} | {f"commune-{code}" for code in communes()}
    for niveau, fichier in (("epci", "epci"), ("departement", "departements"), ("region", "regions")):
        codes = pq.read_table(REFERENTIEL / f"{fichier}.parquet", columns=["code"]).to_pydict()["code"]
        connus |= {f"{niveau}-{code}" for code in codes}
    return connus


def test_the_file_is_what_the_recipe_makes() -> None:
    attendu = recette("documentees").construire()
    obtenu = (CATALOGUE / "documentees.yaml").read_text(encoding="utf-8")
    assert obtenu == attendu, "relancer python data/catalogue/recette/documentees.py"


def test_every_collected_record_is_there_under_its_id() -> None:
    assert [p["id"] for p in lire("documentees.yaml")] == [f"doc-{n:03d}" for n in range(1, 274)]
    assert list(source()) == [p["id"] for p in lire("documentees.yaml")]


def test_words_of_the_source_are_kept_but_for_typography_and_the_reviewed_slips() -> None:
    fautes = {(f["id"], f["champ"]) for f in lire("recette/lectures.yaml")["langue"]}
    for pratique in lire("documentees.yaml"):
        for champ in ("titre", "resume"):
            if (pratique["id"], champ) not in fautes:
                assert lettres(pratique[champ]) == lettres(source()[pratique["id"]][champ])


def test_texts_follow_french_typography() -> None:
    for pratique in lire("documentees.yaml"):
        textes = [pratique["titre"], pratique["resume"], *pratique["mots_libres"]]
        textes += [p["nom"] for p in pratique["partenaires"]] + [s["titre"] for s in pratique["sources"]]
        for texte in textes:
            assert not re.search(r"'|\.\.\.| [;:!?»]|« |\d [€%]", texte), texte


NOMS_D_ORGANISATIONS_ET_DE_LIEUX = {
    "Rosa Parks": "quartier de Paris 19e",
    "Pauline Roland": "centre d’hébergement de Paris",
    "Yves-Morvan Solidaire": "association d’Ille-et-Vilaine",
}
"""Names of people that are the name of something else, each read in its record."""


def test_no_individual_is_named() -> None:
    """Only the address of a page may hold a name: it is where the source is."""
    trouves = set()
    for pratique in lire("documentees.yaml"):
        textes = [pratique["titre"], pratique["resume"], *pratique["mots_libres"]]
        textes += [p["nom"] for p in pratique["partenaires"]] + [s["titre"] for s in pratique["sources"]]
        trouves |= {nom for texte in textes for nom in personnes_nommees(texte)}
    assert trouves == set(NOMS_D_ORGANISATIONS_ET_DE_LIEUX)


@pytest.mark.parametrize("texte", ["portée par Jean-Luc Martin", "selon Mme Diallo", "Élise Le Goff, maire"])
def test_a_named_person_is_seen(texte: str) -> None:
    assert personnes_nommees(texte)


def test_partners_are_organisations_linked_to_no_invented_structure() -> None:
    for pratique in lire("documentees.yaml"):
        assert all(p["structure"] is None for p in pratique["partenaires"])


def test_each_fact_is_the_source_s_and_unknown_stays_unknown() -> None:
    for pratique in lire("documentees.yaml"):
        fiche = source()[pratique["id"]]
        assert pratique["annee_debut"] == fiche["annee_debut"]
        assert pratique["forme"] == fiche["forme"]
        assert (pratique["activite"] or "inconnu") == fiche["activite"]
        assert [(p["cote"], p["role"] or "inconnu") for p in pratique["partenaires"]] == [
            (p["cote"], p["role"]) for p in fiche["partenaires"]
        ]
        assert len(pratique["sources"]) == 1
        for champ in ("objectifs", "familles", "freins", "leviers"):
            assert pratique[champ] == []
        for champ in ("annee_fin", "site"):
            assert pratique[champ] is None


def test_places_exist_and_agree_with_the_source() -> None:
    relus = {lecture["id"] for lecture in lire("recette/lectures.yaml")["territoires"]}
    for pratique in lire("documentees.yaml"):
        fiche, declares = source()[pratique["id"]], pratique["territoires"]
        assert set(declares) <= territoires_connus()
        if fiche["code_insee"]:
            assert declares[0] == f"commune-{fiche['code_insee']}"
            assert communes()[fiche["code_insee"]] == fiche["departement"]
        elif fiche["departement"]:
            assert f"departement-{fiche['departement']}" in declares
        elif pratique["id"] not in relus:
            assert declares == []


@pytest.mark.parametrize("champ", ["thematiques", "publics"])
def test_each_free_word_is_mapped_once_and_no_other(champ: str) -> None:
    mots = [entree["mot"] for entree in lire("correspondances.yaml")[champ]]
    assert Counter(mots) == Counter({mot for fiche in source().values() for mot in fiche[champ]})


def test_codes_belong_to_the_vocabularies() -> None:
    thematiques, publics = vocabulaire("thematique"), vocabulaire("public")
    for entree in entrees():
        for code in entree["codes"]:
            assert code in (thematiques if "--" in code else publics), entree["mot"]
        categorie = thematiques.get(entree.get("categorie"))
        assert "categorie" not in entree or (categorie is not None and categorie.est_categorie), entree["mot"]
    for pratique in lire("documentees.yaml"):
        assert all(code in thematiques for code in pratique["thematiques"])
        assert all(code in publics for code in pratique["publics"])


def test_a_word_is_never_lost() -> None:
    """Each free word of a record is found again: as a code, as a category or a theme of it, or as a word."""
    regles = {
        champ: {e["mot"]: e for e in lire("correspondances.yaml")[champ]}
        for champ in ("thematiques", "publics")
    }
    typographier = recette("typographie").typographier
    for pratique in lire("documentees.yaml"):
        categories = {code.partition("--")[0] for code in pratique["thematiques"]}
        for champ in ("thematiques", "publics"):
            for mot in source()[pratique["id"]][champ]:
                regle = regles[champ][mot]
                assert set(regle["codes"]) <= {*pratique["thematiques"], *pratique["publics"]}
                assert {regle["categorie"]} <= categories if "categorie" in regle else True
                rendu = regle["codes"] or regle.get("categorie") in pratique["thematiques"]
                if "mot_libre" in regle or not rendu:
                    assert typographier(regle.get("mot_libre", mot)) in pratique["mots_libres"]


def test_a_category_is_said_only_when_no_theme_of_it_is() -> None:
    """In the records, and still in the catalogue where some are folded into one."""
    thematiques = vocabulaire("thematique")
    reunies = appliquer_decisions(
        lire("exemples.yaml") + lire("documentees.yaml"), lire("decisions_doublons.yaml")
    )
    for pratique in [*lire("documentees.yaml"), *reunies]:
        codes = set(pratique["thematiques"])
        for code in codes:
            assert codes & set(thematiques.etendue(code)) == {code}, pratique["id"]


def test_folding_records_loses_no_theme() -> None:
    fiches = lire("exemples.yaml") + lire("documentees.yaml")
    decisions = [d for d in lire("decisions_doublons.yaml") if d["decision"] == "meme"]
    themes = {p["id"]: set(p["thematiques"]) for p in fiches}
    reunies = {p["id"]: set(p["thematiques"]) for p in appliquer_decisions(fiches, decisions)}
    for decision in decisions:
        for fondue in decision["fondues"]:
            assert themes[fondue] <= reunies[decision["garde"]], fondue


def test_a_record_without_theme_says_nothing_a_code_renders() -> None:
    """Few are left, and none for want of a category: every word they carry was reviewed as rendered by none."""
    sans_theme = [p for p in lire("documentees.yaml") if not p["thematiques"]]
    assert len(sans_theme) < len(lire("documentees.yaml")) / 7
    rendus = {e["mot"] for e in lire("correspondances.yaml")["thematiques"] if "categorie" in e}
    for pratique in sans_theme:
        assert not rendus & set(source()[pratique["id"]]["thematiques"])


@pytest.mark.parametrize(
    ("lues", "themes", "libres"),
    [
        ((), ["mobilite"], []),
        (("mobilite--preparer-un-permis",), ["mobilite--preparer-un-permis"], ["mobilité"]),
        (("sante",), ["mobilite", "sante"], []),
    ],
)
def test_a_word_gives_its_category_unless_the_text_says_more(
    lues: tuple[str, ...], themes: list[str], libres: list[str]
) -> None:
    fiche = {"id": "doc-001", "thematiques": ["mobilité"], "publics": []}
    table = {"thematiques": [{"mot": "mobilité", "codes": [], "categorie": "mobilite"}], "publics": []}
    rendu = recette("documentees").traduire_mots(fiche, table, lues)
    assert rendu == {"thematiques": themes, "publics": [], "mots_libres": libres}


@pytest.mark.parametrize("section", ["territoires", "thematiques"])
def test_each_reading_quotes_words_that_are_in_the_record(section: str) -> None:
    lectures = lire("recette/lectures.yaml")[section]
    assert len({lecture["id"] for lecture in lectures}) == len(lectures)
    for lecture in lectures:
        fiche = source()[lecture["id"]]
        assert lecture["mots"]
        for mots in lecture["mots"]:
            assert mots in f"{fiche['titre']} | {fiche['resume']}", lecture["id"]


def test_each_slip_of_language_is_there_once() -> None:
    for faute in lire("recette/lectures.yaml")["langue"]:
        assert source()[faute["id"]][faute["champ"]].count(faute["de"]) == 1


def test_a_word_absent_from_the_table_is_named() -> None:
    fiche = {"id": "doc-001", "thematiques": ["apiculture"], "publics": []}
    with pytest.raises(ValueError, match="doc-001, thematiques : ajoutez le mot « apiculture »"):
        recette("documentees").traduire_mots(fiche, {"thematiques": [], "publics": []})


@pytest.mark.parametrize(
    ("brut", "attendu"),
    [
        ("L'idée : 150 000 €", "L’idée\u00a0: 150\u202f000\u00a0€"),
        ("PAM ! et « EBE »", "PAM\u202f! et «\u00a0EBE\u00a0»"),
        ("Repairs! 49", "Repairs! 49"),
        ("«Courte échelle», 1 600 m²", "«\u00a0Courte échelle\u00a0», 1\u202f600\u00a0m²"),
        ("Créé le 30 septembre 2017 au 8e", "Créé le 30 septembre 2017 au 8e"),
    ],
)
def test_typography(brut: str, attendu: str) -> None:
    typographier = recette("typographie").typographier
    assert typographier(brut) == attendu
    assert typographier(attendu) == attendu


@pytest.mark.parametrize(
    ("brute", "attendue"),
    [
        ("https://a.fr/p?fbclid=xyz", "https://a.fr/p"),
        ("https://a.fr/?p=12&share=skype", "https://a.fr/?p=12"),
        ("https://a.fr/?filtre%5Bx%5D=7&page=9", "https://a.fr/?filtre%5Bx%5D=7&page=9"),
    ],
)
def test_addresses_neither_track_nor_open_another_view(brute: str, attendue: str) -> None:
    assert recette("documentees").nettoyer_adresse(brute) == attendue


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [("2025-12-17", date(2025, 12, 17)), ("2025-07", "2025-07"), ("2018", "2018"), (None, None)],
)
def test_no_day_is_invented(jour: str | None, attendu: date | str | None) -> None:
    assert recette("documentees").dater(jour) == attendu


def test_the_table_follows_its_schema() -> None:
    schema = json.loads((CATALOGUE / "schemas" / "correspondances.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validateur = jsonschema.Draft202012Validator(schema)
    validateur.validate(lire("correspondances.yaml"))
    sans_note = {"thematiques": [{"mot": "vélo", "codes": []}], "publics": []}
    garde_sans_note = {"thematiques": [{"mot": "x", "codes": ["a--b"], "mot_libre": "x"}], "publics": []}
    assert not validateur.is_valid(sans_note)
    assert not validateur.is_valid(garde_sans_note)
