"""One false answer leaves a published batch and comes back: figures, threshold, level of evidence, journal; on both engines."""

from dataclasses import replace

import pytest
from tests.factories_contributions import MODERATRICE
from tests.factories_publication import peupler
from tests.factories_retours import AVRIL, CONTENTE, MARS, repondre_le

from observatoire import retours
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.pratiques.rules import niveau_preuve
from observatoire.retours.debit import DEBIT
from observatoire.retours.model import PERSONNE
from observatoire.retours.rules import mois_de, retirable
from observatoire.store import Store, lire

MECONTENTE = replace(CONTENTE, utile="non", ecoute="non", ensemble="non")
RAISON = "Un membre de l’équipe a répondu à la place d’une personne."
DU = mois_de(MARS.date())


@pytest.fixture(params=[6, 5])
def combien(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def parle(store_deux_moteurs: Store, combien: int) -> int:
    """A batch of people served, all glad but one who never was; returns how many they are."""
    peupler()
    DEBIT.vider()
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    for rang in range(combien):
        repondre_le(adresse, MARS, MECONTENTE if rang == 0 else CONTENTE)
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    return combien


def montre() -> list[tuple[int, int]]:
    with lire() as cur:
        return [(v.reponses, v.utile) for v in retours.lire_voix(cur, "alpha").voix]


def niveau() -> str:
    with lire() as cur:
        return str(cur.valeur("select niveau_preuve from public.pratique where id = 'alpha'"))


def retirer(**change: str) -> str:
    return retours.retirer_reponse(
        MODERATRICE, "alpha", PERSONNE, DU, replace(MECONTENTE, **change), raison=RAISON
    )


def test_la_fausse_reponse_part_et_revient(parle: int) -> None:
    assert (montre()[0][0], niveau()) == (parle, "parole_des_personnes")
    avant = montre()
    retrait = retirer()
    assert montre() == ([(parle - 1, 100)] if parle > 5 else [])
    assert niveau() == ("parole_des_personnes" if parle > 5 else "documente")
    with lire() as cur:
        [lot] = retours.lister_lots(cur, MODERATRICE)
        assert (lot.reponses, lot.du) == (parle - 1, DU)
        [lu] = retours.lister_retraits(cur, MODERATRICE)
        assert (lu.id, lu.raison, lu.annule_a) == (retrait, RAISON, None)
    with pytest.raises(Invalide, match="pas dans ce lot"):
        retirer()
    retours.retablir_reponse(MODERATRICE, retrait)
    assert (montre(), niveau()) == (avant, "parole_des_personnes")
    with pytest.raises(Conflit):
        retours.retablir_reponse(MODERATRICE, retrait)
    with lire() as cur:
        dits = [(e.verbe, e.acteur) for e in lister_journal(cur, "voix", "alpha")]
    assert dits[-2:] == [("retiree", MODERATRICE.acteur), ("retablie", MODERATRICE.acteur)]


def test_ce_qui_ne_peut_pas_etre_dans_le_lot_est_refuse_et_rien_ne_change(parle: int) -> None:
    avant = montre()
    with pytest.raises(Invalide) as refus:
        retours.retirer_reponse(
            MODERATRICE, "alpha", PERSONNE, DU, replace(MECONTENTE, utile=""), raison="court"
        )
    assert set(refus.value.champs) == {"utile", "raison"}
    with pytest.raises(Introuvable):
        retours.retirer_reponse(MODERATRICE, "alpha", "es", DU, MECONTENTE, raison=RAISON)
    with pytest.raises(Introuvable):
        retours.retablir_reponse(MODERATRICE, "jamais-vu")
    for verbe in (
        lambda: retours.retirer_reponse(ANONYME, "alpha", PERSONNE, DU, MECONTENTE, raison=RAISON),
        lambda: retours.retablir_reponse(ANONYME, "jamais-vu"),
    ):
        with pytest.raises(Refus):
            verbe()
    with lire() as cur, pytest.raises(Refus):
        retours.lister_lots(cur, ANONYME)
    assert montre() == avant


@pytest.mark.parametrize(
    ("reponses", "somme", "note", "possible"),
    [
        (5, 10, 2, True),
        (5, 10, 0, False),
        (5, 0, 0, True),
        (5, 0, 1, False),
        (0, 0, 0, False),
        (1, 1, 1, True),
    ],
)
def test_une_reponse_est_dans_un_lot_quand_ses_sommes_le_permettent(reponses: int, somme: int, note: int, possible: bool) -> None:  # fmt: skip
    assert retirable(reponses, somme, note) is possible


@pytest.mark.parametrize(
    ("documentee", "paroles", "attendu"),
    [
        (False, False, "declare"),
        (True, False, "documente"),
        (False, True, "parole_des_personnes"),
        (True, True, "parole_des_personnes"),
    ],
)
def test_le_niveau_decoule_des_preuves(documentee: bool, paroles: bool, attendu: str) -> None:
    assert niveau_preuve(documentee=documentee, paroles=paroles) == attendu
