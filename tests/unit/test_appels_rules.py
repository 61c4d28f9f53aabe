"""Calls: amounts as people type them, what a call must say, rounds to the second in Paris, the clause recommender."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories_appels import CONTENU, FEVRIER, JANVIER

from observatoire.appels import clause, rules
from observatoire.appels.clause import CLAUSES, Faits, recommander
from observatoire.appels.model import Appel, ContenuAppel, CritereSaisi, VagueSaisie
from observatoire.appels.montants import ecrire_montant, lire_montant, lire_part

AUJOURD_HUI = JANVIER.date()


@pytest.mark.parametrize(
    ("tape", "lu"),
    [
        ("12 500,50 €", "12500.50"), ("12\u202f500,50\u00a0€", "12500.50"), ("12500", "12500"), ("12500.5", "12500.50"),
        ("12.500", "12500"), ("12.500,50 €", "12500.50"), ("1,5 M€", "1500000"), ("12 k€", "12000"), ("12,345 k€", "12345"),
        ("1.234.567", "1234567"), ("150 000 euros", "150000"), ("0,01", "0.01"), ("150000EUR", "150000"), ("1'000 €", None),
        ("12,500", None), ("douze", None), ("-5", None), ("1e9", None), ("12..5", None), ("12,5,5", None), ("", None), ("€", None),
        ("1 234 567 890 123", None), ("12,345 €", None), ("٣٤", None), ("1.50.000", None),
    ],
)  # fmt: skip
def test_un_montant_se_lit_comme_on_le_tape(tape: str, lu: str | None) -> None:
    if lu is None:
        with pytest.raises(ValueError, match=r"\.$"):
            lire_montant(tape)
    else:
        assert lire_montant(tape) == Decimal(lu)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_un_montant_ecrit_se_relit(montant: Decimal) -> None:
    assert lire_montant(ecrire_montant(montant)) == montant


def _lu_ou_dit(lire: Callable[[str], Decimal], texte: str) -> str:
    try:
        return str(lire(texte))
    except ValueError as faute:
        return str(faute)


@given(st.text(max_size=20))
def test_tout_texte_donne_un_montant_ou_une_phrase(texte: str) -> None:
    for lire in (lire_montant, lire_part):
        dit = _lu_ou_dit(lire, texte)
        assert dit.endswith(".") or Decimal(dit) >= 0


def test_une_part_se_lit_en_pour_cent() -> None:
    assert [lire_part(t) for t in ("20 %", "33,3", "0", "100\u00a0%")] == [
        Decimal("0.2"),
        Decimal("0.333"),
        0,
        1,
    ]
    for faux in ("101", "-1", "un tiers", "20 % 30"):
        with pytest.raises(ValueError, match="20"):
            lire_part(faux)


def test_un_appel_complet_na_rien_a_corriger() -> None:
    assert rules.erreurs(CONTENU, AUJOURD_HUI) == {}
    termes = rules.lire_termes(CONTENU)
    assert (termes.enveloppe_eur, termes.plancher_eur, termes.plafond_eur) == (150_000, 10_000, 50_000)
    assert [(c.nom, c.poids) for c in termes.criteres] == [
        ("Force de l’alliance", 4),
        ("Besoin du territoire", 2),
    ]
    assert termes.seuils.part_minimale == pytest.approx(0.2)


FAUTES = {
    "titre": {"titre": "Court"},
    "themes": {"themes": ("ailleurs",)},
    "enveloppe": {"enveloppe": "beaucoup"},
    "plafond": {"plafond": "5 000"},
    "part_minimale": {"part_minimale": "60 %"},
    "clause": {"clause": ""},
    "exigees": {"exigees": ("budget",)},
    "criteres": {"criteres": ()},
    "vagues": {"vagues": ()},
    "vagues.0": {"vagues": (VagueSaisie(ouvre_le="2026-02-01", ferme_le="2026-02-03"),)},
    "vagues.1": {"vagues": (CONTENU.vagues[0], replace(CONTENU.vagues[1], ouvre_le="2026-03-31"))},
    "criteres.0.poids": {"criteres": (replace(CONTENU.criteres[0], poids="beaucoup"), CONTENU.criteres[1])},
    "criteres.1.nom": {"criteres": (CONTENU.criteres[0], replace(CONTENU.criteres[0], poids="1"))},
}


@pytest.mark.parametrize("champ", FAUTES)
def test_chaque_faute_est_dite_a_sa_place(champ: str) -> None:
    assert set(rules.erreurs(replace(CONTENU, **FAUTES[champ]), AUJOURD_HUI)) == {champ}


def test_des_poids_tous_nuls_et_une_cloture_passee_sont_dits() -> None:
    nuls = replace(CONTENU, criteres=tuple(replace(c, poids="0") for c in CONTENU.criteres))
    assert "à zéro" in rules.erreurs(nuls, AUJOURD_HUI)["criteres"]
    assert "passée" in rules.erreurs(CONTENU, date(2026, 4, 1))["vagues.0"]


def test_un_brouillon_vide_dit_tout_en_une_fois() -> None:
    assert set(rules.erreurs(ContenuAppel(), AUJOURD_HUI)) == {
        *rules.BORNES, "clause", "criteres", "vagues.0", "enveloppe",
    }  # fmt: skip


@given(
    st.builds(
        ContenuAppel,
        titre=st.text(max_size=20),
        enveloppe=st.text(max_size=12),
        part_minimale=st.text(max_size=6),
        vagues=st.lists(
            st.builds(VagueSaisie, ouvre_le=st.text(max_size=10), heure=st.text(max_size=5)), max_size=2
        ).map(tuple),
        criteres=st.lists(
            st.builds(CritereSaisi, nom=st.text(max_size=9), poids=st.text(max_size=3)), max_size=2
        ).map(tuple),
    )
)
def test_toute_saisie_recoit_des_phrases(contenu: ContenuAppel) -> None:
    assert ContenuAppel.from_json(contenu.to_json()) == contenu
    assert all(phrase.endswith(".") for phrase in rules.erreurs(contenu, AUJOURD_HUI).values())


def test_une_vague_souvre_et_se_ferme_a_lheure_de_paris() -> None:
    hiver, ete = map(rules.lire_vague, CONTENU.vagues)
    assert hiver is not None
    assert ete is not None
    assert (hiver.ouvre_a, hiver.ferme_a) == (datetime(2026, 1, 31, 23), datetime(2026, 3, 31, 10))
    assert ete.ferme_a == datetime(2026, 10, 15, 10), "summer time"


def test_la_phase_suit_les_vagues_a_la_seconde() -> None:
    vagues = tuple(v for v in map(rules.lire_vague, CONTENU.vagues) if v)
    commun = {
        "id": "a",
        "contenu": CONTENU,
        "compte_id": "x",
        "version": 1,
        "cree_a": JANVIER,
        "maj_a": JANVIER,
    }
    lu = Appel(etat="publie", publie_a=JANVIER, clos_a=None, vagues=vagues, **commun)
    phases = {
        JANVIER: "a_venir",
        FEVRIER: "ouvert",
        datetime(2026, 3, 31, 10): "ouvert",
        datetime(2026, 3, 31, 10, 0, 1): "a_venir",
        datetime(2026, 10, 15, 10, 0, 1): "ferme",
    }
    assert {a: lu.phase(a) for a in phases} == phases
    assert replace(lu, etat="clos").phase(FEVRIER) == "ferme"
    assert replace(lu, etat="clos").vague(FEVRIER) is None


petits = st.integers(0, 8)
faits = st.builds(
    lambda es, ts, deux, alliances: Faits(es + deux, ts + deux, deux, alliances),
    petits,
    petits,
    st.integers(0, 3),
    petits,
)
montants = st.none() | st.integers(1, 100_000).map(Decimal)


def force(f: Faits, montant: Decimal | None, *, public: bool = False) -> int:
    return list(CLAUSES).index(recommander([f], montant, marche_public=public).clause)


@given(faits, montants, st.booleans(), st.sampled_from(["es", "ts", "alliances", "deux"]))
def test_plus_de_monde_ou_dalliances_ne_demande_jamais_moins(
    f: Faits, montant: Decimal | None, public: bool, quoi: str
) -> None:
    plus = (
        replace(f, es=f.es + 1, ts=f.ts + 1, deux=f.deux + 1)
        if quoi == "deux"
        else replace(f, **{quoi: getattr(f, quoi) + 1})
    )
    assert force(plus, montant, public=public) >= force(f, montant, public=public)


@given(faits, st.integers(1, 100_000), st.integers(0, 100_000))
def test_plus_dargent_ne_demande_jamais_moins(f: Faits, montant: int, plus: int) -> None:
    assert force(f, Decimal(montant + plus)) >= force(f, Decimal(montant))


@given(faits, montants, st.booleans())
def test_echanger_les_cotes_ne_change_rien(f: Faits, montant: Decimal | None, public: bool) -> None:
    inverse = replace(f, es=f.ts, ts=f.es)
    assert recommander([f], montant, marche_public=public) == recommander(
        [inverse], montant, marche_public=public
    )


@given(st.lists(faits, min_size=1, max_size=4), montants)
def test_plusieurs_cases_gardent_ce_qui_vaut_partout(lues: list[Faits], montant: Decimal | None) -> None:
    ensemble = list(CLAUSES).index(recommander(lues, montant).clause)
    assert ensemble == min(force(f, montant) for f in lues)


@given(faits, montants)
def test_un_marche_public_noblige_jamais_et_appelle_un_juriste(f: Faits, montant: Decimal | None) -> None:
    rendu = recommander([f], montant, marche_public=True)
    assert rendu.clause != clause.BINOME
    assert "juriste" in rendu.juriste


@pytest.mark.parametrize(
    ("f", "montant", "attendue"),
    [
        (Faits(0, 4, 0, 0), None, "aucun"),
        (Faits(1, 1, 1, 0), None, "aucun"),  # one structure of both sides makes no pair
        (Faits(2, 2, 2, 0), None, "financer_la_rencontre"),
        (Faits(1, 2, 0, 0), None, "financer_la_rencontre"),
        (Faits(3, 3, 0, 0), None, "bonification"),
        (Faits(1, 1, 0, 2), None, "bonification"),
        (Faits(3, 9, 0, 1), None, "volet_reserve"),
        (Faits(5, 5, 0, 3), None, "binome_obligatoire"),
        (Faits(5, 5, 0, 3), Decimal(29_999), "volet_reserve"),
        (Faits(5, 5, 0, 3), Decimal(9_999), "bonification"),
        (Faits(None, 5, 0, 0), None, "donnees_insuffisantes"),
    ],
)
def test_chaque_issue_est_atteinte_et_dit_sa_regle(f: Faits, montant: Decimal | None, attendue: str) -> None:
    rendu = recommander([f], montant)
    assert rendu.clause == attendue
    assert rendu.regle.endswith(".")
    assert bool(rendu.abaissee) == (montant is not None)
    assert attendue in clause.EXPLICATIONS
