"""`kill -9` during submissions: nothing acknowledged is lost, nothing is half-written, the file always opens.

20 rounds; ROUNDS_DURABILITE=200 for a long run.
"""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from observatoire import contributions
from observatoire import store as magasin
from observatoire.comptes.model import ANONYME
from observatoire.contributions import filet
from observatoire.ops.verification import verifier
from observatoire.settings import settings
from observatoire.store import lire, open_store

RACINE = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ROUNDS_DURABILITE", "20"))


def deposer_jusqua_la_mort(acquittees: int, hasard: random.Random) -> list[list[str]]:
    """Run the program until it has acknowledged so many writes, kill it, and return every whole line it said."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.depots_sans_fin"], cwd=RACINE, stdout=subprocess.PIPE, text=True
    ) as enfant:
        assert enfant.stdout is not None
        dites = [enfant.stdout.readline() for _ in range(acquittees)]
        for _ in range(hasard.randrange(20_000)):
            pass
        enfant.send_signal(signal.SIGKILL)
        dites += enfant.stdout.readlines()
    assert enfant.returncode == -signal.SIGKILL, "the program must have been stopped by us, not by an error"
    return [ligne.split() for ligne in dites if ligne.endswith("\n")]


def test_vingt_arrets_brutaux_pendant_des_depots():
    hasard = random.Random(20211213)
    deposees: dict[str, str] = {}
    publiees: dict[str, str] = {}
    for _ in range(ROUNDS):
        for genre, identifiant, valeur in deposer_jusqua_la_mort(hasard.randint(1, 12), hasard):
            (deposees if genre == "deposee" else publiees)[identifiant] = valeur
        store = open_store(settings().store_url)
        try:
            magasin.installer(store)
            assert store.avertissements == []
            with lire() as cur:
                for identifiant, jeton in deposees.items():
                    assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).id == identifiant
                en_ligne = {ligne["id"] for ligne in cur.lignes("select id from public.pratique")}
                assert en_ligne.issuperset(publiees.values())
                assert [c for c in verifier(cur) if c.ecarts] == []
                assert filet.manquantes(cur) == []
            assert filet.verifier_chaine() is None
            assert {a.contribution_id for a in filet.lire_filet()} >= deposees.keys()
        finally:
            magasin.installer(None)
            store.fermer()
    assert len(deposees) >= ROUNDS
    assert publiees
