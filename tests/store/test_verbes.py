"""Each verb of the command line on a real store, on both engines where they differ."""

import io
import re
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.factories_contributions import deposee, quelques_territoires

from observatoire.cli import principal
from observatoire.clock import temps_fige
from observatoire.contributions import filet
from observatoire.errors import NonEnregistre
from observatoire.ops import entretien, preparation
from observatoire.settings import settings
from observatoire.store import Store, ecrire, lire

Taper = Callable[..., tuple[int, str, str]]
SECRET = "un-mot-de-passe-tres-long"


@pytest.fixture
def taper(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Taper:
    """Type a command, with what is given to its standard input; return its code and what it said."""

    def _taper(commande: str, entree: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(entree))
        return principal(commande.split()), *capsys.readouterr()

    return _taper


@pytest.fixture
def catalogue(modele_catalogue: Path, tmp_path: Path) -> Path:
    """The whole catalogue, closed, where the command line looks for it."""
    return _poser(modele_catalogue, tmp_path)


@pytest.fixture
def vide(modele_vide: Path, tmp_path: Path) -> Path:
    """An empty store, closed, where the command line looks for it."""
    return _poser(modele_vide, tmp_path)


def _poser(modele: Path, dossier: Path) -> Path:
    fichier = dossier / "local" / "observatoire.duckdb"
    fichier.parent.mkdir()
    shutil.copyfile(modele, fichier)
    return fichier


@pytest.fixture(params=["duckdb", pytest.param("postgresql", marks=pytest.mark.postgres)])
def moteur(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """No store yet, on each engine."""
    if request.param == "postgresql":
        monkeypatch.setenv(
            "OBSERVATOIRE_STORE_URL", request.getfixturevalue("serveur_postgresql").base_neuve()
        )
    return request.param


def test_une_installation_entiere(taper: Taper, moteur: str) -> None:
    """migrer, charger (twice), verifier, demo and accounts, from nothing."""
    code, sortie, erreur = taper("migrer")
    assert (code, erreur) == (0, "")
    assert re.fullmatch(r"La base est à jour \(\d+\u00a0migrations\)\.\n", sortie)
    code, sortie, _ = taper("charger")
    assert code == 0
    assert "pratiques\u00a0: 282 créées" in sortie
    assert " 0 créées, 0 mises à jour, 282 inchangées" in taper("charger")[1]
    assert taper("demo --pratiques 120") == (0, "120 sur 120\u00a0pratiques de démonstration\n", "")
    code, sortie, erreur = taper("verifier")
    assert (code, erreur) == (0, "")
    assert "✗" not in sortie
    assert sortie.count("✓") == 20
    assert taper("demo --pratiques 0")[:2] == (0, "120\u00a0pratiques de démonstration retirées\n")
    assert taper("demo --pratiques 0")[:2] == (0, "Aucune pratique de démonstration à retirer.\n")
    assert taper("compte creer --courriel a@exemple.fr --nom Anne --role moderateur", SECRET)[0] == 0
    assert taper("compte lister")[1] == "Anne <a@exemple.fr>, modérateur\n"


def test_les_comptes(taper: Taper, vide: Path) -> None:
    assert "créez le premier" in taper("compte lister")[1]
    creer = "compte creer --courriel {} --nom Anne --role administrateur"
    code, sortie, erreur = taper(creer.format("a@exemple.fr"), "court\n")
    assert (code, sortie) == (1, "")
    assert "12" in erreur
    code, sortie, erreur = taper(creer.format("a@exemple.fr"), f"{SECRET}\n")
    assert (code, erreur) == (0, "")
    assert SECRET not in sortie
    assert taper(creer.format("A@exemple.fr"), SECRET)[0] == 1
    code, _, erreur = taper("compte desactiver --courriel a@exemple.fr")
    assert (code, "dernier compte" in erreur) == (1, True)
    assert taper("compte role --courriel a@exemple.fr --role moderateur")[0] == 1
    assert taper(creer.format("b@exemple.fr"), SECRET)[0] == 0
    assert taper("compte role --courriel a@exemple.fr --role financeur")[0] == 0
    assert taper("compte desactiver --courriel a@exemple.fr")[0] == 0
    assert ", fermé\n" in taper("compte lister")[1]
    assert taper("compte reactiver --courriel a@exemple.fr")[0] == 0
    assert ", fermé\n" not in taper("compte lister")[1]
    assert taper("compte mot-de-passe --courriel a@exemple.fr", "un-autre-mot-de-passe\n")[0] == 0
    code, _, erreur = taper("compte mot-de-passe --courriel z@exemple.fr", SECRET)
    assert (code, "Aucun compte pour z@exemple.fr" in erreur) == (1, True)


def test_la_demonstration_demande_des_communes(taper: Taper, vide: Path) -> None:
    code, sortie, erreur = taper("demo --pratiques 5")
    assert (code, sortie) == (1, "")
    assert "./observatoire charger" in erreur


def test_restaurer(taper: Taper, vide: Path) -> None:
    dossier = settings().snapshot_dir
    assert "Aucune sauvegarde" in taper("restaurer --liste")[1]
    code, _, erreur = taper("restaurer")
    assert (code, str(dossier) in erreur) == (1, True)
    assert taper("sauvegarder")[0] == 0
    assert taper("compte creer --courriel a@exemple.fr --nom Anne --role moderateur", SECRET)[0] == 0
    assert taper("sauvegarder")[0] == 0
    recente, ancienne = taper("restaurer --liste")[1].split()
    code, sortie, _ = taper(f"restaurer {Path(ancienne).name}")
    assert code == 0
    assert f"La base est celle de {Path(ancienne).name}. L’ancienne est gardée\u00a0: " in sortie
    assert "Aucun compte" in taper("compte lister")[1]
    assert taper("restaurer")[0] == 0
    assert "Anne" in taper("compte lister")[1]
    assert taper(f"restaurer {recente}")[0] == 0
    assert taper("restaurer jamais-ecrite.duckdb")[0] == 1
    vide.unlink()
    assert "restaurer" in taper("verifier")[2]
    assert taper("restaurer")[0] == 0
    assert taper("verifier")[0] == 0


@pytest.mark.postgres
def test_postgresql_a_ses_propres_sauvegardes(
    taper: Taper, monkeypatch: pytest.MonkeyPatch, serveur_postgresql: object
) -> None:
    monkeypatch.setenv("OBSERVATOIRE_STORE_URL", serveur_postgresql.base_neuve())
    assert "pg_dump" in taper("sauvegarder")[2]
    code, _, erreur = taper("restaurer")
    assert (code, "pg_restore" in erreur) == (1, True)


def test_les_contributions_perdues_se_retrouvent(taper: Taper, vide: Path) -> None:
    """Restored from before two deposits: said, found again, and sound."""
    reglages = settings()
    store = preparation.ouvrir(reglages)
    quelques_territoires()
    deposee()
    store.sauvegarder(reglages.snapshot_dir)
    perdues = {deposee()[0].id, deposee()[0].id}
    preparation.fermer(store)
    assert (
        "Contributions reçues et absentes de la base\u00a0: 2. Pour les y remettre" in taper("restaurer")[1]
    )
    code, sortie, erreur = taper("verifier")
    assert code == 1
    assert "✗ Chaque contribution reçue est dans la base\u00a0: 2\u00a0écarts" in sortie
    assert "lignes marquées ✗" in erreur
    assert taper("retrouver")[1] == "2\u00a0contributions remises dans la base, à relire.\n"
    assert taper("retrouver")[1] == "Toutes les contributions reçues sont dans la base.\n"
    assert taper("verifier")[0] == 0
    store = preparation.ouvrir(reglages)
    with lire() as cur:
        statuts = {c["id"]: c["statut"] for c in cur.lignes("select id, statut from base.contribution")}
    preparation.fermer(store)
    assert {statuts[i] for i in perdues} == {"a_relire"}
    assert len(statuts) == 3


def test_verifier_dit_ce_qui_ne_va_pas(taper: Taper, vide: Path) -> None:
    store = preparation.ouvrir(settings())
    with ecrire() as tx:
        tx.executer("insert into base.document values (1, 'fantome', 0)")
    preparation.fermer(store)
    code, sortie, _ = taper("verifier")
    assert code == 1
    assert "✗ L’index ne contient que des pratiques publiées\u00a0: 1\u00a0écart\n" in sortie


def test_une_base_endommagee_est_dite_par_chaque_verbe(taper: Taper, vide: Path) -> None:
    vide.write_bytes(b"\x00" * 8192)
    for verbe in ("migrer", "charger", "sauvegarder", "verifier", "compte lister", "demo", "servir"):
        code, sortie, erreur = taper(verbe)
        assert (code, sortie) == (1, "")
        assert "endommagé" in erreur
        assert "./observatoire restaurer" in erreur


def test_une_sauvegarde_par_jour_les_dernieres_gardees(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATOIRE_DAILY_SNAPSHOTS", "2")
    settings.cache_clear()
    dossier = settings().snapshot_dir
    with temps_fige(datetime(2026, 1, 1, 8)):
        a_la_main = store.sauvegarder(dossier)
    ecrites = []
    for jour in range(1, 5):
        with temps_fige(datetime(2026, 1, jour, 9)):
            ecrites.append(entretien.sauvegarder_du_jour(store, settings()))
        with temps_fige(datetime(2026, 1, jour, 23)):
            assert entretien.sauvegarder_du_jour(store, settings()) is None
    restantes = sorted(dossier.glob("*.duckdb"))
    assert restantes == [a_la_main, *ecrites[-2:]]
    assert sorted(dossier.glob("*.sha256")) == [Path(f"{r}.sha256") for r in restantes]


def test_zero_sauvegarde_quotidienne(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATOIRE_DAILY_SNAPSHOTS", "0")
    settings.cache_clear()
    assert entretien.sauvegarder_du_jour(store, settings()) is None


def test_l_entretien_previent_et_sauvegarde(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(entretien, "DELAI_S", 0.0)
    quelques_territoires()
    perdue = deposee()[0]
    with ecrire() as tx:
        tx.executer("delete from base.contribution where id = $id", id=perdue.id)
        assert len(filet.manquantes(tx)) == 1
    ecrite = _attendre_une_sauvegarde(store)
    assert "absentes de la base\u00a0: 1" in caplog.text
    assert ecrite.name.endswith("-quotidienne.duckdb")


def _attendre_une_sauvegarde(store: Store) -> Path:
    """Run the upkeep until a snapshot is there; closing waits for the one being written."""
    dossier = settings().snapshot_dir
    veille = entretien.Entretien(store, settings())
    try:
        while not (ecrites := list(dossier.glob("*.duckdb*"))):
            assert veille._fil.is_alive()
            veille._fil.join(0.02)
    finally:
        veille.fermer()
    assert len(ecrites) >= 1
    return next(dossier.glob("*.duckdb"))


def test_une_sauvegarde_quotidienne_impossible_n_arrete_rien(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings().local_dir.mkdir(exist_ok=True)
    settings().snapshot_dir.rmdir()
    settings().snapshot_dir.touch()
    with pytest.raises(NonEnregistre, match="n’a pas pu être écrite"):
        entretien.sauvegarder_du_jour(store, settings())
