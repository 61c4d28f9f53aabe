"""Send what is due, by SMTP: taken under a lease by one sender, tried again while the server is down, told once it has gone.

A message may go twice only when the process stops between the server's yes and our record of it: both then carry the same
Message-ID, by which mail systems know one message.
"""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from observatoire.clock import maintenant
from observatoire.courrier import rules, sql
from observatoire.courrier.model import A_ENVOYER, ABANDONNE, ENVOYE, REJETE, Lettre
from observatoire.settings import Settings
from observatoire.store import ecrire

PATIENCE_S = 20
PERMANENT = 500
"""SMTP codes from which trying again is useless."""


@dataclass
class Bilan:
    """What became of a batch."""

    envoyees: int = 0
    reportees: int = 0
    rejetees: int = 0
    panne: str = ""
    """Why the server could not be reached, when it could not."""


def distribuer(reglages: Settings) -> Bilan:
    """Send every message that is due, batch by batch; without a server set, nothing."""
    bilan = Bilan()
    while reglages.smtp_url and not bilan.panne and (lot := _prendre()):
        _envoyer_le_lot(reglages, lot, bilan)
    _oublier()
    return bilan


def _prendre() -> list[Lettre]:
    a = maintenant()
    with ecrire() as tx:
        lot = [Lettre(**ligne) for ligne in tx.lignes(sql.DUES, a=a, nombre=rules.PAR_LOT)]
        tx.executer(sql.PRENDRE, cles=[lettre.cle for lettre in lot], bail_a=a + rules.BAIL)
    return [replace(lettre, bail_a=a + rules.BAIL) for lettre in lot]


def _tenir(lettre: Lettre) -> Lettre | None:
    """Renew the lease of a message about to go; None when it is somebody else's by now: a slow server outlasted the first."""
    bail = maintenant() + rules.BAIL
    with ecrire() as tx:
        ligne = tx.ligne(sql.UNE, cle=lettre.cle)
        if ligne is None or (ligne["etat"], ligne["bail_a"]) != (A_ENVOYER, lettre.bail_a):
            return None
        tx.executer(sql.PRENDRE, cles=[lettre.cle], bail_a=bail)
    return replace(lettre, bail_a=bail)


def _envoyer_le_lot(reglages: Settings, lot: list[Lettre], bilan: Bilan) -> None:
    reste = list(lot)
    try:
        with _serveur(reglages.smtp_url) as serveur:
            while reste:
                if (tenue := _tenir(reste[0])) is not None:
                    reste[0] = tenue
                    _envoyer_une(serveur, reglages, tenue, bilan)
                reste.pop(0)
    except (OSError, smtplib.SMTPException) as panne:
        bilan.panne = str(panne) or type(panne).__name__
        for lettre in reste[:1]:
            _reporter(lettre, bilan.panne, bilan)
        with ecrire() as tx:
            for lettre in reste[1:]:
                tx.executer(sql.RENDRE, cles=[lettre.cle], bail_a=lettre.bail_a)


@contextmanager
def _serveur(adresse: str) -> Iterator[smtplib.SMTP]:
    """Open the server that the setting names: smtps:// is encrypted from the start, smtp:// as soon as the server can."""
    lue = urlsplit(adresse)
    hote, contexte = lue.hostname or "", ssl.create_default_context()
    if lue.scheme == "smtps":
        serveur: smtplib.SMTP = smtplib.SMTP_SSL(hote, lue.port or 465, timeout=PATIENCE_S, context=contexte)
    else:
        serveur = smtplib.SMTP(hote, lue.port or 587, timeout=PATIENCE_S)
    with serveur:
        serveur.ehlo()
        if lue.scheme == "smtp" and serveur.has_extn("starttls"):
            serveur.starttls(context=contexte)
            serveur.ehlo()
        if lue.username:
            serveur.login(unquote(lue.username), unquote(lue.password or ""))
        yield serveur


def _envoyer_une(serveur: smtplib.SMTP, reglages: Settings, lettre: Lettre, bilan: Bilan) -> None:
    """Send one and record it. Raises OSError or SMTPException when the server is gone, or refuses our own address."""
    try:
        message = composer(lettre, reglages.mail_from)
    except ValueError as illisible:  # an address kept by an older version: the others must not wait behind it
        _refuser(lettre, PERMANENT, str(illisible), bilan)
        return
    try:
        serveur.send_message(message)
    except smtplib.SMTPRecipientsRefused as refus:
        code, dit = next(iter(refus.recipients.values()))
        _refuser(lettre, code, dit, bilan)
    except smtplib.SMTPDataError as refus:
        _refuser(lettre, refus.smtp_code, refus.smtp_error, bilan)
    except smtplib.SMTPNotSupportedError as refus:
        _refuser(lettre, PERMANENT, str(refus), bilan)  # an address that this server cannot write
    else:
        bilan.envoyees += 1
        with ecrire() as tx:
            tx.executer(sql.ETAT, cle=lettre.cle, etat=ENVOYE, erreur=None, envoye_a=maintenant())


def _refuser(lettre: Lettre, code: int, dit: bytes | str, bilan: Bilan) -> None:
    texte = f"{code} {dit.decode('utf-8', 'replace') if isinstance(dit, bytes) else dit}"[:500]
    if code < PERMANENT:
        _reporter(lettre, texte, bilan)
        return
    bilan.rejetees += 1
    with ecrire() as tx:
        tx.executer(sql.ECHOUER, cle=lettre.cle, etat=REJETE, erreur=texte, bail_a=lettre.bail_a)


def _reporter(lettre: Lettre, erreur: str, bilan: Bilan) -> None:
    bilan.reportees += 1
    essais, a = lettre.essais + 1, maintenant()
    delai = rules.attente(essais)
    with ecrire() as tx:
        if delai is None:
            tx.executer(
                sql.ECHOUER, cle=lettre.cle, etat=ABANDONNE, erreur=erreur[:500], bail_a=lettre.bail_a
            )
        else:
            tx.executer(
                sql.REPORTER,
                cle=lettre.cle,
                essais=essais,
                prochain_a=a + delai,
                erreur=erreur[:500],
                bail_a=lettre.bail_a,
            )


def composer(lettre: Lettre, expediteur: str) -> EmailMessage:
    """Return the message as it is sent: text and HTML, and an id that is always the same for the same event."""
    message = EmailMessage(policy=SMTP)
    domaine = expediteur.rpartition("@")[2].rstrip("> ") or "localhost"
    message["Message-ID"] = f"<{hashlib.sha256(lettre.cle.encode()).hexdigest()[:40]}@{domaine}>"
    message["From"], message["To"], message["Subject"] = (
        expediteur,
        lettre.destinataire,
        rules.objet_sain(lettre.objet),
    )
    message["Date"] = format_datetime(lettre.cree_a.replace(tzinfo=UTC))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(lettre.texte)
    message.add_alternative(lettre.html, subtype="html")
    return message


def _oublier() -> None:
    with ecrire() as tx:
        tx.executer(sql.OUBLIER, avant=maintenant() - rules.CONSERVATION)
