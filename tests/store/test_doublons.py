"""Duplicates are found, asked once, and joined without losing anything."""

from dataclasses import replace

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, publiee, quelques_territoires

from observatoire import contributions, doublons, moderation
from observatoire.comptes.model import CONTRIBUTEUR, Personne
from observatoire.contributions.model import PartenaireSaisi
from observatoire.doublons.lecture import lister_fusions, trait_de
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.pratiques import Recherche, lister, obtenir
from observatoire.store import Store, lire

PROCHE = replace(CONTENU, titre="La cuisine partagée du centre social")
AUTRE = replace(
    CONTENU,
    titre="Un garage solidaire à la régie",
    resume="Une régie de quartier et une mission locale réparent les voitures des jeunes en formation.",
    recit=CONTENU.recit.replace("cuisine", "garage").replace("four", "pont"),
    partenaires=(PartenaireSaisi(nom="Régie des Musiciens", cote="es", role="porteur"), PartenaireSaisi(nom="Mission locale", cote="ts", role="co_porteur")),
)  # fmt: skip
RAISON = "Même cuisine, racontée deux fois."


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def trouvees(contenu: contributions.Contenu, identifiant: str = "", sauf: str | None = None) -> list[str]:
    with lire() as cur:
        return [r.avec.id for r in doublons.chercher(cur, trait_de(cur, contenu, identifiant), sauf=sauf)]


def identifiants() -> tuple[str, str]:
    """Publish the same collaboration twice."""
    une, autre = (str(publiee(c)[0].pratique_id) for c in (CONTENU, PROCHE))
    return une, autre


def test_une_fiche_proche_se_trouve_une_autre_non(deux: Store) -> None:
    une = str(publiee()[0].pratique_id)
    publiee(AUTRE)
    assert trouvees(PROCHE) == [une]
    assert trouvees(PROCHE, sauf=une) == []
    assert trouvees(replace(CONTENU, titre="")) == []
    assert trouvees(replace(PROCHE, territoires=("commune-99999",))) == [une], "an unknown place is no error"


def test_les_contributions_qui_attendent_comptent_aussi(deux: Store) -> None:
    une, _ = deposee()
    deposee(AUTRE)
    nouvelle, _ = deposee(PROCHE)
    with lire() as cur:
        trait = trait_de(cur, nouvelle.contenu, nouvelle.id)
        assert [r.avec.id for r in doublons.parmi_les_attentes(cur, MODERATRICE, trait)] == [une.id]
    doublons.dire_differents(MODERATRICE, f"contribution:{nouvelle.id}", f"contribution:{une.id}")
    with lire() as cur:
        assert doublons.parmi_les_attentes(cur, MODERATRICE, trait) == []


def test_une_decision_n_est_pas_redemandee(deux: Store) -> None:
    une = str(publiee()[0].pratique_id)
    nouvelle, _ = deposee(PROCHE)
    assert trouvees(PROCHE, nouvelle.id) == [une]
    for _ in range(2):
        doublons.dire_differents(MODERATRICE, f"pratique:{une}", f"contribution:{nouvelle.id}")
    assert trouvees(PROCHE, nouvelle.id) == []
    with pytest.raises(Refus):
        doublons.dire_differents(Personne("c", "C", CONTRIBUTEUR), "a", "b")


def test_deux_fiches_se_reunissent_et_se_separent_sans_rien_perdre(deux: Store) -> None:
    une, autre = identifiants()
    with lire() as cur:
        paires = doublons.lister_paires(cur, MODERATRICE)
        avant = obtenir(cur, autre)
    assert [{p.une.id, p.autre.id} for p in paires] == [{une, autre}]
    with pytest.raises(Invalide):
        doublons.fusionner(MODERATRICE, une, autre, "non")
    with pytest.raises(Conflit):
        doublons.fusionner(MODERATRICE, une, une, RAISON)
    doublons.fusionner(MODERATRICE, une, autre, RAISON)
    with lire() as cur:
        assert doublons.fusionnee_dans(cur, autre) == une
        assert [r.id for r in lister(cur, Recherche(q="cuisine"))] == [une]
        with pytest.raises(Introuvable):
            obtenir(cur, autre)
        assert doublons.lister_paires(cur, MODERATRICE) == []
        assert [f["ecarte"] for f in lister_fusions(cur, MODERATRICE)] == [autre]
    with pytest.raises(Conflit):
        doublons.fusionner(MODERATRICE, autre, une, RAISON)
    doublons.annuler_la_fusion(MODERATRICE, autre)
    with pytest.raises(Introuvable):
        doublons.annuler_la_fusion(MODERATRICE, autre)
    with lire() as cur:
        apres = obtenir(cur, autre)
        assert replace(apres, version=avant.version, maj_a=avant.maj_a) == avant
        assert doublons.fusionnee_dans(cur, autre) is None
        assert {r.id for r in lister(cur, Recherche(q="cuisine"))} == {une, autre}
        assert len(doublons.lister_paires(cur, MODERATRICE)) == 1
        assert [e.verbe for e in lister_journal(cur, "pratique", autre)][-2:] == ["fusionnee", "retablie"]


def test_ce_qui_a_ete_reuni_suit_la_fiche_qui_l_est_a_son_tour(deux: Store) -> None:
    une, autre = identifiants()
    derniere = str(publiee(replace(CONTENU, titre="Une cuisine au centre social"))[0].pratique_id)
    doublons.fusionner(MODERATRICE, une, autre, RAISON)
    doublons.fusionner(MODERATRICE, derniere, une, RAISON)
    with lire() as cur:
        assert doublons.fusionnee_dans(cur, autre) == doublons.fusionnee_dans(cur, une) == derniere


def test_ce_qui_existe_deja_se_lit_avant_de_commencer(deux: Store) -> None:
    une = str(publiee()[0].pratique_id)
    garage = str(publiee(AUTRE)[0].pratique_id)
    nouvelle = replace(CONTENU, titre="Cuisiner ensemble dans le quartier", partenaires=())
    with lire() as cur:
        memes, lues = doublons.reconnaitre(cur, nouvelle, 3)
    assert memes == []
    assert lues[0][0].id == une
    assert "familles" in lues[0][1]
    assert {t.id for t, _ in lues} <= {une, garage}


def en_file(raison: str) -> list[str]:
    with lire() as cur:
        return [x.id for x in moderation.lire_file(cur, MODERATRICE, raison=raison).lignes]


def test_la_file_dit_ce_qui_est_peut_etre_deja_publie(deux: Store) -> None:
    une = str(publiee()[0].pratique_id)
    pareille, autre = deposee(PROCHE)[0], deposee(AUTRE)[0]
    for recue in (pareille, autre):
        doublons.reperer(recue.id)
    assert en_file("doublon_possible") == [pareille.id]
    doublons.dire_differents(MODERATRICE, f"contribution:{pareille.id}", f"pratique:{une}")
    assert en_file("doublon_possible") == []


def test_une_decision_prise_a_la_relecture_vaut_une_fois_publiee(deux: Store) -> None:
    une = str(publiee()[0].pratique_id)
    recue, _ = deposee(replace(CONTENU))
    doublons.dire_differents(MODERATRICE, f"contribution:{recue.id}", f"pratique:{une}")
    contributions.publier(MODERATRICE, recue.id, recue.version)
    with lire() as cur:
        assert doublons.lister_paires(cur, MODERATRICE) == []
