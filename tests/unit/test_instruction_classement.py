"""Marks: weights given back, readers in conflict, disagreements, ranking with equals."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.appels import Critere
from observatoire.instruction import notes
from observatoire.instruction.classement import DEPOT, IDENTIFIANT, NOTE_BASSE, SCORE, Classable, classer
from observatoire.instruction.notes import Avis, ecrire_note, poids_de, score_avis, synthese

POIDS = {"alliance": 4, "besoin": 2, "budget": 0}
MARQUES = st.one_of(st.none(), st.integers(0, 5))


def avis(relecteur: str, *marques: int | None, conflit: bool = False, college: str = "es") -> Avis:
    lues = dict(zip(POIDS, marques, strict=False))
    return Avis(relecteur=relecteur, college=college, notes=lues, recommandation="oui", conflit=conflit)


listes = st.lists(st.tuples(MARQUES, MARQUES, MARQUES, st.booleans()), max_size=6).map(
    lambda lignes: [avis(f"r{i}", *marques, conflit=c) for i, (*marques, c) in enumerate(lignes)]
)


def test_la_grille_donne_les_poids() -> None:
    assert poids_de([Critere("Force", 4, "…"), Critere("Besoin", 2, "…")]) == {"Force": 4, "Besoin": 2}


@pytest.mark.parametrize(
    ("marques", "attendu"),
    [
        ((5, 5, 5), Fraction(5)), ((3, 0, 5), Fraction(2)), ((None, 4, 0), Fraction(4)), ((1, None, None), Fraction(1)),
        ((None, None, 5), None), ((0, 0, 0), Fraction(0)), ((3, 2), None), ((5, 4, None), Fraction(14, 3)),
    ],
)  # fmt: skip
def test_le_poids_dun_critere_sans_objet_va_aux_autres(
    marques: tuple[int | None, ...], attendu: Fraction | None
) -> None:
    assert score_avis(avis("r", *marques), POIDS) == attendu
    assert score_avis(avis("r", *marques, conflit=True), POIDS) is None


@given(st.lists(MARQUES, min_size=3, max_size=3), st.integers(1, 20))
def test_le_score_est_entre_ses_notes_et_ne_change_pas_avec_lunite_des_poids(marques, fois) -> None:
    un = avis("r", *marques)
    score = score_avis(un, POIDS)
    assert score == score_avis(un, {c: p * fois for c, p in POIDS.items()})
    comptent = [n for c, n in un.notes.items() if n is not None and POIDS[c]]
    assert (score is None) == (comptent == [])
    assert score is None or min(comptent) <= score <= max(comptent)


@given(listes, listes)
def test_un_lecteur_en_conflit_ne_compte_jamais(lus: list[Avis], autres: list[Avis]) -> None:
    en_conflit = [replace(a, relecteur=f"c{a.relecteur}", conflit=True) for a in autres]
    avec, sans = synthese([*lus, *en_conflit], POIDS), synthese(lus, POIDS)
    assert replace(avec, avancement=sans.avancement) == sans
    assert (avec.avancement.demandes, avec.avancement.rendus) == (
        sans.avancement.demandes,
        sans.avancement.rendus,
    )
    assert avec.avancement.conflits == sans.avancement.conflits + len(en_conflit)


@given(listes)
def test_la_synthese_dit_ce_que_dit_un_calcul_en_decimaux(lus: list[Avis]) -> None:
    lue = synthese(lus, POIDS)
    scores = []
    for a in lus:
        utiles = [(n, p) for c, p in (("alliance", 4), ("besoin", 2)) if (n := a.notes[c]) is not None]
        if utiles and not a.conflit:
            scores.append(sum(n * p for n, p in utiles) / sum(p for _, p in utiles))
    if not scores:
        assert (lue.score, lue.etendue, lue.note_basse, lue.desaccords) == (None, None, None, ())
        return
    assert float(lue.score) == pytest.approx(fmean(scores))
    assert (float(lue.mini), float(lue.maxi)) == pytest.approx((min(scores), max(scores)))
    assert float(lue.etendue) == pytest.approx(max(scores) - min(scores))
    assert lue.recommandations == {"oui": len(scores), "peut_etre": 0, "non": 0}


@given(
    st.permutations(
        [avis("a", 1, 2, 3), avis("b", 5, None, 1), avis("c", 2, 2, 0), avis("d", 1, 1, 1, conflit=True)]
    )
)
def test_lordre_des_avis_ne_change_rien(lus) -> None:
    assert synthese(lus, POIDS) == synthese(sorted(lus, key=lambda a: a.relecteur), POIDS)


@pytest.mark.parametrize(
    ("un", "autre", "ou"),
    [
        ((3, 3, 0), (3, 3, 5), []), ((4, 4, 0), (3, 3, 0), []), ((5, 5, 0), (3, 3, 0), ["", "alliance", "besoin"]),
        ((3, 0, 0), (3, 2, 0), ["besoin"]), ((5, 1, 0), (3, 1, 0), ["alliance"]), ((None, 0, 0), (2, 0, 0), []),
    ],
)  # fmt: skip
def test_deux_points_decart_font_un_desaccord(un, autre, ou) -> None:
    trouves = synthese([avis("a", *un), avis("b", *autre)], POIDS).desaccords
    assert [d.critere for d in trouves] == ou
    assert all(d.phrase.endswith("à discuter ensemble.") for d in trouves)


def test_un_lecteur_en_conflit_ne_fait_pas_de_desaccord() -> None:
    assert synthese([avis("a", 5, 5, 5), avis("b", 0, 0, 0, conflit=True)], POIDS).desaccords == ()


def test_lavancement_compte_les_lecteurs_demandes() -> None:
    lus = [avis("a", 5, 5, 5), avis("b", 3), avis("c", 1, 1, 1, conflit=True)]
    avance = synthese(lus, POIDS, demandes={"a", "b", "c", "d"}).avancement
    assert (avance.demandes, avance.rendus, avance.conflits, avance.complet) == (3, 1, 1, False)
    assert synthese(lus[:1], POIDS, demandes={"a"}).avancement.complet
    assert not synthese([], POIDS).avancement.complet


@pytest.mark.parametrize(
    ("donne", "fautifs"),
    [
        (avis("r", 1, None, 5), set()), (avis("r", 1, 2), {"budget"}), (avis("r", 6, -1, 2), {"alliance", "besoin"}),
        (replace(avis("r", 1, 2, 3), recommandation="bof"), {"recommandation"}), (avis("r", conflit=True), set()),
        (avis("r", True, 2, 3), {"alliance"}),
    ],
)  # fmt: skip
def test_ce_qui_manque_a_un_avis_est_dit(donne: Avis, fautifs: set[str]) -> None:
    fautes = notes.erreurs(donne, list(POIDS))
    assert set(fautes) == fautifs
    assert all(f.endswith(".") for f in fautes.values())


@pytest.mark.parametrize(
    ("note", "ecrite"),
    [("3", "3"), ("7/2", "3,5"), ("10/3", "3,33"), ("14/3", "4,67"), ("1/200", "0,01"), ("0", "0")],
)
def test_une_note_secrit_a_la_francaise(note: str, ecrite: str) -> None:
    assert ecrire_note(Fraction(note)) == ecrite


def dossier(identifiant: str, score: str | None, basse: int = 0, jour: int = 1) -> Classable:
    lu = None if score is None else Fraction(score)
    return Classable(id=identifiant, score=lu, note_basse=basse, depose_a=datetime(2026, 3, jour))


def test_le_classement_dit_les_ex_aequo_et_ce_qui_departage() -> None:
    lus = [
        dossier("e", "1"), dossier("sans", None), dossier("d", "3", 1, 2), dossier("c", "3", 1, 2), dossier("b", "3", 1, 1),
        dossier("a", "3", 2, 9), dossier("z", "10/3"),
    ]  # fmt: skip
    assert [(p.rang, p.id, p.ex_aequo, p.departage) for p in classer(lus)] == [
        (1, "z", False, SCORE), (2, "a", True, NOTE_BASSE), (2, "b", True, DEPOT), (2, "c", True, IDENTIFIANT),
        (2, "d", True, SCORE), (6, "e", False, SCORE),
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.fractions(0, 5, max_denominator=4), st.integers(0, 5), st.integers(1, 3)), max_size=8
    )
)
def test_le_rang_est_un_de_plus_que_le_nombre_de_meilleurs(lignes) -> None:
    lus = [dossier(str(i), str(s), b, j) for i, (s, b, j) in enumerate(lignes)]
    places = classer(lus)
    assert sorted(p.id for p in places) == sorted(d.id for d in lus)
    assert places == classer(lus[::-1])
    for p in places:
        assert p.rang == 1 + sum(d.score > p.score for d in lus)
        assert p.ex_aequo == (sum(d.score == p.score for d in lus) > 1)
