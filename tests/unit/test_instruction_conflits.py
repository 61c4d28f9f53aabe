"""Who may read what, and loads as even as conflicts allow, beside every other way of giving the readings out."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.instruction.conflits import DossierALire, Relecteur, obstacle, repartir

SIREN, AUTRE = "732829320", "552100554"


@pytest.mark.parametrize(
    ("relecteur", "interdit"),
    [
        ({}, False), ({"siren": SIREN}, True), ({"siren": "732 829 320"}, True), ({"siren": AUTRE}, False),
        ({"siren": f"{SIREN}00074"}, True), ({"structure": "L’ETAPE"}, True), ({"structure": "Étape"}, False),
        ({"structure": "Le Relais"}, False), ({"siren": AUTRE, "structure": "l'étape"}, True),
    ],
)  # fmt: skip
def test_nul_ne_lit_la_candidature_de_sa_structure(relecteur: dict[str, str], interdit: bool) -> None:
    d = DossierALire(id="d", sirens=frozenset({SIREN, ""}), structures=frozenset({"L’Étape", ""}))
    assert bool(obstacle(Relecteur(id="r", college="es", **relecteur), d)) == interdit


def table(permis: list[list[bool]]) -> tuple[list[DossierALire], list[Relecteur]]:
    """Files and readers of one college; a reader's SIREN is a partner's where they may not read."""
    sirens = [f"{j + 1:09d}" for j in range(len(permis[0]) if permis else 0)]
    dossiers = [
        DossierALire(id=f"d{i}", sirens=frozenset(s for s, oui in zip(sirens, ligne, strict=True) if not oui))
        for i, ligne in enumerate(permis)
    ]
    return dossiers, [Relecteur(id=f"r{j}", college="es", siren=s) for j, s in enumerate(sirens)]


tables = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=1, max_size=5)
)


@settings(max_examples=200, deadline=None)
@given(tables, st.integers(1, 3))
def test_aucune_autre_repartition_nest_plus_egale(permis: list[list[bool]], nombre: int) -> None:
    dossiers, relecteurs = table(permis)
    rendue = repartir(dossiers, relecteurs, {"es": nombre})
    for d, r in rendue.lectures:
        assert permis[int(d[1:])][int(r[1:])]
    assert len(set(rendue.lectures)) == len(rendue.lectures)
    possibles = [[j for j, oui in enumerate(ligne) if oui] for ligne in permis]
    for i, peuvent in enumerate(possibles):
        assert sum(d == f"d{i}" for d, _ in rendue.lectures) == min(nombre, len(peuvent))
    assert len(rendue.impossibles) == sum(len(p) < nombre for p in possibles)
    charges = sorted(rendue.charges.values(), reverse=True)
    toutes = (
        sorted((sum(j in choix for choix in choisis) for j in range(len(relecteurs))), reverse=True)
        for choisis in product(*(combinations(p, min(nombre, len(p))) for p in possibles))
    )
    assert charges == min(toutes)


@given(tables, st.integers(1, 3), st.randoms())
def test_lordre_ne_change_rien(permis, nombre, alea) -> None:
    dossiers, relecteurs = table(permis)
    attendue = repartir(dossiers, relecteurs, {"es": nombre})
    alea.shuffle(dossiers)
    alea.shuffle(relecteurs)
    assert repartir(dossiers, relecteurs, {"es": nombre}) == attendue


def test_sans_conflit_les_charges_different_dun_au_plus_dans_chaque_college() -> None:
    dossiers = [DossierALire(id=f"d{i:03d}") for i in range(500)]
    relecteurs = [
        Relecteur(id=f"{c}{i:02d}", college=c) for c, n in (("es", 13), ("ts", 7)) for i in range(n)
    ]
    rendue = repartir(dossiers, relecteurs, {"es": 3, "ts": 2})
    for college, total in (("es", 1500), ("ts", 1000)):
        charges = [n for r, n in rendue.charges.items() if r.startswith(college)]
        assert sum(charges) == total
        assert max(charges) - min(charges) <= 1
    assert rendue.impossibles == ()


def test_ce_qui_est_donne_reste_et_ce_qui_est_ecarte_part() -> None:
    dossiers = [DossierALire(id=f"d{i}") for i in range(4)]
    relecteurs = [Relecteur(id=f"r{i}", college="ts") for i in range(3)]
    deja = {("d0", "r0"), ("d1", "r0"), ("d2", "r1")}
    rendue = repartir(dossiers, relecteurs, {"ts": 1}, deja=deja, ecartes={("d1", "r0")})
    assert {("d0", "r0"), ("d2", "r1")} <= set(rendue.lectures)
    assert ("d1", "r0") not in rendue.lectures
    assert sorted(rendue.charges.values()) == [1, 1, 2]


@pytest.mark.parametrize(
    ("lecteurs", "dit"),
    [(0, "aucun ne peut la lire\u00a0: nommez-en 3 de plus"), (1, "un seul peut"), (2, "2 peuvent")],
)
def test_une_impossibilite_est_dite(lecteurs: int, dit: str) -> None:
    relecteurs = [Relecteur(id=f"r{i}", college="usager") for i in range(lecteurs)]
    (phrase,) = repartir([DossierALire(id="d", titre="Le Lien")], relecteurs, {"usager": 3}).impossibles
    assert phrase.startswith(
        "«\u00a0Le Lien\u00a0»\u00a0: il faut 3 lecteurs du collège «\u00a0Personnes concernées\u00a0»"
    )
    assert dit in phrase
