"""Comparing a source with what is here: accepted then read again it changes nothing, whatever the order of its rows."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.connecteurs.chantier import Chantier
from observatoire.connecteurs.model import CHAMPS, Entite, Externe
from observatoire.connecteurs.rules import Annuaire, Comparaison, a_ecrire, comparer
from observatoire.territoires.normalisation import normaliser

MAINTENANT = datetime(2026, 11, 27)
SIRETS = st.sampled_from([None, "11111111111111", "22222222222222"])
NOMS = st.sampled_from(["Emmaüs", "EMMAUS", "Le Tiers-Lieu", "CCAS"])
LIEUX = st.sampled_from([[], ["commune-01053"], ["commune-75056"]])


@st.composite
def entites(tirer: st.DrawFn) -> list[Entite]:
    """Return some structures of a source, with few enough names and places to meet."""
    return [
        Entite(
            f"source--{rang}",
            {
                **dict.fromkeys(CHAMPS),
                "nom": tirer(NOMS), "siret": tirer(SIRETS), "territoires": tirer(LIEUX), "licence": "ODbL 1.0",
                "description": tirer(st.sampled_from([None, "Une.", "Deux."])), "thematiques": [], "publics": [],
            },
        )
        for rang in range(tirer(st.integers(1, 6)))
    ]  # fmt: skip


@st.composite
def structures(tirer: st.DrawFn) -> list[dict[str, Any]]:
    """Return some structures of ours."""
    return [
        {
            **dict.fromkeys(CHAMPS),
            "id": f"ici-{rang}", "nom": (nom := tirer(NOMS)), "nom_norm": normaliser(nom), "siret": tirer(SIRETS),
            "territoires": tirer(LIEUX), "licence": "Licence Ouverte 2.0", "retiree_a": None,
            "empreinte_source": tirer(st.sampled_from([None, "du catalogue"])),
        }
        for rang in range(tirer(st.integers(0, 4)))
    ]  # fmt: skip


def annuaire(lignes: list[dict[str, Any]]) -> Annuaire:
    ici = Annuaire()
    for ligne in lignes:
        ici.ajouter(dict(ligne))
    return ici


def lire(lues: list[Entite], externes: dict[str, Externe], ici: Annuaire) -> Comparaison:
    par_cle = {e.cle: e for e in lues}
    return comparer(par_cle, set(par_cle), externes, ici, MAINTENANT)


def accepter(
    trouvee: Comparaison, ici: Annuaire, externes: dict[str, Externe], choisies: set[str] | None = None
) -> dict[str, Externe]:
    """Accept proposals, all of them or those of some names; return all the outside names."""
    chantier = Chantier("source", ici, {}, externes, set())
    chantier.reunir(trouvee.propositions)
    for rang, p in enumerate(trouvee.propositions):
        if choisies is None or p.cle in choisies:
            chantier.accepter(replace(p, id=str(rang)))
    par_cle = {p.cle: p for p in trouvee.propositions}
    return externes | {
        cle: Externe(cle, nom["structure_id"], par_cle[cle].entite.champs, nom["ecrits"], nom["creee"])
        for cle, nom in chantier.noms.items()
    }


@given(entites(), structures(), st.sets(st.sampled_from([f"source--{n}" for n in range(6)])))
def test_accepter_en_deux_fois_puis_relire_ne_propose_rien(
    lues: list[Entite], lignes: list[dict[str, Any]], premieres: set[str]
) -> None:
    ici = annuaire(lignes)
    externes = accepter(lire(lues, {}, ici), ici, {}, premieres)
    externes = accepter(lire(lues, externes, ici), ici, externes)
    assert lire(lues, externes, ici).propositions == ()


@given(entites(), structures())
def test_accepter_puis_relire_ne_propose_rien(lues: list[Entite], lignes: list[dict[str, Any]]) -> None:
    ici = annuaire(lignes)
    externes = accepter(lire(lues, {}, ici), ici, {})
    encore = lire(lues, externes, ici)
    assert encore.propositions == ()
    assert set(encore.inchangees) == {e.cle for e in lues}
    assert encore.absentes == ()


@given(entites(), structures(), st.randoms())
def test_l_ordre_des_lignes_ne_change_rien(
    lues: list[Entite], lignes: list[dict[str, Any]], hasard: Any
) -> None:
    avant = lire(lues, {}, annuaire(lignes))
    melees = list(lues)
    hasard.shuffle(melees)
    assert lire(melees, {}, annuaire(lignes)) == avant


@given(entites(), structures())
def test_rien_de_ce_qui_est_dit_ici_n_est_remplace(lues: list[Entite], lignes: list[dict[str, Any]]) -> None:
    ici = annuaire(lignes)
    accepter(lire(lues, {}, ici), ici, {})
    for ligne in lignes:
        apres = ici.par_id[ligne["id"]]
        assert not [c for c in CHAMPS if ligne[c] and apres[c] != ligne[c]]
        if ligne["empreinte_source"]:
            assert apres == ligne


@settings(max_examples=500)
@given(entites(), structures())
def test_une_structure_n_est_jamais_deux_d_un_coup_sans_le_meme_siret(
    lues: list[Entite], lignes: list[dict[str, Any]]
) -> None:
    rapprochees = [p for p in lire(lues, {}, annuaire(lignes)).propositions if p.structure_id]
    for p in rapprochees:
        memes = [q for q in rapprochees if q.structure_id == p.structure_id and q.cle != p.cle]
        assert all(q.entite.champs["siret"] == p.entite.champs["siret"] is not None for q in memes)


def test_ce_que_la_source_a_ecrit_suit_la_source() -> None:
    ligne = {**dict.fromkeys(CHAMPS), "empreinte_source": None, "nom": "Ancien", "site": "https://ici.fr"}
    nouveaux = {**dict.fromkeys(CHAMPS), "nom": "Nouveau", "site": None}
    assert a_ecrire(ligne, {"nom": "Ancien", "site": "https://ici.fr"}, nouveaux) == {"nom": "Nouveau", "site": None}  # fmt: skip
    assert a_ecrire(ligne, {"nom": "Autre"}, nouveaux) == {}


def test_un_simple_nom_ne_rejoint_pas_ce_qu_un_siret_designe() -> None:
    commun = {**dict.fromkeys(CHAMPS), "territoires": ["commune-01053"], "licence": "ODbL 1.0"}
    ici = {**commun, "id": "ici", "nom": "Emmaüs", "siret": "11111111111111", "empreinte_source": None}
    lues = [
        Entite("source--1", {**commun, "nom": "Autre nom", "siret": "11111111111111"}),
        Entite("source--2", {**commun, "nom": "Emmaüs"}),
    ]
    propositions = lire(lues, {}, annuaire([ici])).propositions
    assert [(p.structure_id, p.rapprochement) for p in propositions] == [("ici", "siret"), (None, "")]
