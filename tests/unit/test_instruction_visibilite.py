"""Who sees which opinion, every cell of the table; hidden names that no other way of reading finds again."""

import re
import unicodedata
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.instruction.masque import cacher, noms_a_cacher
from observatoire.instruction.model import LECTURES, OUVERTE, PHASES, RENDUE, Relecture, Saisie
from observatoire.instruction.visibilite import visible

A = datetime(2026, 3, 1)
OUI_NON = (False, True)
VUS = {
    # (who, phase, their own): the states in which an opinion is seen by who gave theirs on the file, then by who did not
    **{
        (qui, phase, True): ({OUVERTE, RENDUE},) * 2
        for qui in ("instructeur", "lecteur", "autre")
        for phase in PHASES
    },
    ("instructeur", "mise_en_commun", False): ({RENDUE}, {RENDUE}),
    ("instructeur", "decision", False): ({RENDUE}, {RENDUE}),
    ("lecteur", "mise_en_commun", False): ({RENDUE}, set()),
    ("lecteur", "decision", False): ({RENDUE}, set()),
}


@pytest.mark.parametrize("etat", LECTURES)
@pytest.mark.parametrize("place", list(product(("instructeur", "lecteur", "autre"), PHASES, OUI_NON)))
def test_qui_voit_quel_avis(place: tuple[str, str, bool], etat: str) -> None:
    qui, phase, sien = place
    lue = Relecture(
        candidature_id="c",
        compte_id="r",
        college="es",
        etat=etat,
        saisie=Saisie(),
        lien=None,
        version=1,
        maj_a=A,
        rendue_a=None,
    )
    rendu, pas_rendu = VUS.get(place, (set(), set()))
    assert visible(qui, phase, lue, sien=sien, a_rendu=True) == (etat in rendu)
    assert visible(qui, phase, lue, sien=sien, a_rendu=False) == (etat in pas_rendu)


@pytest.mark.parametrize(
    ("texte", "noms", "attendu"),
    [
        ("Le Relais agit avec LE-RELAIS, le relais.", ["Le Relais"], "[…] agit avec […], […]."),
        ("Relaisons les relais", ["Le Relais"], "Relaisons les relais"),
        ("Voir www.lerelais.org", ["Le Relais"], "Voir www.[…].org"),
        ("EMMAUS et Emmaüs et emma\u00adüs", ["Emmaüs"], "[…] et […] et […]"),
        ("Jean Pierre, jean-pierre, Jean\u00a0–\u00a0Pierre", ["Jean-Pierre"], "[…], […], […]"),
        ("A X B", ["A B", "X"], "[…]"),
        ("Cœur d’Or et coeur d'or", ["CŒUR D’OR"], "[…] et […]"),
        ("Никола est venu", ["НИКОЛА"], "[…] est venu"),
        ("rien", ["", "…", "  "], "rien"),
    ],
)
def test_un_nom_est_cache_comme_on_le_lit(texte: str, noms: list[str], attendu: str) -> None:
    assert cacher(texte, noms) == attendu


def test_les_noms_a_cacher_vont_jusquau_sigle_et_au_prenom() -> None:
    noms = noms_a_cacher(["Association Les Deux Rives (LDR)"], ["Anne-Lise de Brest"])
    texte = "Les deux rives, LDR ; Mme Brest, Brest Anne-Lise, Anne Lise. Association LES DEUX RIVES."
    assert not re.search(r"rives|ldr|brest|anne|lise", cacher(texte, noms), re.IGNORECASE)
    assert noms_a_cacher([""], [" "]) == []


def mots(texte: str) -> list[str]:
    """Read words another way: decomposed, without marks nor what is not seen, cut where a character is no letter nor figure."""
    nu = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", texte).casefold())
    nu = nu.replace("œ", "oe").replace("æ", "ae")
    nu = "".join(c for c in nu if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(c if c.isalnum() else " " for c in nu).split()


def contient(texte: str, nom: str) -> bool:
    lus, cherche = mots(texte), mots(nom)
    suites = (lus[i : i + len(cherche)] for i in range(len(lus)))
    return bool(cherche) and any(s == cherche for s in suites)


NOM = st.text("abcéèœŒ -’XY", min_size=1, max_size=8) | st.sampled_from(
    ["Le Relais", "Emmaüs", "Jean-Pierre", "nom", "ASE"]
)
DEGUISER = (
    str.upper,
    str.lower,
    str.title,
    lambda n: n.replace(" ", "-"),
    lambda n: unicodedata.normalize("NFD", n),
    lambda n: n,
)


@given(st.lists(NOM, min_size=1, max_size=4), st.lists(st.text(max_size=6), max_size=6), st.data())
def test_aucun_nom_ne_reste(noms: list[str], autour: list[str], data) -> None:
    morceaux = [
        data.draw(st.sampled_from(DEGUISER))(data.draw(st.sampled_from(noms))) + f" {a} " for a in autour
    ]
    rendu = cacher("".join(morceaux), noms)
    assert not [n for n in noms if contient(rendu, n)]
    assert cacher(rendu, noms) == rendu


@given(st.text(max_size=40), st.lists(NOM, max_size=3))
def test_un_texte_sans_nom_reste_tel_quel(texte: str, noms: list[str]) -> None:
    colles = {"".join(mots(n)) for n in noms}
    if not any(contient(texte, n) for n in noms) and not any(c and c in "".join(mots(texte)) for c in colles):
        assert cacher(texte, noms) == texte
