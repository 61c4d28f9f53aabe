"""Reports on published sheets: recorded once, bounded, answered once, private, with their journal."""

from dataclasses import replace
from typing import Any

import pytest
from tests.factories_contributions import MODERATEUR, MODERATRICE, publiee, quelques_territoires
from tests.factories_publication import peupler

from observatoire import contributions
from observatoire.comptes.model import ANONYME, FINANCEUR, Personne
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.signalements import (
    CORRIGEE,
    GARDEE,
    RETIREE,
    Saisie,
    Signalement,
    compter_ouverts,
    lister,
    obtenir,
    repondre,
    signaler,
)
from observatoire.signalements.rules import OUVERTS_AU_PLUS, erreurs, nettoyer
from observatoire.store import Store, lire
from observatoire.vocabulaires import vocabulaire

RAISON = "Vérifié auprès de la structure."
SAISIE = Saisie(
    motif="information_fausse", precisions="Le lieu a changé en 2025.", courriel="lecteur@exemple.fr"
)


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    peupler()
    return store_deux_moteurs


@pytest.fixture
def un_moteur(store: Store) -> Store:
    peupler()
    return store


def statut(pratique_id: str) -> Any:
    with lire() as cur:
        return cur.valeur("select statut from base.pratique where id = $id", id=pratique_id)


def relu(s: Signalement) -> Signalement:
    with lire() as cur:
        return obtenir(cur, MODERATRICE, s.id)


def test_un_signalement_se_garde_se_liste_et_se_journalise(deux: Store) -> None:
    s = signaler(ANONYME, "alpha", SAISIE)
    assert (s.pratique_id, s.titre, s.etat, s.version) == ("alpha", "Épicerie solidaire", "ouvert", 1)
    assert (s.motif, s.precisions, s.courriel) == tuple(
        getattr(SAISIE, c) for c in ("motif", "precisions", "courriel")
    )
    with lire() as cur:
        assert [x.id for x in lister(cur, MODERATRICE)] == [s.id]
        assert compter_ouverts(cur, MODERATRICE) == 1
        evenements = lister_journal(cur, "signalement", s.id)
    assert [(e.verbe, e.acteur) for e in evenements] == [("depose", "contributeur")]
    assert evenements[0].details == {"pratique": "alpha", "motif": "information_fausse"}
    assert "lecteur" not in str(evenements)


@pytest.mark.parametrize("suite", [CORRIGEE, GARDEE])
def test_la_reponse_ferme_et_efface_le_courriel(deux: Store, suite: str) -> None:
    s = signaler(ANONYME, "alpha", SAISIE)
    ferme = repondre(MODERATRICE, s.id, s.version, suite, RAISON)
    assert (ferme.etat, ferme.reponse, ferme.courriel, ferme.version) == (suite, RAISON, None, 2)
    assert ferme.moderateur_id == MODERATRICE.id
    assert statut("alpha") == "publiee"
    with lire() as cur:
        assert lister(cur, MODERATRICE) == []
        assert [x.id for x in lister(cur, MODERATRICE, ouverts=False)] == [s.id]
        assert [e.verbe for e in lister_journal(cur, "signalement", s.id)] == ["depose", "traite"]


def test_retirer_la_fiche_ferme_tous_ses_signalements(deux: Store) -> None:
    premier = signaler(ANONYME, "alpha", SAISIE)
    second = signaler(ANONYME, "alpha", Saisie(motif="donnee_personnelle"))
    ailleurs = signaler(ANONYME, "beta", SAISIE)
    repondre(MODERATRICE, premier.id, premier.version, RETIREE, RAISON)
    assert statut("alpha") == "retiree"
    assert (relu(second).etat, relu(second).courriel, relu(ailleurs).etat) == (RETIREE, None, "ouvert")
    with lire() as cur:
        assert [e.verbe for e in lister_journal(cur, "pratique", "alpha")][-1] == "retiree"
        assert cur.valeur("select count(*) from base.document where doc = 'alpha'") == 0
    with pytest.raises(Introuvable):
        signaler(ANONYME, "alpha", SAISIE)


def test_retirer_une_fiche_nee_ici_le_dit_a_son_auteur(store: Store) -> None:
    quelques_territoires()
    contribution, _ = publiee()
    assert contribution.pratique_id
    s = signaler(ANONYME, contribution.pratique_id, SAISIE)
    repondre(MODERATEUR, s.id, s.version, RETIREE, RAISON)
    with lire() as cur:
        assert contributions.obtenir(cur, MODERATRICE, contribution.id).statut == "retiree"


def test_deux_reponses_font_un_effet(un_moteur: Store) -> None:
    s = signaler(ANONYME, "alpha", SAISIE)
    repondre(MODERATRICE, s.id, s.version, CORRIGEE, RAISON)
    with pytest.raises(Conflit):
        repondre(MODERATEUR, s.id, s.version, GARDEE, RAISON)
    with pytest.raises(Refus):
        repondre(MODERATEUR, s.id, s.version + 1, GARDEE, RAISON)
    assert relu(s).etat == CORRIGEE


@pytest.mark.parametrize("role", ["visiteur", "contributeur", FINANCEUR])
def test_les_autres_roles_ne_lisent_ni_ne_repondent(un_moteur: Store, role: str) -> None:
    personne = ANONYME if role == "visiteur" else Personne("moi", "Moi", role)
    s = signaler(personne, "alpha", SAISIE)
    with pytest.raises(Refus):
        repondre(personne, s.id, s.version, GARDEE, RAISON)
    with lire() as cur:
        for lecture in (lister, compter_ouverts):
            with pytest.raises(Refus):
                lecture(cur, personne)
        with pytest.raises(Refus):
            obtenir(cur, personne, s.id)


@pytest.mark.parametrize(("suite", "raison"), [("nimporte", RAISON), (CORRIGEE, "court"), (RETIREE, "")])
def test_une_reponse_sans_suite_ni_raison_ne_fait_rien(un_moteur: Store, suite: str, raison: str) -> None:
    s = signaler(ANONYME, "alpha", SAISIE)
    with pytest.raises(Invalide):
        repondre(MODERATRICE, s.id, s.version, suite, raison)
    assert (relu(s).etat, statut("alpha")) == ("ouvert", "publiee")


def test_redire_la_meme_chose_est_le_meme_signalement(deux: Store) -> None:
    assert signaler(ANONYME, "alpha", SAISIE).id == signaler(ANONYME, "alpha", SAISIE).id
    with lire() as cur:
        assert compter_ouverts(cur, MODERATRICE) == 1


def test_les_signalements_ouverts_sont_bornes(un_moteur: Store) -> None:
    for n in range(OUVERTS_AU_PLUS):
        dernier = signaler(ANONYME, "alpha", replace(SAISIE, precisions=f"Erreur numéro {n}"))
    with pytest.raises(Refus):
        signaler(ANONYME, "alpha", replace(SAISIE, precisions="Une de plus"))
    signaler(ANONYME, "alpha", replace(SAISIE, motif="doublon"))
    signaler(ANONYME, "beta", SAISIE)
    repondre(MODERATRICE, dernier.id, dernier.version, GARDEE, RAISON)
    signaler(ANONYME, "alpha", replace(SAISIE, precisions="Une de plus"))


@pytest.mark.parametrize("identifiant", ["inconnue", "retiree", "anonyme"])
def test_on_ne_signale_que_ce_qui_est_public(un_moteur: Store, identifiant: str) -> None:
    with pytest.raises(Introuvable):
        signaler(ANONYME, identifiant, SAISIE)


def champs_refuses(saisie: Saisie) -> set[str]:
    return set(erreurs(nettoyer(saisie)))


def test_seul_le_motif_est_demande() -> None:
    for motif in vocabulaire("motif_signalement").codes:
        assert champs_refuses(Saisie(motif=motif)) == ({"precisions"} if motif == "autre" else set())
    assert champs_refuses(Saisie()) == {"motif"}
    assert champs_refuses(Saisie(motif="nimporte", precisions="a" * 501, courriel="pas un courriel")) == {
        "motif",
        "precisions",
        "courriel",
    }
    assert champs_refuses(Saisie(motif="doublon", precisions="texte \u202e retourné")) == {"precisions"}
    for courriel in (
        "a@b",
        "a b@c.fr",
        "<a@b.fr>",
        "a@b.fr,c@d.fr",
        "a" * 250 + "@b.fr",
        "a@b.fr\r\nBcc: x@y.fr",
    ):
        assert champs_refuses(Saisie(motif="doublon", courriel=courriel)) == {"courriel"}, courriel
    assert champs_refuses(Saisie(motif="doublon", courriel=" prenom.nom+obs@sous.exemple.fr ")) == set()
