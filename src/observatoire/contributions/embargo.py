"""Show the sheets whose embargo ended: nothing of them was public before, the index included."""

from observatoire.clock import aujourd_hui, maintenant
from observatoire.contributions import sql
from observatoire.contributions.ecriture import relire
from observatoire.contributions.nouvelles import annoncer
from observatoire.journal import journaliser
from observatoire.recherche import indexer
from observatoire.store import ecrire, lire
from observatoire.structures import rattacher, suivre


def lever_les_embargos() -> tuple[str, ...]:
    """Publish what may be read from today on; return the ids. A store without any is only read."""
    with lire() as cur:
        if not cur.lignes(sql.EMBARGOS_ECHUS, jour=aujourd_hui()):
            return ()
    with ecrire() as tx:
        ids = [ligne["id"] for ligne in tx.lignes(sql.EMBARGOS_ECHUS, jour=aujourd_hui())]
        for identifiant in ids:
            tx.executer(sql.LEVER_EMBARGO, id=identifiant, a=maintenant())
            journaliser(tx, "entretien", "embargo_leve", "pratique", identifiant)
            if creatrice := tx.valeur(sql.CREATRICE, pratique_id=identifiant):
                annoncer(tx, "embargo_leve", relire(tx, creatrice))
            rattacher(tx, identifiant)
        suivre(tx, ids)
        indexer(tx, ids)
    return tuple(ids)
