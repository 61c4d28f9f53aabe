"""The journal: same transaction, order, content."""

from datetime import datetime

import pytest

from observatoire.clock import temps_fige
from observatoire.journal import journaliser, lister_journal
from observatoire.store import Store, ecrire, lire


def test_un_objet_a_ses_evenements_dans_l_ordre(store_deux_moteurs: Store) -> None:
    with temps_fige(datetime(2027, 1, 2, 3, 4, 5)), ecrire() as tx:
        journaliser(tx, "contributeur", "deposee", "contribution", "c1", {"titre": "Épicerie d’été", "n": 2})
        journaliser(tx, "autre", "deposee", "contribution", "c2")
        journaliser(tx, "compte-1", "publiee", "contribution", "c1")
    with lire() as cur:
        premier, second = lister_journal(cur, "contribution", "c1")
        assert (premier.acteur, premier.verbe, second.verbe) == ("contributeur", "deposee", "publiee")
        assert premier.details == {"titre": "Épicerie d’été", "n": 2}
        assert second.details == {}
        assert premier.a == datetime(2027, 1, 2, 3, 4, 5)
        assert second.id > premier.id
        assert cur.version() == second.id
        assert lister_journal(cur, "pratique", "c1") == []


def test_rien_ne_reste_d_une_transaction_annulee(store_deux_moteurs: Store) -> None:
    with pytest.raises(RuntimeError, match="panne"), ecrire() as tx:
        journaliser(tx, "cli", "deposee", "contribution", "c1")
        raise RuntimeError("panne")
    with lire() as cur:
        assert lister_journal(cur, "contribution", "c1") == []
        assert cur.version() == 0
