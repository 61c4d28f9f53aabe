"""Keep a file that somebody joins, and forget those that nothing names."""

import hashlib
from datetime import timedelta

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.errors import Invalide
from observatoire.pieces import sql
from observatoire.pieces.documents import assainir
from observatoire.pieces.images import reprendre
from observatoire.pieces.model import DOCUMENT, PHOTO, Fichier
from observatoire.pieces.rules import (
    EN_ATTENTE_AU_PLUS,
    ORPHELIN_HEURES,
    TROP_EN_ATTENTE,
    erreur_poids,
    est_un_pdf,
)
from observatoire.store import ecrire


def lire_fichier(octets: bytes) -> Fichier:
    """Return the file checked by its content and cleaned. Raises Invalide (`pieces`)."""
    if phrase := erreur_poids(octets):
        raise Invalide({"pieces": phrase})
    if est_un_pdf(octets):
        propre, nb_pages = assainir(octets)
        return Fichier(_nom(propre), DOCUMENT, propre, None, None, None, nb_pages)
    grande, vignette, largeur, hauteur = reprendre(octets)
    return Fichier(_nom(grande), PHOTO, grande, vignette, largeur, hauteur, None)


def _nom(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()[:32]


def garder(personne: Personne, octets: bytes) -> Fichier:
    """Keep a file for the contribution that will name it; the same bytes are the same file.

    Raises Refus, Invalide (`pieces`: kind, size, damage, too many at once). Nothing for the journal: nobody sees it
    before a contribution that names it is published.
    """
    exiger("proposer", personne)
    fichier, a = lire_fichier(octets), maintenant()
    with ecrire() as tx:
        attente = tx.valeur(sql.EN_ATTENTE, depuis=a - timedelta(hours=ORPHELIN_HEURES))
        if attente + len(fichier.octets) > EN_ATTENTE_AU_PLUS:
            raise Invalide({"pieces": TROP_EN_ATTENTE})
        tx.executer(
            sql.GARDER,
            id=fichier.id,
            genre=fichier.genre,
            octets=fichier.octets,
            vignette=fichier.vignette,
            poids=len(fichier.octets),
            largeur=fichier.largeur,
            hauteur=fichier.hauteur,
            nb_pages=fichier.nb_pages,
            a=a,
        )
    return fichier


def oublier_les_orphelins() -> None:
    """Forget files older than a day that no contribution, revision or sheet names, 200 at most at a time."""
    with ecrire() as tx:
        tx.executer(sql.OUBLIER_ORPHELINS, avant=maintenant() - timedelta(hours=ORPHELIN_HEURES))
