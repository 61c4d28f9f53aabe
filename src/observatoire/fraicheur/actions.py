"""Say that a sheet is still true, choose when to be asked, prepare the reminders. One transaction each."""

from observatoire.clock import aujourd_hui, maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import CONTRIBUTEUR, Personne
from observatoire.contributions import jetons
from observatoire.contributions.lecture import ligne_de, objet
from observatoire.contributions.rules import erreur_courriel
from observatoire.courrier import poster
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.fraicheur import lecture, sql
from observatoire.fraicheur.model import ATTENDUE, DUREE, MOIS, REPONDUE, Demande, Suivi
from observatoire.fraicheur.rules import prochain_rappel
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import Transaction, ecrire

PAR_LOT = 200
"""Reminders prepared at each turn: the others wait for the next."""
DEJA = "C’est déjà dit\u00a0: ce lien ne sert qu’une fois. Merci\u202f!"
PERIME = (
    "Ce lien n’est plus valable, il dure 60 jours\u00a0: ouvrez le lien secret de votre contribution, ou attendez le prochain "
    "rappel."
)
PAS_LA_VOTRE = "Cette contribution n’a pas créé la fiche\u00a0: proposez plutôt une modification."


def choisir(
    personne: Personne, contribution_id: str, frequence: str, *, courriel: str = "", jeton: str = ""
) -> None:
    """Choose how often the author is asked, and where when an address is given.

    Raises Refus, Introuvable, Invalide (`frequence`, `courriel`).
    """
    if frequence not in MOIS:
        raise Invalide({"frequence": "Choisissez un rythme dans la liste."})
    if probleme := erreur_courriel(courriel):
        raise Invalide({"courriel": probleme})
    with ecrire() as tx:
        suivi = _ouvrir(tx, personne, contribution_id, jeton)
        tx.executer(
            sql.CHOISIR,
            pratique_id=suivi.pratique_id,
            contribution_id=contribution_id,
            frequence=frequence,
            rappel_le=prochain_rappel(frequence, aujourd_hui()),
            a=maintenant(),
        )
        if courriel:
            tx.executer(sql.COURRIEL, contribution_id=contribution_id, courriel=courriel)
        details = {"frequence": frequence}
        journaliser(tx, personne.acteur, "choisi", "rappel", suivi.pratique_id, details)


def reconfirmer(personne: Personne, contribution_id: str, *, jeton: str = "") -> None:
    """Say, from the follow-up, that the sheet is still true. Raises Refus, Introuvable."""
    with ecrire() as tx:
        suivi = _ouvrir(tx, personne, contribution_id, jeton)
        _reconfirmer(tx, personne.acteur, suivi.pratique_id, suivi.frequence)


def _ouvrir(tx: Transaction, personne: Personne, contribution_id: str, jeton: str) -> Suivi:
    exiger("suivre_fraicheur", personne, objet(ligne_de(tx, contribution_id), jeton))
    suivi = lecture.suivre(tx, personne, contribution_id, jeton=jeton)
    if suivi is None:
        raise Introuvable(PAS_LA_VOTRE)
    return suivi


def _reconfirmer(tx: Transaction, acteur: str, pratique_id: str, frequence: str) -> None:
    jour, a = aujourd_hui(), maintenant()
    tx.executer(sql.RECONFIRMER, pratique_id=pratique_id, jour=jour, a=a)
    tx.executer(sql.REPOUSSER, pratique_id=pratique_id, rappel_le=prochain_rappel(frequence, jour), a=a)
    journaliser(tx, acteur, "reconfirmee", "pratique", pratique_id)


def reconfirmer_par_lien(jeton: str) -> Demande:
    """Say, by a reminder's link, that the sheet is still true: once. Raises Introuvable, Refus."""
    with ecrire() as tx:
        lue = lecture.par_lien(tx, jeton)
        if lue.etat != ATTENDUE:
            raise Refus(DEJA if lue.etat == REPONDUE else PERIME)
        ligne = tx.ligne(sql.PAR_EMPREINTE, empreinte=jetons.empreinte(jeton)) or {}
        tx.executer(sql.REPONDRE, pratique_id=lue.pratique_id, a=maintenant())
        _reconfirmer(tx, CONTRIBUTEUR, lue.pratique_id, ligne["frequence"])
        return lecture.par_lien(tx, jeton)


def preparer_rappels() -> int:
    """Put in the outbox the reminders that are due, each with a link of its own; return how many.

    Run twice the same day, it prepares nothing more. Authors who left no address are asked on their follow-up only.
    """
    with ecrire() as tx:
        dus = tx.lignes(sql.DUS, jour=aujourd_hui(), au_plus=PAR_LOT)
        for du in dus:
            jeton, a, ici = jetons.nouveau(), maintenant(), du["pratique_id"]
            tx.executer(
                sql.RAPPELER,
                pratique_id=ici,
                empreinte=jetons.empreinte(jeton),
                expire_a=a + DUREE,
                rappel_le=prochain_rappel(du["frequence"], aujourd_hui()),
                a=a,
            )
            faits = {"titre": du["titre"], "lien": f"{settings().public_url}/nouvelles/{jeton}"}
            cle = f"fraicheur {ici} {du['rappel_le']}"
            poster(tx, "fraicheur", du["courriel"], faits, objet_type="pratique", objet_id=ici, cle=cle)
            journaliser(tx, "entretien", "prepare", "rappel", ici)
        return len(dus)
