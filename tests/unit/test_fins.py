"""What endings teach: causes, ages, survival against a table made by hand, and anonymous ones never alone in a group."""

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.analyses.fins import Lecon, Parcours, bilan, kaplan_meier, survie
from observatoire.analyses.fins.rules import ANONYMES_AU_MOINS, TERMINEES, age
from observatoire.vocabulaires import vocabulaire
from observatoire.web import fins

EN_COURS = Parcours(
    anonyme=False, est_demo=False, mixite="mixte", activite="active", causes=(), themes=("numerique",), annee_debut=2019,
    annee_fin=None, annee_nouvelles=2026, lecon=False,
)  # fmt: skip
FINIE = replace(
    EN_COURS, activite="abandonnee", causes=("perte_du_lieu", "depart_personne_cle"), annee_fin=2022
)

A_LA_MAIN = [
    (1, True),
    (2, True),
    (2, False),
    (3, True),
    (3, True),
    (4, False),
    (5, True),
    (6, False),
    (7, True),
    (8, False),
]
"""Ten alliances: years followed, and whether they ended then."""
TABLE = [
    (1, 10, 1, Fraction(9, 10)),
    (2, 9, 1, Fraction(8, 10)),
    (3, 7, 2, Fraction(8, 10) * Fraction(5, 7)),
    (5, 4, 1, Fraction(8, 10) * Fraction(5, 7) * Fraction(3, 4)),
    (7, 2, 1, Fraction(8, 10) * Fraction(5, 7) * Fraction(3, 4) * Fraction(1, 2)),
]
"""Year, at risk, ended, share that goes on: worked out by hand from A_LA_MAIN."""

parcours = st.builds(
    Parcours,
    anonyme=st.booleans(),
    est_demo=st.booleans(),
    mixite=st.sampled_from(["mixte", "a_verifier"]),
    activite=st.sampled_from([None, *vocabulaire("activite").codes]),
    causes=st.lists(
        st.sampled_from(["perte_du_lieu", "public_absent", "inconnu"]), max_size=3, unique=True
    ).map(tuple),
    themes=st.lists(st.sampled_from(["numerique", "mobilite", "sante"]), max_size=1).map(tuple),
    annee_debut=st.none() | st.integers(2010, 2026),
    annee_fin=st.none() | st.integers(2010, 2026),
    annee_nouvelles=st.integers(2015, 2026),
    lecon=st.booleans(),
)
durees = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40)


def test_la_survie_est_celle_de_la_table_faite_a_la_main():
    lus = kaplan_meier(A_LA_MAIN)
    assert [(p.annees, p.a_risque, p.fins) for p in lus] == [ligne[:3] for ligne in TABLE]
    assert [p.part for p in lus] == pytest.approx([float(ligne[3]) for ligne in TABLE])


@settings(deadline=None)
@given(durees)
def test_sans_perte_de_vue_la_survie_est_la_part_qui_dure_davantage(lues):
    toutes = [(d, True) for d, _ in lues]
    for p in kaplan_meier(toutes):
        assert p.part == pytest.approx(sum(d > p.annees for d, _ in toutes) / len(toutes))


@settings(deadline=None)
@given(durees)
def test_la_survie_ne_remonte_jamais_et_reste_entre_zero_et_un(lues):
    parts = [1.0, *(p.part for p in kaplan_meier(lues))]
    assert parts == sorted(parts, reverse=True)
    assert all(0 <= p <= 1 for p in parts)
    assert sum(p.fins for p in kaplan_meier(lues)) == sum(arret for _, arret in lues)


def test_une_transformee_nest_plus_suivie_sans_etre_finie_et_une_sans_annee_est_dite_a_part():
    lue = survie(
        [
            FINIE,
            EN_COURS,
            replace(FINIE, activite="transformee"),
            replace(FINIE, annee_fin=None),
            replace(EN_COURS, activite=None),
        ]
    )
    assert (lue.suivies, lue.arretees, lue.sans_dates) == (3, 1, 2)
    assert [(p.annees, p.a_risque, p.fins) for p in lue.paliers] == [(3, 3, 1)]


def test_une_pratique_dun_seul_cote_ou_en_projet_nest_pas_une_alliance_suivie():
    lue = survie([replace(FINIE, mixite="non_mixte"), replace(EN_COURS, activite="en_projet")])
    assert (lue.suivies, lue.sans_dates) == (0, 0)


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (2020, 2021, "moins_de_2"),
        (2020, 2022, "de_2_a_4"),
        (2020, 2025, "5_et_plus"),
        (None, 2025, ""),
        (2020, None, ""),
        (2025, 2020, ""),
    ],
)
def test_lage_est_celui_de_la_fin(debut, fin, attendu):
    assert age(replace(FINIE, annee_debut=debut, annee_fin=fin)) == attendu


@settings(deadline=None)
@given(st.lists(parcours, max_size=60))
def test_aucun_groupe_ne_compte_un_a_quatre_anonymes(lus):
    """Whoever subtracts the named ones, which are open data, from any figure finds no anonymous ending or five at least."""
    tous, nommes = bilan(lus), bilan([p for p in lus if not p.anonyme])
    sans = {(t, g.code): g.nombre for t in ("par_theme", "par_age") for g in getattr(nommes, t)}
    ecarts = [tous.tout.nombre - nommes.tout.nombre, tous.anonymes]
    ecarts += [
        g.nombre - sans.get((t, g.code), 0) for t in ("par_theme", "par_age") for g in getattr(tous, t)
    ]
    assert all(ecart == 0 or ecart >= ANONYMES_AU_MOINS for ecart in ecarts)
    suivies = survie(lus).suivies - survie([p for p in lus if not p.anonyme]).suivies
    assert suivies == 0 or suivies >= ANONYMES_AU_MOINS


@settings(deadline=None)
@given(st.lists(parcours.map(lambda p: replace(p, anonyme=False)), max_size=40))
def test_les_groupes_rendent_toutes_les_fins(lus):
    b, finies = bilan(lus), [p for p in lus if p.activite in TERMINEES]
    assert b.tout.nombre == len(finies) == sum(b.par_activite.values())
    assert sum(g.nombre for g in b.par_theme) == sum(g.nombre for g in b.par_age) == len(finies)
    assert sum(b.premieres.values()) == b.tout.racontees <= b.tout.nombre
    assert sum(b.tout.causes.values()) == sum(c != "inconnu" for p in finies for c in p.causes)


def test_cinq_anonymes_dun_meme_theme_comptent_quatre_non():
    secrete = replace(FINIE, anonyme=True)
    assert bilan([FINIE, *[secrete] * 4]).tout.nombre == 1
    b = bilan([FINIE, *[secrete] * 5])
    assert (b.tout.nombre, b.anonymes, b.themes_sans_anonymes) == (6, 5, False)
    eparses = bilan([FINIE, *[secrete] * 5, replace(secrete, themes=("mobilite",))])
    assert eparses.tout.nombre == 7
    assert eparses.themes_sans_anonymes
    assert [g.nombre for g in eparses.par_theme] == [1]
    assert "moins de 5" in fins.note_anonymes(ecartees=True, anonymes=6)


@pytest.mark.parametrize(
    ("lus", "dit"),
    [
        ([], "Rien n’a été raconté d’une fin."),
        ([EN_COURS], "Rien n’a été raconté d’une fin."),
        ([replace(FINIE, causes=())], "De cette fin, rien n’a été raconté"),
        ([replace(FINIE, causes=("inconnu",))] * 3, "De ces 3 fins, rien n’a été raconté"),
    ],
)
def test_un_silence_nest_jamais_dit_zero(lus, dit):
    b = bilan(lus)
    texte = fins.constat(b) + fins.causes(b)
    assert dit in texte
    assert "<strong>0</strong>" not in texte
    assert "0\u202f%" not in texte
    assert "0\u00a0%" not in texte


def test_une_part_se_dit_avec_ce_sur_quoi_elle_porte():
    texte = fins.constat(bilan([FINIE, replace(FINIE, causes=(), est_demo=True), *[EN_COURS] * 3]))
    assert "1 sur 2" in texte
    assert "50\u202f%" in texte or "50\u00a0%" in texte
    assert "1 est inventée pour la démonstration" in texte


def test_une_courbe_demande_cinq_alliances_suivies_et_une_fin():
    assert "à partir de 5" in fins.courbe(survie([FINIE] * 4))
    assert "aucune fin n’a été racontée" in fins.courbe(survie([EN_COURS] * 9))
    assert "combien de temps une alliance dure" in fins.courbe(survie([]))
    dessinee = fins.courbe(survie([FINIE, *[EN_COURS] * 4]))
    assert re.findall(r"block-size: ([0-9.]+)%", dessinee) == ["100.0"] * 3 + ["80.0"] * 2
    assert '<td class="n">80\u202f%</td>' in dessinee or '<td class="n">80\u00a0%</td>' in dessinee


def test_le_fichier_rend_chaque_chiffre():
    lus = [FINIE, *[EN_COURS] * 4]
    lignes = list(
        csv.reader(io.StringIO(fins.en_csv(bilan(lus), survie(lus)).lstrip("\ufeff")), delimiter=";")
    )
    assert ["Toutes les fins", "Toutes", "Fins", "1"] in lignes
    assert ["Par âge", "De deux à quatre ans", "Cause : Perte du lieu", "1"] in lignes
    assert ["Durée des alliances", "3 ans", "Part qui dure", "0,8000"] in lignes


def test_une_lecon_sechappe_et_mene_a_sa_fiche():
    piege = Lecon("fiche", "<b>Titre</b>", "abandonnee", (), None, "<script>", "Deux & trois", est_demo=True)
    dit = fins.lecons([piege])
    assert "<script>" not in dit
    assert "&lt;b&gt;Titre" in dit
    assert "Inventé" in dit
    assert "/pratique?id=fiche" in dit
