"""What is typed, what the glossary puts beside it, what is highlighted, what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.recherche import Interpretation, dire, surligner
from observatoire.recherche.elargissement import passages, voisins
from observatoire.recherche.pliage import racine
from observatoire.recherche.saisie import lire_saisie
from observatoire.recherche.vocabulaire import ecart_permis
from observatoire.web import fragments


@pytest.mark.parametrize(
    ("saisie", "lus"),
    [
        ("aide alimentaire", [("aide", False), ("alimentaire", False)]),
        ('"aide alimentaire" lyon', [("aide alimentaire", True), ("lyon", False)]),
        ("lyon «\u00a0aide alimentaire\u00a0»", [("lyon", False), ("aide alimentaire", True)]),
        ("“premières heures”", [("premieres heures", True)]),
        ('une "citation ouverte', [("citation", False), ("ouverte", False)]),
        ('"le la"', []),
        ("emploi emplois EMPLOI", [("emploi", False)]),
        ("A.S.E. et salarié·e·s", [("ase", False), ("salarie", False)]),
        ("directeur(rice)s ou animateur.rice.s", [("directeur", False), ("animateur", False)]),
    ],
)
def test_ce_qui_est_tape(saisie: str, lus: list[tuple[str, bool]]) -> None:
    assert [(t.plie, t.cite) for t in lire_saisie(saisie)[0]] == lus


def test_les_mots_ecrits_d_un_tenant() -> None:
    joints = {(j.plie, j.groupes) for j in lire_saisie("sans-abri tiers lieu")[1]}
    assert joints == {("sansabri", (0,)), ("abritiers", (0, 1)), ("tierslieu", (1, 2))}


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("aides", "aide"),
        ("pôles", "pole"),
        ("tiers-lieux", "tiers-lieu"),
        ("travailleuses", "travailleurs"),
        ("âgées", "âge"),
    ],
)
def test_pluriels_et_feminins_courts(un: str, autre: str) -> None:
    assert lire_saisie(un)[0][-1].racines == lire_saisie(autre)[0][-1].racines


@pytest.mark.parametrize(
    ("mot", "ecart"), [("ase", 0), ("lien", 1), ("logement", 2), ("hebergement", 3), ("b12345678", 0)]
)
def test_les_fautes_pardonnees(mot: str, ecart: int) -> None:
    assert ecart_permis(mot) == ecart


GLOSSAIRE = voisins(
    (
        ("ASE", ("aide sociale à l’enfance",)),
        ("Alliance", ("collaboration",)),
        ("Collaboration", ("travail",)),
    )
)


def test_le_glossaire_va_dans_les_deux_sens_et_d_un_seul_pas() -> None:
    assert {mots for p in passages(["ase"], GLOSSAIRE) for mots, _ in p.expressions} == {
        "aide sociale à l’enfance"
    }
    longue = [racine(m) for m in ("aide", "sociale", "enfance")]
    assert [
        (p.debut, p.fin, [m for m, _ in p.expressions]) for p in passages(["lyon", *longue], GLOSSAIRE)
    ] == [(1, 4, ["ASE"])]
    autour = passages([racine("collaboration")], GLOSSAIRE)[0].expressions
    assert {mots for mots, _ in autour} == {"alliance", "travail"}
    assert {mots for mots, _ in passages([racine("travail")], GLOSSAIRE)[0].expressions} == {"collaboration"}


def test_ce_qui_est_cite_n_est_pas_elargi() -> None:
    assert passages([None, "lyon"], GLOSSAIRE) == []


def marques(texte: str, *suites: tuple[str, ...], debuts: tuple[str, ...] = ()) -> list[str]:
    lue = Interpretation(marques=suites, debuts=debuts)
    return [morceau for morceau, marque in surligner(texte, lue) if marque]


def test_les_mots_trouves_sont_marques() -> None:
    assert marques("Les Hébergements d’urgence", (racine("hebergement"),)) == ["Hébergements"]
    assert marques("L’aide sociale à l’enfance aide", ("aide", racine("sociale"), racine("enfance"))) == [
        "aide sociale à l’enfance"
    ]
    assert marques("Une co-formation", (racine("coformation"),)) == ["co-formation"]
    assert marques("Une colocation", debuts=("coloc",)) == ["colocation"]
    assert marques("Rien ici", ("autre",)) == []


@given(st.text(max_size=80), st.lists(st.text("abc", min_size=1, max_size=3), max_size=3))
def test_marquer_ne_change_pas_le_texte(texte: str, mots: list[str]) -> None:
    import unicodedata

    lue = Interpretation(marques=tuple((racine(m),) for m in mots), debuts=tuple(mots))
    assert "".join(m for m, _ in surligner(texte, lue)) == unicodedata.normalize("NFC", texte)


def test_un_texte_marque_reste_echappe() -> None:
    lue = Interpretation(marques=((racine("script"),), ("amp",)))
    html = fragments.marquer("<script>alert('x')</script> & amp", lue)
    assert html == (
        "&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt; &amp; <mark>amp</mark>"
    )


def test_ce_qui_est_dit() -> None:
    lue = Interpretation(
        mots=3, tenus=2, corrections=(("colocasion", "colocation"),), elargie_a=("ASE", "aide sociale")
    )
    assert dire("a b c", lue) == [
        "Recherche corrigée\u00a0: «\u00a0colocation\u00a0» pour «\u00a0colocasion\u00a0».",
        "Aucune fiche ne contient les 3\u00a0mots cherchés\u00a0: voici celles qui en contiennent au moins 2.",
        "Recherche élargie à\u00a0: «\u00a0ASE\u00a0» et «\u00a0aide sociale\u00a0».",
    ]
    assert dire("", None) == []
    assert dire("a", Interpretation(mots=1, tenus=1)) == []
