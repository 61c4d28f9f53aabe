"""What a contribution must hold, what deserves a second look, and how it may move."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories_contributions import CONTENU, TERMINEE

from observatoire.clock import temps_fige
from observatoire.contributions import rules
from observatoire.contributions.model import (
    PORTEES,
    PROPRIETAIRES,
    TRANSITIONS,
    Contenu,
    EffetSaisi,
    LienSaisi,
    PartenaireSaisi,
)
from observatoire.contributions.nettoyage import BILAN, nettoyer, nettoyer_texte
from observatoire.vocabulaires import vocabulaire

VERBES = (
    "corriger",
    "deposer",
    "publier",
    "demander_correction",
    "refuser",
    "retirer",
    "contester",
    "prendre_en_charge",
    "donner_avis",
    "reprendre_reservee",
)

textes = st.text(max_size=60)
partenaires = st.builds(
    PartenaireSaisi, nom=textes, cote=textes, role=textes, apporte=st.lists(textes, max_size=3).map(tuple)
)
effets = st.builds(EffetSaisi, frein=textes, levier=textes, effet=st.sampled_from(["", "leve", "ailleurs"]))
listes = st.lists(textes, max_size=4).map(tuple)
liens = st.builds(
    LienSaisi,
    pratique=textes,
    titre=textes,
    lien=st.sampled_from(["adaptee", "differente", "ailleurs"]),
    garde=textes,
    change=textes,
    abandonne=textes,
    raison=textes,
)
contenus = st.builds(
    Contenu,
    titre=textes,
    resume=textes,
    recit=textes,
    resultats=textes,
    difficultes=textes,
    forme=textes,
    objectifs=listes,
    thematiques=listes,
    publics=listes,
    partenaires=st.lists(partenaires, max_size=3).map(tuple),
    portee=st.sampled_from(["", "ailleurs", *PORTEES]),
    territoires=listes,
    activite=st.sampled_from(["", *vocabulaire("activite").codes]),
    causes_arret=listes,
    annee_debut=st.none() | st.integers(-(10**6), 10**6),
    annee_fin=st.none() | st.integers(-(10**6), 10**6),
    acquis=textes,
    a_refaire=textes,
    condition_manquante=textes,
    freins=listes,
    leviers=listes,
    effets=st.lists(effets, max_size=3).map(tuple),
    liens=st.lists(liens, max_size=3).map(tuple),
    publication=st.sampled_from(["", "ailleurs", *vocabulaire("publication").codes]),
    embargo_jusqu_au=textes | st.dates().map(str),
    site=textes,
)


@given(contenus)
def test_le_contenu_se_relit_comme_il_a_ete_ecrit(contenu):
    assert Contenu.from_json(contenu.to_json()) == contenu


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | textes, lambda v: st.lists(v) | st.dictionaries(textes, v)
    )
)
def test_un_texte_etranger_se_lit_sans_erreur(valeur):
    assert isinstance(Contenu.from_json(json.dumps(valeur)), Contenu)


def test_un_champ_inconnu_ou_du_mauvais_type_est_laisse():
    lu = Contenu.from_json(
        '{"titre": 3, "objectifs": [1], "annee_debut": true, "age": 2, "partenaires": [{"nom": "A"}, 4]}'
    )
    assert lu == Contenu(partenaires=(PartenaireSaisi(nom="A"),))


@given(contenus)
def test_nettoyer_deux_fois_ne_change_plus_rien(contenu):
    assert nettoyer(nettoyer(contenu)) == nettoyer(contenu)


@given(contenus)
def test_toute_saisie_recoit_des_phrases_et_aucune_erreur_de_programme(contenu):
    for champ, phrase in rules.erreurs(contenu).items():
        assert champ.split(".")[0] in Contenu.__dataclass_fields__
        assert phrase.endswith(".")


def test_le_contenu_complet_na_ni_erreur_ni_avertissement():
    assert rules.erreurs(CONTENU) == {}
    assert rules.avertissements(CONTENU) == {}


def test_un_formulaire_vide_dit_tout_ce_qui_manque_en_une_fois():
    assert set(rules.erreurs(Contenu())) == {
        "titre", "resume", "recit", "forme", "objectifs", "publics", "partenaires", "portee", "activite",
    }  # fmt: skip


@pytest.mark.parametrize("champ", rules.BORNES)
def test_les_longueurs_sont_bornees_au_caractere_pres(champ):
    mini, maxi = rules.BORNES[champ]
    depart = TERMINEE if champ in BILAN else CONTENU
    lettres = "https://a.fr/" + "a" * maxi if champ == "site" else "a" * (maxi + 1)
    assert champ in rules.erreurs(replace(depart, **{champ: lettres[: maxi + 1]}))
    assert champ not in rules.erreurs(replace(depart, **{champ: lettres[:maxi]}))
    if mini:
        assert champ in rules.erreurs(replace(CONTENU, **{champ: "a" * (mini - 1)}))
        assert champ not in rules.erreurs(replace(CONTENU, **{champ: "a" * mini}))


@pytest.mark.parametrize("interdit", ["\x00", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800"])
@pytest.mark.parametrize("champ", ["titre", "resume", "recit", "resultats", "difficultes"])
def test_les_caracteres_de_controle_sont_refuses(champ, interdit):
    phrase = rules.erreurs(replace(CONTENU, **{champ: f"{getattr(CONTENU, champ)} {interdit} fin"}))[champ]
    assert f"U+{ord(interdit):04X}" in phrase


def test_les_sauts_de_ligne_restent_dans_un_recit_et_disparaissent_dun_titre():
    c = nettoyer(replace(CONTENU, recit="Un.\r\n\r\n\r\n\r\nDeux. \u2028Trois.", titre="Une\nseule\tligne "))
    assert (c.recit, c.titre) == ("Un.\n\nDeux.\nTrois.", "Une seule ligne")


def test_une_puce_de_traitement_de_texte_et_un_accent_decompose_sont_repris():
    assert nettoyer_texte("\uf0b7 e\u0301te\u0301") == "• été"


@pytest.mark.parametrize(
    "site",
    [
        "https://exemple.fr",
        "http://a.b-c.fr:8080/x?y=1#z",
        "exemple.fr",
        "www.exemple.fr/page",
        "https://été.fr",
        "",
    ],
)
def test_une_adresse_de_site_saine_est_acceptee(site):
    assert "site" not in rules.erreurs(replace(CONTENU, site=site))


@pytest.mark.parametrize(
    "site",
    [
        "javascript:alert(1)", "ftp://exemple.fr", "https://", "https://exemple", "https://nom:secret@exemple.fr",
        "https://exemple.fr/<script>", 'https://exemple.fr/"x', "https://exemple.fr:99999", "https://exemple.fr:x",
        "https://[::1", "data:text/html,x", "//exemple.fr", "pas une adresse", "https://ex emple.fr", "https://-a.fr",
        "https://exemple.fr\\@autre.fr", "https://..fr",
    ],
)  # fmt: skip
def test_une_adresse_de_site_douteuse_est_refusee(site):
    assert "site" in rules.erreurs(replace(CONTENU, site=site))


def test_lhote_seul_recoit_https():
    assert nettoyer(replace(CONTENU, site=" www.exemple.fr/a ")).site == "https://www.exemple.fr/a"


@pytest.mark.parametrize(
    ("changements", "champ"),
    [
        ({"forme": "inconnue"}, "forme"),
        ({"activite": ""}, "activite"),
        ({"objectifs": ()}, "objectifs"),
        ({"objectifs": ("se_connaitre", "se_connaitre")}, "objectifs"),
        ({"objectifs": ("ailleurs",)}, "objectifs"),
        ({"objectifs": vocabulaire("objectif").codes[:6]}, "objectifs"),
        ({"publics": ()}, "publics"),
        ({"thematiques": vocabulaire("thematique").codes[:9]}, "thematiques"),
        ({"portee": ""}, "portee"),
        ({"portee": "locale", "territoires": ()}, "territoires"),
        ({"portee": "locale", "territoires": ("region-11",)}, "territoires"),
        ({"portee": "departementale", "territoires": ("commune-78440",)}, "territoires"),
        ({"portee": "regionale", "territoires": ("departement-78",)}, "territoires"),
        ({"territoires": tuple(f"commune-{n:05}" for n in range(31))}, "territoires"),
        ({"annee_debut": 1899}, "annee_debut"),
        ({"annee_debut": 3000}, "annee_debut"),
        ({"activite": "abandonnee"}, "causes_arret"),
        ({"activite": "abandonnee", "causes_arret": vocabulaire("cause_arret").codes[:4]}, "causes_arret"),
        ({"partenaires": ()}, "partenaires"),
        ({"partenaires": (PartenaireSaisi(), PartenaireSaisi())}, "partenaires"),
        (
            {
                "partenaires": tuple(
                    PartenaireSaisi(nom=f"P{n}", cote="es", role="soutien") for n in range(21)
                )
            },
            "partenaires",
        ),
    ],
)
def test_chaque_manque_est_dit_a_sa_place_et_lui_seul(changements, champ):
    assert set(rules.erreurs(replace(CONTENU, **changements))) == {champ}


@pytest.mark.parametrize("portee", ["nationale", "sans_lieu"])
def test_une_portee_qui_se_suffit_ne_demande_aucun_territoire(portee):
    assert rules.erreurs(replace(CONTENU, portee=portee, territoires=())) == {}


@pytest.mark.parametrize(
    ("portee", "territoires", "attendus"),
    [
        ("nationale", (), ("pays-FR",)),
        ("nationale", ("pays-FR", "commune-75056"), ("pays-FR", "commune-75056")),
        ("sans_lieu", ("commune-75056",), ()),
        ("locale", ("commune-75056",), ("commune-75056",)),
    ],
)
def test_la_portee_dit_les_territoires_declares(portee, territoires, attendus):
    assert Contenu(portee=portee, territoires=territoires).territoires_declares == attendus


def test_les_erreurs_dun_partenaire_sont_a_sa_ligne_meme_apres_une_ligne_vide():
    lignes = (
        PartenaireSaisi(),
        PartenaireSaisi(nom="x", apporte=("or",)),
        PartenaireSaisi(nom="Ok", cote="es", role="porteur"),
    )
    assert set(rules.erreurs(replace(CONTENU, partenaires=lignes))) == {
        "partenaires.1.nom", "partenaires.1.cote", "partenaires.1.role", "partenaires.1.apporte",
    }  # fmt: skip


def test_un_partenaire_nomme_deux_fois_est_signale_a_la_seconde():
    deux = (CONTENU.partenaires[0], replace(CONTENU.partenaires[0], nom=CONTENU.partenaires[0].nom.upper()))
    assert set(rules.erreurs(replace(CONTENU, partenaires=deux))) == {"partenaires.1.nom"}


def test_les_causes_darret_ne_restent_que_si_cest_arrete():
    assert nettoyer(replace(CONTENU, activite="active", causes_arret=("inconnu",))).causes_arret == ()
    assert nettoyer(replace(CONTENU, activite="abandonnee", causes_arret=("inconnu",))).causes_arret == (
        "inconnu",
    )


@pytest.mark.parametrize(
    ("texte", "quoi"),
    [
        ("Écrire à anne.martin@exemple.fr.", "courriel"),
        ("Appeler le 06 12 34 56 78", "téléphone"),
        ("Tél. +33 1.23.45.67.89", "téléphone"),
        ("0123456789", "téléphone"),
        ("n° 2 84 05 75 123 456", "sécurité sociale"),
        ("Mme Rossi a ouvert la porte.", "le nom d’une personne («\u00a0Mme Rossi\u00a0»)"),
        ("Cette dame est diabétique.", "la santé d’une personne («\u00a0diabétique\u00a0»)"),
        ("En 2019, 1 200 repas et 0,5 poste ; loi du 02/01/2002", ""),
        ("SIREN 552 100 554", ""),
        ("a" * 8000, ""),
        ("Un @ seul", ""),
    ],
)
def test_une_donnee_personnelle_est_signalee_sans_rien_empecher(texte, quoi):
    contenu = replace(CONTENU, difficultes=texte[:4000])
    avis = rules.avertissements(contenu)
    assert set(avis) == ({"difficultes"} if quoi else set())
    assert quoi in avis.get("difficultes", "")
    assert rules.a_verifier(contenu) == bool(quoi)
    assert rules.erreurs(contenu) == {}


def test_un_partenaire_seul_est_signale():
    assert set(rules.avertissements(replace(CONTENU, partenaires=CONTENU.partenaires[:1]))) == {"partenaires"}


ATTENDU = {
    #              brouillon    a_relire     a_corriger   publiee  refusee  en_recours   retiree
    "corriger": ("brouillon", None, "a_corriger", None, None, None, None),
    "deposer": ("a_relire", None, "a_relire", None, None, None, None),
    "publier": (None, "publiee", None, None, None, "publiee", None),
    "demander_correction": (None, "a_corriger", None, None, None, "a_corriger", None),
    "refuser": (None, "refusee", None, None, None, "refusee", None),
    "retirer": ("retiree", "retiree", "retiree", "retiree", None, "retiree", None),
    "contester": (None, None, None, None, "en_recours", None, None),
    "prendre_en_charge": (None, "a_relire", None, None, None, "en_recours", None),
    "reprendre_reservee": (None, None, None, "publiee", None, None, None),
    "donner_avis": (None, "a_relire", None, None, None, None, None),
}


@pytest.mark.parametrize("verbe", VERBES)
def test_la_table_des_transitions_est_celle_qui_est_attendue(verbe):
    for statut, vers in zip(vocabulaire("statut").codes, ATTENDU[verbe], strict=True):
        assert TRANSITIONS.get((verbe, statut)) == vers
        assert rules.transition_permise(verbe, statut) is (vers is not None)


def test_chaque_etat_du_vocabulaire_a_son_proprietaire():
    assert set(PROPRIETAIRES) == set(vocabulaire("statut").codes)


def test_un_etat_sans_proprietaire_ne_mene_nulle_part_et_les_autres_menent_quelque_part():
    """Nobody has to act on a refused one, yet its author may appeal."""
    departs = {statut for verbe, statut in TRANSITIONS if verbe != "contester"}
    assert departs == {statut for statut, proprietaire in PROPRIETAIRES.items() if proprietaire is not None}


@pytest.mark.parametrize(
    ("motif", "dit"), [("", "manque"), ("court", "court"), ("m" * 2001, "long"), ("Précisez le lieu.", "")]
)
def test_une_decision_porte_une_raison(motif, dit):
    assert dit in rules.erreur_motif(motif)
    assert bool(dit) == bool(rules.erreur_motif(motif))


def test_les_champs_changes_sont_nommes_dans_lordre_du_formulaire():
    assert rules.changements(CONTENU, CONTENU) == ()
    assert rules.changements(CONTENU, replace(CONTENU, site="https://b.fr", titre="Un autre titre")) == (
        "titre",
        "site",
    )


def test_une_fin_racontee_en_entier_na_ni_erreur_ni_avertissement():
    assert rules.erreurs(TERMINEE) == {}
    assert rules.avertissements(TERMINEE) == {}


@pytest.mark.parametrize("activite", vocabulaire("activite").codes)
def test_le_bilan_ne_se_garde_que_de_ce_qui_sest_arrete(activite):
    c = nettoyer(replace(TERMINEE, activite=activite))
    arretee = activite in ("terminee_prevue", "transformee", "abandonnee")
    assert bool(c.causes_arret) == bool(c.annee_fin) == arretee
    assert all(bool(getattr(c, nom)) == (arretee or activite == "en_pause") for nom in BILAN)


@pytest.mark.parametrize(
    ("debut", "fin", "juste"),
    [(2019, 2018, False), (2019, 2019, True), (None, 1899, False), (2019, 2100, False)],
)
def test_lannee_de_fin_vient_apres_celle_du_debut_et_avant_demain(debut, fin, juste):
    assert ("annee_fin" not in rules.erreurs(replace(TERMINEE, annee_debut=debut, annee_fin=fin))) is juste


def test_une_ligne_deffet_se_dit_en_entier_une_seule_fois_et_sous_sa_propre_ligne():
    entiere, entamee = (
        EffetSaisi(frein="entre_soi", levier="tiers_neutre", effet="non"),
        EffetSaisi(frein="entre_soi"),
    )
    erreurs = rules.erreurs(replace(CONTENU, effets=(EffetSaisi(), entiere, entamee, entiere)))
    assert set(erreurs) == {"effets.2.effet", "effets.3.effet"}
    assert "déjà dit" in erreurs["effets.3.effet"]


def test_un_frein_ou_un_levier_dit_sur_une_ligne_est_dans_sa_liste():
    c = nettoyer(replace(CONTENU, freins=("entre_soi",), effets=(EffetSaisi(), TERMINEE.effets[0])))
    assert c.freins == ("entre_soi", "temps_non_finance")
    assert c.leviers == ("convention_ecrite",)
    assert c.effets == TERMINEE.effets


@pytest.mark.parametrize(
    ("jour", "juste"),
    [("", False), ("demain", False), ("2026-11-27", True), ("2029-11-27", True), ("2029-11-28", False)],
)
def test_un_embargo_a_un_jour_et_ne_dure_pas_plus_de_trois_ans(jour, juste):
    with temps_fige(datetime(2026, 11, 27, 12)):
        embargo = replace(CONTENU, publication="embargo", embargo_jusqu_au=jour)
        assert ("embargo_jusqu_au" not in rules.erreurs(embargo)) is juste
        assert rules.erreurs(replace(embargo, publication="anonyme")) == {}


def test_sans_embargo_aucun_jour_nest_garde():
    assert nettoyer(replace(CONTENU, embargo_jusqu_au="2027-01-01")).embargo_jusqu_au == ""


def test_ce_dont_on_s_inspire_se_dit_et_ce_qui_est_different_aussi():
    vides = (LienSaisi(pratique="a"), LienSaisi(pratique="b", lien="differente"))
    assert set(rules.erreurs(replace(CONTENU, liens=vides))) == {"liens.0.garde", "liens.1.raison"}
    dits = (replace(vides[0], change="Le soir."), replace(vides[1], raison="Un autre public."))
    assert rules.erreurs(replace(CONTENU, liens=dits)) == {}
    assert "deux fois" in rules.erreurs(replace(CONTENU, liens=(dits[0], dits[0])))["liens"]
    six = tuple(replace(dits[0], pratique=str(n)) for n in range(6))
    assert "5 fiches au plus" in rules.erreurs(replace(CONTENU, liens=six))["liens"]
    (propre,) = nettoyer(replace(CONTENU, liens=(replace(dits[0], raison="Non publié."),))).liens
    assert not propre.raison, "what another kind of link says is not kept"


def test_une_donnee_personnelle_dans_un_lien_se_voit():
    lien = LienSaisi(pratique="a", garde="Appelez le 06 12 34 56 78.")
    assert "liens" in rules.avertissements(replace(CONTENU, liens=(lien,)))
    assert rules.a_verifier(replace(CONTENU, liens=(lien,)))
