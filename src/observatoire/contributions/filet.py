"""The safety net: one hash-chained, fsynced line per accepted submission, written before it is acknowledged.

The store may lose its last commits on a damaged disk; this file, append-only and apart from it, tells which
and holds enough to enter them again. It keeps the hash of the secret link, never the link, and no e-mail.
"""

import fcntl
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from observatoire.clock import maintenant
from observatoire.contributions import sql
from observatoire.contributions.model import A_RELIRE, Contenu
from observatoire.contributions.rules import a_verifier, soupcons_de
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import Cursor, Transaction

ORIGINE = "0" * 64
"""What the first line is chained to."""
INSTANTS = frozenset({"jeton_expire_a", "cree_a", "deposee_a"})
_BLOC = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuse:
    """What is kept of one accepted submission."""

    contribution_id: str
    version: int
    contenu: str
    """JSON of the form."""
    jeton: str
    """SHA-256 of the secret link's token: a re-entered contribution answers to the same link."""
    jeton_expire_a: datetime
    pratique_id: str | None
    compte_id: str | None
    cree_a: datetime
    deposee_a: datetime


def fichier_du_filet() -> Path:
    """Return where the lines are kept."""
    return settings().local_dir / "accuses.jsonl"


def inscrire(accuse: Accuse, fichier: Path | None = None) -> None:
    """Append one line and return once it is on the disk.

    Raises OSError when the disk refuses it: the submission must then not be acknowledged.
    """
    chemin = fichier or fichier_du_filet()
    chemin.parent.mkdir(parents=True, exist_ok=True)
    nouveau = not chemin.exists()
    with chemin.open("a+b") as flux:
        fcntl.flock(flux, fcntl.LOCK_EX)
        entiere, precedent = _fin(flux)
        ligne = _composer(accuse, precedent)
        flux.write(ligne if entiere else b"\n" + ligne)
        flux.flush()
        os.fsync(flux.fileno())
    if nouveau:
        _synchroniser_dossier(chemin.parent)


def _composer(accuse: Accuse, precedent: str) -> bytes:
    corps = {nom: getattr(accuse, nom) for nom in Accuse.__dataclass_fields__} | {"precedent": precedent}
    return _texte(corps | {"empreinte": _empreinte(corps)}).encode() + b"\n"


def _texte(corps: dict[str, Any]) -> str:
    return json.dumps(corps, sort_keys=True, default=datetime.isoformat)


def _empreinte(corps: dict[str, Any]) -> str:
    return hashlib.sha256(_texte(corps).encode()).hexdigest()


def _fin(flux: IO[bytes]) -> tuple[bool, str]:
    """Tell whether the file ends with a whole line, and the hash of its last sound line."""
    taille, lu = flux.seek(0, os.SEEK_END), 0
    while True:
        lu = min(taille, max(2 * lu, _BLOC))
        flux.seek(taille - lu)
        queue = flux.read(lu)
        entiere, lignes = queue.endswith(b"\n") or not queue, queue.split(b"\n")
        for ligne in reversed(lignes if lu == taille else lignes[1:]):
            if (corps := _lire(ligne)) is not None:
                return entiere, str(corps["empreinte"])
        if lu == taille:
            return entiere, ORIGINE


def _lire(ligne: bytes) -> dict[str, Any] | None:
    """Return a line whose own hash is right, else None."""
    try:
        corps = json.loads(ligne)
        empreinte = corps.pop("empreinte")
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
    return corps | {"empreinte": empreinte} if _empreinte(corps) == empreinte else None


def _synchroniser_dossier(dossier: Path) -> None:
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def lire_filet(fichier: Path | None = None) -> list[Accuse]:
    """Return every sound line in order; no file is an empty net."""
    lus = (_lire(ligne) for ligne in _lignes(fichier or fichier_du_filet()))
    return [_accuse(corps) for corps in lus if corps is not None]


def _accuse(corps: dict[str, Any]) -> Accuse:
    """Build an acknowledgement from its line, its instants read back."""
    valeurs: dict[str, Any] = {nom: corps[nom] for nom in Accuse.__dataclass_fields__}
    valeurs |= {nom: datetime.fromisoformat(valeurs[nom]) for nom in INSTANTS}
    return Accuse(**valeurs)


def _lignes(chemin: Path) -> list[bytes]:
    return [ligne for ligne in chemin.read_bytes().split(b"\n") if ligne] if chemin.exists() else []


def verifier_chaine(fichier: Path | None = None) -> str | None:
    """Return where the chain is broken, in words; None when every line follows the one before it.

    A line cut by a stop of the machine was never acknowledged: the chain steps over it.
    """
    precedent = ORIGINE
    for numero, ligne in enumerate(_lignes(fichier or fichier_du_filet()), 1):
        corps = _lire(ligne)
        if corps is not None and corps["precedent"] != precedent:
            return (
                f"La ligne {numero} des accusés de réception ne suit pas la précédente : une ligne a été changée, "
                "déplacée ou retirée. Comparez ce fichier à une copie sauvegardée."
            )
        precedent = precedent if corps is None else str(corps["empreinte"])
    return None


def manquantes(cur: Cursor, fichier: Path | None = None) -> list[Accuse]:
    """Return the acknowledged submissions that the store no longer holds as they were, the last of each."""
    derniers = {a.contribution_id: a for a in lire_filet(fichier)}
    connues = cur.lignes(
        "select id, version from base.contribution where id = any($ids::text[])", ids=list(derniers)
    )
    versions = {ligne["id"]: ligne["version"] for ligne in connues}
    return [a for a in derniers.values() if versions.get(a.contribution_id, -1) < a.version]


def rejouer(tx: Transaction, accuse: Accuse) -> None:
    """Enter a lost submission again, under its id and its link, waiting to be read."""
    contenu = Contenu.from_json(accuse.contenu)
    tx.executer("delete from base.contribution where id = $id", id=accuse.contribution_id)
    ligne = {nom: getattr(accuse, nom) for nom in Accuse.__dataclass_fields__ if nom != "contribution_id"}
    ligne |= {
        "id": accuse.contribution_id,
        "statut": A_RELIRE,
        "titre": contenu.titre,
        "maj_a": accuse.deposee_a,
        "suspicion": len(soupcons_de(contenu)),
        "donnee_personnelle": a_verifier(contenu),
    }
    tx.inserer("base.contribution", [ligne])
    tx.executer(sql.REVISER, id=accuse.contribution_id, motif=None, acteur="filet", a=maintenant())
    journaliser(tx, "filet", "retrouvee", "contribution", accuse.contribution_id, {"version": accuse.version})
