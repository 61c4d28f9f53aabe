"""What a reader expects first is first: recall on hard queries and typos, over the real catalogue."""

from pathlib import Path

import pytest
import yaml

from observatoire.pratiques import Recherche, lister
from observatoire.store import Store, lire

REQUETES = yaml.safe_load((Path(__file__).parent / "exigeantes.yaml").read_text("utf-8"))
PLANCHERS = {"exigeantes": 0.95, "fautes": 0.95, "exigeantes_apres_gel": 0.95, "fautes_apres_gel": 0.95}
"""Least recall of each list: the share of the expected sheets that are among the first ones read."""


def rappel(requete: dict) -> float:
    with lire() as cur:
        premieres = {r.id for r in lister(cur, Recherche(q=requete["q"]), requete["parmi"])}
    return len(premieres.intersection(requete["attendus"])) / len(requete["attendus"])


@pytest.mark.parametrize("liste", PLANCHERS)
def test_les_fiches_attendues_sont_parmi_les_premieres(store_catalogue: Store, liste: str) -> None:
    rappels = {r["q"]: rappel(r) for r in REQUETES[liste]}
    moyen = sum(rappels.values()) / len(rappels)
    manques = "\n".join(f"  {q}: {part:.0%}" for q, part in rappels.items() if part < 1)
    print(f"{liste}: recall {moyen:.3f} over {len(rappels)} queries; not whole:\n{manques}")
    assert moyen >= PLANCHERS[liste], manques


def test_les_requetes_sont_bien_ecrites(store_catalogue: Store) -> None:
    toutes = [r for liste in REQUETES.values() for r in liste]
    assert {nom: len(liste) for nom, liste in REQUETES.items()} == {
        "exigeantes": 40, "fautes": 20, "exigeantes_apres_gel": 20, "fautes_apres_gel": 10,
    }  # fmt: skip
    assert len({r["q"] for r in toutes}) == len(toutes)
    assert all(r["quoi"] and 0 < len(r["attendus"]) <= r["parmi"] <= 12 for r in toutes)
    with lire() as cur:
        connues = {ligne["id"] for ligne in cur.lignes("select id from public.pratique")}
    assert {i for r in toutes for i in r["attendus"]} <= connues
