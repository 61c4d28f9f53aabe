"""Joined files follow the contribution that names them: private before, public once published, gone when withdrawn."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, quelques_territoires
from tests.factories_pieces import pdf, photo

from observatoire import contributions, pieces
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contribution, PieceSaisie
from observatoire.errors import Invalide
from observatoire.pieces import rules
from observatoire.pieces.model import GRANDE, VIGNETTE
from observatoire.pratiques import obtenir
from observatoire.store import Store, ecrire, lire


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def image(octets: bytes = photo()) -> PieceSaisie:  # bytes do not change
    return PieceSaisie(
        fichier=pieces.garder(ANONYME, octets).id,
        genre="photo",
        legende="La cuisine, un jeudi",
        credit="Centre social",
        description="Six personnes autour d’un plan de travail",
        accord="oui",
    )


def document() -> PieceSaisie:
    return PieceSaisie(
        fichier=pieces.garder(ANONYME, pdf()).id, genre="document", legende="Bilan 2025", credit="La Marmite"
    )


def publier(*jointes: PieceSaisie) -> tuple[Contribution, str]:
    recue, jeton = deposee(replace(CONTENU, pieces=jointes))
    return contributions.publier(MODERATRICE, recue.id, recue.version), jeton


def public(p: PieceSaisie, taille: str = GRANDE) -> tuple[str, bytes] | None:
    with lire() as cur:
        return pieces.fichier_public(cur, p.fichier, taille)


def fichiers() -> set[str]:
    with lire() as cur:
        return {f["id"] for f in cur.lignes("select id from base.fichier")}


def test_un_fichier_est_garde_une_fois_et_reste_prive_jusqu_a_la_publication(deux: Store) -> None:
    p, d = image(), document()
    assert image().fichier == p.fichier
    assert fichiers() == {p.fichier, d.fichier}
    recue, _ = deposee(replace(CONTENU, pieces=(p, d)))
    assert public(p) is None
    with lire() as cur:
        assert pieces.fichier_joint(cur, p.fichier, GRANDE)
    publiee = contributions.publier(MODERATRICE, recue.id, recue.version)
    with lire() as cur:
        fiche = obtenir(cur, publiee.pratique_id or "")
    assert [(x.fichier, x.genre, x.credit) for x in fiche.pieces] == [
        (p.fichier, "photo", "Centre social"),
        (d.fichier, "document", "La Marmite"),
    ]
    assert (fiche.pieces[0].largeur, fiche.pieces[0].hauteur) == (48, 64)
    assert public(p) == ("image/jpeg", pieces.actions.lire_fichier(photo()).octets)
    assert public(p, VIGNETTE)
    assert (public(d) or ("",))[0] == "application/pdf"
    assert public(d, VIGNETTE) is None


@pytest.mark.parametrize(
    "champs", ["statut = 'retiree'", "publication = 'anonyme'", "publication = 'embargo'"]
)
def test_rien_n_est_servi_d_une_fiche_qui_n_est_pas_publique(deux: Store, champs: str) -> None:
    p = image()
    publiee, _ = publier(p)
    with ecrire() as tx:
        tx.executer(f"update base.pratique set {champs} where id = $id", id=publiee.pratique_id)
    assert public(p) is None
    with lire() as cur:
        assert pieces.lister_publiques(cur, publiee.pratique_id or "") == ()


def test_une_modification_change_les_pieces_et_se_dit(deux: Store) -> None:
    ancienne, nouvelle = image(), image(photo(couleur="red"))
    publiee, _ = publier(ancienne)
    with lire() as cur:
        actuel = contributions.contenu_de_pratique(cur, ANONYME, publiee.pratique_id or "")
    assert actuel.pieces == (ancienne,), "a published sheet opens in the form as it was told"
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=publiee.pratique_id)
    change = replace(actuel, pieces=(nouvelle,))
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, change, jeton=jeton)
    assert public(nouvelle) is None
    assert public(ancienne)
    contributions.publier(MODERATRICE, recue.id, recue.version)
    assert public(nouvelle)
    assert public(ancienne) is None
    with lire() as cur:
        assert cur.valeur("select champs from public.evolution") == "pieces"


def test_un_fichier_inconnu_ou_d_un_autre_genre_ne_se_depose_pas(deux: Store) -> None:
    p = image()
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    for faux in (
        replace(p, fichier="0" * 32),
        replace(document(), fichier=p.fichier),
        replace(p, fichier="../x"),
    ):
        with pytest.raises(Invalide) as levee:
            contributions.deposer(
                ANONYME, brouillon.id, brouillon.version, replace(CONTENU, pieces=(faux,)), jeton=jeton
            )
        assert set(levee.value.champs) == {"pieces"}


def test_ce_que_rien_ne_nomme_est_oublie_apres_un_jour(deux: Store) -> None:
    montree, en_brouillon, revue, seule = (image(photo(couleur=c)) for c in ("red", "green", "blue", "gray"))
    publier(montree)
    contributions.commencer_brouillon(ANONYME, replace(CONTENU, pieces=(en_brouillon,)))
    ancienne, jeton = deposee(replace(CONTENU, pieces=(revue,)))
    contributions.retirer(ANONYME, ancienne.id, ancienne.version, jeton=jeton)
    pieces.oublier_les_orphelins()
    assert seule.fichier in fichiers(), "somebody may be writing about it"
    with temps_fige(maintenant() + timedelta(hours=rules.ORPHELIN_HEURES + 1)):
        pieces.oublier_les_orphelins()
    assert fichiers() == {montree.fichier, en_brouillon.fichier, revue.fichier}


def test_des_fichiers_qui_arrivent_en_masse_sont_refuses(
    deux: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    poids = len(pieces.actions.lire_fichier(photo()).octets)
    monkeypatch.setattr("observatoire.pieces.actions.EN_ATTENTE_AU_PLUS", 2 * poids)
    image(photo(couleur="red"))
    publier(image(photo(couleur="green")))
    image(photo(couleur="blue"))
    with pytest.raises(Invalide, match="Trop de fichiers"):
        image(photo(couleur="gray"))
    assert len(fichiers()) == 3
