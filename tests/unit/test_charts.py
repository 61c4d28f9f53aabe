"""Charts: nothing lost, French words, no colour needed, no more bytes than they should weigh."""

import csv
import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import plotly.io
import pytest

from observatoire.pratiques import Recherche, Repartition, Repartitions
from observatoire.vocabulaires import vocabulaire
from observatoire.web import charts, couleurs, ressources
from observatoire.web.explorateur import graphiques
from observatoire.web.formats import FINE, INSECABLE
from observatoire.web.graphiques import BARRES_AU_PLUS, Filtre, Graphique, composer

OCTETS_AU_PLUS = 12_000
OCTETS_EN_TOUT = 40_000
NOMS = {f"region-{n:02}": f"Région {n}" for n in range(1, 19)}


def repartitions(**champs: Any) -> Repartitions:
    """A large answer, full in every field, unless told otherwise."""
    formes = {v.code: 100 - rang for rang, v in enumerate(vocabulaire("forme"))}
    total = sum(formes.values()) + 40
    par_defaut: dict[str, Any] = {
        "nombre": total,
        "mixite": Repartition({"a_verifier": total - 300, "mixte": 200, "non_mixte": 100}, 0),
        "themes": {
            c.code: {"mixte": 3, "a_verifier": 60 - rang}
            for rang, c in enumerate(vocabulaire("thematique").categories)
            if c.code != "obs"
        },
        "sans_theme": {"a_verifier": 58, "non_mixte": 2},
        "forme": Repartition(formes, 40),
        "activite": Repartition({"active": 1200, "abandonnee": 1}, total - 1201),
        "objectif": Repartition({v.code: 9 for v in vocabulaire("objectif")}, 3),
        "annee": Repartition({str(a): a - 1990 for a in range(1998, 2026) if a != 2020}, 130),
        "niveau": "region",
        "territoire": Repartition({r: 40 - rang for rang, r in enumerate(NOMS)}, 7),
    }
    return Repartitions(**par_defaut | champs)


def graphiques_de(r: Recherche | None = None, **champs: Any) -> dict[str, Graphique]:
    return {g.cle: g for g in composer(r or Recherche(), repartitions(**champs), NOMS)}


TOUS = graphiques_de()


def vers(filtre: Filtre) -> str:
    """Stand for the explorer's address of a filter."""
    return graphiques.vers(Recherche(q="a&b", vue="graphiques"), filtre)


def brute(g: Graphique) -> dict[str, Any]:
    """Return what the browser gets."""
    return json.loads(plotly.io.to_json(charts.dessiner(g, vers), validate=False))


def textes(figure: Mapping[str, Any]) -> list[str]:
    """Return every text drawn beside the bars."""
    return [a["text"] for a in figure["layout"].get("annotations", ())] + [
        t for serie in figure["data"] for t in serie.get("text", ())
    ]


def luminance(couleur: str) -> float:
    rouge, vert, bleu = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


@pytest.mark.parametrize("cle", TOUS)
def test_every_bar_is_there_with_its_count_beside_it(cle: str) -> None:
    g = TOUS[cle]
    figure = brute(g)
    valeurs = [serie["y" if g.debout else "x"] for serie in figure["data"]]
    assert [tuple(v) for v in zip(*valeurs, strict=True)] == [b.comptes for b in g.barres]
    dits = [re.sub(r"<[^>]+>", "", t) for t in textes(figure)]
    for barre in g.barres:
        assert not barre.total or any(t.startswith(f"{barre.total:,}".replace(",", FINE)) for t in dits), (
            barre.libelle
        )
    if not g.debout:
        libelles = [
            re.sub(r"</?a[^>]*>", "", t.replace("<br>", " ")).rstrip(INSECABLE) for t in textes(figure)
        ]
        assert {b.libelle for b in g.barres} <= set(libelles)


@pytest.mark.parametrize("cle", TOUS)
def test_no_figure_needs_its_colours(cle: str) -> None:
    """Two fills of one chart differ by their pattern, or by a grey that is seen in both themes."""
    remplissages = set()
    for serie in brute(TOUS[cle])["data"]:
        marques, n = serie["marker"], len(TOUS[cle].barres)
        motif, fond = marques.get("pattern", {}).get("shape", ""), marques["color"]
        motifs = motif if isinstance(motif, list) else [motif] * n
        fonds = fond if isinstance(fond, list) else [fond] * n
        remplissages |= set(zip(motifs, fonds, strict=True))
    jetons = {c.clair: c for c in couleurs.JETONS.values()}
    for (motif, fond), (autre, autre_fond) in combinations(sorted(remplissages), 2):
        gris = [
            abs(luminance(jetons[fond].dans(t)) - luminance(jetons[autre_fond].dans(t)))
            for t in ("clair", "sombre")
        ]
        assert motif != autre or min(gris) > 0.25


def test_every_colour_drawn_follows_the_theme() -> None:
    """Figures hold light values of the palette; the style sheet served gives each its token."""
    regles = ressources.contenus()["explorer.css"].decode()
    dessinees = {c for g in TOUS.values() for c in re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(brute(g)))}
    assert len(dessinees) >= 5
    for couleur in dessinees:
        rgb = ", ".join(str(int(couleur[i : i + 2], 16)) for i in (1, 3, 5))
        for propriete in ("fill", "stroke"):
            assert f'[style*="{propriete}: rgb({rgb})"], [{propriete}="rgb({rgb})"]' in regles
            noms = re.findall(rf'{propriete}="rgb\({rgb}\)"\]\) {{ {propriete}: var\(--([\w-]+)\)', regles)
            assert [couleurs.JETONS[nom].clair for nom in noms] == [couleur]


def test_font_and_numbers_are_ours() -> None:
    for g in TOUS.values():
        mise = brute(g)["layout"]["template"]["layout"]
        assert mise["separators"] == f",{FINE}"
        assert mise["font"]["family"].startswith("'Atkinson")


def test_names_are_links_to_what_their_bar_counts() -> None:
    """What a finger or a keyboard uses: the names, when the bar has something to ask."""
    for g in TOUS.values():
        liens = {
            html.unescape(nom).replace("<br>", " "): html.unescape(adresse)
            for t in textes(brute(g))
            for adresse, nom in re.findall(r'^<a href="([^"]+)" target="_self">(.*)</a>\u00a0$', t)
        }
        assert liens == {b.libelle: vers(b.filtre) for b in g.barres if b.filtre}
    assert vers({"forme": ("ptce",)}) == "/explorer?q=a%26b&forme=ptce&vue=graphiques"
    assert graphiques.vers(Recherche(q="œ" * 200), {"forme": ("ptce",)}) == "", "too long to be repeated"


def test_figures_stay_light() -> None:
    poids = {cle: len(json.dumps(brute(g), ensure_ascii=False).encode()) for cle, g in TOUS.items()}
    assert len(poids) == 6
    assert max(poids.values()) <= OCTETS_AU_PLUS, poids
    assert sum(poids.values()) <= OCTETS_EN_TOUT, poids


def test_words_are_french_and_say_totals_and_what_is_unknown() -> None:
    n = repartitions().nombre
    assert (
        TOUS["annees"].phrase
        == f"1{FINE}957{INSECABLE}pratiques sur 2{FINE}087{FINE}; 130 à la date inconnue."
    )
    assert n == 2087
    for g in TOUS.values():
        assert g.resume.startswith(f"{g.titre}. ")
        for texte in (g.titre, g.phrase, g.prudence, g.resume):
            assert not re.search(r"(?<![\u00a0])[:»]|«(?!\u00a0)|(?<!\u202f)[;!?]|'", texte), texte
        for barre in g.barres:
            assert not re.search(r"\d{4}(?=\u00a0pratiques)", charts.bulle(g, barre, 0))
    assert charts.bulle(TOUS["formes"], TOUS["formes"].barres[0], 0) == (
        f"<b>Rencontre</b><br>100{INSECABLE}pratiques, 5{FINE}% des 2{FINE}087"
    )


def test_a_share_never_makes_something_nothing() -> None:
    assert charts.part(1, 1000) == f"moins de{INSECABLE}1{FINE}%"
    assert charts.part(0, 1000) == f"0{FINE}%"
    assert charts.part(5, 10) == f"50{FINE}%"


def test_alliances_are_said_beside_each_theme() -> None:
    lu = {
        "logement-hebergement": {"mixte": 2, "a_verifier": 3},
        "sante": {"mixte": 2},
        "mobilite": {"non_mixte": 1},
    }
    g = graphiques_de(themes=lu)["themes"]
    assert [charts.dire(g, b) for b in g.barres] == [
        f"<b>5</b>, dont 2{INSECABLE}mixtes",
        "<b>2</b> mixtes",
        "<b>1</b>",
    ]
    assert [s.nombre for s in g.series] == [200, 100, repartitions().nombre - 300]


def test_the_rarest_forms_are_gathered_and_their_sum_is_right() -> None:
    g = TOUS["formes"]
    assert len(g.barres) == BARRES_AU_PLUS
    assert sum(b.total for b in g.barres) == g.nombre - 40
    assert g.barres[-1].libelle == f"{len(g.lignes) - BARRES_AU_PLUS + 1} formes moins fréquentes"
    assert g.barres[-1].filtre == {}


def test_values_that_overlap_are_never_added_up() -> None:
    """A pratique has several regions, themes, aims: the rest is told in words, whole in the table."""
    for cle, combien in (("territoires", 18), ("themes", 16), ("objectifs", 18)):
        g = TOUS[cle]
        assert (len(g.barres), len(g.lignes)) == (BARRES_AU_PLUS, combien)
        assert f"{combien - BARRES_AU_PLUS}{INSECABLE}autres" in g.phrase


def test_years_without_any_keep_their_place_and_old_ones_are_gathered() -> None:
    barres = TOUS["annees"].barres
    assert [b.libelle for b in barres[:2]] == ["Avant 2011", "2011"]
    assert [b.libelle for b in barres[1:]] == [str(a) for a in range(2011, 2026)]
    assert next(b.total for b in barres if b.libelle == "2020") == 0
    assert sum(b.total for b in barres) == sum(repartitions().annee.comptes.values())
    assert [
        b.libelle for b in graphiques_de(annee=Repartition({"2019": 1, "2021": 2}, 0))["annees"].barres
    ] == [
        "2019",
        "2020",
        "2021",
    ]


def test_an_activity_nobody_knows_is_a_bar_like_the_others() -> None:
    g = TOUS["activites"]
    assert [b.libelle for b in g.barres] == ["Active", "Arrêtée avant son terme", "Inconnue"]
    assert sum(b.total for b in g.barres) == g.nombre


def test_a_chart_with_nothing_to_show_is_not_there() -> None:
    vide = Repartition({}, 282)
    assert list(graphiques_de(themes={}, objectif=vide, territoire=vide, annee=vide, niveau="")) == [
        "formes",
        "activites",
    ]
    rien = replace(repartitions(), nombre=0, themes={}, forme=Repartition({}, 0), activite=Repartition({}, 0))
    assert not [g for g in composer(Recherche(), rien, {}) if g.cle in ("themes", "formes", "activites")]


# --- what a click asks, the table, the file ---


def test_a_click_asks_for_what_the_bar_counts() -> None:
    g = TOUS["themes"]
    assert graphiques.demande(g, 0, 0) == {"theme": (g.barres[0].code,), "mixite": ("mixte",)}
    assert graphiques.demande(TOUS["territoires"], 0, 1) == {"territoire": "region-02"}
    assert graphiques.demande(TOUS["formes"], 0, BARRES_AU_PLUS - 1) == {}
    assert graphiques.demande(TOUS["activites"], 0, 2) == {}
    assert not any(b.filtre for b in TOUS["annees"].barres)


def test_a_theme_beside_the_one_asked_cannot_be_asked_too() -> None:
    """Values of a filter add up: « mobilité » and « santé » are either, when the bar counts both."""
    g = graphiques_de(Recherche(theme=("mobilite",)))["themes"]
    assert [b.code for b in g.barres if b.filtre] == ["mobilite"]


@pytest.mark.parametrize("cle", TOUS)
def test_the_table_holds_every_row_and_links_to_what_it_counts(cle: str) -> None:
    g = TOUS[cle]
    ecrit = graphiques.en_tableau(Recherche(q="a&b", vue="graphiques"), g)
    rangees = re.findall(r'<tr><th scope="row">([^<]+)</th>', ecrit)
    attendues = [ligne.libelle for ligne in (*g.lignes, *((g.inconnus,) if g.inconnus else ()))]
    assert rangees == attendues
    liens = re.findall(r'href="([^"]+)"', ecrit)
    assert bool(liens) == any(ligne.filtre for ligne in g.lignes)
    assert all(lien.startswith("/explorer?q=a%26b&amp;") and "vue=graphiques" in lien for lien in liens)


@pytest.mark.parametrize("cle", TOUS)
def test_the_file_opens_in_a_french_spreadsheet(cle: str) -> None:
    g = TOUS[cle]
    octets = graphiques.en_csv(g)
    assert octets.startswith(b"\xef\xbb\xbf")
    titres, *lignes = csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";")
    assert titres[:2] == [g.colonne, "Code"]
    assert titres[2:-1] == [s.libelle for s in g.series]
    assert len(lignes) == len(g.lignes) + (g.inconnus is not None)
    assert [tuple(map(int, ligne[2:-1])) for ligne in lignes[: len(g.lignes)]] == [
        x.comptes for x in g.lignes
    ]
    assert all(re.fullmatch(r"\d+,\d", ligne[-1]) for ligne in lignes)


def test_names_from_outside_are_escaped_everywhere() -> None:
    mauvais = "<img src=x onerror=alert(1)>"
    g = {x.cle: x for x in composer(Recherche(), repartitions(), NOMS | {"region-01": mauvais})}[
        "territoires"
    ]
    assert "<img" not in graphiques.en_tableau(Recherche(), g) + graphiques.entete(g)
    assert "<img" not in json.dumps(brute(g))
