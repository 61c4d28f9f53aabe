"""Read the pistes: the public views only."""

from collections.abc import Iterable
from typing import Any

from observatoire.pistes import sql
from observatoire.pistes.model import Bilan, Famille, Piste, Realisation
from observatoire.store import Cursor
from observatoire.vocabulaires import vocabulaire


def lister(cur: Cursor) -> list[Famille]:
    """Return every piste by family, the families in the vocabulary's order; an empty one is left out."""
    lignes = cur.lignes(sql.TOUTES)
    citees = sorted({p for ligne in lignes for p in ligne["pratiques"]})
    publiees = {p["id"]: Realisation(**p) for p in cur.lignes(sql.REALISATIONS, ids=citees)} if citees else {}
    pistes = [_piste(ligne, publiees) for ligne in lignes]
    familles = [
        Famille(code, tuple(p for p in pistes if p.famille == code)) for code in vocabulaire("famille").codes
    ]
    return [famille for famille in familles if famille.pistes]


def compter(familles: Iterable[Famille]) -> Bilan:
    """Count the pistes of `lister`."""
    pistes = [piste for famille in familles for piste in famille.pistes]
    return Bilan(
        nombre=len(pistes),
        phrases_de_synthese=len({p.texte_synthese for p in pistes if p.texte_synthese}),
        realisees=sum(1 for p in pistes if p.realisations),
    )


def _piste(ligne: dict[str, Any], publiees: dict[str, Realisation]) -> Piste:
    return Piste(
        id=ligne["id"],
        titre=ligne["titre"],
        texte=ligne["texte"],
        famille=ligne["famille"],
        tables=tuple(ligne["tables_rapport"]),
        dans_synthese=ligne["dans_synthese"],
        texte_synthese=ligne["texte_synthese"],
        realisations=tuple(publiees[p] for p in ligne["pratiques"] if p in publiees),
    )
