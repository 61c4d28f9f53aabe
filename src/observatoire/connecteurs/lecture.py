"""Read what connectors proposed and what was decided, and turn rows of the store into records and back."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from observatoire.comptes import Personne, exiger
from observatoire.connecteurs import sql
from observatoire.connecteurs.fichiers import lire_connecteurs
from observatoire.connecteurs.model import (
    GENRES,
    Actualisation,
    Connecteur,
    Difference,
    Entite,
    Externe,
    Lot,
    Proposition,
)
from observatoire.connecteurs.rules import Annuaire
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires.normalisation import normaliser


def lister(personne: Personne) -> list[Connecteur]:
    """Return the connectors. Raises Refus, ErreurObservatoire (a file is wrong)."""
    exiger("accepter_connecteur", personne)
    return lire_connecteurs(settings().data_dir)


def dernieres_actualisations(cur: Cursor, personne: Personne) -> dict[str, Actualisation]:
    """Return the last refresh of each connector that had one."""
    exiger("accepter_connecteur", personne)
    return {ligne["connecteur"]: Actualisation(**ligne) for ligne in cur.lignes(sql.DERNIERES)}


def compter_propositions(cur: Cursor, personne: Personne, connecteur: str) -> dict[str, int]:
    """Return how many proposals wait, by kind, zeros included."""
    exiger("accepter_connecteur", personne)
    comptes = {x["genre"]: x["n"] for x in cur.lignes(sql.OUVERTES_PAR_GENRE, connecteur=connecteur)}
    return {genre: comptes.get(genre, 0) for genre in GENRES}


def lister_propositions(
    cur: Cursor, personne: Personne, connecteur: str, genre: str, *, debut: int = 0, au_plus: int = 20
) -> list[Proposition]:
    """Return a page of what waits, in the order of the outside names."""
    exiger("accepter_connecteur", personne)
    lues = cur.lignes(sql.PAGE, connecteur=connecteur, genre=genre, debut=debut, au_plus=au_plus)
    return [proposition_de(ligne) for ligne in lues]


def lister_lots(cur: Cursor, personne: Personne, connecteur: str, au_plus: int = 10) -> list[Lot]:
    """Return what was accepted, the newest first."""
    exiger("accepter_connecteur", personne)
    return [Lot(**ligne) for ligne in cur.lignes(sql.LOTS, connecteur=connecteur, au_plus=au_plus)]


def externes_de(cur: Cursor, connecteur: str) -> dict[str, Externe]:
    """Return the outside names accepted of a connector."""
    return {
        x["cle"]: Externe(
            **x | {"champs": json.loads(x["champs"]), "ecrits": json.loads(x["ecrits"])},
        )
        for x in cur.lignes(sql.EXTERNES, connecteur=connecteur)
    }


def annuaire_pour(cur: Cursor, entites: Collection[Entite], ids: Iterable[str]) -> Annuaire:
    """Return the structures that these may be, and those of `ids`."""
    annuaire = Annuaire()
    for ligne in cur.lignes(
        sql.CANDIDATES,
        sirets=sorted({e.champs["siret"] for e in entites if e.champs["siret"]}),
        noms=sorted({normaliser(e.champs["nom"]) for e in entites}),
        ids=sorted(set(ids)),
    ):
        annuaire.ajouter(ligne)
    return annuaire


def proposition_de(ligne: dict[str, Any]) -> Proposition:
    """Return the proposal that a row tells."""
    return Proposition(
        ligne["cle"],
        ligne["genre"],
        ligne["structure_id"],
        ligne["rapprochement"],
        Entite(ligne["cle"], json.loads(ligne["entite"]), ligne["maj_le"]),
        tuple(Difference(*d) for d in json.loads(ligne["differences"])),
        ligne["empreinte"],
        ligne["id"],
    )


def en_ligne(p: Proposition) -> dict[str, Any]:
    """Return what a row keeps of a proposal, but its id and its state."""
    return {
        "cle": p.cle,
        "genre": p.genre,
        "structure_id": p.structure_id,
        "rapprochement": p.rapprochement,
        "entite": en_json(dict(p.entite.champs)),
        "maj_le": p.entite.maj_le,
        "differences": en_json([[d.champ, d.avant, d.apres, d.garde] for d in p.differences]),
        "empreinte": p.empreinte,
    }


def en_json(valeur: dict[str, Any] | Sequence[Any]) -> str:
    """Return JSON, always the same for the same value."""
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True, default=str)
