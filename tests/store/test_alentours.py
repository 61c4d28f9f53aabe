"""What surrounds a sheet: its history without a name, the report's words, those that look like it and why."""

from dataclasses import replace

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, publiee, quelques_territoires
from tests.factories_publication import peupler, pratique, publier

from observatoire import contributions
from observatoire.comptes.model import ANONYME
from observatoire.errors import Conflit
from observatoire.journal import journaliser, lister_journal
from observatoire.pratiques import entourer, obtenir
from observatoire.store import Store, ecrire, lire
from observatoire.web import ressemblance


def modifier(pratique_id: str, **champs: object) -> None:
    """Publish an amendment."""
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=pratique_id)
    contenu = replace(brouillon.contenu, **champs)
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, contenu, jeton=jeton)
    contributions.publier(MODERATRICE, recue.id, recue.version)


def test_une_modification_dit_ce_qui_a_change_et_pas_qui(store_deux_moteurs: Store) -> None:
    quelques_territoires()
    contribution, _ = publiee()
    identifiant = contribution.pratique_id or ""
    modifier(identifiant, recit=CONTENU.recit + " Et cela continue.", annee_debut=2018)
    modifier(identifiant, titre="Une cuisine partagée, et ses jardins")
    with lire() as cur:
        evolutions = entourer(cur, obtenir(cur, identifiant)).evolutions
        assert [e.champs for e in evolutions] == [("recit", "annee_debut"), ("titre",)]
        assert evolutions[0].a <= evolutions[1].a
        colonnes = cur.lignes("select * from public.evolution")[0]
        assert set(colonnes) == {"pratique_id", "rang", "a", "champs"}
        assert MODERATRICE.id not in str(colonnes)
        assert lister_journal(cur, "pratique", identifiant)[-1].details["champs"] == ["titre"]


def test_une_mise_a_jour_du_catalogue_se_voit_sans_detail(store_deux_moteurs: Store) -> None:
    peupler()
    with ecrire() as tx:
        journaliser(tx, "catalogue", "mise_a_jour", "pratique", "alpha")
        journaliser(tx, "cli", "mise_a_jour", "structure", "alpha", {"champs": ["secret"]})
    with lire() as cur:
        assert [e.champs for e in entourer(cur, obtenir(cur, "alpha")).evolutions] == [()]


@pytest.mark.parametrize("identifiant", ["retiree", "anonyme"])
def test_ce_qui_n_est_pas_public_n_a_pas_d_histoire(store: Store, identifiant: str) -> None:
    peupler()
    with ecrire() as tx:
        journaliser(tx, "quelqu-un", "modifiee", "pratique", identifiant, {"champs": ["titre"]})
    with lire() as cur:
        assert cur.lignes("select * from public.evolution") == []


def test_une_modification_d_une_fiche_retiree_se_refuse_toujours(store: Store) -> None:
    quelques_territoires()
    contribution, _ = publiee()
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=contribution.pratique_id)
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, brouillon.contenu, jeton=jeton)
    contributions.retirer(MODERATRICE, contribution.id, contribution.version)
    with pytest.raises(Conflit):
        contributions.publier(MODERATRICE, recue.id, recue.version)


def test_une_nouvelle_fiche_n_a_pas_de_modification(store: Store) -> None:
    quelques_territoires()
    recue, _ = deposee()
    publie = contributions.publier(MODERATRICE, recue.id, recue.version)
    with lire() as cur:
        assert entourer(cur, obtenir(cur, publie.pratique_id or "")).evolutions == ()


def test_le_compte_rendu_est_cite_sur_les_seuls_freins_et_leviers_de_la_fiche(
    store_deux_moteurs: Store,
) -> None:
    peupler()
    with ecrire() as tx:
        tx.inserer(
            "base.parole_rapport",
            [
                {"vocabulaire": v, "code": c, "texte": f"Mot à mot sur {c}", "tables_rapport": [6, 0], "empreinte_source": None}
                for v, c in (("frein", "stereotypes"), ("frein", "entre_soi"), ("levier", "temps_long"), ("objectif", "stereotypes"))
            ],
        )  # fmt: skip
    publier([pratique("citee", freins=["stereotypes", "cadre_administratif"], leviers=["temps_long"])])
    with lire() as cur:
        paroles = entourer(cur, obtenir(cur, "citee")).paroles
        assert {(p.vocabulaire, p.code) for p in paroles} == {
            ("frein", "stereotypes"),
            ("levier", "temps_long"),
        }
        assert {p.tables for p in paroles} == {(6, 0)}
        assert entourer(cur, obtenir(cur, "alpha")).paroles == ()


def test_les_raisons_se_disent_en_mots_du_plus_proche_territoire() -> None:
    communs = ("commune-78440", "departement-78", "epci-200059889", "obs--sans-abrisme", "ptce", "pays-FR")
    assert ressemblance.en_commun(communs) == "sans-abrisme, PTCE et la même commune"
    assert ressemblance.en_commun(("departement-78", "familles")) == "familles et le même département"
    assert ressemblance.en_commun(("code-inconnu",)) == "non renseigné"
