"""The queue, the reading and the decision, role by role."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, publiee
from tests.visiteur import adresse, html, lu, visiteur

from observatoire import contributions, signalements
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.store import lire
from observatoire.web.moderation_decision import DECISIONS, MODELES


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    return visiteur(monkeypatch)


@pytest.fixture
def moderatrice(store_territoires):
    return un_compte("moderateur", nom="Camille Martin")


def relue(identifiant):
    with lire() as cur:
        return contributions.obtenir(cur, MODERATRICE, identifiant)


def choisir(onglet, verbe):
    onglet.radio[0].set_value(verbe).run()


def decider(onglet):
    onglet.button(key="moderation_decider").click().run()


@pytest.mark.parametrize("role", [None, "contributeur", "financeur"])
def test_la_page_est_fermee_aux_autres_roles(visiter, role):
    recue, _ = deposee()
    onglet = visiter("moderation", un_compte(role) if role else None, contribution=recue.id)
    assert not onglet.exception
    assert CONTENU.titre not in lu(onglet)
    assert not onglet.get("radio")


@pytest.mark.parametrize("role", ["moderateur", "administrateur"])
def test_la_file_montre_ce_qui_attend_du_plus_ancien_au_plus_recent(visiter, role):
    depart = maintenant()
    for jour, titre in enumerate(("La première déposée", "La deuxième déposée", "La troisième déposée")):
        with temps_fige(depart + timedelta(days=jour)):
            deposee(replace(CONTENU, titre=titre))
    publiee()
    contributions.commencer_brouillon(ANONYME, replace(CONTENU, titre="Un brouillon à part"))
    onglet = visiter("moderation", un_compte(role))
    texte = lu(onglet)
    assert texte.index("La première") < texte.index("La deuxième") < texte.index("La troisième")
    assert "3\u00a0contributions à relire" in texte
    assert "Un brouillon à part" not in texte
    assert "Les Mureaux (78)" in texte


def test_une_file_vide_le_dit(visiter, moderatrice):
    assert "Rien à relire" in lu(visiter("moderation", moderatrice))


def test_les_decidees_ont_leur_vue(visiter, moderatrice):
    publiee()
    assert CONTENU.titre in lu(visiter("moderation", moderatrice, vue="decidees"))
    assert CONTENU.titre not in lu(visiter("moderation", moderatrice))


@pytest.mark.parametrize("page", ["0", "-1", "²", "abc", "9" * 30])
def test_un_numero_de_page_absurde_ne_casse_rien(visiter, moderatrice, page):
    onglet = visiter("moderation", moderatrice, page=page, vue="nimporte")
    assert not onglet.exception


def test_la_file_se_lit_par_pages(visiter, moderatrice):
    for n in range(contributions.TAILLE_PAGE + 1):
        deposee(replace(CONTENU, titre=f"La pratique numéro {n:02}"))
    premiere = html(visiter("moderation", moderatrice))
    assert "vue=attente&amp;page=2" in premiere
    assert "numéro 20" not in premiere
    seconde = visiter("moderation", moderatrice, page="2")
    assert "numéro 20" in lu(seconde)
    assert "Page précédente" in lu(seconde)


def test_publier_rend_la_fiche_visible_et_le_dit(visiter, moderatrice):
    recue, _ = deposee()
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    for mots in (CONTENU.resume, CONTENU.recit, "La Marmite solidaire", "Les Mureaux (78)", "Déposée"):
        assert mots in lu(onglet)
    decider(onglet)
    assert not onglet.exception
    publication = relue(recue.id)
    assert (publication.statut, publication.moderateur_id) == ("publiee", moderatrice.id)
    assert f"«\u00a0{CONTENU.titre}\u00a0» est publiée." in lu(onglet)
    assert f"/pratique?id={publication.pratique_id}" in html(onglet)
    assert adresse(onglet, "contribution") == ""
    with lire() as cur:
        assert (
            cur.valeur("select titre from public.pratique where id = $id", id=publication.pratique_id)
            == CONTENU.titre
        )


@pytest.mark.parametrize(("verbe", "statut"), [("demander_correction", "a_corriger"), ("refuser", "refusee")])
def test_une_decision_defavorable_exige_une_raison_que_lauteur_lira(visiter, moderatrice, verbe, statut):
    recue, jeton = deposee()
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    choisir(onglet, verbe)
    decider(onglet)
    assert "La raison manque" in lu(onglet)
    assert relue(recue.id).statut == "a_relire"
    onglet.text_area[0].set_value("Dites qui fait quoi.").run()
    assert "La raison manque" not in lu(onglet)
    decider(onglet)
    assert (relue(recue.id).statut, relue(recue.id).motif) == (statut, "Dites qui fait quoi.")
    assert "Dites qui fait quoi." in lu(visiter("suivi", jeton=jeton))


def test_un_modele_remplit_la_raison_et_se_complete(visiter, moderatrice):
    recue, _ = deposee()
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    choisir(onglet, "refuser")
    onglet.selectbox[0].set_value("Déjà publiée").run()
    assert onglet.text_area[0].value == MODELES["refuser"]["Déjà publiée"]
    onglet.text_area[0].set_value(f"{MODELES['refuser']['Déjà publiée']} Merci.").run()
    decider(onglet)
    assert relue(recue.id).motif.endswith("la compléter. Merci.")


def test_tous_les_modeles_sont_des_raisons_recevables():
    for verbe, modeles in MODELES.items():
        assert verbe in DECISIONS
        for modele in modeles.values():
            assert contributions.rules.erreur_motif(modele) == ""


def test_si_quelquun_a_decide_entre_temps_rien_nest_ecrase(visiter, moderatrice):
    recue, _ = deposee()
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    contributions.refuser(MODERATRICE, recue.id, recue.version, "Ce n’est pas une collaboration.")
    decider(onglet)
    assert not onglet.exception
    assert "Quelqu’un a agi sur cette contribution" in lu(onglet)
    assert "refusée" in lu(onglet)
    assert relue(recue.id).statut == "refusee"
    assert not onglet.get("radio")


def test_on_ne_decide_pas_de_la_sienne(visiter, moderatrice):
    recue, _ = deposee(auteur=moderatrice.personne)
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    assert "une autre personne de la modération doit en décider" in lu(onglet)
    assert not onglet.get("radio")


def test_un_brouillon_ou_un_identifiant_inconnu_ne_souvre_pas(visiter, moderatrice):
    brouillon, _ = contributions.commencer_brouillon(ANONYME, CONTENU)
    for identifiant in (brouillon.id, "inconnu", "x" * 3000):
        onglet = visiter("moderation", moderatrice, contribution=identifiant)
        assert not onglet.exception
        assert "Cette contribution ne s’ouvre pas" in lu(onglet)
        assert CONTENU.titre not in lu(onglet)


def test_un_second_depot_montre_ce_qui_a_change(visiter, moderatrice):
    recue, jeton = deposee()
    renvoyee = contributions.demander_correction(
        MODERATRICE, recue.id, recue.version, "Précisez le lieu exact."
    )
    autre = replace(CONTENU, titre="La cuisine du jeudi midi", portee="nationale", territoires=())
    contributions.deposer(ANONYME, recue.id, renvoyee.version, autre, jeton=jeton)
    texte = lu(visiter("moderation", moderatrice, contribution=recue.id))
    assert "Ce qui a changé depuis la demande de correction" in texte
    for mots in (
        CONTENU.titre,
        "La cuisine du jeudi midi",
        "Locale",
        "Nationale",
        "Les Mureaux (78)",
        "vide",
    ):
        assert mots in texte
    assert "Précisez le lieu exact." in texte


def test_une_modification_montre_ce_quelle_changerait_a_la_fiche(visiter, moderatrice):
    publication, _ = publiee()
    m, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=publication.pratique_id)
    contributions.deposer(
        ANONYME, m.id, m.version, replace(CONTENU, resultats="Vingt repas partagés."), jeton=jeton
    )
    onglet = visiter("moderation", moderatrice, contribution=m.id)
    assert "Ce que cette modification changerait" in lu(onglet)
    assert CONTENU.resultats in lu(onglet)
    decider(onglet)
    with lire() as cur:
        assert cur.valeur("select resultats from public.pratique") == "Vingt repas partagés."


def test_retirer_une_fiche_publiee(visiter, moderatrice):
    publication, _ = publiee()
    onglet = visiter("moderation", moderatrice, contribution=publication.id)
    onglet.button(key="moderation_retirer").click().run()
    assert relue(publication.id).statut == "retiree"
    with lire() as cur:
        assert cur.valeur("select count(*) from public.pratique") == 0


def test_une_donnee_personnelle_est_signalee_a_qui_relit(visiter, moderatrice):
    recue, _ = deposee(replace(CONTENU, difficultes="Demander Anne, anne@exemple.fr"))
    assert "Donnée personnelle à vérifier" in lu(visiter("moderation", moderatrice))
    assert "une adresse de courriel" in lu(visiter("moderation", moderatrice, contribution=recue.id))


def test_un_texte_hostile_se_lit_et_ne_sexecute_pas(visiter, moderatrice):
    hostile = replace(
        CONTENU,
        titre="<script>alert(1)</script> & *gras*",
        recit=f"<img src=x onerror=alert(1)> {CONTENU.recit}",
    )
    recue, _ = deposee(hostile)
    for onglet in (
        visiter("moderation", moderatrice),
        visiter("moderation", moderatrice, contribution=recue.id),
    ):
        assert "<script" not in html(onglet)
        assert "<img" not in html(onglet)
        assert "<script>alert(1)</script> & *gras*" in lu(onglet)


def test_la_file_dit_en_combien_de_temps_on_repond(visiter, moderatrice):
    assert "une sur deux" not in lu(visiter("moderation", moderatrice))
    depart = maintenant() - timedelta(days=40)
    for attente in (1, 3, 10):
        with temps_fige(depart):
            recue, _ = deposee(replace(CONTENU, titre=f"Attendre {attente} jours"))
        with temps_fige(depart + timedelta(days=attente)):
            contributions.refuser(MODERATRICE, recue.id, recue.version, "Dites qui fait quoi.")
    texte = lu(visiter("moderation", moderatrice))
    assert "une sur deux a reçu sa réponse en 3\u00a0jours au plus (3\u00a0contributions décidées)" in texte


def test_les_depots_se_ferment_et_se_rouvrent_depuis_la_file(visiter, moderatrice):
    onglet = visiter("moderation", moderatrice)
    bouton = next(b for b in onglet.button if b.label == "Fermer les dépôts")
    bouton.click().run()
    assert "Dites pourquoi" in lu(onglet)
    onglet.text_input(key="moderation_depots_raison").set_value("Envois hostiles depuis ce matin")
    next(b for b in onglet.button if b.label == "Fermer les dépôts").click().run()
    assert "Les dépôts sont fermés depuis" in lu(onglet)
    next(b for b in onglet.button if b.label == "Rouvrir les dépôts").click().run()
    assert "Les dépôts sont fermés depuis" not in lu(onglet)


def test_les_signes_d_un_envoi_automatique_se_disent(visiter, moderatrice):
    recue, _ = deposee(replace(CONTENU, resultats="Le casino des habitants"))
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    assert "Signes d’un envoi automatique\u00a0: des mots de publicité." in lu(onglet)


def test_chaque_ligne_dit_sa_raison_et_la_file_se_filtre(visiter, moderatrice):
    publication, _ = publiee()
    deposee(replace(CONTENU, titre="Une pratique bavarde", difficultes="Demander Anne, anne@exemple.fr"))
    deposee(replace(CONTENU, titre="Une autre pratique"))
    signalements.signaler(ANONYME, publication.pratique_id, signalements.Saisie(motif="information_fausse"))
    onglet = visiter("moderation", moderatrice)
    texte = lu(onglet)
    assert (
        texte.index(CONTENU.titre) < texte.index("Une pratique bavarde") < texte.index("Une autre pratique")
    )
    assert "Fiche signalée (1)" in texte
    assert "Nouvelle pratique (2)" in texte
    assert "1\u00a0signalement à traiter" in texte
    filtree = lu(visiter("moderation", moderatrice, raison="donnee_personnelle"))
    assert "Une pratique bavarde" in filtree
    assert "Une autre pratique" not in filtree
    assert "Une autre pratique" in lu(visiter("moderation", moderatrice, raison="nimporte"))


def test_refuser_plusieurs_dit_ce_quil_advient_de_chacune(visiter, moderatrice):
    recues = [deposee(replace(CONTENU, titre=f"Une publicité {n}"))[0] for n in range(3)]
    onglet = visiter("moderation", moderatrice)
    assert not onglet.get("radio")
    for case in onglet.checkbox:
        case.check()
    onglet.run()
    onglet.radio(key="lot_geste").set_value("refuser").run()
    onglet.button(key="lot_agir").click().run()
    assert "La raison manque" in lu(onglet)
    assert {relue(c.id).statut for c in recues} == {"a_relire"}
    onglet.selectbox(key="lot_modele_refuser").set_value("Publicité").run()
    contributions.refuser(MODERATRICE, recues[0].id, recues[0].version, "Déjà refusée par une autre.")
    onglet.button(key="lot_agir").click().run()
    assert not onglet.exception
    texte = lu(onglet)
    assert "2 sur 3\u00a0: refusée" in texte
    assert "modifiée ailleurs" in texte
    assert [relue(c.id).motif for c in recues] == [
        "Déjà refusée par une autre.", MODELES["refuser"]["Publicité"], MODELES["refuser"]["Publicité"],
    ]  # fmt: skip


def test_prendre_en_charge_se_lit_dans_la_file(visiter, moderatrice):
    recue, _ = deposee()
    onglet = visiter("moderation", moderatrice, contribution=recue.id)
    onglet.button(key="moderation_charge").click().run()
    assert relue(recue.id).prise_par == moderatrice.id
    assert "Prise en charge par Camille Martin" in lu(visiter("moderation", moderatrice))


def test_un_recours_va_a_une_autre_personne(visiter, moderatrice):
    recue, jeton = deposee()
    contributions.refuser(moderatrice.personne, recue.id, recue.version, "Une seule structure est nommée.")
    onglet = visiter("suivi", jeton=jeton)
    onglet.button(key="suivi_contester").click().run()
    assert "Le recours manque" in lu(onglet)
    onglet.text_area(key="suivi_recours").set_value(
        "Lisez le troisième paragraphe\u00a0: nous sommes deux."
    ).run()
    onglet.button(key="suivi_contester").click().run()
    assert "Recours en cours" in lu(onglet)
    assert not onglet.get("text_area")
    refus = visiter("moderation", moderatrice, contribution=recue.id)
    assert "Vous avez pris la décision contestée" in lu(refus)
    assert not refus.get("radio")
    autre = un_compte("administrateur", nom="Alex Relit")
    relecture = visiter("moderation", autre, contribution=recue.id)
    assert "nous sommes deux" in lu(relecture)
    decider(relecture)
    assert relue(recue.id).statut == "publiee"


def test_la_moderation_retablit_une_version_depuis_la_fiche(visiter):
    fiche, _ = publiee()
    change = replace(CONTENU, titre="Une cuisine mobile dans le quartier")
    c, jeton = contributions.commencer_brouillon(ANONYME, change, pratique_id=fiche.pratique_id)
    c = contributions.deposer(ANONYME, c.id, c.version, change, jeton=jeton)
    moderatrice = un_compte("moderateur")
    assert "Versions précédentes" not in [
        e.label for e in visiter("pratique", moderatrice, id=fiche.pratique_id).expander
    ]
    contributions.publier(moderatrice.personne, c.id, c.version)
    onglet = visiter("pratique", moderatrice, id=fiche.pratique_id)
    assert "Versions précédentes (1)" in [e.label for e in onglet.expander]
    assert CONTENU.titre in html(onglet), "what it would set again"
    onglet.button(key="version_retablir").click().run()
    assert "La raison manque" in lu(onglet)
    onglet.text_input(key="version_motif").set_value("Le titre d’avant disait mieux ce qui est fait.")
    onglet.button(key="version_retablir").click().run()
    assert "La version 1 est rétablie" in lu(onglet)
    assert "Versions précédentes" not in str(
        [e.label for e in visiter("pratique", None, id=fiche.pratique_id).expander]
    )
