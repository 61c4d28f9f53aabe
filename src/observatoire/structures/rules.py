"""Which structure a partner is, among those known: by its number, else by a name that only one has; never a guess."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from observatoire.structures.model import Numero
from observatoire.structures.numeros import numero_de
from observatoire.territoires.normalisation import normaliser


@dataclass(frozen=True, slots=True, kw_only=True)
class Connue:
    """What these rules read of a structure."""

    id: str
    nom_norm: str
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    deposee: bool = False
    """Made known by deposited sheets alone."""
    externe: bool = False
    """Comes from an outside source alone: its number names it, its name is not enough."""


def choisir(nom: str, numero: str | None, connues: Iterable[Connue]) -> str | None:
    """Return the id of the structure that a partner is, None when none is for sure.

    With a number: the one that has it, else one from elsewhere than deposits whose name it has and whose numbers do not
    say otherwise. Without: the only one of its name; a number told on one sheet is not lent to another that tells none.
    """
    lu, plie, propre = numero_de(numero or ""), normaliser(nom), identifiant(nom, numero)
    toutes = list(connues)
    ailleurs = [c for c in toutes if not c.deposee]
    if lu and (trouve := _seule(c for c in ailleurs if _a_le_numero(c, lu))):
        return trouve
    if any(c.id == propre for c in toutes):
        return propre
    return _seule(c for c in ailleurs if plie and c.nom_norm == plie and not c.externe and _compatible(c, lu))


def ambigu(nom: str, numero: str | None, connues: Iterable[Connue]) -> bool:
    """Tell whether several structures from elsewhere have this name, and no number says which: none is then created."""
    plie = normaliser(nom)
    return not numero and sum(c.nom_norm == plie and not (c.deposee or c.externe) for c in connues) > 1


def identifiant(nom: str, numero: str | None) -> str:
    """Return the id of the structure that a deposit makes known: its number, or its name when it tells none."""
    if lu := numero_de(numero or ""):
        return f"{lu.genre}-{lu.valeur}"
    mots = normaliser(nom).replace(" ", "-")
    if mots and len(mots) <= 80:
        return f"nom-{mots}"
    return f"nom-{mots[:60]}-{hashlib.sha256((mots or nom).encode()).hexdigest()[:12]}".replace("--", "-")


def _a_le_numero(c: Connue, lu: Numero) -> bool:
    return lu.valeur == {"siret": c.siret, "siren": c.siren, "rna": c.rna}[lu.genre]


def _compatible(c: Connue, lu: Numero | None) -> bool:
    """Tell whether nothing that is known contradicts a number."""
    if lu is None:
        return True
    deux = ((c.siren, lu.siren), (c.siret, lu.siret), (c.rna, lu.rna))
    return all(a is None or b is None or a == b for a, b in deux)


def _seule(trouvees: Iterable[Connue]) -> str | None:
    """Return the id of the only one, None when there are none or several."""
    ids = {c.id for c in trouvees}
    return ids.pop() if len(ids) == 1 else None
