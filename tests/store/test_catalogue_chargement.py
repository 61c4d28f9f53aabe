"""Loading the catalogue: complete or nothing, as often as wanted, never over what people edited."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factories_catalogue import (
    contenu,
    ecrire_catalogue,
    un_partenaire,
    un_terme,
    une_parole,
    une_piste,
    une_pratique,
    une_structure,
)
from tests.factories_contributions import quelques_territoires

from observatoire.catalogue import chargement
from observatoire.catalogue.chargement import charger_catalogue
from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.catalogue.model import BilanChargement, Compte
from observatoire.clock import temps_fige
from observatoire.recherche import interpreter
from observatoire.settings import RACINE
from observatoire.store import Store, ecrire, lire

CATALOGUE = RACINE / "data" / "catalogue"
TABLES = (
    "pratique",
    "partenariat",
    "source",
    "structure",
    "piste",
    "parole_rapport",
    "terme",
    "occurrence",
    "journal",
)
LE_1ER = datetime(2026, 3, 1, 8)
LE_2 = datetime(2026, 3, 2, 8)

Fichiers = dict[str, list[Any]]


@pytest.fixture
def charger(store_deux_moteurs: Store, tmp_path: Path) -> Callable[[Fichiers], BilanChargement]:
    """Load a catalogue given as data in a store that knows Les Mureaux, on each engine."""
    quelques_territoires()
    dossier = tmp_path / "catalogue"
    dossier.mkdir()
    return lambda fichiers: charger_catalogue(ecrire_catalogue(dossier, fichiers))


def tout() -> dict[str, list[dict[str, Any]]]:
    with lire() as cur:
        return {t: cur.lignes(f"select * from base.{t} order by 1, 2") for t in TABLES}


def pratique(identifiant: str) -> dict[str, Any]:
    with lire() as cur:
        ligne = cur.ligne("select * from base.pratique where id = $id", id=identifiant)
    assert ligne is not None
    return ligne


def journal() -> list[tuple[str, str, str]]:
    with lire() as cur:
        lignes = cur.lignes("select verbe, objet_type, objet_id, acteur from base.journal order by id")
    assert {r["acteur"] for r in lignes} <= {"catalogue"}
    return [(r["verbe"], r["objet_type"], r["objet_id"]) for r in lignes]


def trouvees(saisie: str) -> list[str]:
    with lire() as cur:
        comprise = interpreter(cur, saisie)
        assert comprise is not None
        sql, params = comprise.trouves()
        return [r["id"] for r in cur.lignes(sql, **params)]


def test_everything_is_loaded_with_what_derives_from_it(charger) -> None:
    with temps_fige(LE_1ER):
        bilan = charger(contenu())
    assert [c.creees for c in bilan.comptes.values()] == [2, 1, 1, 3, 1]
    ligne = pratique("doc-1")
    assert ligne["perimetre"] == [
        "commune-78440",
        "epci-200059889",
        "departement-78",
        "region-11",
        "pays-FR",
    ]
    assert (ligne["lon"], ligne["lat"]) == (1.9, 49.0)
    assert (ligne["mixite"], ligne["cotes"]) == ("mixte", ["es", "ts"])
    assert (ligne["origine"], ligne["niveau_preuve"], ligne["statut"]) == (
        "documentee",
        "documente",
        "publiee",
    )
    assert (ligne["source_le"], ligne["confirmee_le"], ligne["cree_a"]) == (None, None, LE_1ER)
    citee = pratique("jardin-partage")
    assert (citee["origine"], citee["niveau_preuve"], citee["perimetre"]) == ("rapport", "declare", [])
    assert (citee["lon"], str(citee["source_le"])) == (None, "2021-12-13")
    assert citee["mixite"] == "a_verifier", (
        "a source that names one side does not say that the other is missing"
    )


def test_partners_and_sources_hang_from_their_pratique(charger) -> None:
    charger(contenu())
    lignes = tout()
    assert [(p["pratique_id"], p["rang"], p["nom"], p["structure_id"]) for p in lignes["partenariat"]] == [
        ("doc-1", 1, "Le Lien", None),
        ("doc-1", 2, "CCAS", None),
        ("jardin-partage", 1, "La Passerelle", "la-passerelle"),
    ]
    partielle, datee = lignes["source"]
    assert (partielle["titre"], partielle["date_le"]) == ("Compte rendu, table 2 (juillet 2025)", None)
    assert (str(datee["date_le"]), datee["table_rapport"]) == ("2021-12-13", 2)


def test_a_second_load_writes_nothing(charger) -> None:
    with temps_fige(LE_1ER):
        charger(contenu())
    avant = tout()
    with temps_fige(LE_2):
        bilan = charger(contenu())
    assert tout() == avant, "not one row, not one event: caches keyed on the journal stay warm"
    assert {c.ecrites for c in bilan.comptes.values()} == {0}
    assert [c.inchangees for c in bilan.comptes.values()] == [2, 1, 1, 3, 1]


def test_a_changed_entry_updates_its_row_and_only_it(charger) -> None:
    with temps_fige(LE_1ER):
        charger(contenu())
    fichiers = contenu() | {
        "exemples.yaml": [
            une_pratique(titre="Potager des voisins", partenaires=[un_partenaire("Le Chaînon")])
        ],
        "structures.yaml": [une_structure(nom="La Passerelle solidaire")],
        "pistes.yaml": [une_piste(texte="D’autres mots")],
        "glossaire.yaml": [un_terme(synonymes=["dessein"])],
        "freins.yaml": [une_parole("stereotypes", texte="D’autres mots")],
    }
    with temps_fige(LE_2):
        bilan = charger(fichiers)
    assert [c.mises_a_jour for c in bilan.comptes.values()] == [1, 1, 1, 1, 1]
    ligne = pratique("jardin-partage")
    assert (ligne["titre"], ligne["version"], ligne["cree_a"], ligne["maj_a"]) == (
        "Potager des voisins",
        2,
        LE_1ER,
        LE_2,
    )
    assert pratique("doc-1")["version"] == 1
    lignes = tout()
    assert [p["nom"] for p in lignes["partenariat"] if p["pratique_id"] == "jardin-partage"] == ["Le Chaînon"]
    assert len([s for s in lignes["source"] if s["pratique_id"] == "jardin-partage"]) == 1
    assert lignes["terme"][0]["synonymes"] == ["dessein"]
    assert {p["texte"] for p in lignes["parole_rapport"] if p["code"] == "stereotypes"} == {"D’autres mots"}
    assert ("mise_a_jour", "pratique", "jardin-partage") in journal()
    with temps_fige(LE_2):
        assert {c.ecrites for c in charger(fichiers).comptes.values()} == {0}


def test_search_follows_the_load(charger) -> None:
    charger(contenu())
    assert trouvees("jardin") == ["jardin-partage"]
    assert trouvees("mureaux") == ["doc-1"]
    charger(contenu() | {"exemples.yaml": [une_pratique(titre="Potager", resume="Des légumes.")]})
    assert trouvees("jardin") == []
    assert trouvees("potager") == ["jardin-partage"]


EDITIONS = {
    "an action that erases the mark": "update base.pratique set titre = 'Corrigé', version = version + 1, empreinte_source = null",
    "an action that only raises the version": "update base.pratique set titre = 'Corrigé', version = version + 1",
    "a withdrawal": "update base.pratique set titre = 'Corrigé', statut = 'retiree', version = version + 1",
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edited_pratique_is_kept_and_reported(edition: str, charger) -> None:
    charger(contenu())
    with ecrire() as tx:
        tx.executer(f"{EDITIONS[edition]} where id = $id", id="jardin-partage")
    avant = tout()
    fichiers = contenu() | {
        "exemples.yaml": [une_pratique(titre="Du catalogue", partenaires=[un_partenaire("X")])]
    }
    bilan = charger(fichiers)
    assert bilan.pratiques == Compte(inchangees=1, conservees=("jardin-partage",))
    assert "gardées telles que modifiées depuis\u00a0: jardin-partage" in str(bilan)
    assert tout() == avant, "the row, its partners, its sources, its words in the index: nothing moved"


@pytest.mark.parametrize("table", ["structure", "piste", "terme"])
def test_other_edited_records_are_kept_too(table: str, charger) -> None:
    charger(contenu())
    with ecrire() as tx:
        tx.executer(f"update base.{table} set version = version + 1")
    avant = tout()
    bilan = charger(
        contenu()
        | {
            "structures.yaml": [une_structure(nom="Autre")],
            "pistes.yaml": [une_piste(titre="Autre")],
            "glossaire.yaml": [un_terme(terme="Autre")],
        }
    )
    assert {"structure": bilan.structures, "piste": bilan.pistes, "terme": bilan.termes}[table].conservees
    assert tout()[table] == avant[table]


def test_a_partner_s_answer_is_never_lost(charger) -> None:
    charger(contenu())
    with ecrire() as tx:
        tx.executer("update base.partenariat set confirmation = 'confirmee' where nom = 'CCAS'")
    fichiers = contenu()
    fichiers["documentees.yaml"][0]["partenaires"] = []
    assert charger(fichiers).pratiques.conservees == ("doc-1",)
    assert [p["confirmation"] for p in tout()["partenariat"] if p["nom"] == "CCAS"] == ["confirmee"]


def test_an_entry_taken_out_of_the_catalogue_stays_and_is_named(charger) -> None:
    charger(contenu())
    bilan = charger(contenu() | {"documentees.yaml": []})
    assert bilan.pratiques.absentes == ("doc-1",)
    assert pratique("doc-1")["statut"] == "publiee"
    assert "plus au catalogue, laissées en place\u00a0: doc-1" in str(bilan)


def test_an_anonymous_record_stays_anonymous(charger) -> None:
    charger(contenu())
    with ecrire() as tx:
        tx.executer("update base.pratique set publication = 'anonyme' where id = 'doc-1'")
    fichiers = contenu()
    fichiers["documentees.yaml"][0]["titre"] = "Autre titre"
    charger(fichiers)
    assert (pratique("doc-1")["titre"], pratique("doc-1")["publication"]) == ("Autre titre", "anonyme")


def test_an_id_taken_by_a_contribution_is_left_alone(charger) -> None:
    fichiers = contenu()
    charger(fichiers)
    with ecrire() as tx:
        tx.executer(
            "update base.pratique set origine = 'contribution', empreinte_source = null where id = 'doc-1'"
        )
    fichiers["documentees.yaml"][0]["titre"] = "Du catalogue"
    assert charger(fichiers).pratiques.conservees == ("doc-1",)
    assert pratique("doc-1")["origine"] == "contribution"


def test_an_unknown_territory_stops_everything(charger) -> None:
    fichiers = contenu()
    fichiers["documentees.yaml"][0]["territoires"] = ["commune-99999"]
    with pytest.raises(
        ErreurCatalogue, match="entrée «\u00a0doc-1\u00a0», champ territoires\u00a0: commune-99999"
    ):
        charger(fichiers)
    assert not any(tout().values())


def test_a_fault_half_way_leaves_nothing(charger, monkeypatch: pytest.MonkeyPatch) -> None:
    def en_panne(*_: object) -> None:
        raise RuntimeError("disque plein")

    monkeypatch.setattr(chargement, "indexer", en_panne)
    with pytest.raises(RuntimeError):
        charger(contenu())
    assert not any(tout().values())


def test_a_new_referentiel_moves_what_derives_from_it(charger) -> None:
    charger(contenu())
    with ecrire() as tx:
        tx.executer("update base.territoire set lon = 2.5 where id = 'commune-78440'")
    assert charger(contenu()).pratiques == Compte(mises_a_jour=1, inchangees=1)
    assert pratique("doc-1")["lon"] == 2.5


def test_each_load_is_in_the_journal_with_its_rows(charger) -> None:
    charger(contenu())
    assert sorted(journal()) == sorted(
        [
            ("chargee", "pratique", "jardin-partage"),
            ("chargee", "pratique", "doc-1"),
            ("chargee", "structure", "la-passerelle"),
            ("chargee", "piste", "vis-ma-vie"),
            ("chargee", "terme", "projet"),
            ("chargee", "parole_rapport", "objectif:se_connaitre"),
            ("chargee", "parole_rapport", "frein:stereotypes"),
            ("chargee", "parole_rapport", "levier:temps_long"),
        ]
    )


def test_the_delivered_catalogue_loads_and_loads_again(store_territoires: Store) -> None:
    bilan = charger_catalogue(CATALOGUE)
    assert bilan.pratiques.creees > 280
    assert {c.ecrites for c in charger_catalogue(CATALOGUE).comptes.values()} == {0}
    with lire() as cur:
        mureaux = cur.ligne("select * from public.pratique where id = 'ptce-des-mureaux'")
        assert mureaux is not None
        assert "departement-78" in mureaux["perimetre"]
        assert mureaux["lon"] is not None
        orphelines = cur.valeur(
            "select count(*) from base.partenariat p where structure_id is not null "
            "and not exists (select 1 from base.structure s where s.id = p.structure_id)"
        )
        assert orphelines == 0
        sans_source = cur.valeur(
            "select count(*) from public.pratique p "
            "where not exists (select 1 from public.source s where s.pratique_id = p.id)"
        )
        assert sans_source == 0
        assert cur.valeur("select count(*) from public.pratique where mixite = 'non_mixte'") == 0
