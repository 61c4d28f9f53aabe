"""Read the queue: what waits for moderation, why, in the order to read it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from observatoire.abus.rules import SUSPECTE
from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.lecture import contribution
from observatoire.moderation import sql
from observatoire.moderation.model import ATTENTE_LONGUE, RAISONS, TAILLE_PAGE, Delai, EnAttente, File
from observatoire.store import Cursor


def lire_file(
    cur: Cursor, personne: Personne, *, raison: str = "", page: int = 1, taille: int = TAILLE_PAGE
) -> File:
    """Return a page of what waits, the most pressing reason first, then the oldest; `raison` keeps one reason.

    Raises Refus.
    """
    exiger("relire", personne)
    lignes = cur.lignes(
        sql.FILE,
        raison=raison if raison in RAISONS else "",
        en_retard=maintenant() - ATTENTE_LONGUE,
        suspecte=SUSPECTE,
        taille=taille,
        depart=(page - 1) * taille,
    )
    return File(
        lignes=tuple(_en_attente(ligne) for ligne in lignes if ligne["titre_en_file"] is not None),
        total=lignes[0]["n"],
        par_raison={raison: lignes[0][f"n_{raison}"] for raison in RAISONS},
    )


def lister_delais(cur: Cursor, au_plus: int = 8) -> list[Delai]:
    """Return how long answers took, the last quarters first; public, hence nothing under five answers."""
    return [
        Delai(
            ligne["annee"],
            ligne["trimestre"],
            ligne["nombre"],
            timedelta(seconds=float(ligne["median_s"])),
            timedelta(seconds=float(ligne["neuf_sur_dix_s"])),
        )
        for ligne in cur.lignes(sql.DELAIS, au_plus=au_plus)
    ]


def _en_attente(ligne: Mapping[str, Any]) -> EnAttente:
    return EnAttente(
        id=ligne["contribution_id"] or ligne["signalement_id"],
        titre=ligne["titre_en_file"],
        depuis=ligne["depuis"],
        raisons=tuple(raison for raison in RAISONS if ligne[f"r_{raison}"]),
        suspecte=ligne["suspecte"],
        pratique_id=ligne["fiche"],
        contribution=contribution(ligne) if ligne["contribution_id"] else None,
        signalements=ligne["signalements"],
        prise_par=ligne["preneur"],
    )
