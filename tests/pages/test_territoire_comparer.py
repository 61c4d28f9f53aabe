"""Look-alikes and territories side by side: every figure is that of its own page; an address holds the whole choice."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
import streamlit
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, html, ouvrir, relancer

from observatoire import indicateurs
from observatoire.analyses.presence import presence
from observatoire.analyses.zones import THEMES, TOUS, lire_cases, lire_matrice
from observatoire.store import lire
from observatoire.territoires import obtenir
from observatoire.vocabulaires import vocabulaire
from observatoire.web import comparaison
from observatoire.web.comparaison import COLONNES, Lue
from observatoire.web.explorateur.tableau import fichier
from observatoire.web.portrait import en_mots
from observatoire.web.territoire.semblables import GARDEES

TROIS = ("departement-78", "departement-92", "departement-2A")


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    streamlit.cache_data.clear()
    streamlit.cache_resource.clear()
    yield
    streamlit.cache_data.clear()
    streamlit.cache_resource.clear()


def texte(fragment: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", fragment)).strip()


def lignes(dit: str, titre: str) -> dict[str, list[str]]:
    """Return the cells of the table of a heading: text of the row's head → cells."""
    table = dit[dit.index(f'<caption class="hors-ecran">{titre}') :]
    table = table[: table.index("</table>")]
    return {
        re.sub(r"<details>.*?</details>|<small>.*?</small>", "", tete): re.findall(r"<td[^>]*>(.*?)</td>", corps)
        for tete, corps in re.findall(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', table)
    }  # fmt: skip


# --- side by side ---


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_trois_departements_cote_a_cote(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, role, code=TROIS[0], onglet="comparer", avec=list(TROIS[1:]))
    dit = html(page)
    with lire() as cur:
        valeurs = indicateurs.valeurs(cur, TROIS)
        vues = [presence(cur, obtenir(cur, i)) for i in TROIS]
        cases = [lire_matrice(cur, i).cases for i in TROIS]
        liste = indicateurs.lister(cur)
    assert (
        "3\u00a0territoires de même niveau\u00a0: Yvelines (78), Hauts-de-Seine (92) et Corse-du-Sud (2A)."
        in dit
    )
    for i in liste:
        attendues = [texte(en_mots(valeurs[t].get(i.code), i)) for t in TROIS]
        table = lignes(dit, indicateurs.RUBRIQUES[i.rubrique])
        assert [texte(c) for c in table[i.libelle]] == attendues, i.code
        assert f"Source\u00a0: {i.source}, {i.annee}." in dit.replace("&#x27;", "’")
    comptes = lignes(dit, "Pratiques racontées")
    assert [int(c.replace("\u202f", "")) for c in comptes["Déclarées pour ce territoire"]] == [
        v.comptes["ici"] for v in vues
    ]
    assert [int(c) for c in comptes["Alliances entre ES et TS, sur place"]] == [v.mixtes for v in vues]
    mots = {v.code: v.court for v in vocabulaire("zone").valeurs}
    zones = list(lignes(dit, "Zones blanches").values())
    assert [[texte(re.sub(r"<small>.*", "", c)) for c in rangee] for rangee in zones] == [
        [mots[c[i, theme].classe] for c, i in zip(cases, TROIS, strict=True)] for theme in (*THEMES, TOUS)
    ]


@pytest.mark.usefixtures("store_complet")
def test_des_niveaux_differents_sont_dits(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(
        ouvrir("territoire", monkeypatch, code="commune-98818", onglet="comparer", avec=["region-11", "78"])
    )
    assert "3\u00a0territoires de niveaux différents (commune, région et département)" in dit
    assert "les quantités, non" in dit
    assert "non disponible</td>" in dit


@pytest.mark.usefixtures("store_complet")
def test_ajouter_en_tapant_retirer_et_cinq_au_plus(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, code="departement-78", onglet="comparer")
    assert "<table" not in html(page)
    assert any(b.key == "proposer-trois" for b in page.button), "the nearest are offered"
    page.text_input(key="comparer-avec").set_value("hauts de seine")
    relancer(page)
    page.button(key="comparer-departement-92").click()
    relancer(page)
    assert adresse(page)["avec"] == ["departement-92"]
    assert page.text_input(key="comparer-avec").value == ""
    assert "2\u00a0territoires de même niveau" in html(page)
    page.button(key="retirer-departement-92").click()
    relancer(page)
    assert "avec" not in adresse(page) or adresse(page)["avec"] == []
    plein = ouvrir(
        "territoire", monkeypatch, code="78", onglet="comparer", avec=["92", "91", "94", "95", "77"]
    )
    assert "5\u00a0territoires de même niveau" in html(plein)
    assert "Cinq territoires au plus" in html(plein)
    assert not [c for c in plein.text_input if c.key == "comparer-avec"]


@pytest.mark.usefixtures("store_complet")
def test_une_adresse_fausse_est_dite_et_les_doublons_laisses(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(
        ouvrir(
            "territoire",
            monkeypatch,
            code="78",
            onglet="comparer",
            avec=["<script>", "92", "departement-92", "78", "75"],
        )
    )
    assert "&lt;script&gt;" in dit
    assert "<script>" not in dit
    assert dit.count("Aucun territoire ne porte le code") == 2, "75 is a département and a région"
    assert "2\u00a0territoires de même niveau\u00a0: Yvelines (78) et Hauts-de-Seine (92)." in dit


@pytest.mark.usefixtures("store_complet")
def test_le_fichier_dit_les_memes_chiffres(monkeypatch: pytest.MonkeyPatch) -> None:
    with lire() as cur:
        liste = indicateurs.lister(cur)
        ids = ("departement-78", "commune-98818")
        lues = [
            Lue(
                obtenir(cur, i), indicateurs.valeurs(cur, ids)[i], presence(cur, obtenir(cur, i)),
                {t: c for (ou, t), c in lire_cases(cur, [obtenir(cur, i)]).items() if ou == i},
            )
            for i in ids
        ]  # fmt: skip
    octets = fichier(COLONNES, comparaison.lignes_de_fichier(lues, liste, "1er mars 2026"))
    rangees = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))
    des_mesures = {(x["Code"], x["Partie"], x["Mesure"]): x for x in rangees}
    assert len(des_mesures) == len(rangees)
    assert all(x["Source"] and x["Année"] for x in rangees)
    for i in liste:
        for lue in lues:
            dite = des_mesures[lue.territoire.code, indicateurs.RUBRIQUES[i.rubrique], i.libelle]["Valeur"]
            v = lue.valeurs.get(i.code)
            marge = 0.51 if i.nature == "quantite" else 0.01
            assert (v is None) is (dite == "")
            assert v is None or abs(float(dite.replace(",", ".")) - v.valeur) < marge
    assert des_mesures["78", "Pratiques racontées", "Déclarées pour ce territoire"]["Valeur"] == str(
        lues[0].presence.comptes["ici"]
    )


# --- look-alikes ---


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_les_semblables_et_leurs_ecarts(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, role, code="commune-78440", onglet="semblables"))
    assert re.search(
        r"\d+\u00a0communes ayant de la moitié au double de sa population, comparées sur 8\u00a0variables",
        dit,
    )
    table = lignes(dit, "Territoires qui ressemblent à Les Mureaux (78)")
    assert len(table) == 9
    distances = [float(re.match(r"[\d,]+", c[0]).group().replace(",", ".")) for c in list(table.values())[1:]]
    assert distances == sorted(distances)
    assert all(len(c) == 9 for c in table.values())
    assert "avec=commune-" in dit


@pytest.mark.usefixtures("store_complet")
def test_une_variable_se_retire_et_l_adresse_la_garde(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir(
        "territoire", monkeypatch, code="departement-78", onglet="semblables", sans=["part_qpv", "inconnue"]
    )
    assert re.search(r"\d+\u00a0départements, comparés sur 7\u00a0variables", html(page))
    gardees = page.button_group(key=GARDEES).value
    assert "part_qpv" not in gardees
    page.button_group(key=GARDEES).set_value([c for c in gardees if c != "densite"])
    relancer(page)
    assert set(adresse(page)["sans"]) == {"densite", "part_qpv"}
    assert "sur 6\u00a0variables" in html(page)
    page.button_group(key=GARDEES).set_value([])
    relancer(page)
    assert "Aucune variable n’est gardée" in html(page)


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize(
    ("code", "phrase"),
    [("pays-FR", "pas d’autre territoire de ce niveau"), ("commune-98818", "Trop peu de chiffres")],
)
def test_sans_semblable_une_phrase(code: str, phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, code=code, onglet="semblables"))
    assert phrase in dit
    assert "<table" not in dit
