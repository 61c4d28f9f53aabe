"""Begin, keep, invite, sign, deposit and withdraw an application. One transaction each: rights, state, version, write, journal."""

import uuid
from datetime import datetime, timedelta

from observatoire.appels import Appel, lire_termes
from observatoire.appels.lecture import un as un_appel
from observatoire.candidatures import sql
from observatoire.candidatures.lecture import cle_du_jeton, objet, une
from observatoire.candidatures.model import (
    A_COMPLETER,
    A_REVOIR,
    BROUILLON,
    SIGNE,
    Candidature,
    ContenuCandidature,
    MembreSaisi,
    Recu,
)
from observatoire.candidatures.rules import (
    TRANSITIONS,
    erreurs,
    hors_territoire,
    lire_budget,
    lire_siren,
    nettoyer,
)
from observatoire.clock import a_paris, maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions import jetons
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import COURRIEL_ILLISIBLE, Bornes, erreur_texte
from observatoire.courrier import courriel_sain, poster
from observatoire.errors import Conflit, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import Cursor, Transaction, ecrire
from observatoire.territoires import ancetres

CHANGEE_AILLEURS = (
    "Cette candidature a été modifiée ailleurs depuis que vous l’avez ouverte. Rien n’a été enregistré\u00a0: "
    "rechargez la page."
)
ENCORE_UNE_FOIS = (
    "La candidature a changé depuis que vous l’avez lue\u00a0: relisez-la, puis signez à nouveau."
)
PAS_OUVERT = (
    "Cet appel ne reçoit pas de candidature en ce moment\u00a0: regardez ses dates dans la liste des appels."
)
TAILLE_MAX = 80_000
"""Characters of JSON that an application may take."""
COMPLEMENT_JOURS = 60
"""How long a funder may leave to complete, at most."""
BORNES_MOT = Bornes(10, 1_000)


def adresse(jeton: str) -> str:
    """Return the whole address that a secret link opens."""
    return f"{settings().public_url}/appels?jeton={jeton}"


def commencer(
    personne: Personne, appel_id: str, contenu: ContenuCandidature | None = None
) -> tuple[Candidature, str]:
    """Begin an application to an open call; return it and the secret link's token, told once.

    Raises Introuvable, Refus (the call is not open), Invalide (far too long).
    """
    exiger("candidater", personne)
    with ecrire() as tx:
        appel = un_appel(tx, appel_id)
        if appel.vague(maintenant()) is None:
            raise Refus(PAS_OUVERT)
        identifiant, jeton = uuid.uuid4().hex[:16], jetons.nouveau()
        tx.executer(
            sql.CREER,
            id=identifiant,
            appel_id=appel.id,
            contenu=_texte(contenu or ContenuCandidature(membres=(nouveau_membre(), nouveau_membre()))),
            compte_id=personne.id,
            jeton=jetons.empreinte(jeton),
            a=maintenant(),
        )
        journaliser(tx, personne.acteur, "commencee", "candidature", identifiant, {"appel": appel.id})
        return une(tx, identifiant), jeton


def nouveau_membre() -> MembreSaisi:
    """Return an empty partner, with a key of its own."""
    return MembreSaisi(cle=uuid.uuid4().hex[:8])


def _texte(contenu: ContenuCandidature) -> str:
    texte = contenu.to_json()
    if len(texte) > TAILLE_MAX:
        raise Invalide(
            {"resume": "Cette candidature est trop longue pour être gardée\u00a0: raccourcissez les textes."}
        )
    return texte


def enregistrer(
    personne: Personne, identifiant: str, version: int, contenu: ContenuCandidature, *, jeton: str = ""
) -> Candidature:
    """Keep what is typed so far, complete or not, even once the call is closed: nothing typed is lost.

    Raises Introuvable, Refus, Conflit, Invalide (far too long).
    """
    with ecrire() as tx:
        lue, _ = _ouvrir(tx, "enregistrer", personne, identifiant, version, jeton)
        tx.executer(sql.ENREGISTRER, id=lue.id, contenu=_texte(contenu), a=maintenant())
        tx.executer(sql.OUBLIER_MEMBRES, id=lue.id, cles=[m.cle for m in contenu.membres])
        return une(tx, lue.id)


def inviter(personne: Personne, identifiant: str, cle: str, *, courriel: str = "", jeton: str = "") -> str:
    """Make a partner's own link, the one before it no longer opening anything; return its token, told once.

    Raises Introuvable, Refus, Conflit (no such partner), Invalide (`courriel`; `nom` before it has one).
    """
    if courriel and not courriel_sain(courriel):
        raise Invalide({"courriel": COURRIEL_ILLISIBLE})
    with ecrire() as tx:
        lue, appel = _acceder(tx, "inviter_membre", personne, identifiant, jeton)
        membre = _membre(lue, cle)
        if not membre.nom.strip():
            raise Invalide({"nom": "Nommez d’abord ce partenaire\u00a0: il saura ainsi qui l’invite."})
        if membre == lue.contenu.membres[0]:
            raise Refus("Vous écrivez pour ce partenaire\u00a0: signez vous-même, sans lien.")
        nouveau = jetons.nouveau()
        tx.executer(
            sql.INVITER,
            id=lue.id,
            cle=cle,
            nom=nettoyer_texte(membre.nom),
            siren=_siren(membre),
            jeton=jetons.empreinte(nouveau),
        )
        faits = {
            "titre": lue.contenu.titre or "Candidature sans titre",
            "appel": appel.contenu.titre,
            "partenaire": nettoyer_texte(membre.nom),
            "lien": adresse(nouveau),
        }
        poster(
            tx,
            "candidature_invitation",
            courriel,
            faits,
            objet_type="candidature",
            objet_id=lue.id,
            cle=f"candidature {lue.id} {cle} {jetons.empreinte(nouveau)[:12]}",
        )
        journaliser(tx, personne.acteur, "membre_invite", "candidature", lue.id, {"membre": cle})
        return nouveau


def signer(
    personne: Personne, identifiant: str, empreinte_lue: str, *, cle: str = "", jeton: str = ""
) -> Candidature:
    """Sign what is written, as the partner of the link; who writes signs for the first partner, and for no other.

    Raises Introuvable, Refus, Conflit (it changed since it was read).
    """
    with ecrire() as tx:
        lue, membre = _signataire(tx, personne, identifiant, cle, jeton)
        if lue.contenu.empreinte != empreinte_lue:
            raise Conflit(ENCORE_UNE_FOIS)
        _repondre(tx, lue, membre, SIGNE, None)
        journaliser(
            tx,
            personne.acteur,
            "signee",
            "candidature",
            lue.id,
            {"membre": membre.cle, "empreinte": empreinte_lue},
        )
        return une(tx, lue.id)


def demander_a_revoir(personne: Personne, identifiant: str, mot: str, *, jeton: str) -> Candidature:
    """Say as a partner that something must change before signing. Raises Introuvable, Refus, Invalide (`mot`)."""
    propre = nettoyer_texte(mot, lignes=True)
    if phrase := erreur_texte("Ce qui doit changer", propre, BORNES_MOT, lignes=True):
        raise Invalide({"mot": phrase})
    with ecrire() as tx:
        lue, membre = _signataire(tx, personne, identifiant, "", jeton)
        _repondre(tx, lue, membre, A_REVOIR, propre)
        journaliser(tx, personne.acteur, "a_revoir", "candidature", lue.id, {"membre": membre.cle})
        return une(tx, lue.id)


def _signataire(
    tx: Transaction, personne: Personne, identifiant: str, cle: str, jeton: str
) -> tuple[Candidature, MembreSaisi]:
    lue, _ = _acceder(tx, "signer_candidature", personne, identifiant, jeton)
    if not lue.contenu.membres:
        raise Conflit(CHANGEE_AILLEURS)
    sienne = cle_du_jeton(tx, lue.id, jeton) or lue.contenu.membres[0].cle
    if cle and cle != sienne:
        raise Refus("Chaque partenaire signe par son propre lien\u00a0: envoyez-lui le sien.")
    return lue, _membre(lue, sienne)


def _repondre(tx: Transaction, lue: Candidature, membre: MembreSaisi, etat: str, mot: str | None) -> None:
    tx.executer(
        sql.REPONDRE,
        id=lue.id,
        cle=membre.cle,
        nom=nettoyer_texte(membre.nom),
        siren=_siren(membre),
        etat=etat,
        empreinte=lue.contenu.empreinte,
        mot=mot,
        a=maintenant(),
    )


def _siren(membre: MembreSaisi) -> str | None:
    try:
        return lire_siren(membre.numero) or None
    except ValueError:
        return None


def _membre(lue: Candidature, cle: str) -> MembreSaisi:
    membre = next((m for m in lue.contenu.membres if m.cle == cle), None)
    if membre is None:
        raise Conflit("Ce partenaire n’est plus dans la candidature\u00a0: rechargez la page.")
    return membre


def manques(cur: Cursor, lue: Candidature, appel: Appel) -> dict[str, str]:
    """Return all that is missing for a deposit: fields, then partners who did not sign what is written."""
    dites = erreurs(lue.contenu, lire_termes(appel.contenu), appel.contenu.clause)
    ids = {*lue.contenu.territoires, *appel.contenu.territoires}
    dessus = ancetres(cur, ids)
    if "territoires" not in dites and (
        set(lue.contenu.territoires) - set(dessus)
        or hors_territoire(lue.contenu.territoires, appel.contenu.territoires, dessus)
    ):
        dites["territoires"] = "Cet appel ne couvre pas un de ces territoires\u00a0: retirez-le."
    for rang, m in enumerate(lue.contenu.membres):
        if not lue.signe_par(m.cle):
            dites[f"signatures.{rang}"] = (
                f"{m.nom.strip() or 'Un partenaire'} n’a pas encore signé ce qui est écrit."
            )
    return dites


def deposer(personne: Personne, identifiant: str, version: int, *, jeton: str = "") -> Recu:
    """Deposit: complete, signed by all, in time to the second. Return the receipt.

    Raises Introuvable, Refus (too late), Conflit, Invalide (every problem, by field).
    """
    with ecrire() as tx:
        lue, appel = _ouvrir(tx, "deposer", personne, identifiant, version, jeton)
        a = maintenant()
        if trop_tard := retard(lue, appel, a):
            raise Refus(trop_tard)
        propre = nettoyer(lue.contenu)
        if problemes := manques(tx, lue, appel):
            raise Invalide(problemes)
        empreinte = lue.contenu.empreinte
        tx.executer(
            sql.DEPOSER,
            id=lue.id,
            contenu=lue.contenu.to_json(),
            empreinte=empreinte,
            demande_eur=lire_budget(propre).demande,
            a=a,
        )
        tx.executer(sql.AJOUTER_DEPOT, id=lue.id, contenu=lue.contenu.to_json(), empreinte=empreinte, a=a)
        journaliser(tx, personne.acteur, "deposee", "candidature", lue.id, {"empreinte": empreinte})
        return Recu(lue.id, a, empreinte)


def retard(lue: Candidature, appel: Appel, a: datetime) -> str | None:
    """Return why it is too late, or too early, to deposit; None when it is time."""
    if lue.etat == A_COMPLETER:
        if lue.complement_avant is None or a <= lue.complement_avant:
            return None
        return f"Le complément était attendu jusqu’au {_dit(lue.complement_avant)}\u00a0: écrivez au financeur. {_GARDE}"
    if appel.vague(a) is not None:
        return None
    passees = [v.ferme_a for v in appel.vagues if v.ferme_a < a]
    if not passees and appel.clos_a is None:
        return PAS_OUVERT
    suivante = appel.prochaine(a) if appel.etat == "publie" else None
    suite = (
        f" La vague suivante ouvre le {a_paris(suivante.ouvre_a):%d/%m/%Y}\u00a0: vous pourrez y déposer."
        if suivante
        else ""
    )
    return f"L’appel s’est fermé le {_dit(appel.clos_a or passees[-1])}\u00a0: ce dépôt arrive trop tard. {_GARDE}{suite}"


_GARDE = "Votre dossier reste enregistré, rien n’en est perdu."


def _dit(instant: datetime) -> str:
    local = a_paris(instant)
    return f"{local:%d/%m/%Y} à {local:%H\u00a0h\u00a0%M\u00a0min\u00a0%S\u00a0s} (heure de Paris)"


def retirer(personne: Personne, identifiant: str, version: int, *, jeton: str = "") -> Candidature:
    """Withdraw one's application; partners' links no longer open it. Raises Introuvable, Refus, Conflit."""
    with ecrire() as tx:
        lue, _ = _ouvrir(tx, "retirer", personne, identifiant, version, jeton)
        tx.executer(sql.EFFACER_LES_LIENS, id=lue.id)
        return passer(tx, personne, lue, "retirer", "retiree")


def demander_complement(
    personne: Personne, identifiant: str, version: int, complement: str, avant: datetime
) -> Candidature:
    """Ask, as the funder, for what is missing, until an instant to come. Raises Introuvable, Refus, Conflit, Invalide."""
    propre = nettoyer_texte(complement, lignes=True)
    problemes = {}
    if phrase := erreur_texte("Ce qui manque", propre, BORNES_MOT, lignes=True):
        problemes["complement"] = phrase
    a = maintenant()
    if not a < avant <= a + timedelta(days=COMPLEMENT_JOURS):
        problemes["avant"] = f"Choisissez un jour à venir, dans les {COMPLEMENT_JOURS} jours."
    if problemes:
        raise Invalide(problemes)
    with ecrire() as tx:
        lue, _ = _ouvrir(tx, "demander_complement", personne, identifiant, version, "")
        tx.executer(sql.DEMANDER_COMPLEMENT, id=lue.id, complement=propre, avant=avant, a=a)
        journaliser(tx, personne.acteur, "complement_demande", "candidature", lue.id)
        return une(tx, lue.id)


def passer(tx: Transaction, personne: Personne, lue: Candidature, verbe: str, fait: str) -> Candidature:
    """Move an application to the state that a verb reaches, and journal it; rights are the caller's."""
    tx.executer(sql.PASSER, id=lue.id, etat=TRANSITIONS[verbe, lue.etat], a=maintenant())
    journaliser(tx, personne.acteur, fait, "candidature", lue.id)
    return une(tx, lue.id)


def _acceder(
    tx: Transaction, droit: str, personne: Personne, identifiant: str, jeton: str
) -> tuple[Candidature, Appel]:
    lue = une(tx, identifiant)
    appel = un_appel(tx, lue.appel_id)
    exiger(droit, personne, objet(lue, appel, cle_du_jeton(tx, lue.id, jeton)))
    return lue, appel


def _ouvrir(  # noqa: PLR0917 - the request, in the order of the verbs above
    tx: Transaction, verbe: str, personne: Personne, identifiant: str, version: int, jeton: str
) -> tuple[Candidature, Appel]:
    lue, appel = _acceder(tx, _DROITS[verbe], personne, identifiant, jeton)
    if lue.version != version or (verbe, lue.etat) not in TRANSITIONS:
        raise Conflit(CHANGEE_AILLEURS)
    return lue, appel


_DROITS = {
    "enregistrer": "enregistrer_candidature",
    "deposer": "deposer_candidature",
    "retirer": "retirer_candidature",
    "demander_complement": "demander_complement",
}
MODIFIABLES = (BROUILLON, A_COMPLETER)
"""States in which an application may be written."""
