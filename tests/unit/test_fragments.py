"""Pieces of HTML: nothing that comes in can become a tag, an attribute or a script."""

from html.parser import HTMLParser

import pytest

from observatoire.vocabulaires import vocabulaire
from observatoire.web import fragments

ATTAQUES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</article><form action=https://ailleurs.example>",
    "&lt;b&gt;",
)
PERMISES = {"article", "div", "span", "h2", "h3", "a", "p", "ul", "li", "strong", "small", "nav", "ol", "b"}


class Lecteur(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self) -> None:
        super().__init__()
        self.balises: set[str] = set()
        self.attributs: list[tuple[str, str | None]] = []
        self.texte = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.add(tag)
        self.attributs += attrs

    def handle_data(self, data: str) -> None:
        self.texte += data


def lire(html: str) -> Lecteur:
    lecteur = Lecteur()
    lecteur.feed(html)
    return lecteur


@pytest.mark.parametrize("mal", ATTAQUES)
def test_rien_ne_s_echappe(mal: str) -> None:
    morceaux = (
        fragments.carte_pratique(
            mal, mal, mal, lieu=mal, mixite=mal, confiance=fragments.badge_origine(mal), activite=mal
        ),
        fragments.pastille(mal),
        fragments.badge(mal, mal),
        fragments.badge_origine(mal),
        fragments.chiffre(mal, mal, mal),
        fragments.fil_ariane([(mal, "/"), (mal, None)]),
        fragments.etat_vide(mal, mal, [(mal, mal)]),
        fragments.message(mal, "erreur", mal),
        fragments.lien(mal, mal),
        fragments.lien("https://exemple.fr/" + mal, mal),
    )
    for html in morceaux:
        lu = lire(html)
        assert lu.balises <= PERMISES
        assert not [nom for nom, _ in lu.attributs if nom.startswith("on")]
        assert mal in lu.texte


@pytest.mark.parametrize(
    "adresse",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//ailleurs.example",
        "/\\ailleurs",
        "http://[",
        "",
    ],
)
def test_adresse_refusee(adresse: str) -> None:
    assert fragments.lien_sur(adresse) is None
    assert "href" not in fragments.lien(adresse, "texte")


@pytest.mark.parametrize("adresse", ["https://exemple.fr/a?b=c", "http://exemple.fr", "/explorer?q=x"])
def test_adresse_suivie(adresse: str) -> None:
    assert fragments.lien_sur(adresse) == adresse


def test_les_liens_du_dehors_ne_disent_pas_d_ou_l_on_vient() -> None:
    assert "noreferrer" in fragments.lien("https://exemple.fr", "x")
    assert "noreferrer" not in fragments.lien("/donnees", "x")


@pytest.mark.parametrize("nom", ["cote", "mixite"])
def test_chaque_cote_a_sa_forme_et_son_mot(nom: str) -> None:
    for valeur in vocabulaire(nom).valeurs:
        html = fragments.pastille(valeur.code)
        assert 'class="forme ' in html
        assert valeur.libelle in lire(html).texte


def test_les_formes_distinguent_les_cotes_sans_la_couleur() -> None:
    formes = [fragments.forme(code) for code in ("es", "ts", "mixte", "public", "inconnu")]
    assert len(set(formes)) == len(formes)


def test_non_confirmee_le_dit_en_mots() -> None:
    assert "non confirmée" in fragments.badge_origine("documentee")


def test_sans_lieu_est_dit() -> None:
    assert "Lieu non précisé" in fragments.carte_pratique("a", "Titre", "Résumé")
