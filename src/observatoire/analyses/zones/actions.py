"""Note how hard a side was looked for: the rule, the write and the journal in one transaction."""

from collections.abc import Sequence

from observatoire.analyses.zones import sql
from observatoire.analyses.zones.model import Observation
from observatoire.analyses.zones.rules import fautes
from observatoire.clock import aujourd_hui, maintenant
from observatoire.comptes import Personne, exiger
from observatoire.errors import Invalide
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire
from observatoire.territoires import trouver_tous


def noter(personne: Personne, observations: Sequence[Observation]) -> int:
    """Record notes, each in place of the former one of its cell and side; return how many.

    Raises Refus when the person may not, Invalide when a note is wrong: then none is recorded.
    """
    exiger("noter_observation", personne)
    with ecrire() as tx:
        _verifier(tx, observations)
        for observation in observations:
            _ecrire(tx, personne, observation)
    return len(observations)


def _verifier(tx: Transaction, observations: Sequence[Observation]) -> None:
    connus = trouver_tous(tx, {o.territoire_id for o in observations})
    for o in observations:
        trouvees = fautes(o, aujourd_hui())
        if o.territoire_id not in connus:
            trouvees["territoire"] = "Ce territoire n’existe pas\u00a0: cherchez-le par son nom."
        if trouvees:
            raise Invalide(trouvees)


def _ecrire(tx: Transaction, personne: Personne, o: Observation) -> None:
    tx.executer(
        sql.NOTER,
        territoire_id=o.territoire_id,
        theme=o.theme,
        cote=o.cote,
        effort=o.effort,
        vaut_dessous=o.vaut_dessous,
        source=o.source.strip(),
        observe_le=o.observe_le,
        auteur=personne.acteur,
        maj_a=maintenant(),
    )
    details = {
        "theme": o.theme, "cote": o.cote, "effort": o.effort, "vaut_dessous": o.vaut_dessous,
        "observe_le": o.observe_le.isoformat(), "source": o.source.strip(),
    }  # fmt: skip
    journaliser(tx, personne.acteur, "notee", "observation", o.territoire_id, details)
