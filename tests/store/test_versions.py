"""Every version that another replaced is kept, the catalogue's own included, and may be set again without losing anything."""

from dataclasses import replace

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, publiee, quelques_territoires

from observatoire import contributions
from observatoire.comptes.model import ANONYME, Personne
from observatoire.contributions.mise_en_ligne import remettre_en_ligne
from observatoire.contributions.versions import contenu_actuel, garder, lister_versions, retablir
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.pratiques import Recherche, lister, obtenir
from observatoire.store import Store, ecrire, lire

MOTIF = "Le récit a été effacé par erreur."


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def amender(identifiant: str, **champs: object) -> None:
    with lire() as cur:
        contenu = replace(contributions.contenu_de_pratique(cur, ANONYME, identifiant), **champs)
    c, jeton = contributions.commencer_brouillon(ANONYME, contenu, pratique_id=identifiant)
    c = contributions.deposer(ANONYME, c.id, c.version, contenu, jeton=jeton)
    contributions.publier(MODERATRICE, c.id, c.version)


def versions(identifiant: str) -> list[tuple[int, str]]:
    with lire() as cur:
        return [(v.version, v.contenu.titre) for v in lister_versions(cur, MODERATRICE, identifiant)]


def actuelle(identifiant: str) -> int:
    with lire() as cur:
        return contenu_actuel(cur, MODERATRICE, identifiant)[0]


def test_chaque_version_remplacee_est_gardee_et_se_retablit(deux: Store) -> None:
    ici = str(publiee()[0].pratique_id)
    assert versions(ici) == []
    amender(ici, titre="Une cuisine mobile dans le quartier", resultats="")
    amender(ici, titre="Une cuisine à trois roues")
    assert versions(ici) == [(2, "Une cuisine mobile dans le quartier"), (1, CONTENU.titre)]
    retablir(MODERATRICE, ici, 1, actuelle(ici), MOTIF)
    with lire() as cur:
        p = obtenir(cur, ici)
        assert contributions.contenu_de_pratique(cur, ANONYME, ici) == CONTENU
        assert [r.id for r in lister(cur, Recherche(q="centre social"))] == [ici], "the index follows"
        assert lister(cur, Recherche(q="roues")) == []
        (*_, dernier) = lister_journal(cur, "pratique", ici)
    assert (p.version, p.titre, p.resultats) == (4, CONTENU.titre, CONTENU.resultats)
    assert (dernier.verbe, dernier.details["retablie"]) == ("modifiee", 1)
    assert versions(ici)[0] == (3, "Une cuisine à trois roues"), "undone the same way"
    retablir(MODERATRICE, ici, 3, actuelle(ici), "Finalement, la version à trois roues.")
    assert versions(ici)[0] == (4, CONTENU.titre)


def test_le_texte_du_catalogue_se_retrouve(store_catalogue: Store) -> None:
    with lire() as cur:
        ici = lister(cur, Recherche(origine=("rapport",)))[0].id
        avant = obtenir(cur, ici)
        contenu = contributions.contenu_de_pratique(cur, ANONYME, ici)
    with (
        ecrire() as tx
    ):  # an amendment of what the form would refuse today: the catalogue says less than it asks
        garder(tx, MODERATRICE, ici)
        remettre_en_ligne(tx, ici, replace(contenu, titre="Un titre changé", partenaires=()))
    retablir(MODERATRICE, ici, avant.version, actuelle(ici), MOTIF)
    with lire() as cur:
        apres = obtenir(cur, ici)
    for champ in (
        "titre",
        "resume",
        "recit",
        "territoires",
        "mixite",
        "cotes",
        "familles",
        "sources",
        "freins",
    ):
        assert getattr(apres, champ) == getattr(avant, champ), champ
    assert [(m.nom, m.cote, m.role) for m in apres.partenaires] == [
        (m.nom, m.cote, m.role) for m in avant.partenaires
    ]


@pytest.mark.parametrize("role", ["visiteur", "contributeur", "financeur"])
def test_seule_la_moderation_les_lit_et_les_retablit(deux: Store, role: str) -> None:
    ici = str(publiee()[0].pratique_id)
    amender(ici, titre="Une cuisine mobile dans le quartier")
    personne = Personne("x", "X", role) if role != "visiteur" else ANONYME
    with lire() as cur, pytest.raises(Refus):
        lister_versions(cur, personne, ici)
    with pytest.raises(Refus):
        retablir(personne, ici, 1, 2, MOTIF)


def test_ce_qui_empeche_de_retablir_est_dit_et_rien_ne_change(deux: Store) -> None:
    ici = str(publiee()[0].pratique_id)
    amender(ici, titre="Une cuisine mobile dans le quartier")
    for faute, numero, vue, motif in (
        (Invalide, 1, 2, "Oups"), (Conflit, 1, 1, MOTIF), (Introuvable, 7, 2, MOTIF),
    ):  # fmt: skip
        with pytest.raises(faute):
            retablir(MODERATRICE, ici, numero, vue, motif)
    assert versions(ici) == [(1, CONTENU.titre)]
    with pytest.raises(Introuvable):
        retablir(MODERATRICE, "jamais-vue", 1, 1, MOTIF)


def test_un_partenaire_qui_a_refuse_depuis_ne_revient_pas(deux: Store) -> None:
    ici = str(publiee()[0].pratique_id)
    amender(ici, titre="Une cuisine mobile dans le quartier")
    with ecrire() as tx:
        tx.executer(
            "update base.partenariat set confirmation = 'refusee' where pratique_id = $id and nom = 'La Marmite solidaire'",
            id=ici,
        )
    retablir(MODERATRICE, ici, 1, actuelle(ici), MOTIF)
    with lire() as cur:
        assert "La Marmite solidaire" not in [m.nom for m in obtenir(cur, ici).partenaires]
