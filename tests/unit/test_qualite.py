"""How much a sheet says: points explained, never lowered by information, and cards that add what they say."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories_contributions import CONTENU, TERMINEE

from observatoire.contributions.model import Contenu, PartenaireSaisi, PieceSaisie
from observatoire.pratiques.qualite import (
    CARTES,
    CRITERES,
    SECONDES,
    cartes,
    gain,
    qualite,
    secondes_restantes,
)
from observatoire.vocabulaires import vocabulaire
from observatoire.web.qualite import ajout_dit, duree, explication, note_dite

PIECES = (
    PieceSaisie(fichier="0" * 32, genre="photo", credit="Nous", description="Une cuisine", accord="oui"),
)
PLEIN = replace(
    TERMINEE,
    pieces=PIECES,
    partenaires=tuple(replace(p, apporte=("local",)) for p in TERMINEE.partenaires),
)
"""Everything said, of a pratique that ended."""
VALEURS = {f.name: getattr(PLEIN, f.name) for f in fields(Contenu) if f.name != "activite"}
REMPLIS = {
    "resultats": ("resultats",), "difficultes": ("difficultes",), "fin": ("annee_fin", "acquis", "a_refaire", "condition_manquante"),
    "freins": ("freins", "leviers", "effets"), "reperes": ("thematiques", "annee_debut"), "montrer": ("pieces", "site"),
    "apports": ("partenaires",),
}  # fmt: skip
"""Card → the fields of a content it fills."""


@st.composite
def contenus(tirer):
    """A content where each field is empty or told, whatever the activity."""
    dits = tirer(st.sets(st.sampled_from(sorted(VALEURS))))
    activite = tirer(st.sampled_from(["", *vocabulaire("activite").codes]))
    contenu = replace(Contenu(activite=activite), **{nom: VALEURS[nom] for nom in dits})
    if "partenaires" in dits and tirer(st.booleans()):
        contenu = replace(contenu, partenaires=tuple(replace(p, apporte=()) for p in contenu.partenaires))
    return contenu


@settings(deadline=None)
@given(contenus(), st.sampled_from(CARTES))
def test_le_gain_dit_par_une_carte_est_celui_que_la_remplir_apporte(contenu, carte):
    if carte.code == "apports" and len(contenu.partenaires) < 2:
        contenu = replace(contenu, partenaires=tuple(replace(p, apporte=()) for p in PLEIN.partenaires))
    rempli = replace(contenu, **{nom: VALEURS[nom] for nom in REMPLIS[carte.code]})
    avant, apres = qualite(contenu), qualite(rempli)
    assert apres.points - avant.points == gain(contenu, carte) >= 0
    assert apres.sur == avant.sur
    assert gain(rempli, carte) == 0


@settings(deadline=None)
@given(contenus(), st.sampled_from(sorted(VALEURS)), st.sampled_from(vocabulaire("activite").codes))
def test_dire_davantage_ne_fait_jamais_baisser_la_part(contenu, champ, activite):
    avant = qualite(contenu)
    ajouts = [] if getattr(contenu, champ) else [replace(contenu, **{champ: VALEURS[champ]})]
    ajouts += [] if contenu.activite else [replace(contenu, activite=activite)]
    for davantage in ajouts:
        apres = qualite(davantage)
        assert apres.points * avant.sur >= avant.points * apres.sur
        assert 0 <= apres.points <= apres.sur


@settings(deadline=None)
@given(contenus())
def test_les_cartes_vont_de_ce_qui_ajoute_le_plus_a_ce_qui_ajoute_le_moins(contenu):
    ordre = [(-gain(contenu, c), c.secondes) for c in cartes(contenu)]
    assert ordre == sorted(ordre)
    assert len(ordre) == len(CARTES)


@settings(deadline=None)
@given(contenus())
def test_ce_qui_manque_explique_tout_ce_qui_nest_pas_obtenu(contenu):
    q = qualite(contenu)
    assert q.sur - q.points == sum(c.points - c.obtenus(contenu) for c in q.manques)
    assert (q.pour_cent == 100) == (not q.manques)


@pytest.mark.parametrize("activite", ["en_projet", "active"])
def test_de_ce_qui_se_poursuit_rien_nest_demande_de_la_fin(activite):
    codes = {c.code for c in qualite(Contenu(activite=activite)).manques}
    assert not codes & {"causes_arret", "annee_fin", "acquis", "a_refaire", "condition_manquante"}
    assert gain(Contenu(activite=activite), next(c for c in CARTES if c.code == "fin")) == 0


def test_une_fiche_qui_dit_tout_a_tous_ses_points():
    assert qualite(PLEIN).pour_cent == 100
    assert "il n’y manque rien" in explication(PLEIN)
    assert (
        note_dite(qualite(Contenu(activite="active")))
        == "Fiche renseignée\u00a0: 1\u00a0point sur 26 (3\u00a0%)"
    )


def test_chaque_critere_a_une_carte_ou_est_parmi_les_premiers_champs():
    premiers = {"lieu", *SECONDES}
    assert set(CRITERES) - premiers == {code for c in CARTES for code in c.criteres}


def test_lexplication_dit_ce_que_chaque_manque_ajouterait():
    dit = explication(replace(PLEIN, difficultes="", partenaires=(*PLEIN.partenaires[:1], PartenaireSaisi())))
    assert "Ce qui n’a pas marché <small>+3\u00a0points</small>" in dit
    assert "Deux partenaires nommés <small>+1\u00a0point</small>" in dit
    assert ajout_dit(CARTES[0], CONTENU) == "Déjà dit"
    assert ajout_dit(CARTES[0], Contenu()) == "+3\u00a0points"


def test_le_temps_restant_compte_chaque_champ_une_fois():
    assert secondes_restantes(["titre", "partenaires.0.nom", "partenaires.1.cote"]) == 75
    assert secondes_restantes([]) == 0
    assert duree(30) == "moins d’une minute"
    assert duree(280) == "5\u00a0minutes"
