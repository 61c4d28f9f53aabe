"""Three départements side by side: every figure shown is told again from the delivered files and the open API, without our code."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import httpx2
import pandas as pd
import yaml
from playwright.sync_api import Page
from tests.browser.navigateur import MARQUES, aller
from tests.browser.observatoire_servi import Observatoire
from tests.serveur import RACINE

pytestmark = MARQUES
DONNEES = RACINE / "data"
DEPARTEMENTS = {"78": "region-11", "92": "region-11", "2A": "region-94"}
"""Code → the région that holds it."""
FINIES = ("terminee_prevue", "transformee", "abandonnee")
PRESENTS = (None, "porteur", "co_porteur", "partenaire_operationnel", "prescripteur", "hebergeur")
CLASSES = {"Alliance", "À relier", "Un côté", "Non vu"}
TABLEAUX = """() => Object.fromEntries([...document.querySelectorAll('table.comparaison')].map((t) => [t.caption.textContent,
  Object.fromEntries([...t.tBodies[0].rows].map((r) => [
    [...r.cells[0].childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim(),
    [...r.cells].slice(1).map((c) => c.innerText)]))]))"""
Lignes = dict[str, list[str]]


def dire(valeur: float, decimales: int, unite: str) -> str:
    """Write a figure as a French reader expects it."""
    rond = unite == "%" and valeur in (0, 100)
    texte = f"{valeur:,.{0 if rond else decimales}f}".replace(",", "\u202f").replace(".", ",")
    return texte + ("\u202f%" if unite == "%" else "")


# --- figures, from the files ---


def indicateurs() -> dict[str, list[str]]:
    """Return the words of every delivered indicator in the three départements, by its label."""
    communes = pd.read_parquet(DONNEES / "referentiel/communes.parquet")
    attendus = {}
    for fiche in sorted((DONNEES / "indicateurs").glob("*.yaml")):
        i = yaml.safe_load(fiche.read_text("utf-8"))
        source = pd.read_parquet(DONNEES / i["donnees"]["fichier"])
        lignes = source.merge(communes[["code", "dep"]].drop_duplicates(), on="code", suffixes=("", "_cog"))
        departement = lignes["dep_cog"] if "dep_cog" in lignes else lignes["dep"]
        attendus[i["libelle"]] = [
            dire(_valeur(i, lignes[departement == code]), i["decimales"], i["unite"]) for code in DEPARTEMENTS
        ]
    return attendus


def _valeur(i: Mapping[str, Any], communes: pd.DataFrame) -> float:
    d = i["donnees"]
    if i["nature"] == "quantite":
        return float(communes[d["colonne"]].sum())
    haut, bas = communes[d["numerateur"]], communes[d["denominateur"]]
    connues = haut.notna() & bas.notna()
    if "si" in d:
        temoin = communes[d["si"]["colonne"]]
        connues &= temoin.notna()
        haut = haut.where(temoin.isin(d["si"]["parmi"]), 0)
    return float(d["facteur"] * haut[connues].sum() / bas[connues].sum())


# --- pratiques, from the API ---


class Catalogue:
    """Every pratique of the open API, and the labels of its vocabularies."""

    def __init__(self, base: str) -> None:
        self._api = httpx2.Client(base_url=f"{base}/api/v1", timeout=30)
        self.pratiques: list[dict[str, Any]] = []
        for page in range(1, 100):
            lue = self._lire("/pratiques", par_page=100, page=page)
            self.pratiques += lue["donnees"]
            if page == lue["pagination"]["pages"]:
                break

    def _lire(self, chemin: str, **parametres: int) -> Any:
        return self._api.get(chemin, params=parametres).raise_for_status().json()

    def libelles(self, vocabulaire: str) -> dict[str, str]:
        """Return code → label."""
        return {v["code"]: v["libelle"] for v in self._lire(f"/vocabulaires/{vocabulaire}")["valeurs"]}

    def ici(self, code: str) -> list[dict[str, Any]]:
        """Return the pratiques told in a département or a part of it."""
        return [p for p in self.pratiques if code in p["codes_departements"]]

    def dessus(self, code: str, *plus_hauts: str) -> list[dict[str, Any]]:
        """Return those declared for a wider territory."""
        return [
            p
            for p in self.pratiques
            if code not in p["codes_departements"] and set(p["territoires"]) & set(plus_hauts)
        ]

    def comptes(self) -> Lignes:
        """Return the lines of the first table of counts."""

        def ligne(compter: Callable[[str], int]) -> list[str]:
            return [str(compter(code)) for code in DEPARTEMENTS]

        def propres(code: str) -> int:
            return sum(f"departement-{code}" in p["territoires"] for p in self.ici(code))

        return {
            "Déclarées pour ce territoire": ligne(propres),
            "Déclarées pour une partie de lui": ligne(lambda c: len(self.ici(c)) - propres(c)),
            "Déclarées plus haut, qui le couvrent": ligne(
                lambda c: len(self.dessus(c, DEPARTEMENTS[c], "pays-FR"))
            ),
            "Alliances entre ES et TS, sur place": ligne(
                lambda c: sum(p["mixite"] == "mixte" for p in self.ici(c))
            ),
            "Arrêtées ou transformées, sur place": ligne(
                lambda c: sum(p["activite"] in FINIES for p in self.ici(c))
            ),
        }

    def facette(self, vocabulaire: str, valeurs: Callable[[dict[str, Any]], set[str]]) -> Lignes:
        """Return one line a value that somewhere counts, by its label."""
        comptes = [Counter(v for p in self.ici(c) for v in valeurs(p)) for c in DEPARTEMENTS]
        noms = self.libelles(vocabulaire)
        return {noms[v]: [str(n[v]) for n in comptes] for v in set().union(*comptes)}

    def zones(self) -> Lignes:
        """Return the class and the counts of structures of each theme."""
        noms = {
            c: n for c, n in self.libelles("thematique").items() if "--" not in c or c.startswith("obs--")
        }
        return {
            nom: [self._zone(c, theme) for c in DEPARTEMENTS]
            for theme, nom in {**noms, "": "Tous thèmes confondus"}.items()
        }

    def _zone(self, code: str, theme: str) -> str:
        vues = [
            p
            for p in [*self.ici(code), *self.dessus(code, DEPARTEMENTS[code])]
            if not theme or theme in larges(p)
        ]
        cotes: dict[str, set[str]] = {}
        for p in vues:
            for a in p["partenaires"]:
                if a["role"] in PRESENTS and a["cote"] in ("es", "ts", "les_deux"):
                    siens = {"es", "ts"} if a["cote"] == "les_deux" else {a["cote"]}
                    cotes.setdefault(a["structure_id"] or a["nom"].lower(), set()).update(siens)
        formes = (({"es"}, "ES"), ({"ts"}, "TS"), ({"es", "ts"}, "des deux côtés"))
        dits = [f"{n}\u00a0{mot}" for f, mot in formes if (n := sum(c == f for c in cotes.values()))]
        return "\n".join([_classe(vues, cotes), *([", ".join(dits)] if dits else [])])


def _classe(vues: list[dict[str, Any]], cotes: Mapping[str, set[str]]) -> str:
    if any(p["mixite"] == "mixte" and p["activite"] not in FINIES for p in vues):
        return "Alliance"
    if len(cotes) > 1 and set().union(*cotes.values()) == {"es", "ts"}:
        return "À relier"
    return "Un côté" if cotes else "Non vu"


def larges(p: Mapping[str, Any]) -> set[str]:
    """Return the coarse themes of a pratique."""
    return {t if t.startswith("obs--") else t.partition("--")[0] for t in p["thematiques"]}


def test_chaque_nombre_se_retrouve_dans_les_fichiers_et_l_api(page: Page, servi: Observatoire) -> None:
    avec = "&".join(f"avec=departement-{c}" for c in list(DEPARTEMENTS)[1:])
    aller(page, f"{servi.base}/territoire?code=departement-78&onglet=comparer&{avec}")
    montres: dict[str, Lignes] = page.evaluate(TABLEAUX)
    catalogue = Catalogue(servi.base)
    pratiques = {
        "Pratiques racontées": catalogue.comptes(),
        "Sur place, par côté présent": catalogue.facette("cote", lambda p: set(p["cotes"])),
        "Sur place, par thème": catalogue.facette("thematique", larges),
        "Sur place, par activité": catalogue.facette("activite", lambda p: {p["activite"]} - {None}),
        "Zones blanches": catalogue.zones(),
    }
    assert {t: montres.pop(t) for t in pratiques} == pratiques
    assert {c.split("\n")[0] for r in pratiques["Zones blanches"].values() for c in r} == CLASSES
    assert {nom: valeurs for table in montres.values() for nom, valeurs in table.items()} == indicateurs()
