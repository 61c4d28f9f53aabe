"""What a pratique comes from: shown on both sheets, never a circle, and nothing of what is not public."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, publiee, quelques_territoires

from observatoire import contributions, doublons
from observatoire.comptes.model import ANONYME
from observatoire.confirmations.effacement import taire_dans_la_fiche
from observatoire.contributions import Contenu, LienSaisi
from observatoire.contributions.model import DIFFERENTE
from observatoire.errors import Invalide
from observatoire.ops.verification import verifier
from observatoire.pratiques import Recherche, entourer, obtenir
from observatoire.publication import exporter
from observatoire.publication.lecture import enregistrements
from observatoire.store import Store, ecrire, lire

RAISON = "La même recette, racontée deux fois."


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def venant_de(*ids: str, titre: str = "Une autre cuisine, ailleurs", **dits: str) -> Contenu:
    textes = dits or {"garde": "La cuisine ouverte l’après-midi."}
    return replace(CONTENU, titre=titre, liens=tuple(LienSaisi(pratique=i, **textes) for i in ids))


def publier(contenu: Contenu) -> str:
    return str(publiee(contenu)[0].pratique_id)


def modifier(identifiant: str, contenu: Contenu) -> contributions.Contribution:
    """Deposit an amendment."""
    c, jeton = contributions.commencer_brouillon(ANONYME, contenu, pratique_id=identifiant)
    return contributions.deposer(ANONYME, c.id, c.version, contenu, jeton=jeton)


def origines(identifiant: str) -> list[str]:
    with lire() as cur:
        return [i.pratique_id for i in obtenir(cur, identifiant).inspirations]


def suites(identifiant: str) -> list[str]:
    with lire() as cur:
        return [i.pratique_id for i in entourer(cur, obtenir(cur, identifiant)).suites]


def test_les_deux_fiches_le_disent(deux: Store) -> None:
    source = publier(CONTENU)
    textes = {"garde": "La cuisine ouverte.", "change": "Le soir plutôt.", "abandonne": "La convention."}
    suite = publier(venant_de(source, **textes))
    with lire() as cur:
        (dite,) = obtenir(cur, suite).inspirations
        (rendue,) = entourer(cur, obtenir(cur, source)).suites
        relue = contributions.contenu_de_pratique(cur, ANONYME, suite)
    assert (dite.pratique_id, dite.titre) == (source, CONTENU.titre)
    assert (rendue.pratique_id, rendue.titre) == (suite, "Une autre cuisine, ailleurs")
    for nom, texte in textes.items():
        assert getattr(dite, nom) == getattr(rendue, nom) == getattr(relue.liens[0], nom) == texte
    contributions.publier(MODERATRICE, (c := modifier(suite, replace(relue, liens=()))).id, c.version)
    assert origines(suite) == suites(source) == []


def test_ce_qui_est_different_reste_avec_la_contribution(deux: Store) -> None:
    source = publier(CONTENU)
    lien = LienSaisi(pratique=source, lien=DIFFERENTE, raison="Un autre quartier, un autre public.")
    recue, _ = deposee(replace(CONTENU, titre="Une cuisine mobile", liens=(lien,)))
    decidee = contributions.publier(MODERATRICE, recue.id, recue.version)
    assert decidee.contenu.liens == (lien,)
    assert origines(str(decidee.pratique_id)) == suites(source) == []


def test_une_fiche_que_personne_ne_lit_ne_se_cite_pas(deux: Store) -> None:
    secrete = publier(replace(CONTENU, publication="anonyme"))
    for absente in ("jamais-vue", secrete):
        with pytest.raises(Invalide) as refus:
            deposee(venant_de(absente))
        assert "n’est plus publiée" in refus.value.champs["liens"]


def test_une_source_retiree_ou_devenue_anonyme_nest_plus_montree(deux: Store) -> None:
    source = publier(CONTENU)
    suite = publier(venant_de(source))
    cachee = replace(CONTENU, publication="anonyme")
    contributions.publier(MODERATRICE, (c := modifier(source, cachee)).id, c.version)
    assert origines(suite) == []


def test_une_suite_anonyme_ne_se_voit_pas_depuis_sa_source(deux: Store) -> None:
    source = publier(CONTENU)
    publier(replace(venant_de(source), publication="anonyme"))
    assert suites(source) == []


def test_une_source_reunie_a_une_autre_mene_a_celle_qui_reste(deux: Store) -> None:
    source, gardee = publier(CONTENU), publier(replace(CONTENU, titre="La cuisine du centre social"))
    suite = publier(venant_de(source))
    doublons.fusionner(MODERATRICE, gardee, source, RAISON)
    assert origines(suite) == [gardee]
    doublons.fusionner(MODERATRICE, gardee, suite, RAISON)
    assert suites(gardee) == [], "never from itself"


def test_deux_modifications_qui_se_croisent_ne_font_pas_de_boucle(deux: Store) -> None:
    une, autre = publier(CONTENU), publier(replace(CONTENU, titre="La cuisine d’à côté"))
    premiere, seconde = (
        modifier(une, venant_de(autre, titre=CONTENU.titre)),
        modifier(autre, venant_de(une)),
    )
    contributions.publier(MODERATRICE, premiere.id, premiere.version)
    with pytest.raises(Invalide) as refus:
        contributions.publier(MODERATRICE, seconde.id, seconde.version)
    assert "vient d’elle" in refus.value.champs["liens"]
    with pytest.raises(Invalide):
        modifier(autre, venant_de(une))
    assert (origines(une), origines(autre)) == ([autre], [])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=8))
def test_aucune_suite_de_liens_ne_se_referme(
    store_deux_moteurs: Store, essais: list[tuple[int, int]]
) -> None:
    """Ask for links between four sheets, in any order: refused exactly when the link would close a circle."""
    quelques_territoires_une_fois()
    ids = [publier(replace(CONTENU, titre=f"Une cuisine numéro {n}")) for n in range(4)]
    liens: dict[int, set[int]] = {n: set() for n in range(4)}
    for de, vers in essais:
        voulus = sorted(liens[de] | {vers})
        ferme = de in _atteints(liens | {de: set(voulus)}, voulus)
        contenu = venant_de(*(ids[v] for v in voulus), titre=f"Une cuisine numéro {de}")
        if ferme:
            with pytest.raises(Invalide):
                modifier(ids[de], contenu)
            continue
        contributions.publier(MODERATRICE, (c := modifier(ids[de], contenu)).id, c.version)
        liens[de] = set(voulus)
    assert [set(origines(i)) for i in ids] == [{ids[v] for v in liens[n]} for n in range(4)]


def _atteints(liens: dict[int, set[int]], depart: list[int]) -> set[int]:
    vus: set[int] = set()
    reste = list(depart)
    while reste:
        if (n := reste.pop()) not in vus:
            vus.add(n)
            reste += liens[n]
    return vus


def quelques_territoires_une_fois() -> None:
    with lire() as cur:
        if cur.valeur("select count(*) from base.territoire"):
            return
    quelques_territoires()


def test_qui_refuse_detre_nomme_ne_lest_pas_dans_ce_qui_est_repris(deux: Store) -> None:
    source = publier(CONTENU)
    suite = publier(venant_de(source, garde="Les recettes de La Marmite solidaire."))
    with ecrire() as tx:
        assert taire_dans_la_fiche(tx, suite, "La Marmite solidaire")
    with lire() as cur:
        assert obtenir(cur, suite).inspirations[0].garde == "Les recettes de un partenaire."
        assert [c.regle for c in verifier(cur) if c.ecarts and "inspiration" in c.regle] == []


def test_les_donnees_ouvertes_le_disent_aussi(deux: Store) -> None:
    source = publier(CONTENU)
    suite = publier(venant_de(source, garde="La cuisine ouverte."))
    with lire() as cur:
        [lue] = enregistrements(cur, [suite])
        fichier = b"".join(exporter(cur, Recherche(), "csv").morceaux).decode("utf-8-sig")
    attendue = {
        "rang": 1, "source_id": source, "source_titre": CONTENU.titre, "garde": "La cuisine ouverte.", "change": "", "abandonne": "",
    }  # fmt: skip
    assert {nom: v or "" for nom, v in lue["inspirations"][0].items()} == attendue
    assert "S’inspire de" in fichier.splitlines()[0]
    with ecrire() as tx:
        contributions.retirer_pratique(tx, MODERATRICE, source)
    with lire() as cur:
        assert enregistrements(cur, [suite])[0]["inspirations"] == []
