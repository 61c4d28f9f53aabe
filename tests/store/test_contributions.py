"""A contribution's whole way through the store, on both engines."""

import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories_contributions import (
    CONTENU,
    MODERATEUR,
    MODERATRICE,
    TERMINEE,
    deposee,
    publiee,
    quelques_territoires,
)

from observatoire import contributions, moderation
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.contributions import filet, jetons
from observatoire.contributions.embargo import lever_les_embargos
from observatoire.contributions.model import Contenu, PartenaireSaisi
from observatoire.errors import Conflit, Introuvable, Invalide, NonEnregistre, Refus
from observatoire.journal import lister_journal
from observatoire.pratiques import obtenir as obtenir_pratique
from observatoire.store import ecrire, lire

pytestmark = pytest.mark.usefixtures("base")
FINANCEUSE = Personne("compte-financeuse", "Ali Finance", "financeur")


@pytest.fixture
def base(store_deux_moteurs):
    quelques_territoires()


def lue(identifiant, personne=MODERATRICE):
    with lire() as cur:
        return contributions.obtenir(cur, personne, identifiant)


def pratique(identifiant):
    with lire() as cur:
        return cur.ligne("select * from public.pratique where id = $id", id=identifiant)


def trouvees(mot):
    with lire() as cur:
        return cur.valeur(
            "select count(*) from base.occurrence o join base.mot m on m.mid = o.mid where m.racine = $m",
            m=mot,
        )


def test_un_brouillon_incomplet_se_garde_et_se_retrouve_par_son_lien():
    c, jeton = contributions.commencer_brouillon(ANONYME, Contenu(titre="Un dé"))
    partiel = Contenu(titre="Un début\x00 \ud800", partenaires=(PartenaireSaisi(), PartenaireSaisi(nom="x")))
    c = contributions.enregistrer_brouillon(ANONYME, c.id, c.version, partiel, jeton=jeton)
    with lire() as cur:
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton) == c
        assert c.contenu == partiel
        assert cur.valeur("select titre from base.contribution") == "Un début "
        assert jeton not in json.dumps(cur.lignes("select * from base.contribution"), default=str)


def test_un_brouillon_nest_lu_que_de_son_auteur():
    c, _ = contributions.commencer_brouillon(ANONYME)
    with lire() as cur:
        for personne in (ANONYME, MODERATRICE, FINANCEUSE):
            with pytest.raises(Refus):
                contributions.obtenir(cur, personne, c.id)


def test_deux_onglets_sur_un_brouillon_ne_secrasent_pas():
    c, jeton = contributions.commencer_brouillon(ANONYME)
    contributions.enregistrer_brouillon(ANONYME, c.id, c.version, Contenu(titre="A"), jeton=jeton)
    with pytest.raises(Conflit):
        contributions.enregistrer_brouillon(ANONYME, c.id, c.version, Contenu(titre="B"), jeton=jeton)


def test_un_brouillon_demesure_est_refuse():
    c, jeton = contributions.commencer_brouillon(ANONYME)
    with pytest.raises(Invalide):
        contributions.enregistrer_brouillon(
            ANONYME, c.id, c.version, Contenu(recit="é" * 100_000), jeton=jeton
        )


def test_un_depot_incomplet_dit_tout_et_nenregistre_rien():
    c, jeton = contributions.commencer_brouillon(ANONYME)
    with pytest.raises(Invalide) as refus:
        contributions.deposer(ANONYME, c.id, c.version, Contenu(), jeton=jeton)
    assert {"titre", "recit", "partenaires"} <= set(refus.value.champs)
    with lire() as cur:
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton) == c
    assert filet.lire_filet() == []


def test_un_territoire_qui_nexiste_pas_est_refuse_au_depot():
    c, jeton = contributions.commencer_brouillon(ANONYME)
    with pytest.raises(Invalide) as refus:
        contributions.deposer(ANONYME, c.id, 1, replace(CONTENU, territoires=("commune-99999",)), jeton=jeton)
    assert set(refus.value.champs) == {"territoires"}


def test_le_depot_est_relu_journalise_et_inscrit_au_filet():
    c, jeton = deposee()
    assert (c.statut, c.contenu, c.version) == ("a_relire", CONTENU, 2)
    with lire() as cur:
        assert [e.verbe for e in lister_journal(cur, "contribution", c.id)] == ["commencee", "deposee"]
        assert [r.statut for r in contributions.lister_revisions(cur, c)] == ["a_relire"]
    [accuse] = filet.lire_filet()
    assert (accuse.contribution_id, accuse.version) == (c.id, c.version)
    assert Contenu.from_json(accuse.contenu) == CONTENU
    texte = filet.fichier_du_filet().read_text()
    assert jeton not in texte
    assert "courriel" not in texte


def test_deposer_deux_fois_le_meme_contenu_est_un_seul_depot():
    c, jeton = deposee()
    assert contributions.deposer(ANONYME, c.id, 1, CONTENU, jeton=jeton) == c
    with pytest.raises(Conflit):
        contributions.deposer(ANONYME, c.id, 1, replace(CONTENU, titre="Un tout autre titre"), jeton=jeton)
    with pytest.raises(Refus):
        contributions.deposer(ANONYME, c.id, 1, CONTENU)


def test_sans_accuse_ecrit_le_depot_nest_pas_acquitte_et_se_refait_sans_double(monkeypatch):
    c, jeton = contributions.commencer_brouillon(ANONYME)

    def disque_plein(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as m:
        m.setattr(filet, "inscrire", disque_plein)
        with pytest.raises(NonEnregistre):
            contributions.deposer(ANONYME, c.id, c.version, CONTENU, jeton=jeton)
    refaite = contributions.deposer(ANONYME, c.id, c.version, CONTENU, jeton=jeton)
    assert refaite.statut == "a_relire"
    assert [a.contribution_id for a in filet.lire_filet()] == [c.id]
    with lire() as cur:
        assert cur.valeur("select count(*) from base.contribution") == 1


def test_demander_corriger_deposer_publier():
    c, jeton = deposee()
    c = contributions.demander_correction(
        MODERATRICE, c.id, c.version, " Précisez le rôle du centre social. "
    )
    assert (c.statut, c.motif, c.moderateur_id) == (
        "a_corriger",
        "Précisez le rôle du centre social.",
        MODERATRICE.id,
    )
    corrige = replace(CONTENU, titre="Une cuisine partagée et réparée")
    c = contributions.enregistrer_brouillon(ANONYME, c.id, c.version, corrige, jeton=jeton)
    c = contributions.deposer(ANONYME, c.id, c.version, corrige, jeton=jeton)
    c = contributions.publier(MODERATEUR, c.id, c.version)
    assert c.statut == "publiee"
    with lire() as cur:
        assert [r.statut for r in contributions.lister_revisions(cur, c)] == [
            "a_relire",
            "a_corriger",
            "a_relire",
            "publiee",
        ]
        assert [r.contenu.titre for r in contributions.lister_revisions(cur, c)][::3] == [
            CONTENU.titre,
            corrige.titre,
        ]
        assert [e.verbe for e in lister_journal(cur, "contribution", c.id)] == [
            "commencee", "deposee", "correction_demandee", "deposee", "publiee",
        ]  # fmt: skip
        assert [e.verbe for e in lister_journal(cur, "pratique", c.pratique_id)] == ["publiee"]


def test_une_publication_ecrit_la_pratique_ses_partenaires_sa_source_et_lindex():
    c, _ = publiee()
    p = pratique(c.pratique_id)
    assert p["id"].startswith("une-cuisine-partagee-au-centre-social-")
    assert {
        nom: p[nom]
        for nom in ("titre", "resume", "recit", "resultats", "difficultes", "forme", "activite", "site")
    } == {
        nom: getattr(CONTENU, nom)
        for nom in ("titre", "resume", "recit", "resultats", "difficultes", "forme", "activite", "site")
    }
    assert (p["origine"], p["niveau_preuve"], p["mixite"], p["cotes"]) == (
        "contribution",
        "declare",
        "mixte",
        ["es", "ts"],
    )
    assert p["territoires"] == ["commune-78440"]
    assert p["perimetre"] == ["commune-78440", "epci-200059889", "departement-78", "region-11", "pays-FR"]
    assert (p["lon"], p["lat"], p["est_demo"], p["licence"]) == (1.9, 49.0, False, "Licence Ouverte 2.0")
    with lire() as cur:
        partenaires = cur.lignes("select nom, cote, role, apporte from public.partenariat order by rang")
        assert [tuple(a.values()) for a in partenaires] == [
            ("La Marmite solidaire", "es", "porteur", ["materiel_logistique"]),
            ("Centre social des Tilleuls", "ts", "co_porteur", ["local"]),
        ]
        sources = cur.lignes("select titre, date_le from public.source")
        assert [s["titre"] for s in sources] == ["Contribution déposée sur l’observatoire"]
    assert trouvees("cuisin") == 1


@pytest.mark.parametrize(
    ("portee", "territoires", "perimetre"), [("nationale", ["pays-FR"], ["pays-FR"]), ("sans_lieu", [], [])]
)
def test_une_pratique_nationale_ou_sans_lieu_na_pas_de_point(portee, territoires, perimetre):
    c, _ = publiee(replace(CONTENU, portee=portee, territoires=()))
    p = pratique(c.pratique_id)
    assert (p["territoires"], p["perimetre"], p["lon"], p["lat"]) == (territoires, perimetre, None, None)


def test_un_refus_porte_sa_raison_et_ne_publie_rien():
    c, jeton = deposee()
    with pytest.raises(Invalide):
        contributions.refuser(MODERATRICE, c.id, c.version, "non")
    c = contributions.refuser(MODERATRICE, c.id, c.version, "Ce n’est pas une collaboration.")
    assert (c.statut, c.pratique_id) == ("refusee", None)
    with lire() as cur:
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).motif == "Ce n’est pas une collaboration."
        assert cur.valeur("select count(*) from base.pratique") == 0


@pytest.mark.parametrize("verbe", ["publier", "demander_correction", "refuser"])
@pytest.mark.parametrize("personne", [ANONYME, FINANCEUSE])
def test_seule_la_moderation_decide(verbe, personne):
    c, _ = deposee()
    motif = [] if verbe == "publier" else ["Une raison bien dite."]
    with pytest.raises(Refus):
        getattr(contributions, verbe)(personne, c.id, c.version, *motif)
    assert lue(c.id).statut == "a_relire"


def test_on_ne_decide_pas_de_sa_propre_contribution():
    c, _ = deposee(auteur=MODERATRICE)
    with pytest.raises(Refus):
        contributions.publier(MODERATRICE, c.id, c.version)
    assert contributions.publier(MODERATEUR, c.id, c.version).statut == "publiee"


def test_deux_personnes_qui_decident_en_meme_temps_font_un_seul_effet():
    c, _ = deposee()
    depart, resultats = threading.Barrier(2), []

    def decider(personne, verbe, *motif):
        depart.wait()
        try:
            resultats.append(getattr(contributions, verbe)(personne, c.id, c.version, *motif).statut)
        except Conflit:
            resultats.append("conflit")

    fils = [
        threading.Thread(target=decider, args=(MODERATRICE, "publier")),
        threading.Thread(target=decider, args=(MODERATEUR, "refuser", "Ce n’est pas une collaboration.")),
    ]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(resultats) in (["conflit", "publiee"], ["conflit", "refusee"])
    finale = lue(c.id)
    assert finale.statut in resultats
    with lire() as cur:
        assert cur.valeur("select count(*) from base.pratique") == int(finale.statut == "publiee")
        assert len(contributions.lister_revisions(cur, finale)) == 2


def test_retirer_avant_publication_puis_plus_rien():
    c, jeton = deposee()
    with pytest.raises(Refus):
        contributions.retirer(ANONYME, c.id, c.version)
    c = contributions.retirer(ANONYME, c.id, c.version, jeton=jeton)
    assert c.statut == "retiree"
    with pytest.raises(Refus):
        contributions.publier(MODERATRICE, c.id, c.version)


def test_retirer_une_publiee_est_a_la_moderation_et_la_sort_du_public():
    c, jeton = publiee()
    with pytest.raises(Refus):
        contributions.retirer(ANONYME, c.id, c.version, jeton=jeton)
    contributions.retirer(MODERATRICE, c.id, c.version)
    assert pratique(c.pratique_id) is None
    assert trouvees("cuisin") == 0
    with lire() as cur:
        assert cur.valeur("select statut from base.pratique") == "retiree"


def test_la_version_publiee_reste_visible_jusqua_lacceptation_de_la_modification():
    c, _ = publiee()
    m, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=c.pratique_id)
    assert m.contenu == CONTENU
    autre = replace(
        CONTENU,
        titre="La cuisine du jeudi",
        resultats="",
        territoires=(),
        portee="nationale",
        partenaires=CONTENU.partenaires[1:],
    )
    m = contributions.deposer(ANONYME, m.id, m.version, autre, jeton=jeton)
    assert pratique(c.pratique_id)["titre"] == CONTENU.titre
    m = contributions.publier(MODERATRICE, m.id, m.version)
    p = pratique(c.pratique_id)
    assert (p["titre"], p["resultats"], p["version"], p["mixite"]) == (
        "La cuisine du jeudi",
        None,
        2,
        "non_mixte",
    )
    assert (p["territoires"], p["lon"]) == (["pays-FR"], None)
    with lire() as cur:
        assert cur.valeur("select count(*) from base.pratique") == 1
        assert cur.valeur("select count(*) from base.partenariat") == 1
        assert contributions.contenu_de_pratique(cur, ANONYME, c.pratique_id) == autre
    with pytest.raises(Conflit):
        contributions.retirer(MODERATRICE, m.id, m.version)


def test_modifier_une_fiche_du_catalogue_garde_ce_que_le_formulaire_ignore():
    c, _ = publiee()
    with ecrire() as tx:
        tx.executer(
            "update base.pratique set empreinte_source = 'abc', origine = 'rapport', freins = array['entre_soi']::text[]"
        )
        tx.executer(
            "update base.partenariat set structure_id = 's1', cherche = array['local']::text[] where rang = 1"
        )
    m, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=c.pratique_id)
    m = contributions.deposer(
        ANONYME, m.id, m.version, replace(m.contenu, titre="Un titre plus juste"), jeton=jeton
    )
    contributions.publier(MODERATRICE, m.id, m.version)
    with lire() as cur:
        p = cur.ligne("select * from base.pratique")
        assert (p["empreinte_source"], p["freins"], p["origine"]) == (None, ["entre_soi"], "rapport")
        assert cur.ligne("select structure_id, cherche from base.partenariat where rang = 1") == {
            "structure_id": "s1", "cherche": ["local"],
        }  # fmt: skip
    with pytest.raises(Conflit):
        contributions.retirer(MODERATRICE, c.id, c.version)


def test_modifier_une_fiche_absente_ou_retiree_est_refuse():
    with pytest.raises(Introuvable):
        contributions.commencer_brouillon(ANONYME, pratique_id="nulle-part")
    c, _ = publiee()
    m, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=c.pratique_id)
    m = contributions.deposer(
        ANONYME, m.id, m.version, replace(CONTENU, titre="Trop tard sans doute"), jeton=jeton
    )
    contributions.retirer(MODERATRICE, c.id, c.version)
    with pytest.raises(Refus):
        contributions.commencer_brouillon(ANONYME, pratique_id=c.pratique_id)
    with pytest.raises(Conflit):
        contributions.publier(MODERATRICE, m.id, m.version)
    assert lue(m.id).statut == "a_relire"


def test_un_partenaire_connu_est_relie_a_sa_structure():
    with ecrire() as tx:
        tx.executer(
            """insert into base.structure (id, nom, nom_norm, territoires, tables_rapport, licence, est_demo, version, cree_a, maj_a)
            values ('marmite', 'La Marmite Solidaire', 'la marmite solidaire', array[]::text[], array[]::int[], 'x', false, 1, $a, $a)""",
            a=maintenant(),
        )
    publiee()
    with lire() as cur:
        assert [
            r["structure_id"] for r in cur.lignes("select structure_id from base.partenariat order by rang")
        ] == ["marmite", "nom-centre-social-des-tilleuls"]


def test_un_lien_faux_ou_perime_dit_quoi_faire():
    c, jeton = deposee()
    with lire() as cur:
        for faux in ("", "x", jeton[:-1], jeton + "a", c.id, "é\ud800"):
            with pytest.raises(Introuvable, match="proposez à nouveau"):
                contributions.obtenir_par_jeton(cur, ANONYME, faux)
        with temps_fige(maintenant() + jetons.DUREE + timedelta(days=1)):
            with pytest.raises(Introuvable, match="n’est plus valable"):
                contributions.obtenir_par_jeton(cur, ANONYME, jeton)
            with pytest.raises(Refus):
                contributions.obtenir(cur, ANONYME, c.id, jeton=jeton)


def test_une_decision_prolonge_le_lien():
    c, _ = deposee()
    plus_tard = maintenant() + timedelta(days=179)
    with temps_fige(plus_tard):
        c = contributions.demander_correction(MODERATRICE, c.id, c.version, "Précisez le lieu exact.")
    assert c.jeton_expire_a == plus_tard + jetons.DUREE


def test_les_brouillons_perimes_sont_effaces_et_eux_seuls():
    abandonne, _ = contributions.commencer_brouillon(ANONYME, CONTENU)
    garde, _ = deposee()
    with temps_fige(maintenant() + timedelta(days=181)):
        contributions.commencer_brouillon(ANONYME)
    with lire() as cur, pytest.raises(Introuvable):
        contributions.obtenir(cur, MODERATRICE, abandonne.id)
    assert lue(garde.id) == garde


def test_un_compte_retrouve_ses_contributions_sans_lien():
    auteur = Personne("compte-auteur", "Sacha Propose", "contributeur")
    c, _ = deposee(auteur=auteur)
    deposee()
    with lire() as cur:
        assert contributions.lister_miennes(cur, auteur) == [c]
        assert contributions.lister_miennes(cur, ANONYME) == []
        assert contributions.obtenir(cur, auteur, c.id) == c


def test_la_file_va_du_plus_ancien_au_plus_recent_et_compte_chaque_etat():
    depart, ids = maintenant(), []
    for jour in range(3):
        with temps_fige(depart + timedelta(days=jour)):
            ids.append(deposee()[0].id)
    publiee()
    with lire() as cur:
        assert [r.id for r in moderation.lire_file(cur, MODERATRICE).lignes] == ids
        assert [r.id for r in moderation.lire_file(cur, MODERATRICE, taille=2, page=2).lignes] == ids[2:]
        assert contributions.compter(cur, MODERATRICE) == {"a_relire": 3, "publiee": 1}
        assert [c.statut for c in contributions.lister_decidees(cur, MODERATRICE)] == ["publiee"]
        for lecture in (moderation.lire_file, contributions.lister_decidees, contributions.compter):
            with pytest.raises(Refus):
                lecture(cur, FINANCEUSE)


def test_le_filet_dit_ce_que_la_base_a_perdu_et_permet_de_le_remettre():
    gardee, _ = deposee()
    perdue, jeton = deposee(replace(CONTENU, titre="Celle qui a disparu"))
    ancienne, jeton_ancienne = deposee()
    with ecrire() as tx:
        tx.executer("delete from base.contribution where id = $id", id=perdue.id)
        tx.executer(
            "update base.contribution set version = 1, statut = 'brouillon' where id = $id", id=ancienne.id
        )
        absentes = filet.manquantes(tx)
        assert [a.contribution_id for a in absentes] == [perdue.id, ancienne.id]
        for accuse in absentes:
            filet.rejouer(tx, accuse)
        assert filet.manquantes(tx) == []
    with lire() as cur:
        retrouvee = contributions.obtenir_par_jeton(cur, ANONYME, jeton)
        assert replace(retrouvee, maj_a=perdue.maj_a) == perdue
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton_ancienne).statut == "a_relire"
        assert [r.statut for r in contributions.lister_revisions(cur, retrouvee)] == ["a_relire"]
    assert contributions.publier(MODERATRICE, perdue.id, perdue.version).statut == "publiee"
    assert gardee.id not in [a.contribution_id for a in absentes]


def test_delai_de_reponse_median_sur_un_an():
    """An old decision and one still waiting do not count; two make the mean of both."""
    depart = maintenant() - timedelta(days=500)
    for jour, attente in ((0, 90), (300, 2), (310, 6)):
        with temps_fige(depart + timedelta(days=jour)):
            recue, _ = deposee(replace(CONTENU, titre=f"Attendre {attente} jours"))
        with temps_fige(depart + timedelta(days=jour + attente)):
            contributions.refuser(MODERATRICE, recue.id, recue.version, "Dites qui fait quoi.")
    deposee()
    with lire() as cur:
        assert contributions.delai_de_reponse(cur, MODERATRICE) == (2, timedelta(days=4))
        with pytest.raises(Refus):
            contributions.delai_de_reponse(cur, ANONYME)


def test_une_fin_racontee_arrive_entiere_sur_la_fiche_et_revient_dans_le_formulaire():
    c, _ = publiee(TERMINEE)
    with lire() as cur:
        fiche = obtenir_pratique(cur, c.pratique_id)
        assert contributions.contenu_de_pratique(cur, ANONYME, c.pratique_id) == TERMINEE
    assert fiche.causes_arret == TERMINEE.causes_arret
    assert (fiche.annee_debut, fiche.annee_fin) == (2019, 2024)
    assert (fiche.acquis, fiche.a_refaire, fiche.condition_manquante) == (
        TERMINEE.acquis,
        TERMINEE.a_refaire,
        TERMINEE.condition_manquante,
    )
    assert [(e.frein, e.levier, e.effet) for e in fiche.effets] == [
        ("temps_non_finance", "convention_ecrite", "partiellement")
    ]
    assert trouvees("convent") == 1


def test_une_modification_remplace_les_effets():
    c, _ = publiee(TERMINEE)
    autre = replace(TERMINEE, effets=(replace(TERMINEE.effets[0], effet="aggrave"),))
    m, jeton = contributions.commencer_brouillon(ANONYME, autre, pratique_id=c.pratique_id)
    m = contributions.deposer(ANONYME, m.id, m.version, autre, jeton=jeton)
    contributions.publier(MODERATRICE, m.id, m.version)
    with lire() as cur:
        assert [e.effet for e in obtenir_pratique(cur, c.pratique_id).effets] == ["aggrave"]


def test_un_embargo_fini_pendant_la_relecture_est_une_publication():
    with temps_fige(datetime(2026, 11, 27, 12)):
        recue, _ = deposee(replace(CONTENU, publication="embargo", embargo_jusqu_au="2026-12-01"))
    with temps_fige(datetime(2026, 12, 1, 12)):
        c = contributions.publier(MODERATRICE, recue.id, recue.version)
    assert pratique(c.pratique_id)["titre"] == CONTENU.titre


@pytest.mark.parametrize("publication", ["anonyme", "embargo"])
def test_une_fiche_reservee_se_retire_par_la_moderation_et_son_auteur_la_relit_par_son_lien(publication):
    with temps_fige(datetime(2026, 11, 27, 12)):
        c, jeton = publiee(replace(CONTENU, publication=publication, embargo_jusqu_au="2027-01-01"))
        assert pratique(c.pratique_id) is None
        with lire() as cur:
            assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).contenu.titre == CONTENU.titre
        contributions.retirer(MODERATRICE, c.id, c.version)
    with temps_fige(datetime(2027, 2, 1, 12)):
        assert lever_les_embargos() == ()
    assert pratique(c.pratique_id) is None
