"""Look-alike records: found, settled by a person, folded without losing a source or a partner."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from observatoire.catalogue.doublons import candidats
from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.catalogue.fusion import a_trancher, appliquer_decisions

CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue"


def partenaire(nom: str, structure: str | None = None) -> dict[str, Any]:
    return {"nom": nom, "structure": structure, "cote": "es", "role": None, "apporte": [], "cherche": []}


def une_source(url: str | None, titre: str = "Page", date: str | None = None) -> dict[str, Any]:
    return {"titre": titre, "url": url, "date": date, "table": None, "citation": None}


def pratique(id: str, **champs: Any) -> dict[str, Any]:
    connus = {
        "id": id,
        "titre": f"Initiative {id}",
        "resume": "Un résumé.",
        "thematiques": [],
        "activite": None,
        "annee_debut": None,
        "territoires": [],
        "partenaires": [],
        "sources": [une_source(f"https://exemple.fr/{id}")],
    }
    return connus | champs


def meme(garde: str, *fondues: str, **champs: Any) -> dict[str, Any]:
    commun = {"decision": "meme", "raison": "Même lieu.", "relu_le": "2026-11-24"}
    return commun | {"garde": garde, "fondues": list(fondues)} | champs


def differentes(*ids: str) -> dict[str, Any]:
    return {"decision": "differentes", "ids": list(ids), "raison": "Deux lieux.", "relu_le": "2026-11-24"}


def une_contre(id: str, *autres: str) -> dict[str, Any]:
    return {
        "decision": "differentes",
        "id": id,
        "autres": list(autres),
        "raison": "Un cas.",
        "relu_le": "2026-11-24",
    }


# What a decision does


def test_the_folded_record_goes_and_its_source_stays() -> None:
    resultat = appliquer_decisions([pratique("a"), pratique("b"), pratique("c")], [meme("a", "c")])
    assert [p["id"] for p in resultat] == ["a", "b"]
    assert [s["url"] for s in resultat[0]["sources"]] == ["https://exemple.fr/a", "https://exemple.fr/c"]
    assert resultat[0]["titre"] == "Initiative a"


def test_the_same_page_is_one_source_dated_when_either_is() -> None:
    a = pratique("a", sources=[une_source("https://www.exemple.fr/page/")])
    b = pratique("b", sources=[une_source("http://exemple.fr/page", date="2023")])
    (resultat,) = appliquer_decisions([a, b], [meme("a", "b")])
    assert [(s["url"], s["date"]) for s in resultat["sources"]] == [("https://www.exemple.fr/page/", "2023")]


def test_a_partner_is_added_once_under_the_name_of_the_kept_record() -> None:
    a = pratique("a", partenaires=[partenaire("Pacte 59"), partenaire("Caracol", "caracol")])
    b = pratique(
        "b",
        partenaires=[
            partenaire("PACTE59"),
            partenaire("L’association Caracol", "caracol"),
            partenaire("CCAS"),
        ],
    )
    (resultat,) = appliquer_decisions([a, b], [meme("a", "b")])
    assert [p["nom"] for p in resultat["partenaires"]] == ["Pacte 59", "Caracol", "CCAS"]


def test_an_unknown_side_or_role_is_filled_a_known_one_stays() -> None:
    a = pratique(
        "a",
        partenaires=[partenaire("Caracol") | {"cote": "inconnu"}, partenaire("Aurore") | {"role": "porteur"}],
    )
    b = pratique(
        "b", partenaires=[partenaire(n) | {"cote": "ts", "role": "soutien"} for n in ("Caracol", "Aurore")]
    )
    (resultat,) = appliquer_decisions([a, b], [meme("a", "b")])
    assert [(p["cote"], p["role"]) for p in resultat["partenaires"]] == [("ts", "soutien"), ("es", "porteur")]


def test_a_partner_known_under_another_name_is_declared_and_not_added() -> None:
    a, b = (
        pratique("a", partenaires=[partenaire("Groupe SOS")]),
        pratique("b", partenaires=[partenaire("SOS Solidarités")]),
    )
    (resultat,) = appliquer_decisions([a, b], [meme("a", "b", deja_partenaires=["SOS Solidarités"])])
    assert [p["nom"] for p in resultat["partenaires"]] == ["Groupe SOS"]


def test_facts_are_taken_from_the_folded_record_only_where_the_decision_says_so() -> None:
    a = pratique("a", thematiques=["x--un"])
    b = pratique("b", thematiques=["x--un", "x--deux"], activite="active", annee_debut=2015)
    (resultat,) = appliquer_decisions([a, b], [meme("a", "b", complete=["thematiques", "activite"])])
    assert resultat["thematiques"] == ["x--un", "x--deux"]
    assert (resultat["activite"], resultat["annee_debut"]) == ("active", None)


def test_nothing_given_is_modified() -> None:
    pratiques = [pratique("a"), pratique("b", partenaires=[partenaire("CCAS")])]
    avant = copy.deepcopy(pratiques)
    appliquer_decisions(pratiques, [meme("a", "b")])
    assert pratiques == avant


def test_records_said_different_are_left_as_they_are() -> None:
    pratiques = [pratique("a"), pratique("b")]
    assert appliquer_decisions(pratiques, [differentes("a", "b")]) == pratiques


# What it refuses


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ([meme("a", "z")], "pratiques inconnues\u00a0: z"),
        ([differentes("y", "a")], "pratiques inconnues\u00a0: y"),
        ([une_contre("a", "x")], "pratiques inconnues\u00a0: x"),
        ([meme("a", "b"), une_contre("b", "c", "a")], "à la fois identiques et différentes"),
        ([meme("a", "c"), meme("b", "c")], "« c » deux fois"),
        ([meme("a", "b"), meme("b", "c")], "« b » deux fois, ou la garde ailleurs"),
        ([meme("a", "a")], "« a » deux fois, ou la garde ailleurs"),
        ([meme("a", "b"), differentes("a", "b", "c")], "à la fois identiques et différentes"),
        ([meme("a", "b", "c"), differentes("c", "b")], "à la fois identiques et différentes"),
        ([meme("a", "b", deja_partenaires=["Personne"])], "« Personne » n’est partenaire d’aucune"),
        ([meme("b", "a", complete=["annee_debut"])], "rien à ajouter au champ annee_debut"),
        ([meme("a", "b", complete=["activite"])], "rien à ajouter au champ activite"),
    ],
)
def test_a_wrong_decision_is_said_in_french(decisions: list[dict[str, Any]], message: str) -> None:
    pratiques = [pratique("a"), pratique("b", annee_debut=2015), pratique("c")]
    with pytest.raises(ErreurCatalogue) as erreur:
        appliquer_decisions(pratiques, decisions)
    assert message.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in str(erreur.value)


def test_two_records_with_one_id_are_refused() -> None:
    with pytest.raises(ErreurCatalogue, match="porté par deux pratiques"):
        appliquer_decisions([pratique("a"), pratique("a")], [])


# How look-alikes are found


def test_close_titles_are_enough_when_places_agree() -> None:
    a = pratique("a", titre="Les Grands Voisins", territoires=["commune-75056"])
    b = pratique("b", titre="Les Grands Voisins (ancien hôpital)")
    assert candidats([a, b]) == [("a", "b")]
    assert candidats([a, b | {"territoires": ["commune-13055"]}]) == []


def test_distant_titles_need_a_place_and_two_partners() -> None:
    partenaires = [partenaire("Aurore"), partenaire("Yes We Camp")]
    a = pratique("a", titre="Quai des possibles", territoires=["commune-75056"], partenaires=partenaires)
    b = pratique("b", titre="Halte de jour", territoires=["commune-75056"], partenaires=partenaires)
    assert candidats([a, b]) == [("a", "b")]
    assert candidats([a, b | {"partenaires": partenaires[:1]}]) == []
    assert candidats([a, b | {"territoires": []}]) == []


def test_a_partner_seen_everywhere_brings_nothing_together() -> None:
    titres = ["Soliguide en Isère", "Soliguide en Savoie"]
    paire = [pratique(f"p{n}", titre=t, partenaires=[partenaire("État")]) for n, t in enumerate(titres)]
    autres = [
        pratique(f"q{n}", titre=mot, partenaires=[partenaire("État")])
        for n, mot in enumerate(["vélo", "laine", "jardin", "bois", "toit"])
    ]
    assert candidats(paire) == [("p0", "p1")]
    assert candidats(paire + autres) == []


def test_what_is_said_of_the_kept_record_settles_its_folded_ones() -> None:
    pratiques = [pratique(i, titre="Maison Marceau") for i in "abc"]
    assert a_trancher(pratiques, []) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert a_trancher(pratiques, [meme("a", "b")]) == [("a", "c"), ("b", "c")]
    assert a_trancher(pratiques, [meme("a", "b"), differentes("a", "c")]) == []


def test_one_against_the_others_says_nothing_of_the_others() -> None:
    pratiques = [pratique(i, titre="Maison Marceau") for i in "abc"]
    assert a_trancher(pratiques, [une_contre("a", "b", "c")]) == [("b", "c")]


# The real files


@pytest.fixture(scope="module")
def pratiques() -> list[dict[str, Any]]:
    return [p for fichier in ("exemples.yaml", "documentees.yaml") for p in _lire(fichier)]


@pytest.fixture(scope="module")
def decisions() -> list[dict[str, Any]]:
    return _lire("decisions_doublons.yaml")


def _lire(fichier: str) -> list[dict[str, Any]]:
    contenu: list[dict[str, Any]] = yaml.load(
        (CATALOGUE / fichier).read_text(encoding="utf-8"), Loader=_SansDates
    )
    return contenu


class _SansDates(yaml.SafeLoader):
    """Keeps dates as the text that the schemas describe."""


_SansDates.yaml_implicit_resolvers = {
    lettre: [(tag, motif) for tag, motif in resolveurs if tag != "tag:yaml.org,2002:timestamp"]
    for lettre, resolveurs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_each_look_alike_pair_of_the_catalogue_is_settled(
    pratiques: list[dict[str, Any]], decisions: list[dict[str, Any]]
) -> None:
    assert len(candidats(pratiques)) > 50
    assert a_trancher(pratiques, decisions) == []


def test_the_decisions_apply_and_no_source_is_lost(
    pratiques: list[dict[str, Any]], decisions: list[dict[str, Any]]
) -> None:
    resultat = appliquer_decisions(pratiques, decisions)
    fondues = [i for d in decisions if d["decision"] == "meme" for i in d["fondues"]]
    assert len(resultat) == len(pratiques) - len(fondues)
    assert {s["url"] for p in resultat for s in p["sources"]} == {
        s["url"] for p in pratiques for s in p["sources"]
    }


def test_two_different_places_are_never_made_one(
    pratiques: list[dict[str, Any]], decisions: list[dict[str, Any]]
) -> None:
    communes = {p["id"]: {t for t in p["territoires"] if t.startswith("commune-")} for p in pratiques}
    for decision in (d for d in decisions if d["decision"] == "meme"):
        lieux = [communes[i] for i in (decision["garde"], *decision["fondues"]) if communes[i]]
        assert all(lieu & lieux[0] for lieu in lieux), decision["garde"]


def test_the_decisions_follow_their_schema(decisions: list[dict[str, Any]]) -> None:
    schema = json.loads(
        (CATALOGUE / "schemas" / "decisions_doublons.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    validateur = jsonschema.Draft202012Validator(schema)
    for decision in decisions:
        validateur.validate(decision)
    assert validateur.is_valid(meme("a", "b", complete=["site"]))
    assert validateur.is_valid(une_contre("a", "b"))
    assert not validateur.is_valid(meme("a"))
    assert not validateur.is_valid(differentes("a"))
    assert not validateur.is_valid(differentes("a", "b") | {"garde": "a"})
    assert not validateur.is_valid(meme("a", "b") | {"relu_le": "bientôt"})
    assert not validateur.is_valid(meme("a", "b", complete=["titre"]))
