"""The life of the DuckDB file: created whole, never overwritten, damaged files said and kept."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from observatoire.errors import ErreurObservatoire, NonEnregistre, StoreIndisponible, StoreOccupe
from observatoire.store import Store, ecrire, installer, lire, open_store
from observatoire.store import scripts as scripts_sql
from observatoire.store.snapshots import lister_sauvegardes, restaurer_sauvegarde


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    """Where a store goes."""
    return tmp_path / "base" / "observatoire.duckdb"


@pytest.fixture
def ouvert(fichier: Path) -> Iterator[Store]:
    """A new store at `fichier`, installed."""
    store = open_store(fichier)
    installer(store)
    yield store
    installer(None)
    store.fermer()


def _noter(objet: str) -> None:
    with ecrire() as tx:
        tx.executer(
            "insert into base.journal values (nextval('base.journal_id'), $a, 'essai', 'notee', 'essai', $objet, '{}')",
            a=datetime(2026, 1, 1),
            objet=objet,
        )


def _notes() -> list[str]:
    with lire() as cur:
        return [r["objet_id"] for r in cur.lignes("select objet_id from base.journal order by id")]


def test_un_seul_programme_ouvre_la_base(ouvert: Store, fichier: Path) -> None:
    with pytest.raises(StoreOccupe, match="déjà ouverte"):
        open_store(fichier)
    code = f"from observatoire.store import open_store; open_store({str(fichier)!r})"
    autre = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert "StoreOccupe" in autre.stderr


def test_un_fichier_disparu_n_est_jamais_remplace(ouvert: Store, fichier: Path) -> None:
    ouvert.fermer()
    fichier.unlink()
    with pytest.raises(StoreIndisponible, match="restaurer"):
        open_store(fichier)
    assert not fichier.exists()


def test_un_fichier_endommage_est_dit_et_laisse_tel_quel(ouvert: Store, fichier: Path) -> None:
    ouvert.fermer()
    contenu = b"\x00" * 8192
    fichier.write_bytes(contenu)
    with pytest.raises(StoreIndisponible, match="endommagé"):
        open_store(fichier)
    assert fichier.read_bytes() == contenu


def test_une_creation_interrompue_recommence(fichier: Path) -> None:
    fichier.parent.mkdir(parents=True)
    Path(f"{fichier}.creation").write_bytes(b"reste d'un arret brutal")
    store = open_store(fichier)
    store.fermer()
    assert fichier.exists()
    assert not Path(f"{fichier}.creation").exists()


def test_un_journal_illisible_est_mis_de_cote(fichier: Path) -> None:
    """A WAL that does not replay is kept aside and said; what was checkpointed is there."""
    code = (
        "import os\n"
        "from datetime import datetime\n"
        "from observatoire.store import ecrire, installer, open_store\n"
        f"s = open_store({str(fichier)!r}); installer(s)\n"
        "with ecrire() as tx: tx.executer(\"insert into base.mot values (1, 'avant', '', '')\")\n"
        "s.fermer(); s = open_store(" + repr(str(fichier)) + "); installer(s)\n"
        "with ecrire() as tx: tx.executer(\"insert into base.mot values (2, 'apres', '', '')\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    wal = Path(f"{fichier}.wal")
    octets = bytearray(wal.read_bytes())
    octets[50] ^= 0x55
    wal.write_bytes(bytes(octets))
    store = open_store(fichier)
    installer(store)
    with lire() as cur:
        assert cur.valeur("select mot from base.mot where mid = 1") == "avant"
        assert cur.valeur("select count(*) from base.mot where mid = 2") == 0
    assert len(list(fichier.parent.glob("*.quarantaine-*"))) == 1
    assert "mis de côté" in store.avertissements[0]
    installer(None)
    store.fermer()


def test_sauvegarde_puis_restauration(ouvert: Store, fichier: Path, tmp_path: Path) -> None:
    _noter("gardée")
    sauvegarde = ouvert.sauvegarder(fichier.parent / "sauvegardes")
    _noter("perdue")
    with pytest.raises(StoreOccupe):
        restaurer_sauvegarde(sauvegarde, fichier)
    ouvert.fermer()
    ecarte = restaurer_sauvegarde(sauvegarde, fichier)
    assert ecarte is not None
    assert ecarte.exists()
    repris = open_store(fichier)
    installer(repris)
    assert _notes() == ["gardée"]
    _noter("après")
    assert _notes() == ["gardée", "après"]
    installer(None)
    repris.fermer()


def test_une_sauvegarde_modifiee_est_refusee(ouvert: Store, fichier: Path) -> None:
    sauvegarde = ouvert.sauvegarder(fichier.parent / "sauvegardes")
    with sauvegarde.open("ab") as flux:
        flux.write(b"x")
    ouvert.fermer()
    with pytest.raises(StoreIndisponible, match="a changé"):
        restaurer_sauvegarde(sauvegarde, fichier)
    assert lister_sauvegardes(fichier.parent / "sauvegardes") == [sauvegarde]


def test_la_connexion_ne_sort_pas_de_sa_base(ouvert: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    for sql in (
        f"select * from read_csv('{secret}')",
        f"copy base.mot to '{tmp_path}/sortie.csv'",
        "install httpfs",
    ):
        with pytest.raises(Exception, match=r"(?i)permission|disabled|not allowed|extension"), ecrire() as tx:
            tx.executer(sql)
    with pytest.raises(Exception, match="locked"), ecrire() as tx:
        tx.executer("set enable_external_access = true")


def test_le_disque_presque_plein_refuse_et_garde_la_lecture(
    ouvert: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _noter("avant")
    from observatoire.store import duckdb_engine

    monkeypatch.setattr(duckdb_engine.shutil, "disk_usage", lambda _: type("D", (), {"free": 1000})())
    with pytest.raises(NonEnregistre, match="presque plein"):
        _noter("refusée")
    assert _notes() == ["avant"]
    monkeypatch.undo()
    _noter("après")
    assert _notes() == ["avant", "après"]


def test_une_migration_changee_apres_coup_est_refusee(ouvert: Store, fichier: Path) -> None:
    with ecrire() as tx:
        tx.executer("update base.migration set empreinte = 'autre'")
    ouvert.fermer()
    with pytest.raises(StoreIndisponible, match="a changé"):
        open_store(fichier)


def test_une_base_plus_recente_est_refusee(ouvert: Store, fichier: Path) -> None:
    with ecrire() as tx:
        tx.executer("insert into base.migration values (9999, 'demain', 'x', $a)", a=datetime(2030, 1, 1))
    ouvert.fermer()
    with pytest.raises(StoreIndisponible, match="plus récente"):
        open_store(fichier)


def test_une_sauvegarde_precede_une_migration(
    ouvert: Store, fichier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouvert.fermer()
    suivante = scripts_sql.Script(
        len(scripts_sql.migrations()) + 1, "9999_essai", "create table base.essai (n int);"
    )
    toutes = (*scripts_sql.migrations(), suivante)
    monkeypatch.setattr("observatoire.store.migrations.migrations", lambda: toutes)
    store = open_store(fichier)
    store.fermer()
    assert len(lister_sauvegardes(fichier.parent / "sauvegardes")) == 1


def test_les_blocs_propres_a_un_moteur(tmp_path: Path) -> None:
    script = scripts_sql.Script(
        1, "0001_x", "create a;\n-- @postgres\ncreate b;\n-- @end\n-- fin; c\ncreate d;\n"
    )
    assert script.instructions("duckdb") == ["create a", "create d"]
    assert script.instructions("postgresql") == ["create a", "create b", "create d"]


def test_le_relais_execute_et_rend_toujours_une_reponse(tmp_path: Path) -> None:
    from observatoire.errors import Refus
    from observatoire.ops.relais import Relais, transmettre

    recus: list[str] = []

    def executer(verbe: str, arguments: dict, dire) -> None:
        recus.append(json.dumps([verbe, arguments]))
        dire("fait")
        if verbe == "refuse":
            raise Refus("non")
        if verbe == "panne":
            raise ZeroDivisionError

    dossier = tmp_path / ("d" * 120)
    relais = Relais(dossier, executer)
    try:
        lignes: list[str] = []
        assert transmettre(dossier, "charger", {"a": 1}, lignes.append)
        with pytest.raises(ErreurObservatoire, match=r"^non$"):
            transmettre(dossier, "refuse", {}, lignes.append)
        with pytest.raises(ErreurObservatoire, match=r"erreur imprévue \(ZeroDivisionError\)"):
            transmettre(dossier, "panne", {}, lignes.append)
        assert (dossier / "commande.sock").stat().st_mode & 0o077 == 0
    finally:
        relais.fermer()
    assert lignes == ["fait", "fait", "fait"]
    assert recus[0] == '["charger", {"a": 1}]'
    assert not transmettre(dossier, "charger", {}, lignes.append)


def test_le_relais_finit_ce_que_le_client_n_attend_plus(tmp_path: Path) -> None:
    """Ctrl+C on the client, or its end: the verb runs to its end."""
    from observatoire.ops.relais import NOM, Relais

    parti, fini = threading.Event(), threading.Event()

    def executer(verbe: str, arguments: dict, dire) -> None:
        assert parti.wait(10)
        for _ in range(200):
            dire("x" * 10_000)
        fini.set()

    relais = Relais(tmp_path, executer)
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(tmp_path / NOM))
            client.sendall(b'{"verbe": "demo", "arguments": {}}\n')
        parti.set()
        assert fini.wait(10)
    finally:
        relais.fermer()


def test_une_demande_illisible_a_une_reponse(tmp_path: Path) -> None:
    from observatoire.ops.relais import NOM, Relais

    relais = Relais(tmp_path, lambda *_: None)
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(tmp_path / NOM))
            client.sendall(b"pas du json\n")
            assert b"erreur" in client.makefile("rb").readline()
    finally:
        relais.fermer()


def test_un_fichier_tenu_par_un_autre_outil_n_est_pas_dit_endommage(ouvert: Store, fichier: Path) -> None:
    """A DuckDB shell takes DuckDB's lock and not ours: the WAL stays where it is."""
    ouvert.fermer()
    code = f"import duckdb, sys; c = duckdb.connect({str(fichier)!r}); print('ouvert', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as autre:
        assert autre.stdout.readline() == "ouvert\n"
        with pytest.raises(StoreOccupe, match="autre programme"):
            open_store(fichier)
        autre.stdin.close()


def test_un_dossier_impossible_est_dit(tmp_path: Path) -> None:
    tmp_path.joinpath("fichier").touch()
    with pytest.raises(StoreIndisponible, match=r"ne peut pas être écrit.*OBSERVATOIRE_LOCAL_DIR"):
        open_store(tmp_path / "fichier" / "base.duckdb")


def _presque_plein(monkeypatch: pytest.MonkeyPatch) -> None:
    from observatoire.store import duckdb_engine

    monkeypatch.setattr(duckdb_engine.shutil, "disk_usage", lambda _: type("D", (), {"free": 1000})())


def test_une_base_a_jour_s_ouvre_sur_un_disque_plein(
    ouvert: Store, fichier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _noter("avant")
    ouvert.fermer()
    _presque_plein(monkeypatch)
    rouvert = open_store(fichier)
    installer(rouvert)
    assert _notes() == ["avant"]
    rouvert.fermer()


def test_pas_de_sauvegarde_sans_place(ouvert: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = ouvert.fichier.parent / "sauvegardes"
    _presque_plein(monkeypatch)
    with pytest.raises(NonEnregistre, match=r"pas assez de place.*sauvegardes"):
        ouvert.sauvegarder(dossier)
    assert list(dossier.iterdir()) == []


def test_une_sauvegarde_interrompue_ne_laisse_rien(ouvert: Store) -> None:
    dossier = ouvert.fichier.parent / "sauvegardes"
    reste = dossier / "observatoire-20260101T000000.duckdb.en-cours"
    reste.write_bytes(b"reste d'un arret brutal")
    ecrite = ouvert.sauvegarder(dossier)
    assert {f.name for f in dossier.iterdir()} == {ecrite.name, f"{ecrite.name}.sha256"}


def test_une_sauvegarde_impossible_est_dite(ouvert: Store, tmp_path: Path) -> None:
    """Outside the folder given at opening, the engine refuses: said in French, nothing left."""
    ailleurs = tmp_path / "ailleurs"
    with pytest.raises(NonEnregistre, match="n’a pas pu être écrite"):
        ouvert.sauvegarder(ailleurs)
    assert list(ailleurs.iterdir()) == []
    _noter("la base va bien")
    assert _notes() == ["la base va bien"]


def test_une_sauvegarde_sans_empreinte_est_refusee(ouvert: Store, fichier: Path) -> None:
    sauvegarde = ouvert.sauvegarder(fichier.parent / "sauvegardes")
    ouvert.fermer()
    Path(f"{sauvegarde}.sha256").write_text("")
    with pytest.raises(StoreIndisponible, match="a changé"):
        restaurer_sauvegarde(sauvegarde, fichier)
    Path(f"{sauvegarde}.sha256").unlink()
    with pytest.raises(StoreIndisponible, match="empreinte"):
        restaurer_sauvegarde(sauvegarde, fichier)


def test_une_base_fermee_le_reste(ouvert: Store) -> None:
    """A verb still running when the application stops must not open the file again, its lock given back."""
    ouvert.fermer()
    with pytest.raises(StoreIndisponible, match="fermée"):
        _noter("trop tard")
    with pytest.raises(StoreIndisponible, match="fermée"):
        _notes()
    ouvert.fermer()


def test_le_relais_attend_les_verbes_commences(tmp_path: Path) -> None:
    """At the stop, no new verb; the one begun ends and whoever asked has the answer."""
    from observatoire.ops.relais import NOM, Relais, transmettre

    commence, suite = threading.Event(), threading.Event()

    def executer(verbe: str, arguments: dict, dire) -> None:
        commence.set()
        assert suite.wait(10)
        dire("fini")

    relais = Relais(tmp_path, executer)
    lignes: list[str] = []
    client = threading.Thread(target=transmettre, args=(tmp_path, "demo", {}, lignes.append))
    client.start()
    assert commence.wait(10)
    relais.fermer()
    assert not (tmp_path / NOM).exists()
    assert not transmettre(tmp_path, "demo", {}, lignes.append)
    suite.set()
    relais.attendre()
    client.join(10)
    assert lignes == ["fini"]
