"""Marks, against an oracle written apart: weights given again, conflicts that never count, exact ties, even readings."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.instruction.classement import Classable, classer
from observatoire.instruction.conflits import DossierALire, Relecteur, obstacle, repartir
from observatoire.instruction.notes import Avis, ecrire_note, erreurs, score_avis, synthese

POIDS = {"alliance": 4, "besoin": 2, "suite": 0}
notes = st.fixed_dictionaries({c: st.none() | st.integers(0, 5) for c in POIDS})
avis = st.lists(
    st.builds(
        Avis,
        relecteur=st.sampled_from([f"r{i}" for i in range(9)]),
        college=st.sampled_from(["es", "ts"]),
        notes=notes,
        recommandation=st.sampled_from(["oui", "non"]),
        conflit=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda a: a.relecteur,
)


def un(r: str = "a", conflit: bool = False, **n: int | None) -> Avis:
    return Avis(relecteur=r, college="es", notes=n, recommandation="oui", conflit=conflit)


def test_sans_objet_rend_son_poids_aux_autres() -> None:
    assert score_avis(un(alliance=5, besoin=2, suite=0), POIDS) == Fraction(5 * 4 + 2 * 2, 6)
    assert score_avis(un(alliance=None, besoin=2, suite=0), POIDS) == 2
    assert score_avis(un(alliance=None, besoin=None, suite=5), POIDS) is None, "nothing with a weight applies"
    assert score_avis(un(alliance=5, besoin=2), POIDS) is None, "not finished"


@given(avis)
def test_le_score_est_la_moyenne_des_moyennes_ponderees(lus: list[Avis]) -> None:
    moyennes = []
    for a in lus:
        points = sum(p * a.notes[c] for c, p in POIDS.items() if a.notes[c] is not None)  # type: ignore[operator]
        total = sum(p for c, p in POIDS.items() if a.notes[c] is not None)
        if not a.conflit and total:
            moyennes.append(points / total)
    rendu = synthese(lus, POIDS)
    assert (rendu.score is None) == (not moyennes)
    if rendu.score is not None:
        assert abs(float(rendu.score) - sum(moyennes) / len(moyennes)) < 1e-9
        assert rendu.mini is not None
        assert rendu.maxi is not None
        assert rendu.mini <= rendu.score <= rendu.maxi


@given(avis, notes)
def test_un_lecteur_en_conflit_ne_change_jamais_rien_au_score(
    lus: list[Avis], siennes: dict[str, int | None]
) -> None:
    avec = [*lus, Avis(relecteur="zz", college="ts", notes=siennes, recommandation="non", conflit=True)]
    sans, autre = synthese(lus, POIDS), synthese(avec, POIDS)
    for champ in ("score", "mini", "maxi", "note_basse", "desaccords", "recommandations"):
        assert getattr(sans, champ) == getattr(autre, champ), champ
    assert autre.avancement.conflits == sans.avancement.conflits + 1


@pytest.mark.parametrize(("haut", "bas", "dits"), [(5, 3, {"", "alliance", "besoin"}), (4, 3, set())])
def test_deux_points_d_ecart_font_un_desaccord(haut: int, bas: int, dits: set[str]) -> None:
    lus = [un("a", alliance=haut, besoin=haut, suite=0), un("b", alliance=bas, besoin=bas, suite=5)]
    assert {d.critere for d in synthese(lus, POIDS).desaccords} == dits


def test_un_avis_incomplet_dit_tout_ce_qui_manque() -> None:
    assert set(erreurs(Avis(relecteur="a", college="es", notes={"alliance": 9}), POIDS)) == {
        "alliance",
        "besoin",
        "suite",
        "recommandation",
    }
    assert erreurs(un(alliance=0, besoin=None, suite=5), POIDS) == {}


@pytest.mark.parametrize(
    ("note", "dite"),
    [(Fraction(7, 2), "3,5"), (Fraction(10, 3), "3,33"), (Fraction(5), "5"), (Fraction(1, 200), "0,01")],
)
def test_une_note_s_ecrit_en_francais(note: Fraction, dite: str) -> None:
    assert ecrire_note(note) == dite


@given(st.permutations(range(6)))
def test_le_classement_ne_depend_pas_de_l_ordre_recu_et_dit_les_ex_aequo(ordre: list[int]) -> None:
    a = datetime(2026, 2, 1)
    dossiers = [
        Classable(id="x", score=Fraction(4), note_basse=2, depose_a=a),
        Classable(id="y", score=Fraction(4), note_basse=3, depose_a=a),
        Classable(id="z", score=Fraction(4), note_basse=2, depose_a=a - timedelta(days=1)),
        Classable(id="w", score=Fraction(4), note_basse=2, depose_a=a),
        Classable(id="v", score=Fraction(5), note_basse=0, depose_a=a),
        Classable(id="sans", score=None, note_basse=None, depose_a=a),
    ]
    rendu = classer([dossiers[i] for i in ordre])
    assert [p.id for p in rendu] == ["v", "y", "z", "w", "x"]
    assert [p.rang for p in rendu] == [1, 2, 2, 2, 2]
    assert [p.ex_aequo for p in rendu] == [False, True, True, True, True]
    assert [p.departage for p in rendu] == ["score", "note_basse", "depot", "identifiant", "score"]


def test_rien_ne_se_classe_tant_que_rien_n_est_note() -> None:
    assert classer([]) == []
    assert classer([Classable(id="sans", score=None, note_basse=None, depose_a=datetime(2026, 2, 1))]) == []


def test_on_ne_lit_jamais_le_dossier_de_sa_structure() -> None:
    dossier = DossierALire(id="d", sirens=frozenset({"552100554"}), structures=frozenset({"CCAS de Poissy"}))
    assert "même SIREN" in obstacle(Relecteur(id="a", college="es", siren="552 100 554 00013"), dossier)
    assert "même nom" in obstacle(Relecteur(id="b", college="ts", structure="ccas  de POISSY"), dossier)
    assert obstacle(Relecteur(id="c", college="ts", siren="732829320", structure="Autre"), dossier) == ""


@given(
    st.integers(1, 8),
    st.integers(1, 5),
    st.integers(1, 3),
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=8),
)
def test_les_lectures_sont_egales_et_jamais_ecartees(
    nd: int, nl: int, besoin: int, ecartes: set[tuple[int, int]]
) -> None:
    dossiers = [DossierALire(id=f"d{i}") for i in range(nd)]
    lecteurs = [Relecteur(id=f"r{i}", college="es") for i in range(nl)]
    interdits = {(f"d{d}", f"r{r}") for d, r in ecartes if d < nd and r < nl}
    rendu = repartir(dossiers, lecteurs, {"es": besoin}, ecartes=interdits)
    assert not set(rendu.lectures) & interdits
    for d in dossiers:
        possibles = nl - sum(x == d.id for x, _ in interdits)
        assert sum(x == d.id for x, _ in rendu.lectures) == min(besoin, possibles)
    assert bool(rendu.impossibles) == any(
        nl - sum(x == d.id for x, _ in interdits) < besoin for d in dossiers
    )
    if not interdits:
        assert max(rendu.charges.values()) - min(rendu.charges.values()) <= 1
    assert rendu == repartir(dossiers[::-1], lecteurs[::-1], {"es": besoin}, ecartes=interdits)
