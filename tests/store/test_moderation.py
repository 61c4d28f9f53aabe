"""The queue by reason of attention, acts on several at once, and the appeal, on both engines."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories_contributions import (
    CONTENU,
    MODERATEUR,
    MODERATRICE,
    deposee,
    publiee,
    quelques_territoires,
)

from observatoire import abus, contributions, moderation, signalements
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import Conflit, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import lire

pytestmark = pytest.mark.usefixtures("base")
MOTIF = "Ce n’est pas une collaboration."
RECOURS = "Deux structures y prennent part : lisez le troisième paragraphe."


@pytest.fixture
def base(store_deux_moteurs):
    quelques_territoires()


def file(**options):
    with lire() as cur:
        return moderation.lire_file(cur, MODERATRICE, **options)


def titree(titre, **champs):
    return deposee(replace(CONTENU, titre=titre, **champs))


def refusee():
    c, jeton = deposee()
    return contributions.refuser(MODERATRICE, c.id, c.version, MOTIF), jeton


def contestee():
    c, jeton = refusee()
    return contributions.contester(ANONYME, c.id, c.version, RECOURS, jeton=jeton), jeton


def une_modification(pratique_id, titre="Un titre plus juste"):
    m, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=pratique_id)
    return contributions.deposer(ANONYME, m.id, m.version, replace(CONTENU, titre=titre), jeton=jeton)


def test_la_file_va_de_la_raison_la_plus_pressante_a_la_moins_pressante_et_les_dit_toutes():
    maintenant_ = maintenant()
    with temps_fige(maintenant_ - timedelta(days=20)):
        tardive, _ = titree("Celle qui attend depuis longtemps")
        publication, _ = publiee()
        autre, _ = publiee(replace(CONTENU, titre="Une seconde fiche publiée"))
        doublee, _ = publiee(replace(CONTENU, titre="Une troisième fiche publiée"))
    nouvelle, _ = titree("Une toute nouvelle pratique")
    personnelle, _ = titree("Une pratique bavarde", difficultes="Écrire à anne.martin@exemple.fr")
    modification = une_modification(autre.pratique_id)
    signalee = signalements.signaler(
        ANONYME, publication.pratique_id, signalements.Saisie(motif="information_fausse")
    )
    doublon = signalements.signaler(ANONYME, doublee.pratique_id, signalements.Saisie(motif="doublon"))
    contestation, _ = contestee()
    lue = file()
    assert [(ligne.id, ligne.raisons) for ligne in lue.lignes] == [
        (contestation.id, ("recours", "nouvelle")),
        (tardive.id, ("attend_trop", "nouvelle")),
        (signalee.id, ("signalee",)),
        (doublon.id, ("signalee", "doublon_possible")),
        (personnelle.id, ("donnee_personnelle", "nouvelle")),
        (modification.id, ("modification",)),
        (nouvelle.id, ("nouvelle",)),
    ]
    assert lue.total == 7
    assert lue.par_raison == {
        "recours": 1, "attend_trop": 1, "signalee": 2, "donnee_personnelle": 1, "doublon_possible": 1,
        "modification": 1, "nouvelle": 4,
    }  # fmt: skip
    assert [ligne.id for ligne in file(raison="nouvelle", taille=2, page=2).lignes] == [
        personnelle.id,
        nouvelle.id,
    ]
    assert [ligne.id for ligne in file(raison="modification").lignes] == [modification.id]
    assert file(raison="nouvelle", page=9).lignes == ()
    assert file(raison="nouvelle", page=9).total == 7


def test_une_modification_dune_fiche_signalee_le_dit():
    publication, _ = publiee()
    signalements.signaler(ANONYME, publication.pratique_id, signalements.Saisie(motif="donnee_personnelle"))
    m = une_modification(publication.pratique_id)
    par_id = {ligne.id: ligne for ligne in file().lignes}
    assert par_id[m.id].raisons == ("signalee", "modification")
    assert par_id[m.id].signalements == 1
    [fiche] = [ligne for ligne in par_id.values() if ligne.contribution is None]
    assert fiche.raisons == ("signalee", "donnee_personnelle")


def test_un_envoi_qui_semble_automatique_passe_apres_les_autres():
    provenance = abus.Provenance(piege=True)
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    suspecte = contributions.deposer(
        ANONYME, brouillon.id, brouillon.version, CONTENU, jeton=jeton, provenance=provenance
    )
    bonne, _ = titree("Une pratique racontée")
    assert [(ligne.id, ligne.suspecte) for ligne in file().lignes] == [(bonne.id, False), (suspecte.id, True)]


def test_une_file_vide_a_des_comptes_nuls():
    assert file().lignes == ()
    assert set(file().par_raison.values()) == {file().total} == {0}


def test_prendre_en_charge_se_voit_dans_la_file_et_ne_change_pas_la_version():
    c, _ = deposee()
    prise = contributions.prendre_en_charge(MODERATRICE, c.id, c.version)
    assert (prise.version, prise.prise_par, prise.statut) == (c.version, MODERATRICE.id, "a_relire")
    contributions.prendre_en_charge(MODERATRICE, c.id, c.version)
    assert contributions.rendre(MODERATEUR, c.id, c.version).prise_par is None
    contributions.prendre_en_charge(MODERATEUR, c.id, c.version)
    assert contributions.refuser(MODERATRICE, c.id, c.version, MOTIF).prise_par is None
    with lire() as cur:
        assert [e.verbe for e in lister_journal(cur, "contribution", c.id)] == [
            "commencee", "deposee", "prise_en_charge", "rendue", "prise_en_charge", "refusee",
        ]  # fmt: skip


def test_en_lot_chacune_a_son_issue_et_rien_nest_a_moitie_fait():
    premiere, _ = titree("La première du lot")
    changee, jeton = titree("La deuxième, retirée entre-temps")
    sienne, _ = deposee(auteur=MODERATRICE)
    derniere, _ = titree("La dernière du lot")
    contributions.retirer(ANONYME, changee.id, changee.version, jeton=jeton)
    lot = [(c.id, c.version) for c in (premiere, changee, sienne, derniere)]
    issues = moderation.agir_en_lot(
        MODERATRICE, "refuser", [*lot, lot[0]], "C’est une publicité, pas une pratique."
    )
    assert [(i.contribution_id, bool(i.obstacle)) for i in issues] == [
        (premiere.id, False), (changee.id, True), (sienne.id, True), (derniere.id, False),
    ]  # fmt: skip
    with lire() as cur:
        etats = [
            contributions.obtenir(cur, MODERATEUR, c.id).statut for c in (premiere, changee, sienne, derniere)
        ]
        assert etats == ["refusee", "retiree", "a_relire", "refusee"]
        assert len(contributions.lister_revisions(cur, sienne)) == 1


@pytest.mark.parametrize(
    ("geste", "nombre", "motif", "champs"),
    [
        ("refuser", 1, "non", {"motif"}), ("publier", 1, "", {"geste"}), ("prendre_en_charge", 0, "", {"choisies"}),
        ("prendre_en_charge", 101, "", {"choisies"}),
    ],
)  # fmt: skip
def test_un_lot_mal_demande_ne_fait_rien(geste, nombre, motif, champs):
    c, _ = deposee()
    with pytest.raises(Invalide) as refus:
        moderation.agir_en_lot(MODERATRICE, geste, [(c.id, n) for n in range(nombre)], motif)
    assert set(refus.value.champs) == champs
    with lire() as cur:
        assert contributions.obtenir(cur, MODERATRICE, c.id) == c


def test_un_lot_est_a_la_moderation():
    c, _ = deposee()
    with pytest.raises(Refus):
        moderation.agir_en_lot(ANONYME, "refuser", [(c.id, c.version)], MOTIF)


def test_le_recours_est_lu_par_une_autre_personne_que_celle_qui_a_refuse():
    c, _ = contestee()
    assert (c.statut, c.recours, c.juges, c.motif) == ("en_recours", RECOURS, (MODERATRICE.id,), MOTIF)
    for verbe, *motif in (
        ("publier",),
        ("refuser", MOTIF),
        ("demander_correction", MOTIF),
        ("prendre_en_charge",),
    ):
        with pytest.raises(Refus, match="une autre personne"):
            getattr(contributions, verbe)(MODERATRICE, c.id, c.version, *motif)
    publication = contributions.publier(MODERATEUR, c.id, c.version)
    assert publication.statut == "publiee"
    with lire() as cur:
        assert [r.statut for r in contributions.lister_revisions(cur, c)] == [
            "a_relire",
            "refusee",
            "en_recours",
            "publiee",
        ]
        assert [e.verbe for e in lister_journal(cur, "contribution", c.id)] == [
            "commencee", "deposee", "refusee", "contestee", "publiee",
        ]  # fmt: skip
        assert RECOURS not in str(lister_journal(cur, "contribution", c.id))


def test_il_ny_a_quun_recours():
    c, jeton = contestee()
    c = contributions.refuser(MODERATEUR, c.id, c.version, "Après relecture, le refus est gardé.")
    assert contributions.obstacle("contester", ANONYME, c, par_lien=True)
    with pytest.raises(Refus, match="définitive"):
        contributions.contester(ANONYME, c.id, c.version, RECOURS, jeton=jeton)


def test_un_recours_demande_un_texte_le_lien_et_un_refus():
    c, jeton = refusee()
    with pytest.raises(Invalide):
        contributions.contester(ANONYME, c.id, c.version, "non", jeton=jeton)
    for personne in (ANONYME, MODERATEUR, Personne("x", "X", "contributeur")):
        with pytest.raises(Refus):
            contributions.contester(personne, c.id, c.version, RECOURS)
    with pytest.raises(Conflit):
        contributions.contester(ANONYME, c.id, c.version - 1, RECOURS, jeton=jeton)
    attend, jeton_attend = deposee()
    with pytest.raises(Refus):
        contributions.contester(ANONYME, attend.id, attend.version, RECOURS, jeton=jeton_attend)


def test_les_delais_sont_publics_a_partir_de_cinq_reponses(base):
    depot = datetime(2026, 2, 2, 9)
    for jours in (1, 1, 2, 3, 10):
        with lire() as cur:
            assert moderation.lister_delais(cur) == [], "nothing under five"
        with temps_fige(depot):
            c, _ = deposee()
        with temps_fige(depot + timedelta(days=jours)):
            contributions.refuser(MODERATRICE, c.id, c.version, "Une raison dite en entier.")
    with lire() as cur:
        (delai,) = moderation.lister_delais(cur)
    assert (delai.annee, delai.trimestre, delai.nombre) == (2026, 1, 5)
    assert delai.median == timedelta(days=2)
    assert delai.neuf_sur_dix == timedelta(days=3) + timedelta(days=7) * 0.6, (
        "linear between the 4th and the 5th"
    )
