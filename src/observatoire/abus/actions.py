"""Let a deposit through or say why it waits; close the deposits, open them again."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from observatoire.abus import preuves, rules, sql
from observatoire.abus.lecture import FERMETURE, fermeture
from observatoire.abus.model import DepotsFermes, PreuveDemandee, Provenance, TropDeDepots, TropVite
from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import Conflit, Invalide
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

CONSERVATION = timedelta(hours=1)
"""How long what is counted is kept, as failed sign-ins are."""
RAISON_MINI, RAISON_MAXI = 10, 300


def laisser_passer(tx: Transaction, personne: Personne, geste: str, provenance: Provenance | None) -> None:
    """Count a draft begun (`commencer`) or a deposit (`deposer`), in its transaction.

    A program of ours (no provenance) and who signed in are only stopped by closed deposits, moderation by nothing. Addresses and e-mails are counted under
    a hash salted with the day. Raises DepotsFermes, TropVite, TropDeDepots, PreuveDemandee: what was typed is kept.
    """
    if geste == "deposer":
        _exiger_ouverts(tx, personne)
    if personne.connectee or provenance is None:
        return
    a = maintenant()
    if geste == "deposer":
        _exiger_un_temps(provenance, a)
        _exiger_une_place(tx)
        if tx.valeur(sql.NOMBRE, cle=geste, depuis=a - rules.FENETRE) >= rules.PREUVE_DES:
            _exiger_une_preuve(tx, provenance, a)
    tx.executer(sql.PURGER, avant=a - CONSERVATION)
    for cle, au_plus, phrase in _comptes(geste, provenance, a):
        if tx.valeur(sql.NOMBRE, cle=cle, depuis=a - rules.FENETRE) >= au_plus:
            raise TropDeDepots(phrase)
        tx.executer(sql.NOTER, id=uuid.uuid4().hex, cle=cle, a=a)


def _exiger_ouverts(tx: Transaction, personne: Personne) -> None:
    fermee = fermeture(tx)
    if fermee and motif_de_refus("fermer_les_depots", personne) is not None:
        raise DepotsFermes(rules.FERMES.format(raison=fermee.raison))


def _exiger_un_temps(provenance: Provenance, a: datetime) -> None:
    if provenance.ouvert_a is not None and a - provenance.ouvert_a < rules.TEMPS_MINIMUM:
        raise TropVite(rules.TROP_VITE)


def _exiger_une_place(tx: Transaction) -> None:
    if tx.valeur(sql.EN_FILE) >= rules.FILE_PLEINE:
        raise TropDeDepots(rules.TROP_EN_TOUT)


def _exiger_une_preuve(tx: Transaction, provenance: Provenance, a: datetime) -> None:
    try:
        cle = f"preuve {preuves.empreinte(provenance.preuve)}" if provenance.preuve else ""
        bonne = bool(cle) and preuves.verifiee(tx, provenance.preuve)
    except (ValueError, KeyError, TypeError):
        bonne, cle = False, ""
    if not bonne or tx.valeur(sql.NOMBRE, cle=cle, depuis=a - CONSERVATION):
        raise PreuveDemandee(rules.PREUVE)
    tx.executer(sql.NOTER, id=uuid.uuid4().hex, cle=cle, a=a)


def nouveau_defi() -> dict[str, Any]:
    """Return a challenge for a browser to solve, good for a quarter of an hour."""
    with ecrire() as tx:
        return preuves.defi(tx)


def _comptes(geste: str, provenance: Provenance, a: datetime) -> list[tuple[str, int, str]]:
    """Return what to count: (key, how many at most, what is said beyond)."""
    par_plage, en_tout = rules.GESTES[geste]
    comptes = [(geste, en_tout, rules.TROP_EN_TOUT)]
    if (plage := rules.plage(provenance.adresse)) is not None:
        comptes.append((_cle(geste, plage, a), par_plage, rules.TROP_PLAGE))
    if geste == "deposer" and provenance.courriel:
        cle = _cle("courriel", provenance.courriel.strip().casefold(), a)
        comptes.append((cle, rules.DEPOTS_PAR_COURRIEL, rules.TROP_COURRIEL))
    return comptes


def _cle(genre: str, valeur: str, a: datetime) -> str:
    return f"{genre} {hashlib.sha256(f'{a:%Y-%m-%d} {valeur}'.encode()).hexdigest()}"


def fermer_les_depots(personne: Personne, raison: str) -> None:
    """Take no deposit until `rouvrir_les_depots`; the reason is shown to all. Raises Refus, Invalide, Conflit (closed already)."""
    propre = " ".join(raison.split())
    with ecrire() as tx:
        exiger("fermer_les_depots", personne)
        if not RAISON_MINI <= len(propre) <= RAISON_MAXI:
            raise Invalide(
                {
                    "raison": f"Dites pourquoi, en {RAISON_MINI} à {RAISON_MAXI} caractères\u00a0: tout le monde le lira."
                }
            )
        if fermeture(tx):
            raise Conflit("Les dépôts sont déjà fermés\u00a0: rechargez la page.")
        phrase = propre if propre.endswith((".", "!", "?")) else f"{propre}."
        tx.executer(sql.REGLER, nom=FERMETURE, valeur=phrase, acteur=personne.acteur, a=maintenant())
        journaliser(tx, personne.acteur, "fermes", "depots", "depots", {"raison": phrase})


def rouvrir_les_depots(personne: Personne) -> None:
    """Take deposits again. Raises Refus, Conflit (open already)."""
    with ecrire() as tx:
        exiger("fermer_les_depots", personne)
        if not fermeture(tx):
            raise Conflit("Les dépôts sont déjà ouverts\u00a0: rechargez la page.")
        tx.executer(sql.DEREGLER, nom=FERMETURE)
        journaliser(tx, personne.acteur, "rouverts", "depots", "depots")
