"""The page of a territory: its head, its portrait, what is done there; found by a code or a name; the same for all."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from tests.factories_publication import partenaire, pratique, publier, structure
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, cartes, html, ouvrir, relancer

from observatoire.store import ecrire
from observatoire.vocabulaires import libelle
from observatoire.web.territoire import ONGLETS

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
@pytest.mark.parametrize("onglet", ["portrait", "pratiques"])
def test_chaque_role_voit_la_meme_page(role: str, onglet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, role, code="commune-78440", onglet=onglet))
    assert "<h1>Les Mureaux (78)</h1>" in dit
    assert '<p class="niveau">Commune</p>' in dit
    assert "<strong>34\u202f632</strong><span>habitants</span><small>population légale, 2026</small>" in dit
    for code, (titre, _) in ONGLETS.items():
        assert f"code=commune-78440&amp;onglet={code}" in dit
        assert titre in dit
    assert f'onglet={onglet}" target="_self" aria-current="page"' in dit


@pytest.mark.usefixtures("store_complet")
def test_le_fil_monte_jusqu_au_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, code="commune-78440"))
    fil = dit[dit.index('class="fil"') : dit.index("</nav>", dit.index('class="fil"'))]
    assert re.findall(r"code=([\w-]+)", fil) == ["pays-FR", "region-11", "departement-78", "epci-200059889"]


@pytest.mark.usefixtures("store_complet")
def test_chaque_chiffre_a_son_annee_sa_source_et_ses_limites(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, code="commune-78440"))
    lignes = re.findall(r"<tr><th scope=\"row\">.*?</tr>", dit)
    assert len(lignes) == 17
    for ligne in lignes:
        assert re.search(r"<summary>20\d\d", ligne)
        assert "Ce qu’il ne dit pas." in ligne
        assert "Source\u00a0:" in ligne
        assert re.findall(r'data-titre="([^"]+)"', ligne) == [
            "Les Mureaux",
            "Yvelines",
            "Île-de-France",
            "France",
        ]
    revenu = next(ligne for ligne in lignes if "Revenu imposable" in ligne)
    assert re.findall(r'<td class="valeur[^>]*>([^<]+)</td>', revenu) == [
        "10\u202f729",
        "21\u202f846",
        "20\u202f573",
        "15\u202f760",
    ]
    assert '<i class="barre p49">' in revenu, "10 729 out of 21 846"
    superficie = next(ligne for ligne in lignes if "Superficie" in ligne)
    assert 'class="jauge"' not in superficie, "amounts are not compared with those of a région"
    assert "0\u202f%" in next(ligne for ligne in lignes if "commune de montagne" in ligne)


@pytest.mark.usefixtures("store_complet")
def test_ce_qui_manque_est_non_disponible_jamais_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    noumea = html(ouvrir("territoire", monkeypatch, code="98818"))
    assert noumea.count(">non disponible</td>") > 10
    revenu = noumea[noumea.index("Revenu imposable") :]
    assert (
        re.findall(r'<td class="valeur (?:\w+)(?: absent)?"[^>]*>([^<]+)</td>', revenu)[:2]
        == ["non disponible"] * 2
    )
    australes = html(ouvrir("territoire", monkeypatch, code="departement-984"))
    assert ">0 habitant" not in re.sub("<[^>]+>", "", australes)
    bezonvaux = html(ouvrir("territoire", monkeypatch, code="55050"))
    assert "<strong>0</strong><span>habitant</span>" in bezonvaux, "a village that died for France"


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize(
    ("code", "titre"),
    [("78", "Yvelines (78)"), ("2a", "Corse-du-Sud (2A)"), ("200059889", "Communauté urbaine Grand Paris Seine et Oise"),
     ("69381", "Lyon (69)"), ("pays-FR", "France"), ("region-11", "Île-de-France"), ("29155", "Ouessant (29)")],
)  # fmt: skip
def test_un_code_nu_est_compris(code: str, titre: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"<h1>{titre}</h1>" in html(ouvrir("territoire", monkeypatch, code=code))


@pytest.mark.usefixtures("store_complet")
def test_un_code_ambigu_se_choisit(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, code="75"))
    assert "Plusieurs territoires portent le code «\u00a075\u00a0»" in dit
    assert 'code=departement-75" target="_self">Paris (75)</a>, département' in dit
    assert 'code=region-75" target="_self">Nouvelle-Aquitaine</a>, région' in dit


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("code", ["", "commune-00000", HOSTILE])
def test_sans_territoire_une_phrase_et_un_champ(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, **({"code": code} if code else {}))
    dit = html(page)
    assert page.title[0].value == "Un territoire"
    assert ("Aucun territoire ne porte le code" in dit) is bool(code)
    assert "<script>" not in dit
    page.text_input(key="autre-territoire").set_value("les mureau")
    relancer(page)
    bouton = next(b for b in page.button if b.key == "aller-commune-78440")
    assert bouton.label == "Les Mureaux (78)"
    bouton.click()
    relancer(page)
    assert adresse(page)["code"] == ["commune-78440"]
    assert "<h1>Les Mureaux (78)</h1>" in html(page)


@pytest.mark.usefixtures("store_complet")
def test_changer_de_territoire_garde_l_onglet(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, code="78", onglet="pratiques")
    page.text_input(key="autre-territoire").set_value("ouessant")
    relancer(page)
    next(b for b in page.button if b.key == "aller-commune-29155").click()
    relancer(page)
    assert adresse(page) == {"code": ["commune-29155"], "onglet": ["pratiques"]}
    assert "Personne n’a encore raconté de pratique ici" in html(page)


def semer() -> None:
    """Publish pratiques at every reach of Les Mureaux, one that ended, hostile words included."""
    publier_a = {
        "ici": ["commune-78440"], "dessus-epci": ["epci-200059889"], "dessus-dep": ["departement-78"], "ailleurs": ["commune-29155"],
    }  # fmt: skip
    perimetres = {
        "commune-78440": ["commune-78440", "epci-200059889", "departement-78", "region-11", "pays-FR"],
        "epci-200059889": ["epci-200059889", "departement-78", "region-11", "pays-FR"],
        "departement-78": ["departement-78", "region-11", "pays-FR"],
        "commune-29155": ["commune-29155", "departement-29", "region-53", "pays-FR"],
    }
    publier(
        [
            sans_point(nom, t, perimetres[t[0]], titre=f"Essai {nom} {HOSTILE if nom == 'ici' else ''}")
            for nom, t in publier_a.items()
        ]
        + [
            sans_point(
                "arretee", ["commune-78440"], perimetres["commune-78440"], titre="Essai arrêté", activite="abandonnee",
                causes_arret=["perte_du_lieu", "financement_termine"], annee_fin=2024, mixite="mixte", cotes=["es", "ts"],
            ),
            sans_point("cachee", ["commune-78440"], perimetres["commune-78440"], titre="Essai caché", statut="retiree"),
        ],
        [
            partenaire("ici", 1, nom=f"La Fabrique {HOSTILE}", cote="es"),
            partenaire("ici", 2, nom="Refuse d’être nommée", cote="ts", confirmation="refusee"),
            partenaire("ailleurs", 1, nom="Structure d’Ouessant", cote="ts"),
        ],
    )  # fmt: skip
    with ecrire() as tx:
        tx.inserer(
            "base.structure",
            [structure("fabrique", nom=f"Fabrique {HOSTILE}", nom_norm="fabrique", territoires=["commune-78440"], site="javascript:alert(1)")],
        )  # fmt: skip


def sans_point(
    identifiant: str, territoires: list[str], perimetre: list[str], **champs: object
) -> dict[str, object]:
    """Return a row of a pratique, in real territories."""
    return (
        pratique(identifiant, territoires=[]) | {"territoires": territoires, "perimetre": perimetre} | champs
    )


@pytest.mark.usefixtures("store_complet")
def test_chaque_pratique_est_dite_ici_dessous_ou_de_plus_haut(monkeypatch: pytest.MonkeyPatch) -> None:
    semer()
    commune = html(ouvrir("territoire", monkeypatch, code="commune-78440", onglet="pratiques"))
    ici, dessus = commune.index("Déclarées pour ce territoire"), commune.index("Déclarées plus haut")
    assert ici < commune.index("Essai ici") < dessus
    assert dessus < commune.index("Essai dessus-epci")
    assert dessus < commune.index("Essai dessus-dep")
    assert "Essai ailleurs" not in commune
    assert "Essai caché" not in commune
    assert "Communauté urbaine Grand Paris Seine et Oise\u00a0: 1" in commune
    departement = html(ouvrir("territoire", monkeypatch, code="departement-78", onglet="pratiques"))
    partie = departement.index("Déclarées pour une partie de ce territoire")
    assert departement.index("Essai dessus-dep") < partie < departement.index("Essai dessus-epci")


@pytest.mark.usefixtures("store_complet")
def test_ce_qui_s_est_arrete_et_pourquoi(monkeypatch: pytest.MonkeyPatch) -> None:
    semer()
    dit = html(ouvrir("territoire", monkeypatch, code="commune-78440", onglet="pratiques"))
    arret = dit[dit.index("Ce qui s’est arrêté, et pourquoi") :]
    causes = [libelle("cause_arret", c) for c in ("perte_du_lieu", "financement_termine")]
    assert "2 pratiques arrêtées" in arret.replace("\u00a0", " ")
    assert f"{libelle('activite', 'abandonnee')}, 2024\u00a0: {' et '.join(causes)}" in arret
    assert "S’arrêter n’est pas échouer." in arret


@pytest.mark.usefixtures("store_complet")
def test_les_structures_et_aucun_texte_hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    semer()
    dit = html(ouvrir("territoire", monkeypatch, code="commune-78440", onglet="pratiques"))
    assert "La Fabrique" in dit
    assert "Fabrique &lt;script&gt;" in dit
    assert "Refuse d’être nommée" not in dit
    assert "Structure d’Ouessant" not in dit
    assert "<script>" not in dit
    assert "javascript:" not in dit
    for nom, code in re.findall(r"/explorer\?territoire=commune-78440&amp;(\w+)=([^\"&]+)", dit):
        from observatoire.pratiques import Recherche

        assert Recherche.from_params({nom: [code]})[1] == [], (nom, code)


@pytest.mark.usefixtures("store_complet")
def test_la_carte_montre_les_pratiques_du_territoire(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, code="region-11", onglet="pratiques")
    assert len(cartes(page)) == 1
    assert cartes(page)[0]["marques"]


@pytest.mark.usefixtures("store_territoires")
def test_sans_indicateur_la_page_le_dit(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("territoire", monkeypatch, code="78"))
    assert "Aucun indicateur n’est chargé" in dit
    assert "habitants" not in dit
