"""The vocabularies: the codes the domain decided, in its order, and words fit to be shown."""

import re
import subprocess
import sys
from datetime import date

import pytest

from observatoire.vocabulaires import VOCABULAIRES, Valeur, libelle, vocabulaire
from observatoire.vocabulaires.data_inclusion import AJOUTS
from observatoire.vocabulaires.loading import lire_vocabulaire

CODES = {
    "cote": "es ts les_deux public autre inconnu",
    "role": "porteur co_porteur partenaire_operationnel prescripteur hebergeur financeur evaluateur soutien",
    "apport": "acces_au_public expertise_accompagnement connaissance_terrain leviers_administratifs legitimite_institutionnelle local materiel_logistique modele_economique financement emploi_insertion energie_entrepreneuriale communication numerique reseau_entreprises benevoles evaluation formation",
    "objectif": "se_connaitre devenir_complementaires transmettre_competences actions_plus_efficaces usager_au_coeur bousculer_action_publique changer_de_regard apprendre_mutuellement construire_ensemble mieux_repondre_besoins valoriser_travail_social reconnaissance_mutuelle transformer_administration_locale competences_mutuelles reseaux_interprofessionnels sortir_entre_soi capacite_d_agir decisions_strategiques",
    "famille": "lieux_et_rencontres apprentissage_et_formation communication_et_valorisation dispositions_legislatives instances_et_outils",
    "forme": "rencontre groupe_de_travail_mixte mise_en_relation diagnostic_partage lieu_partage occupation_transitoire colocation_solidaire hebergement_citoyen ptce accelerateur formation_commune coformation stage_immersion echange_de_place vis_ma_vie appel_a_projets_commun plateforme_annuaire newsletter_reseau media_portrait tzcld bail_cooperation etude autre",
    "frein": "meconnaissance_reciproque non_reconnaissance manque_lieux_de_rencontre decalage_formations decalage_ages flou_identitaire stereotypes differences_semantiques differences_methodologiques relation_asymetrique temps_non_finance injonction_innovation entre_soi refus_de_collaborer cadre_administratif",
    "levier": "convictions_partagees blessures_communes_reconnues complementarite_explicitee tiers_neutre lieu_convivial temps_long instance_locale referent_dedie formation_croisee vocabulaire_commun diagnostic_commun temps_de_lien_finance convention_ecrite gouvernance_partagee participation_usagers regle_de_mixite reprise_de_l_existant",
    "activite": "en_projet active en_pause terminee_prevue transformee abandonnee",
    "cause_arret": "objectif_atteint repris_par_un_autre financement_termine financement_insuffisant depart_personne_cle changement_politique desaccord_valeurs desaccord_gouvernance asymetrie_de_pouvoir charge_de_coordination contrainte_reglementaire secret_professionnel_donnees perte_du_lieu public_absent partenaire_disparu inconnu",
    "publication": "nominative anonyme embargo",
    "confirmation": "invitee confirmee refusee expiree",
    "niveau_preuve": "declare documente parole_des_personnes avant_apres comparaison evaluation_externe",
    "etape_probleme": "reperage acces accompagnement solution sortie prevention",
    "effet": "leve partiellement non aggrave",
    "type_structure": "association entreprise_sociale iae service_departemental ccas_cias etablissement_medico_social centre_social collectivite etat_operateur fondation ecole_formation reseau_federation media entreprise collectif autre",
    "motif_signalement": "n_existe_plus information_fausse doublon donnee_personnelle ne_respecte_pas_la_charte partenariat_termine autre",
    "etat_signalement": "ouvert corrigee gardee retiree",
    "etat_diagnostic": "brouillon ouvert_a_signature signe retire",
    "mixite": "mixte non_mixte a_verifier",
    "statut": "brouillon a_relire a_corriger publiee refusee en_recours retiree",
    "attention": "recours attend_trop signalee donnee_personnelle doublon_possible modification nouvelle",
    "origine": "rapport documentee contribution demo",
    "fraicheur": "confirmee a_reconfirmer non_confirmee",
    "table_rapport": "table_une table_deux table_trois table_quatre table_cinq table_six ailleurs",
    "zone": "non_observe vide un_seul_cote gisement alliance",
    "effort": "aucun partiel approfondi",
    "voix": "personne es ts",
    "question_retour": "utile ecoute ensemble",
    "reponse_retour": "oui un_peu non",
    "frequence_rappel": "trimestrielle semestrielle annuelle jamais",
}
"""A code is never renamed nor removed: published data carry it. New ones come after."""

DE_DATA_INCLUSION = ("thematique", "public")
TOUTES = [(nom, valeur) for nom, voc in VOCABULAIRES.items() for valeur in voc]
A_NOUS = [(nom, valeur) for nom, valeur in TOUTES if nom not in DE_DATA_INCLUSION]


def _texte_propre(texte: str) -> bool:
    """Tell whether a French text has its typography: no plain space before double punctuation, curly apostrophes."""
    return (
        not re.search(r" [:;!?»]|« |'|\.\.\.|  |[^\u00a0]:\s|[^\u202f][;!?](\s|$)", texte)
        and texte == texte.strip()
    )


def test_les_vocabulaires_sont_ceux_du_domaine() -> None:
    assert set(VOCABULAIRES) == {*CODES, *DE_DATA_INCLUSION}


@pytest.mark.parametrize("nom", CODES)
def test_les_codes_sont_ceux_du_domaine_dans_l_ordre(nom: str) -> None:
    assert " ".join(vocabulaire(nom).codes) == CODES[nom]


@pytest.mark.parametrize("nom", VOCABULAIRES)
def test_codes_et_libelles_sont_uniques(nom: str) -> None:
    voc = vocabulaire(nom)
    assert len(set(voc.codes)) == len(voc.valeurs) == len(voc)
    assert len({(v.categorie, v.libelle) for v in voc}) == len(voc)


@pytest.mark.parametrize(("nom", "valeur"), A_NOUS, ids=lambda x: x if isinstance(x, str) else x.code)
def test_une_valeur_a_des_mots_soignes(nom: str, valeur: Valeur) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", valeur.code)
    assert valeur.libelle[0].isupper()
    assert not valeur.libelle.endswith(".")
    assert valeur.description.endswith(".")
    assert valeur.description.rstrip(".").lower() != valeur.libelle.lower()
    assert len(valeur.court) <= len(valeur.libelle)
    for texte in (valeur.libelle, valeur.court, valeur.description):
        assert _texte_propre(texte), texte


@pytest.mark.parametrize("nom", VOCABULAIRES)
def test_un_vocabulaire_dit_ce_qu_il_est(nom: str) -> None:
    voc = vocabulaire(nom)
    assert voc.nom == nom
    assert _texte_propre(voc.libelle)
    assert _texte_propre(voc.description)
    assert voc.description.endswith(".")


def test_le_controle_de_typographie_voit_les_fautes() -> None:
    for faute in ("l'eau", "Quoi ?", "« mot »", "deux : un", "deux: un", "fin...", "a  b", "vrai; faux"):
        assert not _texte_propre(faute), faute
    assert _texte_propre("L’eau\u00a0: «\u00a0claire\u00a0», n’est-ce pas\u202f?")


def test_themes_et_publics_sont_ceux_du_paquet_data_inclusion() -> None:
    from data_inclusion.schema.v1 import Categorie, Public, Thematique

    themes = vocabulaire("thematique")
    ajouts = [code for code, _, _ in AJOUTS]
    fins = [v for v in themes if not v.est_categorie]
    assert [v.code for v in fins] == [t.value for t in Thematique] + ajouts
    assert [v.libelle for v in fins][: -len(ajouts)] == [t.label for t in Thematique]
    assert {c.code: c.libelle for c in themes.categories} == {c.value: c.label for c in Categorie} | {
        "obs": "Travail social"
    }
    assert [(v.code, v.libelle, v.court) for v in themes if v.est_categorie] == [
        (c.value, c.label, c.label) for c in Categorie
    ]
    assert [(v.code, v.libelle, v.description) for v in vocabulaire("public")] == [
        (p.value, p.label, p.description) for p in Public
    ]
    assert ajouts == [
        "obs--protection-de-l-enfance",
        "obs--sans-abrisme",
        "obs--violences-intrafamiliales",
        "obs--vieillissement",
    ]


def test_chaque_theme_est_sous_sa_categorie() -> None:
    for theme in vocabulaire("thematique"):
        assert theme.categorie is not None
        assert theme.code == theme.categorie.code or theme.code.startswith(f"{theme.categorie.code}--")
        assert _texte_propre(theme.description), theme.description


def test_une_categorie_vient_juste_avant_ses_themes_et_les_comprend() -> None:
    themes = vocabulaire("thematique")
    for categorie in themes.categories:
        groupe = [v.code for v in themes if v.categorie == categorie]
        debut = themes.codes.index(groupe[0])
        assert list(themes.codes[debut : debut + len(groupe)]) == groupe
        if categorie.code in themes:
            assert groupe[0] == categorie.code
            assert list(themes.etendue(categorie.code)) == groupe


def test_travail_social_range_des_themes_et_n_en_est_pas_un() -> None:
    assert "obs" not in vocabulaire("thematique")
    assert vocabulaire("thematique").etendue("obs") == ("obs",)


def test_un_theme_ou_une_valeur_sans_categorie_ne_comprend_que_soi() -> None:
    for code in ("mobilite--preparer-un-permis", "obs--sans-abrisme", "jamais_vu"):
        assert vocabulaire("thematique").etendue(code) == (code,)
    assert vocabulaire("forme").etendue("ptce") == ("ptce",)
    assert not any(v.est_categorie for nom, v in TOUTES if nom != "thematique")


def test_charger_les_vocabulaires_ne_construit_pas_les_modeles_du_paquet() -> None:
    code = "import sys, observatoire.vocabulaires; print('pydantic' in sys.modules)"
    sortie = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sortie.stdout.strip() == "False"


def test_chaque_type_de_structure_propose_un_cote_connu() -> None:
    for valeur in vocabulaire("type_structure"):
        assert valeur.cote_defaut in vocabulaire("cote")
    assert all(valeur.cote_defaut is None for nom, valeur in TOUTES if nom != "type_structure")


def test_libelle_rend_le_code_quand_il_est_inconnu() -> None:
    assert libelle("forme", "ptce") == "Pôle territorial de coopération économique (PTCE)"
    assert libelle("forme", "jamais_vu") == "jamais_vu"
    assert libelle("forme", None) == ""


def test_un_vocabulaire_se_lit_par_code() -> None:
    forme = vocabulaire("forme")
    ptce = forme.get("ptce")
    assert ptce is not None
    assert ptce.court == "PTCE"
    assert forme.get("jamais_vu") is None
    assert forme.get(None) is None
    assert "ptce" in forme
    assert "jamais_vu" not in forme
    with pytest.raises(KeyError):
        vocabulaire("jamais_vu")


YAML = """
libelle: Essai
description: Pour essayer.
valeurs:
  ancien: {libelle: Ancien, description: Avant., retire_le: 2027-01-31}
  nouveau: {libelle: Nouveau, description: Après.}
"""


def test_une_valeur_retiree_reste_lisible_et_n_est_plus_proposee() -> None:
    essai = lire_vocabulaire("essai", YAML)
    assert essai.codes == ("ancien", "nouveau")
    assert [v.code for v in essai.proposees] == ["nouveau"]
    assert essai.valeurs[0].retire_le == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("avant", "apres", "message"),
    [
        ("nouveau:", "ancien:", "written twice"),
        ("nouveau:", "no:", "needs a text code"),
        ("description: Après.", "descriptif: Après.", "needs a text code"),
        ("retire_le: 2027-01-31", "retire_le: bientôt", "is a date"),
    ],
)
def test_un_fichier_mal_ecrit_est_refuse(avant: str, apres: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lire_vocabulaire("essai", YAML.replace(avant, apres))
