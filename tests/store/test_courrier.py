"""Messages go out once, through a real server, whatever it answers; nothing is lost while it is down."""

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, quelques_territoires
from tests.factories_publication import peupler
from tests.serveur_smtp import Boite, port_libre, serveur_smtp

from observatoire import contributions, courrier, signalements
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, CONTRIBUTEUR, Personne
from observatoire.contributions import Contribution
from observatoire.courrier import Lettre, envoi, rules
from observatoire.errors import Conflit, Invalide, Refus
from observatoire.settings import Settings, settings
from observatoire.store import Store, ecrire, lire

MIDI = datetime(2026, 11, 27, 12)
PIEGE = "<script>alert(1)</script>\r\nBcc: autre@exemple.fr"


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


@pytest.fixture
def port() -> int:
    return port_libre()


@pytest.fixture
def reglages(port: int) -> Settings:
    return replace(settings(), smtp_url=f"smtp://127.0.0.1:{port}", mail_from="observatoire@exemple.fr")


@pytest.fixture
def boite(port: int) -> Iterator[Boite]:
    recue = Boite()
    with serveur_smtp(recue, port):
        yield recue


def poster(cle: str = "a", adresse: str = "camille@exemple.fr", titre: str = "Une cuisine") -> None:
    with ecrire() as tx:
        courrier.poster(
            tx, "recu", adresse, {"titre": titre}, objet_type="contribution", objet_id="1", cle=cle
        )


def lettres() -> dict[str, Lettre]:
    with lire() as cur:
        return {ligne["cle"]: Lettre(**ligne) for ligne in cur.lignes("select * from base.lettre")}


def avec_courriel(courriel: str = "camille@exemple.fr") -> tuple[Contribution, str]:
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    contributions.donner_courriel(ANONYME, brouillon.id, courriel, jeton=jeton)
    return contributions.deposer(ANONYME, brouillon.id, brouillon.version, CONTENU, jeton=jeton), jeton


def test_un_message_part_une_fois_en_deux_parties_et_son_texte_s_efface(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    poster(titre=PIEGE)
    poster(titre="Le même fait, raconté deux fois")
    assert courrier.distribuer(reglages).envoyees == 1
    assert courrier.distribuer(reglages).envoyees == 0
    (recu,) = boite.recus
    assert recu["To"] == "camille@exemple.fr"
    assert recu["Bcc"] is None
    assert recu["Auto-Submitted"] == "auto-generated"
    texte, html = recu.iter_parts()
    assert "est bien arrivée" in texte.get_content()
    assert "<script>" not in html.get_content()
    assert "&lt;script&gt;" in html.get_content()
    lettre = lettres()["a"]
    assert (lettre.etat, lettre.texte, lettre.html) == ("envoye", "", "")


def test_une_heure_de_panne_ne_perd_rien(deux: Store, port: int, reglages: Settings) -> None:
    boite = Boite()
    with temps_fige(MIDI):
        for n in range(5):
            poster(f"l{n}", f"l{n}@exemple.fr")
    for minute in range(0, 60, 3):
        with temps_fige(MIDI + timedelta(minutes=minute)):
            assert courrier.distribuer(reglages).panne
    assert {lettre.etat for lettre in lettres().values()} == {"a_envoyer"}
    with serveur_smtp(boite, port):
        for minute in (60, 90, 120):
            with temps_fige(MIDI + timedelta(minutes=minute)):
                courrier.distribuer(reglages)
    assert boite.adresses == [f"l{n}@exemple.fr" for n in range(5)]


def test_un_refus_passager_se_reessaie_un_refus_definitif_se_note(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    refus = {"plein@exemple.fr": "452 boîte pleine", "parti@exemple.fr": "550 inconnu ici"}
    boite.repondre = lambda adresse: refus.get(adresse, "")
    with temps_fige(MIDI):
        for adresse in (*refus, "present@exemple.fr"):
            poster(adresse, adresse)
        bilan = courrier.distribuer(reglages)
    assert (bilan.envoyees, bilan.reportees, bilan.rejetees, bilan.panne) == (1, 1, 1, "")
    assert (lettres()["parti@exemple.fr"].etat, lettres()["plein@exemple.fr"].essais) == ("rejete", 1)
    assert "550" in (lettres()["parti@exemple.fr"].erreur or "")
    refus.clear()
    with temps_fige(MIDI + timedelta(seconds=30)):
        assert courrier.distribuer(reglages).envoyees == 0, "not before its time"
    with temps_fige(MIDI + timedelta(minutes=2)):
        assert courrier.distribuer(reglages).envoyees == 1
    courrier.remettre(MODERATRICE, "parti@exemple.fr")
    courrier.distribuer(reglages)
    assert boite.adresses == ["parti@exemple.fr", "plein@exemple.fr", "present@exemple.fr"]


def test_apres_trois_jours_on_abandonne_et_on_le_dit(
    deux: Store, boite: Boite, reglages: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ESSAIS_AU_PLUS", 3)
    boite.repondre = lambda _: "451 plus tard"
    with temps_fige(MIDI):
        poster()
    for heure in range(3):
        with temps_fige(MIDI + timedelta(hours=heure)):
            courrier.distribuer(reglages)
    assert (lettres()["a"].etat, lettres()["a"].essais) == ("abandonne", 2)
    assert lettres()["a"].texte


def test_cinquante_envois_a_la_fois_font_un_seul_message(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    for n in range(3):
        poster(f"l{n}", f"l{n}@exemple.fr")
    with ThreadPoolExecutor(10) as ouvriers:
        bilans = list(ouvriers.map(lambda _: courrier.distribuer(reglages), range(50)))
    assert sum(b.envoyees for b in bilans) == 3
    assert boite.adresses == [f"l{n}@exemple.fr" for n in range(3)]


def test_un_arret_entre_l_envoi_et_sa_note_renvoie_sous_le_meme_identifiant(
    deux: Store, boite: Boite, reglages: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Arret(BaseException):
        pass

    envoyer = smtplib.SMTP.send_message

    def envoyer_puis_mourir(serveur: smtplib.SMTP, message: EmailMessage) -> None:
        envoyer(serveur, message)
        raise Arret

    with temps_fige(MIDI):
        poster()
        with monkeypatch.context() as coupure:
            lot = envoi._prendre()
            coupure.setattr(smtplib.SMTP, "send_message", envoyer_puis_mourir)
            with pytest.raises(Arret):
                envoi._envoyer_le_lot(reglages, lot, courrier.Bilan())
        assert courrier.distribuer(reglages).envoyees == 0, "still held by who stopped"
    with temps_fige(MIDI + rules.BAIL):
        assert courrier.distribuer(reglages).envoyees == 1
    assert len(boite.recus) == 2
    assert len({m["Message-ID"] for m in boite.recus}) == 1


def test_chaque_etape_d_une_contribution_se_dit(deux: Store, boite: Boite, reglages: Settings) -> None:
    recue, jeton = avec_courriel()
    corrige = contributions.demander_correction(
        MODERATRICE, recue.id, recue.version, "Qui anime la cuisine ?"
    )
    encore = contributions.deposer(ANONYME, corrige.id, corrige.version, CONTENU, jeton=jeton)
    publiee = contributions.publier(MODERATRICE, encore.id, encore.version)
    refusable, _ = avec_courriel("dominique@exemple.fr")
    contributions.refuser(MODERATRICE, refusable.id, refusable.version, "Ce n’est pas une collaboration.")
    sans, _ = deposee()
    contributions.publier(MODERATRICE, sans.id, sans.version)
    courrier.distribuer(reglages)
    objets = sorted(str(m["Subject"]).partition(":")[0].strip() for m in boite.recus)
    assert objets == ["Non retenue", "Publiée", "Reçue", "Reçue", "Reçue", "Une précision vous est demandée"]
    corps = {str(m["Subject"]).partition(":")[0].strip(): m.get_body(("plain",)) for m in boite.recus}
    textes = {nom: partie.get_content() for nom, partie in corps.items() if partie}
    assert "> Qui anime la cuisine ?" in textes["Une précision vous est demandée"]
    assert "> Ce n’est pas une collaboration." in textes["Non retenue"]
    assert f"/pratique?id={publiee.pratique_id}" in textes["Publiée"]
    assert jeton not in "".join(textes.values())


def test_une_decision_annulee_n_ecrit_a_personne(deux: Store) -> None:
    recue, _ = avec_courriel()
    with pytest.raises(RuntimeError), ecrire():
        contributions.publier(MODERATRICE, recue.id, recue.version)
        raise RuntimeError
    assert [lettre.modele for lettre in lettres().values()] == ["recu"]


def test_une_fiche_anonyme_ne_donne_pas_d_adresse(deux: Store) -> None:
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    contributions.donner_courriel(ANONYME, brouillon.id, "camille@exemple.fr", jeton=jeton)
    anonyme = replace(CONTENU, publication="anonyme")
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, anonyme, jeton=jeton)
    contributions.publier(MODERATRICE, recue.id, recue.version)
    publiee = next(lettre for lettre in lettres().values() if lettre.modele == "publiee")
    assert "/pratique" not in publiee.texte + publiee.html
    assert publiee.objet.startswith("Acceptée")
    assert "Rien n’en est montré" in publiee.texte


def test_un_signalement_traite_se_dit_a_qui_l_a_fait(store_deux_moteurs: Store) -> None:
    peupler()
    saisie = signalements.Saisie(
        motif="information_fausse", precisions="Le lieu.", courriel="lectrice@exemple.fr"
    )
    s = signalements.signaler(ANONYME, "alpha", saisie)
    signalements.repondre(MODERATRICE, s.id, s.version, "corrigee", "Le lieu est corrigé, merci.")
    (lettre,) = lettres().values()
    assert (lettre.modele, lettre.destinataire) == ("signalement", "lectrice@exemple.fr")
    assert "Le lieu est corrigé, merci." in lettre.texte


@pytest.mark.parametrize(
    "courriel", ["pas une adresse", "a@b", "a@b.fr\nBcc: c@d.fr", "é" * 300 + "@exemple.fr"]
)
def test_un_courriel_illisible_est_refuse(deux: Store, courriel: str) -> None:
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    with pytest.raises(Invalide):
        contributions.donner_courriel(ANONYME, brouillon.id, courriel, jeton=jeton)


def test_le_courriel_d_une_contribution_n_est_change_que_par_son_auteur(deux: Store) -> None:
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    contributions.donner_courriel(ANONYME, brouillon.id, "a@exemple.fr", jeton=jeton)
    contributions.donner_courriel(ANONYME, brouillon.id, "", jeton=jeton)
    with pytest.raises(Refus):
        contributions.donner_courriel(MODERATRICE, brouillon.id, "b@exemple.fr")
    with lire() as cur:
        assert contributions.obtenir(cur, ANONYME, brouillon.id, jeton=jeton).courriel is None


def test_le_courriel_s_efface_avec_le_lien(deux: Store) -> None:
    recue, _ = avec_courriel()
    with temps_fige(recue.jeton_expire_a + timedelta(minutes=1)):
        contributions.commencer_brouillon(ANONYME)
    with lire() as cur:
        assert cur.valeur("select count(*) from base.contribution where courriel is not null") == 0


def test_sans_serveur_la_moderation_envoie_a_la_main(deux: Store, reglages: Settings) -> None:
    poster()
    assert courrier.distribuer(replace(reglages, smtp_url="")).envoyees == 0
    with lire() as cur, pytest.raises(Refus):
        courrier.lister(cur, Personne("c", "C", CONTRIBUTEUR), ("a_envoyer",))
    courrier.marquer_envoye(MODERATRICE, "a")
    with pytest.raises(Conflit):
        courrier.marquer_envoye(MODERATRICE, "a")
    with lire() as cur:
        assert [x.etat for x in courrier.lister(cur, MODERATRICE, ("remis",))] == ["remis"]


def test_un_message_revenu_se_note_et_les_anciens_s_oublient(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    with temps_fige(MIDI):
        poster()
        courrier.distribuer(reglages)
        courrier.noter_un_retour(MODERATRICE, "a")
        assert lettres()["a"].etat == "rejete"
        with pytest.raises(Conflit):
            courrier.remettre(MODERATRICE, "a")
    with temps_fige(MIDI + rules.CONSERVATION):
        courrier.distribuer(reglages)
    assert lettres() == {}


def test_un_envoi_plus_lent_que_son_bail_laisse_le_reste_a_un_autre(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    with temps_fige(MIDI):
        for n in range(3):
            poster(f"l{n}", f"l{n}@exemple.fr")
        lent = envoi._prendre()
    with temps_fige(MIDI + rules.BAIL):
        assert courrier.distribuer(reglages).envoyees == 3
        bilan = courrier.Bilan()
        envoi._envoyer_le_lot(reglages, lent, bilan)
    assert (bilan.envoyees, bilan.reportees, bilan.panne) == (0, 0, "")
    assert boite.adresses == [f"l{n}@exemple.fr" for n in range(3)]


def test_notre_propre_adresse_refusee_est_une_panne_pas_un_rejet(
    deux: Store, boite: Boite, reglages: Settings
) -> None:
    boite.expediteur_refuse = "553 adresse non autorisée"
    with temps_fige(MIDI):
        poster("a", "a@exemple.fr")
        poster("b", "b@exemple.fr")
        assert "553" in courrier.distribuer(reglages).panne
    assert {lettre.etat for lettre in lettres().values()} == {"a_envoyer"}
    boite.expediteur_refuse = ""
    with temps_fige(MIDI + timedelta(minutes=5)):
        courrier.distribuer(reglages)
    assert boite.adresses == ["a@exemple.fr", "b@exemple.fr"]
