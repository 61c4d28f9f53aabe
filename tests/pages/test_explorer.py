"""The explorer: one state, carried by the address, that map, list, counts, files and words all follow."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, cartes, html, ouvrir, relancer

from observatoire.pratiques import TAILLE_PAGE, Recherche, compter, facettes, lister
from observatoire.store import lire
from observatoire.web.explorateur import exports, resultats
from observatoire.web.formats import nombre

pytestmark = pytest.mark.usefixtures("store_catalogue")


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


def compte(page: AppTest) -> str:
    """Return the result that the status region announces."""
    trouve = re.search(r'class="annonce[^"]*" role="status"[^>]*>([^<]*)<', html(page))
    return trouve.group(1) if trouve else ""


def fiches(page: AppTest) -> list[str]:
    """Return the ids of the sheets that the list links to."""
    return re.findall(r'href="/pratique\?id=([^"]+)"', html(page))


def deplier(page: AppTest, *cles: str) -> None:
    """Open panels and folds."""
    for cle in cles:
        page.session_state[cle] = True
    relancer(page)


def total(r: Recherche) -> int:
    with lire() as cur:
        return compter(cur, r).nombre


@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_opens_to_everyone_on_the_whole_catalogue(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, role)
    assert [t.value for t in page.title] == ["Explorer les pratiques"]
    assert compte(page).startswith(f"{total(Recherche())}\u00a0pratiques, dont")
    assert len(fiches(page)) == TAILLE_PAGE
    assert cartes(page)[0]["marques"]


def test_the_address_is_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, mixite="mixte", territoire="region-11", carte="departement")
    r = Recherche(mixite=("mixte",), territoire="region-11")
    assert compte(page).startswith(f"{total(r)}\u00a0pratiques")
    with lire() as cur:
        assert fiches(page) == [f.id for f in lister(cur, r)]
    carte = cartes(page)[0]
    assert carte["genre"] == "aplats-departement"
    assert carte["choisi"] == "region-11"
    assert set(carte["valeurs"]) <= set(carte["dedans"])
    assert [b.label for b in page.button if b.key.startswith("retirer-")] == ["Île-de-France", "Mixte"]


def test_the_map_draws_what_the_list_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, forme="colocation_solidaire")
    marques = cartes(page)[0]["marques"]
    with lire() as cur:
        listees = lister(cur, Recherche(forme=("colocation_solidaire",)), 500)
    communes = [t for f in listees for t in f.territoires if t.startswith("commune-")]
    assert sorted(m[0] for m in marques for _ in range(m[3])) == sorted(communes)


def test_a_panel_offers_counts_and_a_box_changes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch)
    assert not page.checkbox, "a closed panel computes nothing"
    page.session_state["panneau-forme"] = True
    relancer(page)
    with lire() as cur:
        comptes = facettes(cur, Recherche(), ("forme",))["forme"]
    assert len(page.checkbox) == len(comptes)
    page.checkbox(key="case-forme-ptce").check()
    relancer(page)
    assert adresse(page) == {"forme": ["ptce"]}
    assert compte(page).startswith(f"{comptes['ptce']}\u00a0pratiques")
    page.checkbox(key="case-forme-tzcld").check()
    relancer(page)
    assert adresse(page) == {"forme": ["ptce", "tzcld"]}
    assert compte(page).startswith(f"{comptes['ptce'] + comptes['tzcld']}\u00a0pratiques")
    page.checkbox(key="case-forme-ptce").uncheck()
    relancer(page)
    assert adresse(page) == {"forme": ["tzcld"]}


def test_rare_filters_stand_together_and_are_computed_when_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, frein="stereotypes")
    page.session_state["panneau-plus"] = True
    page.session_state["pli-apport"] = True
    page.session_state["pli-origine"] = True
    relancer(page)
    with lire() as cur:
        comptes = facettes(cur, Recherche(frein=("stereotypes",)), ("apport", "origine", "table"))
    for nom, compte in comptes.items():
        assert {c.key for c in page.checkbox if c.key.startswith(f"case-{nom}-")} == {
            f"case-{nom}-{v}" for v in compte
        }
    assert not [c for c in page.checkbox if c.key.startswith("case-levier-")], (
        "a closed fold computes nothing"
    )
    assert "Frein\u00a0: stéréotypes" in [b.label for b in page.button]


def test_who_funds_is_a_value_with_its_count_and_a_structure_is_found_by_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = ouvrir("explorer", monkeypatch, financeur="etat")
    deplier(page, "panneau-plus", "pli-financeur", "pli-structure")
    with lire() as cur:
        comptes = facettes(cur, Recherche(financeur=("etat",)), ("financeur",))["financeur"]
    assert compte(page).startswith(f"{comptes['etat']}\u00a0pratiques")
    dites = {c.key.removeprefix("case-financeur-"): c.label for c in page.checkbox if "financeur" in c.key}
    assert dites["etat"] == f"État ({comptes['etat']})"
    assert set(dites) <= set(comptes)
    assert "Financeur\u00a0: État" in [b.label for b in page.button]
    page.text_input(key="structure-cherchee").set_value("EMMAUS conn").run()
    page.button(key="structure-emmaus-connect").click().run()
    assert adresse(page) == {"financeur": ["etat"], "structure": ["emmaus-connect"]}
    assert "Structure\u00a0: Emmaüs Connect" in [b.label for b in page.button]
    deplier(page, "panneau-plus", "pli-structure")
    page.text_input(key="structure-cherchee").set_value("zzz").run()
    assert any("Aucune pratique ne nomme" in c.value for c in page.caption)


def test_a_partner_leads_to_what_else_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    with lire() as cur:
        aurore = lister(cur, Recherche(structure=("aurore",)), 50)
        roles = facettes(cur, Recherche(structure=("aurore",)), ("role",))["role"]
    assert len(aurore) == 9
    assert 'href="/explorer?structure=aurore"' in html(ouvrir("pratique", monkeypatch, id=aurore[0].id))
    page = ouvrir("explorer", monkeypatch, structure="aurore")
    page.query_params["role"] = "porteur"
    relancer(page)
    assert compte(page).startswith(f"{roles['porteur']}\u00a0pratique")


def test_years_of_start_filter_and_unknown_ones_stay_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch)
    page.session_state["panneau-periode"] = True
    relancer(page)
    with lire() as cur:
        comptes = facettes(cur, Recherche(), ("periode",))["periode"]
    barres = dict(re.findall(r'title="(\d{4})\u00a0: (\d+)\u00a0pratique', html(page)))
    assert {a: int(n) for a, n in barres.items() if n != "0"} == {
        a: n for a, n in comptes.items() if a != "inconnue"
    }
    annee = max((a for a in comptes if a != "inconnue"), key=comptes.__getitem__)
    assert f'href="/explorer?periode={annee}"' in html(page)
    page.selectbox(key="periode-de").select(int(annee))
    relancer(page)
    assert adresse(page) == {"periode": [f"{annee}-"]}
    assert page.checkbox(key="periode-inconnue").label.startswith("Date inconnue (")
    page.checkbox(key="periode-inconnue").check()
    relancer(page)
    assert adresse(page) == {"periode": [f"{annee}-", "inconnue"]}
    depuis = sum(n for a, n in comptes.items() if a == "inconnue" or a >= annee)
    assert compte(page).startswith(nombre(depuis))
    seule = ouvrir("explorer", monkeypatch, periode=annee, carte="epci")
    seule.session_state["panneau-periode"] = True
    relancer(seule)
    assert 'href="/explorer?carte=epci" target="_self"' in html(seule)


def test_a_commune_is_widened_by_a_radius(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, territoire="commune-78440")
    page.selectbox(key="rayon").select(50)
    relancer(page)
    assert adresse(page) == {"territoire": ["commune-78440"], "rayon": ["50"]}
    r = Recherche(territoire="commune-78440", rayon=50)
    assert total(r) > total(Recherche(territoire="commune-78440"))
    assert compte(page).startswith(f"{total(r)}\u00a0pratiques")
    assert "À moins de 50\u00a0km" in [b.label for b in page.button]
    with lire() as cur:
        listees = {f.id: f.distance_km for f in lister(cur, r, 500)}
    assert set(fiches(page)) <= set(listees)
    sans = ouvrir("explorer", monkeypatch, territoire="region-11", rayon="20")
    assert "autour d’une commune" in html(sans)
    assert "rayon" not in [s.key for s in sans.selectbox]


def test_a_criterion_is_taken_away_by_its_button(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, q="colocation", cote=["es", "ts"], carte="epci", page="2")
    page.button(key="retirer-1").click()
    relancer(page)
    assert adresse(page) == {"q": ["colocation"], "cote": ["ts"], "carte": ["epci"]}
    page.button(key="tout-effacer").click()
    relancer(page)
    assert adresse(page) == {"carte": ["epci"]}


def test_a_typing_error_is_corrected_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch)
    page.text_input(key="mots").set_value("collocation")
    relancer(page)
    assert adresse(page) == {"q": ["collocation"]}
    assert any("«\u00a0colocation\u00a0» pour «\u00a0collocation\u00a0»" in c.value for c in page.caption)
    assert compte(page).startswith(f"{total(Recherche(q='colocation'))}\u00a0pratiques")


def test_words_too_common_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, q="le la des")
    assert any("trop courants" in c.value for c in page.caption)


def test_a_territory_is_found_while_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, portee="sans_lieu")
    page.text_input(key="lieu").set_value("les mureau")
    relancer(page)
    page.button(key="aller-commune-78440").click()
    relancer(page)
    assert adresse(page) == {"territoire": ["commune-78440"]}
    assert page.text_input(key="lieu").value == ""
    assert "remonter-departement-78" in [b.key for b in page.button]
    page.button(key="remonter-region-11").click()
    relancer(page)
    assert adresse(page) == {"territoire": ["region-11"]}


def test_what_the_map_cannot_show_is_counted_and_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch)
    with lire() as cur:
        totaux = compter(cur, Recherche())
    page.button(key="portee-sans_lieu").click()
    relancer(page)
    assert adresse(page) == {"portee": ["sans_lieu"]}
    assert compte(page).startswith(f"{totaux.sans_lieu}\u00a0pratiques")
    assert cartes(page)[0]["marques"] == []


def test_kinds_of_map_follow_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, forme="tzcld")
    for genre in ("region", "departement", "epci"):
        page.button_group(key="genre-de-carte").set_value(genre)
        relancer(page)
        assert adresse(page) == {"forme": ["tzcld"], "carte": [genre]}
        assert cartes(page)[0]["genre"] == f"aplats-{genre}"
        assert sum(cartes(page)[0]["valeurs"].values()) > 0


def test_the_table_beside_the_map_says_what_the_map_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, carte="departement", mixite="mixte")
    assert "Chiffres de la carte" not in html(page)
    page.session_state["tableau-de-carte"] = True
    relancer(page)
    valeurs = cartes(page)[0]["valeurs"]
    tableau = re.search(r'aria-label="Chiffres de la carte".*?</table>', html(page), re.DOTALL)
    assert tableau is not None
    nombres = [int(n) for n in re.findall(r"<td>(\d+)</td></tr>", tableau.group())]
    assert sorted(nombres) == sorted(valeurs.values())
    assert "csv-de-carte" in [b.key for b in page.get("download_button")]


def test_results_turn_into_a_table_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, page="2")
    avant = fiches(page)
    page.selectbox(key="choix-vue").select("tableau")
    relancer(page)
    assert adresse(page) == {"vue": ["tableau"], "page": ["2"]}
    assert fiches(page) == avant
    assert '<table class="tableau">' in html(page)
    page.selectbox(key="choix-tri").select("titre")
    relancer(page)
    assert adresse(page) == {"vue": ["tableau"], "tri": ["titre"]}


def test_columns_of_the_table_are_chosen_and_kept_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="tableau")
    assert re.findall(r'<th scope="col">([^<]+)</th>', html(page)) == [
        "Pratique",
        "Lieu",
        "Forme",
        "Mixité",
        "Activité",
        "Source du",
    ]
    page.multiselect(key="colonnes").set_value(["lieu", "debut", "confirmation"])
    relancer(page)
    assert adresse(page) == {"vue": ["tableau"], "colonne": ["lieu", "debut", "confirmation"]}
    assert re.findall(r'<th scope="col">([^<]+)</th>', html(page)) == [
        "Pratique",
        "Lieu",
        "Début",
        "Confirmation",
    ]
    with lire() as cur:
        debuts = [str(f.annee_debut or "Inconnu") for f in lister(cur, Recherche())]
    assert re.findall(r"</td><td>(\d{4}|Inconnu)</td>", html(page)) == debuts
    page.multiselect(key="colonnes").set_value(["source", "lieu", "forme", "mixite", "activite"])
    relancer(page)
    assert adresse(page) == {"vue": ["tableau"]}


def test_pages_follow_each_other_and_too_far_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    n = total(Recherche(forme=("tzcld",)))
    derniere = -(-n // TAILLE_PAGE)
    vues = [
        f
        for p in range(1, derniere + 1)
        for f in fiches(ouvrir("explorer", monkeypatch, forme="tzcld", page=str(p)))
    ]
    assert len(vues) == len(set(vues)) == n
    loin = ouvrir("explorer", monkeypatch, forme="tzcld", page="999")
    assert fiches(loin) == vues[(derniere - 1) * TAILLE_PAGE :]
    assert f'<b aria-current="page"><span class="hors-ecran">Page </span>{derniere}</b>' in html(loin)


def test_links_between_pages_keep_the_question() -> None:
    r = Recherche(q="a&b", cote=("es", "ts"), page=3)
    liens = re.findall(r'href="([^"]+)"', resultats.en_pages(r, 6))
    assert liens[0] == "/explorer?q=a%26b&amp;cote=es&amp;cote=ts&amp;page=2"
    assert "/explorer?q=a%26b&amp;cote=es&amp;cote=ts" in liens
    assert liens[-1].endswith("page=4")


def test_nothing_found_says_what_to_loosen_and_what_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, territoire="region-94", forme="ptce", mixite="mixte")
    assert compte(page) == "Aucune pratique ne répond à ces critères."
    page = ouvrir("explorer", monkeypatch, q="colocation zzzzzz")
    assert "Pas encore de fiche ici" in html(page)
    n = total(Recherche(q="colocation"))
    assert (
        page.button(key="moins-de-mots-0").label
        == f"Chercher seulement «\u00a0colocation\u00a0»\u00a0: {n}\u00a0pratiques"
    )
    assert (
        page.button(key="sans-q").label
        == f"Sans les mots cherchés\u00a0: {total(Recherche())}\u00a0pratiques"
    )
    page.button(key="moins-de-mots-0").click()
    relancer(page)
    assert adresse(page) == {"q": ["colocation"]}


def test_an_empty_map_of_counts_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, q="zzzzzz", carte="departement")
    assert cartes(page)[0]["valeurs"] == {}


def test_what_an_address_says_wrong_is_told_and_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, theme="inconnu", territoire="commune-99999", carte="globe")
    dit = html(page)
    for mot in ("inconnu", "commune-99999", "globe"):
        assert f"«\u00a0{mot}\u00a0»" in dit
    assert compte(page).startswith(f"{total(Recherche())}\u00a0pratiques")


def test_hostile_words_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, q="<img src=x onerror=alert(1)>", territoire="commune-<b>")
    assert "<img" not in html(page)
    assert "<b>»" not in html(page)


def test_files_hold_exactly_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, forme="ptce", mixite="a_verifier")
    assert [b.key for b in page.get("download_button")] == [
        "export-xlsx",
        "export-csv",
        "export-geojson",
        "export-parquet",
    ]
    octets = exports._fabriquer(Recherche(forme=("ptce",), mixite=("a_verifier",)), "csv")()
    lignes = list(csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))
    assert len(lignes) - 1 == int(compte(page).split("\u00a0")[0])
