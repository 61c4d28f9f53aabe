"""Accounts, sessions and sign-in, on both engines."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.factories_comptes import MOT_DE_PASSE, un_compte

from observatoire.clock import temps_fige
from observatoire.comptes import console, sessions
from observatoire.comptes.actions import (
    changer_mot_de_passe,
    changer_role,
    creer_compte,
    desactiver,
    reactiver,
)
from observatoire.comptes.connexion import ECHECS_PERMIS, FENETRE, TropDEssais, connecter, deconnecter
from observatoire.comptes.lecture import lister_comptes, obtenir_compte, trouver_par_email
from observatoire.comptes.model import ANONYME, OPERATEUR, Personne
from observatoire.errors import ErreurObservatoire, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, ecrire, lire

MIDI = datetime(2027, 3, 4, 12, 0)
NOUVEAU = "lanterne bocage cerise vélo"


def _personne(jeton: str) -> Personne | None:
    with lire() as cur:
        return sessions.trouver_personne(cur, jeton)


def _verbes(compte_id: str) -> list[str]:
    with lire() as cur:
        return [e.verbe for e in lister_journal(cur, "compte", compte_id)]


def _sans_effet(geste: Callable[[], object], erreur: type[ErreurObservatoire]) -> str:
    """Run a refused action; return its sentence once checked that the journal did not move."""
    with lire() as cur:
        avant = cur.version()
    with pytest.raises(erreur) as refus:
        geste()
    with lire() as cur:
        assert cur.version() == avant
    return str(refus.value)


def test_creer_un_compte(store_deux_moteurs: Store) -> None:
    compte = creer_compte(
        OPERATEUR, "  Camille.MARTIN@Exemple.fr ", "Camille  Martin", "moderateur", MOT_DE_PASSE
    )
    assert (compte.email, compte.nom, compte.role) == (
        "camille.martin@exemple.fr",
        "Camille Martin",
        "moderateur",
    )
    assert compte.actif
    with lire() as cur:
        assert lister_comptes(cur) == [compte]
        assert trouver_par_email(cur, "CAMILLE.martin@exemple.fr") == compte
        assert trouver_par_email(cur, "personne@exemple.fr") is None
        garde = cur.valeur("select mot_de_passe from base.compte")
        (evenement,) = lister_journal(cur, "compte", compte.id)
    assert garde.startswith("$argon2id$")
    assert (evenement.acteur, evenement.verbe, evenement.details) == ("cli", "cree", {"role": "moderateur"})


def test_toutes_les_fautes_sont_dites_d_un_coup(store: Store) -> None:
    with pytest.raises(Invalide) as refus:
        creer_compte(OPERATEUR, "pas un courriel", " ", "chef", "court")
    assert set(refus.value.champs) == {"email", "nom", "role", "mot_de_passe"}
    with lire() as cur:
        assert lister_comptes(cur) == []


@pytest.mark.parametrize(
    "email", ["", "a@b", "a@@b.fr", "a b@c.fr", "a@b..fr", "@b.fr", "a@.fr", f"{'a' * 250}@b.fr"]
)
def test_un_courriel_mal_ecrit_est_refuse(store: Store, email: str) -> None:
    with pytest.raises(Invalide) as refus:
        creer_compte(OPERATEUR, email, "Camille Martin", "moderateur", MOT_DE_PASSE)
    assert list(refus.value.champs) == ["email"]


def test_un_courriel_n_a_qu_un_compte(store_deux_moteurs: Store) -> None:
    un_compte()
    with pytest.raises(Invalide, match="existe déjà"):
        creer_compte(OPERATEUR, "MODERATEUR@exemple.fr", "Autre", "financeur", MOT_DE_PASSE)


@pytest.mark.parametrize("role", ["visiteur", "contributeur", "moderateur", "financeur"])
def test_seule_l_administration_gere_les_comptes(store: Store, role: str) -> None:
    compte = un_compte("administrateur")
    acteur = ANONYME if role == "visiteur" else Personne("moi", "Moi", role)
    gestes: list[Callable[[], object]] = [
        lambda: un_compte_par(acteur),
        lambda: changer_role(acteur, compte.id, "moderateur"),
        lambda: desactiver(acteur, compte.id),
        lambda: reactiver(acteur, compte.id),
        lambda: changer_mot_de_passe(acteur, compte.id, NOUVEAU),
    ]
    for geste in gestes:
        assert "administration" in _sans_effet(geste, Refus)


def un_compte_par(acteur: Personne) -> object:
    return creer_compte(acteur, "autre@exemple.fr", "Autre", "moderateur", MOT_DE_PASSE)


def test_se_connecter_et_se_deconnecter(store_deux_moteurs: Store) -> None:
    compte = un_compte()
    jeton = connecter(" MODERATEUR@exemple.fr", MOT_DE_PASSE)
    assert _personne(jeton) == Personne(compte.id, "Camille Martin", "moderateur")
    with lire() as cur:
        (session,) = cur.lignes("select * from base.session")
    assert jeton not in session.values()
    assert len(jeton) == 43
    deconnecter(jeton)
    assert _personne(jeton) is None
    assert _verbes(compte.id) == ["cree", "connecte", "deconnecte"]


def test_se_deconnecter_sans_session_ne_change_rien(store: Store) -> None:
    with lire() as cur:
        avant = cur.version()
        deconnecter("inconnu")
        deconnecter("")
        assert cur.version() == avant
    assert _personne("inconnu") is None
    assert _personne("") is None


def test_une_session_dure_douze_heures(store_deux_moteurs: Store) -> None:
    un_compte()
    with temps_fige(MIDI):
        jeton = connecter("moderateur@exemple.fr", MOT_DE_PASSE)
    with temps_fige(MIDI + timedelta(hours=12, microseconds=-1)):
        assert _personne(jeton) is not None
    with temps_fige(MIDI + timedelta(hours=12)):
        assert _personne(jeton) is None
        connecter("moderateur@exemple.fr", MOT_DE_PASSE)
        with lire() as cur:
            assert cur.valeur("select count(*) from base.session") == 1, "an expired session is forgotten"


def test_un_role_change_compte_a_la_lecture_suivante(store_deux_moteurs: Store) -> None:
    compte = un_compte()
    jeton = connecter(compte.email, MOT_DE_PASSE)
    assert changer_role(OPERATEUR, compte.id, "financeur").role == "financeur"
    assert _personne(jeton) == Personne(compte.id, compte.nom, "financeur")
    with lire() as cur:
        dernier = lister_journal(cur, "compte", compte.id)[-1]
    assert (dernier.verbe, dernier.details) == ("role_change", {"avant": "moderateur", "apres": "financeur"})
    with pytest.raises(Invalide, match="rôle"):
        changer_role(OPERATEUR, compte.id, "visiteur")


def test_un_compte_ferme_perd_ses_sessions_et_peut_rouvrir(store_deux_moteurs: Store) -> None:
    compte = un_compte()
    jeton = connecter(compte.email, MOT_DE_PASSE)
    assert not desactiver(OPERATEUR, compte.id).actif
    assert _personne(jeton) is None
    with pytest.raises(Refus):
        connecter(compte.email, MOT_DE_PASSE)
    assert reactiver(OPERATEUR, compte.id).actif
    assert _personne(jeton) is None, "a closed session does not come back"
    assert _personne(connecter(compte.email, MOT_DE_PASSE)) is not None
    assert _verbes(compte.id) == ["cree", "connecte", "desactive", "reactive", "connecte"]


def test_le_dernier_administrateur_reste(store_deux_moteurs: Store) -> None:
    premier = un_compte("administrateur")
    for geste in (
        lambda: desactiver(OPERATEUR, premier.id),
        lambda: changer_role(OPERATEUR, premier.id, "moderateur"),
    ):
        assert "dernier compte d’administration" in _sans_effet(geste, Refus)
    second = un_compte("administrateur", email="second@exemple.fr")
    desactiver(premier.personne, second.id)
    desactiver(OPERATEUR, second.id)
    assert "dernier" in _sans_effet(lambda: desactiver(OPERATEUR, premier.id), Refus)
    reactiver(OPERATEUR, second.id)
    assert changer_role(OPERATEUR, premier.id, "moderateur").role == "moderateur"


def test_un_compte_inconnu(store: Store) -> None:
    for geste in (
        lambda: changer_role(OPERATEUR, "absent", "moderateur"),
        lambda: desactiver(OPERATEUR, "absent"),
        lambda: changer_mot_de_passe(OPERATEUR, "absent", NOUVEAU),
    ):
        assert "n’existe pas" in _sans_effet(geste, Introuvable)


def test_changer_son_mot_de_passe_demande_l_ancien(store_deux_moteurs: Store) -> None:
    compte = un_compte()
    jeton = connecter(compte.email, MOT_DE_PASSE)
    for ancien in (None, "", "pas le bon du tout"):
        assert "ancien" in _sans_effet(
            lambda ancien=ancien: changer_mot_de_passe(compte.personne, compte.id, NOUVEAU, ancien=ancien),
            Invalide,
        )
    assert "trop courant" in _sans_effet(
        lambda: changer_mot_de_passe(compte.personne, compte.id, "motdepasse123", ancien=MOT_DE_PASSE),
        Invalide,
    )
    changer_mot_de_passe(compte.personne, compte.id, NOUVEAU, ancien=MOT_DE_PASSE)
    assert _personne(jeton) is None, "every session is closed"
    with pytest.raises(Refus):
        connecter(compte.email, MOT_DE_PASSE)
    assert _personne(connecter(compte.email, NOUVEAU)) is not None


def test_l_administration_change_le_mot_de_passe_d_un_autre(store: Store) -> None:
    compte = un_compte()
    changer_mot_de_passe(OPERATEUR, compte.id, NOUVEAU)
    assert _personne(connecter(compte.email, NOUVEAU)) is not None
    assert "mot_de_passe_change" in _verbes(compte.id)


def test_meme_phrase_pour_un_courriel_inconnu_un_mauvais_mot_de_passe_et_un_compte_ferme(
    store: Store,
) -> None:
    compte, ferme = un_compte(), un_compte("financeur")
    desactiver(OPERATEUR, ferme.id)
    phrases = set()
    for email, mot in (
        (compte.email, "pas le bon mot"),
        ("inconnu@exemple.fr", MOT_DE_PASSE),
        (ferme.email, MOT_DE_PASSE),
        (compte.email, ""),
    ):
        with pytest.raises(Refus) as refus:
            connecter(email, mot)
        phrases.add(str(refus.value))
    assert len(phrases) == 1


@pytest.mark.parametrize("email", ["moderateur@exemple.fr", "inconnu@exemple.fr"])
def test_cinq_echecs_font_attendre_meme_le_bon_mot_de_passe(store_deux_moteurs: Store, email: str) -> None:
    un_compte()
    for minute in range(ECHECS_PERMIS):
        with temps_fige(MIDI + timedelta(minutes=minute)), pytest.raises(Refus, match="ne vont pas ensemble"):
            connecter(email, "pas le bon mot")
    with temps_fige(MIDI + timedelta(minutes=5)), pytest.raises(TropDEssais, match="10 minutes") as attente:
        connecter(email.upper(), MOT_DE_PASSE)
    assert attente.value.attente_s == 600
    with temps_fige(MIDI + FENETRE - timedelta(seconds=1)), pytest.raises(TropDEssais, match="1 minute\\."):
        connecter(email, MOT_DE_PASSE)
    with temps_fige(MIDI + FENETRE):
        if email.startswith("inconnu"):
            with pytest.raises(Refus, match="ne vont pas ensemble"):
                connecter(email, MOT_DE_PASSE)
        else:
            assert _personne(connecter(email, MOT_DE_PASSE)) is not None


def test_les_echecs_d_un_courriel_n_en_bloquent_pas_un_autre(store: Store) -> None:
    compte = un_compte()
    for _ in range(ECHECS_PERMIS):
        with pytest.raises(Refus):
            connecter("inconnu@exemple.fr", "pas le bon mot")
    assert _personne(connecter(compte.email, MOT_DE_PASSE)) is not None


def test_une_connexion_reussie_efface_les_echecs_et_les_vieux_sont_oublies(store_deux_moteurs: Store) -> None:
    compte = un_compte()
    with temps_fige(MIDI):
        with pytest.raises(Refus):
            connecter("inconnu@exemple.fr", "pas le bon mot")
        with pytest.raises(Refus):
            connecter(compte.email, "pas le bon mot")
        connecter(compte.email, MOT_DE_PASSE)
        with lire() as cur:
            (reste,) = cur.lignes("select * from base.tentative")
    assert "inconnu@exemple.fr" not in reste.values(), "only the hash of what was typed is kept"
    with temps_fige(MIDI + timedelta(hours=1)):
        connecter(compte.email, MOT_DE_PASSE)
        with lire() as cur:
            assert cur.valeur("select count(*) from base.tentative") == 0


def test_une_empreinte_ancienne_est_refaite_a_la_connexion(store: Store) -> None:
    from argon2 import PasswordHasher

    compte = un_compte()
    ancienne = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(MOT_DE_PASSE)
    with ecrire() as tx:
        tx.executer("update base.compte set mot_de_passe = $m where id = $id", m=ancienne, id=compte.id)
    connecter(compte.email, MOT_DE_PASSE)
    with lire() as cur:
        assert "m=8,t=1" in cur.valeur("select mot_de_passe from base.compte")
    connecter(compte.email, MOT_DE_PASSE)


def test_la_commande_compte(store: Store) -> None:
    dits: list[str] = []

    def commande(action: str, **arguments: str) -> str:
        console.executer({"action": action, "courriel": "a@exemple.fr", **arguments}, dits.append)
        return dits[-1]

    assert "Aucun compte" in commande("lister")
    assert "Compte créé" in commande("creer", nom="Alix", role="administrateur", mot_de_passe=MOT_DE_PASSE)
    assert commande("lister") == "Alix <a@exemple.fr>, administrateur"
    console.executer(
        {
            "action": "creer",
            "courriel": "b@exemple.fr",
            "nom": "Bo",
            "role": "administrateur",
            "mot_de_passe": NOUVEAU,
        },
        dits.append,
    )
    assert "modérateur" in commande("role", role="moderateur")
    assert "Compte fermé" in commande("desactiver")
    commande("lister")
    assert "Alix <a@exemple.fr>, modérateur, fermé" in dits
    assert "Compte rouvert" in commande("reactiver")
    assert "Mot de passe changé" in commande("mot-de-passe", mot_de_passe=NOUVEAU)
    assert connecter("a@exemple.fr", NOUVEAU)
    with pytest.raises(Introuvable, match=r"absent@exemple\.fr"):
        console.executer({"action": "desactiver", "courriel": "absent@exemple.fr"}, dits.append)
    assert not any(MOT_DE_PASSE in dit or NOUVEAU in dit for dit in dits)


def test_obtenir_un_compte_absent(store: Store) -> None:
    with lire() as cur, pytest.raises(Introuvable):
        obtenir_compte(cur, "absent")
