"""The sheet: what is known in a reader's order, what is not known said once, where it comes from said honestly."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
import streamlit
from tests.factories_publication import partenaire, pratique, publier, semer_territoires, source
from tests.pages.ouvrir import TOUS_LES_ROLES, cartes, html, ouvrir

from observatoire.store import lire

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_an_example_of_the_report_says_so_and_quotes_it(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("pratique", monkeypatch, role, id="colocations-solidaires-de-caracol")
    dit = html(page)
    assert '<h1 class="titre-fiche">Colocations solidaires de Caracol</h1>' in dit
    assert "Exemple cité dans le compte rendu de La Grande Rencontre" in dit
    assert "«\u00a0Les colocations solidaires proposées par l’association Caracol\u00a0»" in dit
    assert dit.index("Avec qui") < dit.index("Sources") < dit.index("Ce que les sources ne disent pas")
    assert dit.index("Ce que les sources ne disent pas") < dit.index("Elles se ressemblent")
    assert "non renseigné" not in dit, "no wall of unknowns"
    assert not cartes(page), "no place, no map"
    assert "https://www.lagazettedescommunes.com/" in dit
    assert "Complété par les pages publiques citées plus bas" in dit


@pytest.mark.usefixtures("store_catalogue")
def test_an_example_that_only_the_report_tells_says_that_nothing_was_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dit = html(ouvrir("pratique", monkeypatch, id="forums-de-l-entrepreneuriat-social"))
    assert "Nous reprenons ce qu’il en dit, sans rien y ajouter." in dit


@pytest.mark.usefixtures("store_catalogue")
def test_a_documented_initiative_is_said_unconfirmed_and_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("pratique", monkeypatch, id="doc-066")
    assert (
        "Documentée par une source publique du 25\u00a0juin 2013, non confirmée par ses partenaires"
        in html(page)
    )
    assert [m[0] for m in cartes(page)[0]["marques"]] == ["commune-40312"]
    assert cartes(page)[0]["cliquable"] is False


@pytest.mark.usefixtures("store_catalogue")
def test_every_sheet_of_the_catalogue_opens_and_its_filters_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from observatoire.pratiques import Recherche

    with lire() as cur:
        ids = [p["id"] for p in cur.lignes("select id from public.pratique order by id")]
    for identifiant in ids[::9]:
        dit = html(ouvrir("pratique", monkeypatch, id=identifiant))
        assert 'class="titre-fiche"' in dit, identifiant
        for nom, code in re.findall(r'href="/explorer\?(\w+)=([^"&]+)"', dit):
            assert Recherche.from_params({nom: [unquote(code)]})[1] == [], (identifiant, nom, code)


@pytest.mark.usefixtures("store_territoires")
@pytest.mark.parametrize("params", [{}, {"id": "nulle-part"}, {"id": HOSTILE}])
def test_an_unknown_sheet_says_where_to_look(params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("pratique", monkeypatch, **params))
    assert "Cette fiche n’est pas ici" in dit
    assert 'href="/explorer"' in dit
    assert "<script>" not in dit


def complete() -> None:
    """Publish a sheet where everything is known, hostile words included."""
    semer_territoires()
    publier(
        [
            pratique(
                "complete", titre=f"Complète {HOSTILE}", resume="Ce que c’est.", recit="Première ligne.\nDeuxième ligne.",
                resultats="Douze emplois.", difficultes="Le local a fermé.", forme="ptce", activite="abandonnee",
                causes_arret=["perte_du_lieu"], annee_debut=2019, annee_fin=2022, freins=["flou_identitaire"],
                leviers=["tiers_neutre"], mixite="mixte", cotes=["es", "ts"], confirmee_le=date(2026, 2, 1),
                site="javascript:alert(1)", territoires=["departement-75"],
            ),
            pratique("retiree", statut="retiree"),
            pratique("anonyme", publication="anonyme"),
        ],
        [
            partenaire("complete", 1, nom=f"Fabrique {HOSTILE}", cote="es", role="porteur", apporte=["modele_economique"]),
            partenaire("complete", 2, nom="Service social", cote="ts", role="co_porteur", confirmation="confirmee", cherche=["local"]),
            partenaire("complete", 3, nom="Qui a refusé", cote="ts", confirmation="refusee"),
        ],
        [source("complete", titre="Une page", url="javascript:alert(2)")],
    )  # fmt: skip


@pytest.mark.usefixtures("store")
def test_a_complete_sheet_tells_success_and_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    complete()
    page = ouvrir("pratique", monkeypatch, id="complete")
    dit = html(page)
    ordre = [
        "Ce qui a été fait", "Avec qui", "Freins et leviers", "Ce que cela a donné", "Niveau de preuve", "Ce qui n’a pas marché",
        "Sources", "Histoire de la fiche",
    ]  # fmt: skip
    assert sorted(ordre, key=dit.index) == ordre
    for attendu in (
        "Confirmée par 1\u00a0partenaire sur\u00a03, la dernière fois le 1er\u00a0février 2026",
        "Le local a fermé.",
        "De 2019 à 2022",
        "Pourquoi l’arrêt",
        "<em>Apporte</em> modèle économique",
        "<em>Cherche</em>",
        'class="alliance jointe"',
    ):
        assert attendu in dit, attendu
    assert "Ce que les sources ne disent pas" not in dit
    assert cartes(page)[0]["valeurs"] == {"departement-75": 1}
    assert "Qui a refusé" not in dit
    assert "<script>" not in dit
    assert "javascript:" not in re.sub(r">[^<]*<", "><", dit), "no dangerous address is a link"


@pytest.mark.usefixtures("store_catalogue")
def test_levers_quote_the_report_and_say_where(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("pratique", monkeypatch, id="diagnostics-partages"))
    assert "<summary>Ce qu’en dit le compte rendu</summary>" in dit
    assert "<cite>La Grande Rencontre, table\u00a03</cite>" in dit


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_everyone_may_print_share_cite_and_report(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    complete()
    page = ouvrir("pratique", monkeypatch, role, id="complete")
    dit = html(page)
    for adresse in (
        "/fiche/complete.pdf",
        "/fiche/complete/signaler",
        "/fiche/complete",
        "/proposer?pratique=complete",
        "/fiche/complete.bib",
    ):
        assert f'href="{adresse}"' in dit, adresse
    assert 'href="mailto:?subject=Compl%C3%A8te' in dit
    assert next(c.value for c in page.code) == "http://127.0.0.1:8501/fiche/complete"
    assert "Publiée le 2\u00a0mars 2026." in dit


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("identifiant", ["retiree", "anonyme"])
def test_what_is_not_public_has_no_sheet(identifiant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    complete()
    assert "Cette fiche n’est pas ici" in html(ouvrir("pratique", monkeypatch, id=identifiant))
