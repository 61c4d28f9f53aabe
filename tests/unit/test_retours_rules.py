"""Nobody can be told from published figures: proved on any crowd, with every total, breakdown, period and date at once."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.retours.model import NOTES, QUESTIONS, Lot, Mois, Saisie
from observatoire.retours.rules import (
    BORNES_PHRASE,
    REPONSES_AU_MOINS,
    avis_vie_privee,
    erreurs,
    former_lots,
    mois_de,
    nettoyer,
)

MOIS = [date(2026, m, 1) for m in range(1, 13)]
Groupe = frozenset[int]
"""Who answered, among the people of the crowd."""

personnes = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["personne", "es"]), st.sampled_from(MOIS[:8])),
    max_size=60,
)
publications = st.sets(st.sampled_from(MOIS), min_size=1)


def lots_de(foule: list[tuple[str, str, date]], dates: Iterable[date]) -> list[tuple[date, str, str, Groupe]]:
    """Return (published at, pratique, voice, who) of every batch, as successive publications make them."""
    faits, publies = [], set()
    for courant in sorted(dates):
        attente: dict[tuple[str, str], dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
        for qui, (pratique, voix, mois) in enumerate(foule):
            if qui not in publies:
                attente[pratique, voix][mois].add(qui)
        for (pratique, voix), par_mois in attente.items():
            lus = [Mois(m, len(p), (len(p),) * 3) for m, p in par_mois.items() if m < courant]
            for lot in former_lots(lus, courant):
                groupe = frozenset(q for m, p in par_mois.items() if lot.du <= m <= lot.au for q in p)
                assert lot.nombre == len(groupe)
                publies |= groupe
                faits.append((courant, pratique, voix, groupe))
    return faits


def publie(foule: list[tuple[str, str, date]], dates: set[date]) -> list[Groupe]:
    """Return the group behind every figure ever published: each batch, and at each date the sum of batches by anything."""
    lots = lots_de(foule, dates)
    figures: list[Groupe] = [g for *_, g in lots]
    for vue in sorted(dates):
        for par in ((0, 1), (0,), (1,), ()):
            sommes: dict[object, set[int]] = defaultdict(set)
            for quand, pratique, voix, groupe in lots:
                if quand <= vue:
                    sommes[tuple((pratique, voix)[i] for i in par)] |= groupe
            figures += [frozenset(s) for s in sommes.values()]
    return figures


def atomes(figures: list[Groupe]) -> list[int]:
    """Return the sizes of the smallest groups that any additions and subtractions of the figures can single out.

    People who stand in exactly the same figures cannot be told apart by any linear combination of them.
    """
    presence: dict[int, list[int]] = defaultdict(list)
    for rang, groupe in enumerate(figures):
        for qui in groupe:
            presence[qui].append(rang)
    return list(Counter(tuple(p) for p in presence.values()).values())


@given(personnes, publications)
def test_no_combination_of_published_figures_is_about_fewer_than_five(
    foule: list[tuple[str, str, date]], dates: set[date]
) -> None:
    figures = publie(foule, dates)
    assert all(taille >= REPONSES_AU_MOINS for taille in atomes(figures))
    for un, autre in itertools.combinations(set(figures), 2):
        assert not un < autre or len(autre - un) >= REPONSES_AU_MOINS


def test_the_proof_can_fail() -> None:
    """A total shown as soon as it reaches five, then again at six, tells the sixth: the check sees it."""
    cinq, six = frozenset(range(5)), frozenset(range(6))
    assert sorted(atomes([cinq, six])) == [1, 5]
    assert atomes([cinq, six - cinq | frozenset(range(6, 10))]) == [5, 5]


@given(personnes, publications, st.sampled_from(MOIS))
def test_a_later_publication_adds_batches_and_changes_none(
    foule: list[tuple[str, str, date]], dates: set[date], suivante: date
) -> None:
    avant = lots_de(foule, dates)
    apres = lots_de(foule, dates | {suivante})
    fin = max(dates)
    if suivante > fin:
        assert [un for un in apres if un[0] <= fin] == avant


@given(personnes)
def test_all_that_can_be_published_is_in_the_end(foule: list[tuple[str, str, date]]) -> None:
    """What remains of a pratique and a voice, once its months are over, is fewer than five."""
    publies = {q for *_, g in lots_de(foule, {MOIS[-1]}) for q in g}
    restent = Counter((p, v) for q, (p, v, _) in enumerate(foule) if q not in publies)
    assert all(n < REPONSES_AU_MOINS for n in restent.values())


@given(st.dictionaries(st.sampled_from(MOIS), st.integers(1, 9)), st.sampled_from(MOIS))
def test_batches_are_whole_months_in_order_and_keep_every_sum(
    comptes: dict[date, int], courant: date
) -> None:
    attente = [Mois(m, n, (2 * n, n, 0)) for m, n in comptes.items()]
    lots = former_lots(attente, courant)
    assert former_lots(attente[::-1], courant) == lots
    assert all(lot.nombre >= REPONSES_AU_MOINS and lot.du <= lot.au < courant for lot in lots)
    assert all(a.au < b.du for a, b in itertools.pairwise(lots))
    for lot in lots:
        dedans = [m for m in attente if lot.du <= m.mois <= lot.au]
        total = sum(m.nombre for m in dedans)
        assert lot == Lot(lot.du, lot.au, total, (2 * total, total, 0))


@given(st.dates())
def test_a_date_is_kept_as_its_month(jour: date) -> None:
    assert mois_de(jour).day == 1
    assert (mois_de(jour).year, mois_de(jour).month) == (jour.year, jour.month)


@pytest.mark.parametrize("reponse", NOTES)
def test_an_answer_is_three_closed_ones_and_a_sentence_if_one_wants(reponse: str) -> None:
    saisie = nettoyer(
        Saisie(utile=f" {reponse} ", ecoute=reponse, ensemble=reponse, phrase="  Merci \n à tous  ")
    )
    assert saisie.phrase == "Merci à tous"
    assert erreurs(saisie) == {}
    assert set(erreurs(Saisie())) == set(QUESTIONS)
    long = Saisie(utile=reponse, ecoute=reponse, ensemble=reponse, phrase="a" * (BORNES_PHRASE.maxi + 1))
    assert set(erreurs(long)) == {"phrase"}


def test_a_sentence_that_tells_who_somebody_is_gets_a_plain_warning() -> None:
    assert "06 12 34 56 78" in avis_vie_privee("Appelez Samira au 06 12 34 56 78.")
    assert "le nom d’une personne" in avis_vie_privee("Madame Dupont m’a bien aidé.")
    assert avis_vie_privee("On m’a bien écouté, et j’ai trouvé un logement.") == ""
