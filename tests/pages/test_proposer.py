"""The page where a collaboration is told: typed, kept, checked, found again, deposited."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, TERMINEE, deposee, publiee
from tests.factories_pieces import pdf, photo
from tests.visiteur import adresse, html, lu, visiteur

from observatoire import abus, contributions
from observatoire.clock import aujourd_hui
from observatoire.comptes.model import ANONYME
from observatoire.contributions import filet
from observatoire.errors import NonEnregistre
from observatoire.store import ecrire, lire
from observatoire.web import brouillons

TEXTES = ("titre", "resume", "recit")


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    return visiteur(monkeypatch)


def champ(onglet, nom):
    """Return a widget of the form by its field."""
    return next(
        w
        for genre in (
            "text_input",
            "text_area",
            "selectbox",
            "multiselect",
            "number_input",
            "button_group",
            "button",
        )
        for w in onglet.get(genre)
        if w.key == f"proposer_{nom}"
    )


def remplir(onglet, contenu=CONTENU):
    """Fill the form as a person does, field after field, one run for each group."""
    for nom in TEXTES:
        champ(onglet, nom).set_value(getattr(contenu, nom))
    champ(onglet, "forme").set_value(contenu.forme)
    champ(onglet, "objectifs").set_value(list(contenu.objectifs))
    champ(onglet, "publics").set_value(list(contenu.publics))
    champ(onglet, "activite").set_value(contenu.activite)
    for rang, p in enumerate(contenu.partenaires):
        champ(onglet, f"nom_{rang}").set_value(p.nom)
        champ(onglet, f"cote_{rang}").set_value(p.cote)
        champ(onglet, f"role_{rang}").set_value(p.role)
    champ(onglet, "portee").set_value(contenu.portee).run()
    if contenu.portee == "locale":
        champ(onglet, "cherche").set_value("les mureaux").run()
        champ(onglet, "choisir_commune-78440").click().run()
    return onglet


def brouillon(onglet):
    with lire() as cur:
        return contributions.obtenir_par_jeton(cur, ANONYME, adresse(onglet, "brouillon"))


def nombre_de_contributions():
    with lire() as cur:
        return cur.valeur("select count(*) from base.contribution")


def test_ouvrir_la_page_ne_cree_rien(visiter):
    onglet = visiter("proposer")
    assert not onglet.exception
    assert [t.value for t in onglet.title] == ["Racontez une collaboration"]
    assert adresse(onglet, "brouillon") == ""
    assert nombre_de_contributions() == 0


def test_ce_qui_est_tape_est_garde_et_se_retrouve_a_son_adresse(visiter):
    onglet = visiter("proposer")
    champ(onglet, "titre").set_value("Une cuisine").run()
    champ(onglet, "nom_1").set_value("Le centre social").run()
    jeton = adresse(onglet, "brouillon")
    assert brouillon(onglet).contenu.titre == "Une cuisine"
    assert "Brouillon enregistré" in lu(onglet)
    retrouve = visiter("proposer", brouillon=jeton)
    assert champ(retrouve, "titre").value == "Une cuisine"
    assert champ(retrouve, "nom_1").value == "Le centre social"
    assert nombre_de_contributions() == 1


def test_revenir_par_le_menu_reprend_le_brouillon_de_la_session(visiter):
    onglet = visiter("proposer")
    champ(onglet, "titre").set_value("Une cuisine").run()
    jeton = adresse(onglet, "brouillon")
    onglet.query_params.clear()
    onglet.switch_page("pages/suivi.py").run()
    onglet.switch_page("pages/proposer.py").run()
    assert champ(onglet, "titre").value == "Une cuisine"
    assert adresse(onglet, "brouillon") == jeton


def test_deposer_trop_tot_dit_chaque_manque_sous_son_champ_et_ne_depose_rien(visiter):
    onglet = visiter("proposer")
    assert "manque" not in lu(onglet)
    champ(onglet, "deposer").click().run()
    for phrase in (
        "Le titre manque",
        "Le récit manque",
        "Choisissez la forme",
        "Nommez au moins un partenaire",
        "Dites où",
    ):
        assert phrase in lu(onglet)
    assert "il reste 9\u00a0points" in lu(onglet)
    assert nombre_de_contributions() == 0


def test_une_erreur_disparait_des_que_le_champ_est_corrige(visiter):
    onglet = visiter("proposer")
    champ(onglet, "deposer").click().run()
    champ(onglet, "titre").set_value(CONTENU.titre).run()
    assert "Le titre" not in lu(onglet)
    assert "Le récit manque" in lu(onglet)


def test_un_texte_qui_se_tape_encore_nest_pas_une_faute_mais_une_adresse_fausse_si(visiter):
    onglet = visiter("proposer")
    champ(onglet, "titre").set_value("Une c").run()
    assert "trop court" not in lu(onglet)
    champ(onglet, "site").set_value("javascript:alert(1)").run()
    assert "L’adresse du site n’est pas reconnue" in lu(onglet)
    champ(onglet, "titre").set_value("t" * 121).run()
    assert "trop long" in lu(onglet)
    assert brouillon(onglet).contenu.titre == "t" * 121


def test_le_parcours_complet_depose_et_donne_le_lien_secret(visiter):
    onglet = remplir(visiter("proposer"))
    assert "Tout y est" in lu(onglet)
    jeton = adresse(onglet, "brouillon")
    champ(onglet, "deposer").click().run()
    assert not onglet.exception
    assert [t.value for t in onglet.title] == ["C’est déposé, merci"]
    assert [c.value.partition("?")[2] for c in onglet.code] == [f"jeton={jeton}"]
    recue = brouillon(onglet)
    attendu = replace(
        CONTENU,
        resultats="",
        difficultes="",
        thematiques=(),
        annee_debut=None,
        site="",
        partenaires=tuple(replace(p, apporte=()) for p in CONTENU.partenaires),
    )
    assert (recue.statut, recue.contenu) == ("a_relire", attendu)
    assert [a.contribution_id for a in filet.lire_filet()] == [recue.id]


def test_apres_le_depot_un_nouveau_formulaire_est_vide(visiter):
    onglet = remplir(visiter("proposer"))
    champ(onglet, "deposer").click().run()
    next(b for b in onglet.button if b.label == "Proposer une autre pratique").click().run()
    assert champ(onglet, "titre").value == ""
    champ(onglet, "titre").set_value("Une tout autre").run()
    assert nombre_de_contributions() == 2


def test_recharger_la_confirmation_redonne_le_lien_et_ne_depose_pas_deux_fois(visiter):
    recue, jeton = deposee()
    onglet = visiter("proposer", brouillon=jeton)
    assert [c.value.partition("?")[2] for c in onglet.code] == [f"jeton={jeton}"]
    assert brouillon(onglet) == recue


def test_une_commune_se_trouve_en_tapant_et_plusieurs_se_choisissent(visiter):
    onglet = visiter("proposer")
    champ(onglet, "portee").set_value("locale").run()
    for texte, commune in (("mureau", "commune-78440"), ("75011", "commune-75056")):
        champ(onglet, "cherche").set_value(texte).run()
        champ(onglet, f"choisir_{commune}").click().run()
        assert champ(onglet, "cherche").value == ""
    assert brouillon(onglet).contenu.territoires == ("commune-78440", "commune-75056")
    choisis = champ(onglet, "choisis_commune-78440_commune-75056")
    choisis.set_value(["commune-75056"]).run()
    assert brouillon(onglet).contenu.territoires == ("commune-75056",)
    champ(onglet, "portee").set_value("regionale").run()
    assert brouillon(onglet).contenu.territoires == ()


def test_une_recherche_sans_resultat_dit_quoi_faire(visiter):
    onglet = visiter("proposer")
    champ(onglet, "portee").set_value("departementale").run()
    champ(onglet, "cherche").set_value("zzzzzzzz").run()
    assert "Rien ne correspond à" in lu(onglet)


def test_retirer_un_partenaire_laisse_les_autres_comme_ils_etaient(visiter):
    onglet = visiter("proposer")
    champ(onglet, "ajouter_partenaire").click().run()
    for rang in range(3):
        champ(onglet, f"nom_{rang}").set_value(f"Structure {rang}")
        champ(onglet, f"cote_{rang}").set_value("es")
    onglet.run()
    champ(onglet, "retirer_1").click().run()
    assert [(p.nom, p.cote) for p in brouillon(onglet).contenu.partenaires] == [
        ("Structure 0", "es"),
        ("Structure 2", "es"),
    ]


def test_larret_demande_ses_causes_et_lactivite_reprise_les_oublie(visiter):
    onglet = visiter("proposer")
    champ(onglet, "activite").set_value("abandonnee").run()
    champ(onglet, "causes_arret").set_value(["inconnu"]).run()
    assert brouillon(onglet).contenu.causes_arret == ("inconnu",)
    champ(onglet, "activite").set_value("active").run()
    assert not [w for w in onglet.multiselect if w.key == "proposer_causes_arret"]
    assert "Pourquoi cela s’est arrêté" not in lu(onglet)


def test_une_donnee_personnelle_est_signalee_et_nempeche_pas_le_depot(visiter):
    onglet = remplir(visiter("proposer"), replace(CONTENU, recit=CONTENU.recit + " Tél. 06 12 34 56 78."))
    assert "un numéro de téléphone" in lu(onglet)
    champ(onglet, "deposer").click().run()
    assert brouillon(onglet).statut == "a_relire"


def test_une_base_qui_refuse_ne_fait_rien_perdre(visiter, monkeypatch):
    onglet = visiter("proposer")
    champ(onglet, "titre").set_value("Une cuisine").run()

    def refuser(*_, **__):
        raise NonEnregistre("Le disque est presque plein.")

    with monkeypatch.context() as m:
        m.setattr(brouillons.contributions, "enregistrer_brouillon", refuser)
        champ(onglet, "resume").set_value("Deux équipes cuisinent.").run()
        assert "Le disque est presque plein." in lu(onglet)
        assert "ne fermez pas cette page" in lu(onglet)
        assert champ(onglet, "resume").value == "Deux équipes cuisinent."
    onglet.run()
    assert "presque plein" not in lu(onglet)
    assert brouillon(onglet).contenu.resume == "Deux équipes cuisinent."


@pytest.mark.parametrize(
    ("bouton", "attendu"),
    [("Garder ce que je vois ici", "Titre du second"), ("Reprendre l’autre version", "Titre du premier")],
)
def test_deux_onglets_choisissent_la_version_a_garder(visiter, bouton, attendu):
    premier = visiter("proposer")
    champ(premier, "titre").set_value("Une cuisine").run()
    second = visiter("proposer", brouillon=adresse(premier, "brouillon"))
    champ(premier, "titre").set_value("Titre du premier").run()
    champ(second, "titre").set_value("Titre du second").run()
    assert "modifiée dans un autre onglet" in lu(second)
    assert brouillon(second).contenu.titre == "Titre du premier"
    assert champ(second, "deposer").disabled
    next(b for b in second.button if b.label == bouton).click().run()
    assert champ(second, "titre").value == attendu
    assert brouillon(second).contenu.titre == attendu


def test_un_lien_de_brouillon_inconnu_le_dit_et_ouvre_un_formulaire_vide(visiter):
    onglet = visiter("proposer", brouillon="nimporte-quoi")
    assert "ne mène à aucune contribution" in lu(onglet)
    champ(onglet, "titre").set_value("Une cuisine").run()
    assert brouillon(onglet).contenu.titre == "Une cuisine"


def test_un_brouillon_devenu_fiche_renvoie_au_suivi(visiter):
    _, jeton = publiee()
    onglet = visiter("proposer", brouillon=jeton)
    assert [t.value for t in onglet.title] == ["Cette contribution n’est plus un brouillon"]


def test_modifier_une_fiche_part_de_ce_qui_est_publie(visiter):
    publication, _ = publiee()
    onglet = visiter("proposer", pratique=publication.pratique_id)
    assert [t.value for t in onglet.title] == ["Proposer une modification"]
    assert champ(onglet, "titre").value == CONTENU.titre
    assert nombre_de_contributions() == 1
    champ(onglet, "titre").set_value("La cuisine du jeudi midi").run()
    champ(onglet, "deposer").click().run()
    modification = brouillon(onglet)
    assert (modification.statut, modification.pratique_id) == ("a_relire", publication.pratique_id)
    assert modification.contenu == replace(CONTENU, titre="La cuisine du jeudi midi")


def test_modifier_une_fiche_inconnue_le_dit(visiter):
    onglet = visiter("proposer", pratique="nulle-part")
    assert "n’existe pas" in lu(onglet)
    assert champ(onglet, "titre").value == ""


def test_lapercu_montre_le_texte_sans_rien_executer(visiter):
    onglet = remplir(visiter("proposer"), replace(CONTENU, titre='<img src=x onerror="alert(1)"> & Cie'))
    champ(onglet, "apercu").click().run()
    assert not onglet.exception
    assert "<img" not in html(onglet)
    assert '<img src=x onerror="alert(1)"> & Cie' in lu(onglet)
    for mots in ("Lieu partagé", "Les Mureaux (78)", "La Marmite solidaire"):
        assert mots in lu(onglet)


def joindre(onglet, *fichiers):
    """Drop files where they are joined."""
    onglet.file_uploader[0].set_value([(nom, octets, "") for nom, octets in fichiers]).run()


def test_des_photos_se_joignent_se_disent_et_se_retirent(visiter):
    onglet = visiter("proposer").run()
    joindre(onglet, ("cuisine.jpg", photo()), ("bilan.pdf", pdf()), ("virus.jpg", b"MZ rien d'une photo"))
    assert "«\u00a0virus.jpg\u00a0» n’est pas joint. Ce fichier n’est ni une photo" in html(onglet)
    image, bilan = brouillon(onglet).contenu.pieces
    assert (image.genre, bilan.genre) == ("photo", "document")
    assert 'src="data:image/jpeg;base64,' in html(onglet)
    champ(onglet, f"description_{image.fichier}").set_value("Six personnes cuisinent ensemble")
    champ(onglet, f"credit_{image.fichier}").set_value("Centre social").run()
    assert brouillon(onglet).contenu.pieces[0].credit == "Centre social"
    champ(onglet, f"retirer_{bilan.fichier}").click().run()
    assert [p.fichier for p in brouillon(onglet).contenu.pieces] == [image.fichier]


def test_une_photo_sans_accord_ne_se_depose_pas(visiter):
    onglet = remplir(visiter("proposer").run())
    joindre(onglet, ("cuisine.jpg", photo()))
    (image,) = brouillon(onglet).contenu.pieces
    champ(onglet, "deposer").click().run()
    assert "Cochez la case une fois que les personnes reconnaissables" in html(onglet)
    champ(onglet, f"description_{image.fichier}").set_value("Six personnes cuisinent ensemble")
    champ(onglet, f"credit_{image.fichier}").set_value("Centre social")
    next(c for c in onglet.checkbox if c.key == f"proposer_accord_{image.fichier}").check()
    champ(onglet, "deposer").click().run()
    assert "C’est déposé, merci" in [t.value for t in onglet.title]


def test_une_fin_se_raconte_et_rien_de_tape_ne_se_perd_en_changeant_davis(visiter):
    onglet = remplir(visiter("proposer"), TERMINEE)
    champ(onglet, "causes_arret").set_value(list(TERMINEE.causes_arret))
    for nom in ("acquis", "a_refaire", "condition_manquante"):
        champ(onglet, nom).set_value(getattr(TERMINEE, nom))
    champ(onglet, "annee_fin").set_value(2024).run()
    champ(onglet, "activite").set_value("active").run()
    assert "proposer_acquis" not in [w.key for w in onglet.text_area]
    champ(onglet, "activite").set_value("abandonnee").run()
    assert champ(onglet, "acquis").value == TERMINEE.acquis
    champ(onglet, "ajouter_effet").click().run()
    for nom in ("frein", "levier", "effet"):
        champ(onglet, f"{nom}_0").set_value(getattr(TERMINEE.effets[0], nom))
    onglet.run()
    champ(onglet, "deposer").click().run()
    recue = brouillon(onglet)
    assert recue.statut == "a_relire"
    for nom in ("causes_arret", "acquis", "a_refaire", "condition_manquante", "annee_fin", "effets"):
        assert getattr(recue.contenu, nom) == getattr(TERMINEE, nom), nom


def test_une_ligne_deffet_entamee_est_dite_sous_elle_et_se_retire(visiter):
    onglet = remplir(visiter("proposer"))
    champ(onglet, "ajouter_effet").click().run()
    champ(onglet, "effet_0").set_value("leve").run()
    assert "Choisissez le frein, le levier" in lu(onglet)
    champ(onglet, "retirer_effet_0").click().run()
    assert "Choisissez le frein, le levier" not in lu(onglet)
    champ(onglet, "deposer").click().run()
    assert brouillon(onglet).statut == "a_relire"


def test_publier_sans_nom_dit_ce_qui_sera_montre_puis_ce_qui_se_passe(visiter):
    onglet = remplir(visiter("proposer"))
    next(w for w in onglet.radio if w.key == "proposer_publication").set_value("anonyme").run()
    assert "Rien de ce que vous écrivez ne sera montré" in lu(onglet)
    champ(onglet, "apercu").click().run()
    assert "Publication anonyme" in lu(onglet)
    champ(onglet, "deposer").click().run()
    assert brouillon(onglet).contenu.publication == "anonyme"
    assert "Rien de son texte" in "".join(m.value for m in onglet.markdown)


def test_un_embargo_demande_son_jour(visiter):
    onglet = remplir(visiter("proposer"))
    next(w for w in onglet.radio if w.key == "proposer_publication").set_value("embargo").run()
    champ(onglet, "deposer").click().run()
    assert "Choisissez le jour à partir duquel" in lu(onglet)
    jour = aujourd_hui() + timedelta(days=40)
    onglet.date_input(key="proposer_embargo_jusqu_au").set_value(jour).run()
    champ(onglet, "deposer").click().run()
    assert brouillon(onglet).contenu.embargo_jusqu_au == jour.isoformat()


def test_les_depots_fermes_se_disent_et_le_brouillon_reste(visiter):
    abus.fermer_les_depots(MODERATRICE, "Envois hostiles depuis ce matin.")
    onglet = remplir(visiter("proposer").run())
    assert "Les dépôts sont fermés depuis" in lu(onglet)
    champ(onglet, "deposer").click().run()
    assert "Votre texte est gardé" in lu(onglet)
    assert brouillon(onglet).contenu.titre == CONTENU.titre
    abus.rouvrir_les_depots(MODERATRICE)
    champ(onglet, "deposer").click().run()
    assert "C’est déposé, merci" in [t.value for t in onglet.title]


def test_un_depot_instantane_se_refait_quelques_secondes_plus_tard(visiter, monkeypatch):
    monkeypatch.setattr(abus.rules, "TEMPS_MINIMUM", timedelta(hours=1))
    onglet = remplir(visiter("proposer").run())
    champ(onglet, "deposer").click().run()
    assert "suit l’ouverture du formulaire de très près" in lu(onglet)
    monkeypatch.setattr(abus.rules, "TEMPS_MINIMUM", timedelta(0))
    champ(onglet, "deposer").click().run()
    assert "C’est déposé, merci" in [t.value for t in onglet.title]


def test_un_calcul_est_demande_quand_la_file_grossit(visiter, monkeypatch):
    monkeypatch.setattr(abus.rules, "PREUVE_DES", 0)
    onglet = remplir(visiter("proposer").run())
    champ(onglet, "deposer").click().run()
    assert "votre appareil fait un petit calcul" in lu(onglet)
    assert brouillon(onglet).statut == "brouillon"


def cartes(onglet):
    """Return each card's title and whether it is open, then what each says it adds."""
    ouvertes = {e.label: e.proto.expanded for e in onglet.expander}
    return ouvertes, re.findall(r'<p class="ajout[^"]*">(.*?)</p>', html(onglet))


def test_les_cartes_vont_de_la_plus_utile_a_la_moins_utile_et_ne_bougent_pas_sous_la_main(visiter):
    onglet = remplir(visiter("proposer"))
    titres, ajouts = cartes(onglet)
    gains = [int(re.search(r"\d+", a).group()) for a in ajouts]
    assert gains == sorted(gains, reverse=True)
    assert len(titres) == len(gains) == 6
    assert next(iter(titres)) == "Ce que cela a donné (1\u00a0minute)"
    champ(onglet, "resultats").set_value(CONTENU.resultats).run()
    suite, ajouts = cartes(onglet)
    assert list(suite) == list(titres)
    assert ajouts[0] == "Déjà dit"
    assert "points sur 26" in lu(onglet)


def test_la_carte_de_la_fin_apparait_quand_la_collaboration_sest_arretee(visiter):
    onglet = remplir(visiter("proposer"))
    champ(onglet, "activite").set_value("abandonnee").run()
    titres, ajouts = cartes(onglet)
    assert next(iter(titres)).startswith("Ce que cette fin enseigne")
    assert ajouts[0] == "+7\u00a0points"


def test_une_erreur_ouvre_sa_carte_et_la_laisse_ouverte_une_fois_corrigee(visiter):
    onglet = visiter("proposer")
    fermee = {titre for titre, ouverte in cartes(onglet)[0].items() if not ouverte}
    assert len(fermee) == 6
    for adresse_du_site in ("javascript:alert(1)", "https://exemple.fr"):
        champ(onglet, "site").set_value(adresse_du_site).run()
        ouvertes = [titre for titre, ouverte in cartes(onglet)[0].items() if ouverte]
        assert [t.partition(" (")[0] for t in ouvertes] == ["Photos, documents, page à lire"]


def test_le_temps_restant_diminue_quand_on_remplit(visiter):
    onglet = visiter("proposer")
    assert "Encore environ\u00a0: 5\u00a0minutes." in lu(onglet)
    assert "Encore environ" not in lu(remplir(onglet))


SIRET = "73282932000074"


def structure_connue(**champs):
    instant = datetime(2026, 1, 1)
    with ecrire() as tx:
        ligne = {
            "id": "marmite", "nom": "La *Marmite* solidaire", "nom_norm": "la marmite solidaire", "siret": SIRET, "siren": SIRET[:9],
            "territoires": ["commune-78440"], "tables_rapport": [], "licence": "LO", "est_demo": False, "empreinte_source": "x",
            "version": 1, "cree_a": instant, "maj_a": instant,
        }  # fmt: skip
        tx.inserer("base.structure", [ligne | champs])


def test_une_structure_connue_se_trouve_en_tapant_son_nom_ou_son_numero(visiter):
    structure_connue()
    for tape in ("marmite", "732 829 320 00074"):
        onglet = visiter("proposer")
        champ(onglet, "nom_1").set_value(tape).run()
        assert "Déjà connue ici" in lu(onglet)
        bouton = champ(onglet, "prendre_1_0")
        assert bouton.label == "La \\*Marmite\\* solidaire · Les Mureaux · 732\u202f829\u202f320\u202f00074"
        bouton.click().run()
        assert "Déjà connue ici" not in lu(onglet)
        ligne = brouillon(onglet).contenu.partenaires[1]
        assert (ligne.nom, ligne.numero) == ("La *Marmite* solidaire", SIRET)


def test_un_numero_faux_est_dit_sous_son_champ_et_un_autre_nom_est_demande_sans_rien_empecher(visiter):
    structure_connue()
    onglet = visiter("proposer")
    champ(onglet, "nom_0").set_value("Atelier du Guidon").run()
    champ(onglet, "numero_0").set_value("73282932000075").run()
    assert "Ce SIRET n’existe pas" in lu(onglet)
    champ(onglet, "numero_0").set_value("732 829 320 00074").run()
    assert "n’existe pas" not in lu(onglet)
    assert "Est-ce bien la même structure" in lu(onglet)
    assert brouillon(onglet).contenu.partenaires[0].nom == "Atelier du Guidon"
    champ(onglet, "prendre_nom_0").click().run()
    assert brouillon(onglet).contenu.partenaires[0].nom == "La *Marmite* solidaire"
    assert "Est-ce bien" not in lu(onglet)


def test_le_numero_et_les_lieux_proteges_vont_jusqua_moderation(visiter):
    onglet = remplir(visiter("proposer"))
    champ(onglet, "numero_0").set_value(f"SIRET : {SIRET}").run()
    case = {c.key: c for c in onglet.checkbox}
    case["proposer_protege_1"].check().run()
    case = {c.key: c for c in onglet.checkbox}
    case["proposer_lieu_protege"].check().run()
    assert champ(onglet, "numero_1").disabled
    champ(onglet, "deposer").click().run()
    assert [t.value for t in onglet.title] == ["C’est déposé, merci"]
    recue = brouillon(onglet).contenu
    assert [(p.numero, p.protege) for p in recue.partenaires] == [(SIRET, ""), ("", "oui")]
    assert recue.lieu_protege == "oui"
