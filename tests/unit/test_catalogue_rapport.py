"""The catalogue against the report's own words: every bullet taken up, every quotation exact, nobody named."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from observatoire.catalogue.fichiers import lire_entrees
from observatoire.catalogue.lecture import FORMATS, lire_catalogue
from observatoire.vocabulaires import vocabulaire

CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue"
RUBRIQUES = {
    "Principaux objectifs de la collaboration": "objectifs",
    "Exemples de collaboration": "exemples",
    "Pistes de future collaboration": "pistes",
}
FAMILLES = {
    "Lieux et espaces de rencontre": "lieux_et_rencontres",
    "Apprentissage et formation": "apprentissage_et_formation",
    "Communication et valorisation": "communication_et_valorisation",
    "Dispositions législatives": "dispositions_legislatives",
    "Instances et outils tierces entre l'ESS et le monde du travail social": "instances_et_outils",
}
TEXTES_DU_RAPPORT = ("exemples", "structures", "pistes", "objectifs", "freins", "leviers", "glossaire")


def mots(texte: str) -> str:
    """Fold typography only: apostrophes, quotation marks, spaces. No word, accent or capital changes."""
    texte = unicodedata.normalize("NFC", texte).replace("’", "'")
    texte = re.sub(r"\s*[«»\"]\s*", '"', texte)
    texte = re.sub(r'(?<=\w)"(?=\w)', '" "', texte)
    texte = re.sub(r"\s+(?=[:;!?])", "", texte)
    return re.sub(r'\s*"\s*', '"', " ".join(texte.split()))


@cache
def transcription() -> str:
    return (CATALOGUE / "rapport_ateliers.txt").read_text(encoding="utf-8")


@cache
def rapport() -> str:
    return mots(transcription())


@cache
def puces() -> dict[tuple[int, str], list[str]]:
    """Return the report's bullets by (table, section); table 0 is the general synthesis."""
    trouvees: dict[tuple[int, str], list[str]] = {}
    table, rubrique = None, ""
    for ligne in transcription().splitlines():
        if titre := re.fullmatch(r"TABLE (\d)", ligne):
            table = int(titre[1])
        elif ligne == "SYNTHÈSE GÉNÉRALE":
            table = 0
        elif ligne.removesuffix(" :") in RUBRIQUES:
            rubrique = RUBRIQUES[ligne.removesuffix(" :")]
        elif ligne.startswith("- ") and table is not None:
            trouvees.setdefault((table, rubrique), []).append(ligne.removeprefix("- "))
    return trouvees


@cache
def pistes_de_la_synthese() -> dict[str, list[str]]:
    """Return the synthesis' sentences by family: a bullet names it, the line below holds its sentences."""
    lignes = transcription().splitlines()
    return {
        famille: [p.strip() for p in lignes[lignes.index(f"- {titre} :") + 1].split(" / ")]
        for titre, famille in FAMILLES.items()
    }


@cache
def lire(nom: str) -> list[dict[str, Any]]:
    return lire_entrees(CATALOGUE / f"{nom}.yaml")


def par_table(rubrique: str) -> list[tuple[int, str]]:
    return [(table, mots(p)) for table in range(1, 7) for p in puces()[table, rubrique]]


def test_the_report_counts_what_it_is_said_to_count() -> None:
    assert Counter(table for table, _ in par_table("objectifs")) == dict.fromkeys(range(1, 7), 3)
    assert Counter(table for table, _ in par_table("exemples")) == {1: 7, 2: 6, 3: 5, 4: 3, 5: 5, 6: 3}
    assert Counter(table for table, _ in par_table("pistes")) == {1: 6, 2: 8, 3: 7, 4: 5, 5: 8, 6: 8}
    assert [len(phrases) for phrases in pistes_de_la_synthese().values()] == [5, 4, 4, 2, 2]


def test_the_eighteen_objectives_in_order_each_with_its_code() -> None:
    entrees = lire("objectifs")
    assert [(o["tables"], mots(o["texte"])) for o in entrees] == [([t], p) for t, p in par_table("objectifs")]
    assert len(entrees) == 18
    assert [o["code"] for o in entrees] == list(vocabulaire("objectif").codes)


def test_the_twenty_nine_examples_are_quoted_once_by_the_table_that_named_them() -> None:
    cites = [
        (s["table"], mots(s["citation"])) for e in lire("exemples") for s in e["sources"] if s["table"] != 0
    ]
    assert cites == par_table("exemples")
    assert len(cites) == len(lire("exemples")) == 29


def test_the_synthesis_examples_all_have_it_as_a_further_source() -> None:
    phrases = {mots(p) for bullet in puces()[0, "exemples"] for p in re.split(r"(?<=\.) (?=Le Pôle)", bullet)}
    par_phrase = Counter(
        mots(s["citation"])
        for e in lire("exemples")
        for s in e["sources"]
        if s["titre"].endswith("synthèse générale")
    )
    assert set(par_phrase) == phrases
    assert sorted(par_phrase.values()) == [1, 2, 3, 3]


def test_the_two_ptce_stay_two() -> None:
    tables = {e["id"]: [s["table"] for s in e["sources"]] for e in lire("exemples") if e["forme"] == "ptce"}
    assert tables == {"ptce-des-mureaux": [2, 0], "poles-territoriaux-de-cooperation-economique": [4]}


def test_the_forty_two_pistes_in_order() -> None:
    assert [(p["table"], mots(p["texte"])) for p in lire("pistes")] == par_table("pistes")
    assert len(lire("pistes")) == 42


def test_the_seventeen_sentences_of_the_synthesis_are_taken_up_in_their_family() -> None:
    attendues = {(f, mots(p)) for f, phrases in pistes_de_la_synthese().items() for p in phrases}
    reprises = [p for p in lire("pistes") if p["dans_synthese"]]
    assert {(p["famille"], mots(p["texte_synthese"])) for p in reprises} == attendues
    assert len(attendues) == 17
    assert len(reprises) == 20, "two sentences gather five pistes"


def test_a_piste_said_to_be_taken_up_shares_its_words_with_the_synthesis() -> None:
    for piste in lire("pistes"):
        if piste["dans_synthese"]:
            propres, reprise = (
                set(re.findall(r"[\w-]{4,}", mots(piste[champ]).lower()))
                for champ in ("texte", "texte_synthese")
            )
            assert len(propres & reprise) >= len(propres) / 2, piste["id"]


def citations() -> list[tuple[str, str]]:
    trouvees = [(e["id"], s["citation"]) for e in lire("exemples") for s in e["sources"]]
    trouvees += [(s["id"], s["citation"]) for s in lire("structures") if s["citation"]]
    trouvees += [(p["code"], p["texte"]) for nom in ("objectifs", "freins", "leviers") for p in lire(nom)]
    trouvees += [(p["id"], p[c]) for p in lire("pistes") for c in ("texte", "texte_synthese") if p[c]]
    return trouvees


@pytest.mark.parametrize(("cle", "citation"), citations())
def test_quotations_are_the_report_s_words(cle: str, citation: str) -> None:
    reste = rapport()
    for morceau in citation.split("[…]"):
        if propre := mots(morceau).strip(" ."):
            assert propre in reste, cle
            reste = reste.partition(propre)[2]


def test_words_on_obstacles_and_levers_come_from_the_tables_they_name() -> None:
    """Words of one table alone are that table's; those of the study or the round table are table 0."""
    for nom in ("freins", "leviers"):
        for parole in lire(nom):
            texte = mots(parole["texte"]).rstrip(".")
            tables = {t for (t, _), lignes in puces().items() for p in lignes if texte in mots(p)}
            tables |= {0 for phrases in pistes_de_la_synthese().values() for p in phrases if texte in mots(p)}
            assert set(parole["tables"]) == (tables or {0}), parole["code"]


def test_an_example_s_place_is_in_its_words() -> None:
    lieux = {"commune-78440": "Mureaux", "commune-69123": "lyonnais"}
    for exemple in lire("exemples"):
        dits = " ".join(s["citation"] for s in exemple["sources"])
        assert [lieux[t] for t in exemple["territoires"] if lieux[t] not in dits] == [], exemple["id"]


def test_an_example_s_partner_is_in_its_words() -> None:
    ecarts = {"Compagnie Générale des Autres": "CGA"}
    for exemple in lire("exemples"):
        dits = mots(" ".join(s["citation"] for s in exemple["sources"]))
        for partenaire in exemple["partenaires"]:
            nom = mots(partenaire["nom"]).removeprefix("La ").removeprefix("Le ")
            assert ecarts.get(nom, nom) in dits, (exemple["id"], nom)
            assert partenaire["structure"] is not None


def test_figures_of_a_summary_are_in_the_quotations() -> None:
    """No number is written that the report does not write, letters and digits alike."""
    en_lettres = {"douze": "12", "six": "6"}
    for exemple in lire("exemples"):
        dits = " ".join(f"{s['citation']} {s['titre']}" for s in exemple["sources"])
        resume = exemple["resume"].lower()
        nombres = re.findall(r"\d+", resume) + [
            c for m, c in en_lettres.items() if re.search(rf"\b{m}\b", resume)
        ]
        assert [n for n in nombres if not re.search(rf"\b{n}\b", dits)] == [], exemple["id"]


def test_an_unstated_thing_stays_unknown() -> None:
    for exemple in lire("exemples"):
        assert exemple["activite"] is None
        assert exemple["annee_fin"] is None
        assert exemple["site"] is None
        assert (exemple["annee_debut"] is not None) == (exemple["id"] == "etude-ethnologique-de-la-cga")
        assert all(p["cote"] in ("inconnu", "public") for p in exemple["partenaires"])


def test_no_structure_stands_for_a_person_or_a_situation() -> None:
    noms = {s["nom"].lower() for s in lire("structures")}
    assert not noms & {"freelance", "indépendant", "en création d’entreprise", "en recherche d’emploi", "+1"}
    assert len(noms) == len(lire("structures")) == 45


def test_the_transcription_leaves_out_who_sat_where() -> None:
    assert "Autour de la table\u00a0:" not in transcription()
    assert not re.search(r"^Autour de la table", transcription(), re.MULTILINE)
    assert not re.search(r"\b(M\.|Mme|Mlle) [A-Z]", transcription())


def test_nobody_is_named() -> None:
    """The report writes a person as a first name and a surname in capitals: no such pair is left here."""
    sigles = {
        "CNFPT",
        "EPSS",
        "ESS",
        "ESSEC",
        "GNIAC",
        "IRTS",
        "PTCE",
        "SINGA",
        "TZCLD",
        "DGCS",
        "CGA",
        "SIAE",
    }
    fichiers = [CATALOGUE / f"{nom}.yaml" for nom in TEXTES_DU_RAPPORT] + [CATALOGUE / "rapport_ateliers.txt"]
    for fichier in fichiers:
        texte = fichier.read_text(encoding="utf-8")
        paires = re.findall(r"\b[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-z]+)? ((?:[A-Z]{2,}[- ])*[A-ZÉ]{3,})\b", texte)
        assert set(paires) <= sigles, fichier.name


@pytest.mark.parametrize("nom", TEXTES_DU_RAPPORT)
def test_texts_follow_french_typography(nom: str) -> None:
    def textes(valeur: Any) -> list[str]:
        if isinstance(valeur, dict):
            return [t for v in valeur.values() for t in textes(v)]
        if isinstance(valeur, list):
            return [t for v in valeur for t in textes(v)]
        return [valeur] if isinstance(valeur, str) and not valeur.startswith("http") else []

    for texte in textes(lire(nom)):
        assert not re.search(
            r"['\"]| [:;!?»]|« |[«][^\u00a0]|[^\u00a0]»|[^\u00a0\W]:(?!\w)|[^\u202f][;!?]", texte
        ), texte


def test_the_glossary_keeps_apart_the_report_s_words_and_the_observatory_s() -> None:
    termes = lire("glossaire")
    assert 25 <= len(termes) <= 40
    for terme in termes:
        assert re.match(r"(Mot du compte rendu|Compte rendu|Proposition de l’observatoire)", terme["source"])
        assert terme["sens_ts"] or terme["sens_es"] or terme["mot_commun"], terme["id"]
        if terme["faux_ami"]:
            assert terme["sens_ts"]
            assert terme["sens_es"]
            assert terme["sens_ts"] != terme["sens_es"]


def test_synonyms_do_not_lead_back_to_themselves() -> None:
    for terme in lire("glossaire"):
        assert terme["terme"].lower() not in {s.lower() for s in terme["synonymes"]}


def test_the_whole_catalogue_is_right() -> None:
    catalogue = lire_catalogue(CATALOGUE)
    rapport_ids = {e["id"] for e in lire("exemples")}
    assert {p["id"] for p in catalogue.pratiques if p["origine"] == "rapport"} == rapport_ids
    assert all((CATALOGUE / nom).exists() for nom in FORMATS)
