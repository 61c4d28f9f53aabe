"""The explorer in Chromium beside Datasette with its cluster map: the same data, turn by turn, medians and ratios.

What is timed is what a person waits for: the list of the answer and its marks on the map, both there and at rest.
"""

import statistics
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import which
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import datasette
from benchmarks.banc import EXPORTABLES, serveur
from observatoire.vocabulaires import vocabulaire
from observatoire.vocabulaires.model import Valeur

TOURS = 9
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
_NOTRE_PREMIER = """() => document.querySelector('#avant .carte') && [...document.querySelectorAll('#avant .avant-carte')]
    .every((c) => c.shadowRoot?.querySelector('.signe'))"""
_NOTRE_PAGE = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    if (document.getElementById('avant') || app?.dataset.testScriptState !== 'notRunning') return false
    return document.querySelector('footer.pied') && !document.querySelector('[data-stale=true]')
        && [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].every((c) => c.shadowRoot?.querySelector('.terre'))
}"""
_NOTRE_REPONSE = """(avant) => {
    const app = document.querySelector('[data-testid=stApp]'), carte = document.querySelector('[data-testid=stBidiComponentIsolated]')
    return document.querySelector('.annonce').textContent !== avant && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true]') && carte.shadowRoot.querySelector('.signe')
}"""
_NOTRE_FICHE = f"() => document.querySelector('.titre-fiche') && ({_NOTRE_PAGE})()"
_LEUR_PAGE = "() => document.querySelector('table.rows-and-columns td') && document.querySelector('.leaflet-marker-icon')"
_LEURS_LIGNES = "() => Boolean(document.querySelector('table.rows-and-columns td'))"
_LEUR_FICHE = (
    "() => document.body.classList.contains('row') && document.querySelector('table.rows-and-columns td')"
)
FORME = ("ptce", "Pôle territorial de coopération économique (PTCE)")
MOT = "logement"


@dataclass(frozen=True, slots=True)
class Geste:
    """One thing a person does: on each side, a function that does it and returns the seconds waited; the target ratio."""

    nom: str
    nous: Callable[[Browser, str], float]
    eux: Callable[[Browser, str], float]
    cible: float | None
    liste: bool = False
    """Whether Datasette's side shows its table, facets counted."""


@contextmanager
def _onglet(navigateur: Browser) -> Iterator[Page]:
    contexte = navigateur.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    contexte.set_default_timeout(60_000)
    yield contexte.new_page()
    contexte.close()


def _arriver(navigateur: Browser, adresse: str, pret: str) -> float:
    with _onglet(navigateur) as page:
        return _chrono(page, lambda: page.goto(adresse, wait_until="commit"), pret)


def _chrono(page: Page, geste: Callable[[], object], pret: str, arg: object = None) -> float:
    depart = time.perf_counter()
    geste()
    page.wait_for_function(pret, arg=arg)
    return time.perf_counter() - depart


def _nous_ouvrir(page: Page, adresse: str) -> str:
    page.goto(f"{adresse}/explorer")
    page.wait_for_function(_NOTRE_PAGE)
    return page.locator(".annonce").inner_text()


def _nous_filtrer(navigateur: Browser, adresse: str) -> float:
    with _onglet(navigateur) as page:
        avant = _nous_ouvrir(page, adresse)
        page.get_by_role("button", name="Forme", exact=True).click()
        case = page.get_by_text(FORME[1])
        case.wait_for()
        return _chrono(page, case.click, _NOTRE_REPONSE, avant)


def _eux_filtrer(navigateur: Browser, adresse: str) -> float:
    with _onglet(navigateur) as page:
        page.goto(adresse)
        page.wait_for_function(_LEUR_PAGE)
        lien = page.locator(f'.facet-results a[href*="forme={FORME[0]}"]').first
        page.evaluate(
            "() => { for (const e of document.querySelectorAll('.leaflet-marker-icon, td')) e.remove() }"
        )
        return _chrono(page, lien.click, _LEUR_PAGE)


def _nous_chercher(navigateur: Browser, adresse: str) -> float:
    with _onglet(navigateur) as page:
        avant = _nous_ouvrir(page, adresse)
        champ = page.locator(".st-key-mots input")
        champ.fill(MOT)
        return _chrono(page, lambda: champ.press("Enter"), _NOTRE_REPONSE, avant)


def _eux_chercher(navigateur: Browser, adresse: str) -> float:
    with _onglet(navigateur) as page:
        page.goto(adresse)
        page.wait_for_function(_LEUR_PAGE)
        champ = page.locator("#_search")
        champ.fill(MOT)
        page.evaluate(
            "() => { for (const e of document.querySelectorAll('.leaflet-marker-icon, td')) e.remove() }"
        )
        return _chrono(page, lambda: champ.press("Enter"), _LEUR_PAGE)


def _nous_fiche(navigateur: Browser, adresse: str, pret: str = _NOTRE_FICHE) -> float:
    with _onglet(navigateur) as page:
        _nous_ouvrir(page, adresse)
        return _chrono(page, page.locator(".carte a").first.click, pret)


def _eux_fiche(navigateur: Browser, adresse: str) -> float:
    with _onglet(navigateur) as page:
        page.goto(adresse)
        page.wait_for_function(_LEUR_PAGE)
        return _chrono(page, page.locator("table.rows-and-columns td a").first.click, _LEUR_FICHE)


def _telecharger(adresse: str) -> float:
    depart = time.perf_counter()
    with urllib.request.urlopen(adresse, timeout=120) as reponse:
        reponse.read()
    return time.perf_counter() - depart


GESTES = (
    Geste("arrivée, carte et résultats", lambda n, a: _arriver(n, f"{a}/explorer", _NOTRE_PREMIER),
          lambda n, a: _arriver(n, a, _LEUR_PAGE), 0.45, liste=True),
    Geste("arrivée, page entière", lambda n, a: _arriver(n, f"{a}/explorer", _NOTRE_PAGE),
          lambda n, a: _arriver(n, a, _LEUR_PAGE), None),
    Geste("premier contenu lisible", lambda n, a: _arriver(n, f"{a}/explorer", "() => Boolean(document.querySelector('#avant .carte'))"),
          lambda n, a: _arriver(n, a, _LEUR_PAGE), 0.2),
    Geste("clic sur un filtre, carte et liste", _nous_filtrer, _eux_filtrer, 0.35, liste=True),
    Geste("recherche", _nous_chercher, _eux_chercher, 0.3, liste=True),
    Geste("fiche", _nous_fiche, _eux_fiche, 0.7),
)  # fmt: skip


def mesurer(nombre: int = 100_000, tours: int = TOURS) -> None:
    """Print, for each gesture, both medians and their ratio beside the target."""
    print(f"navigateur, {nombre} pratiques, {tours} tours (médianes, nous / Datasette)")
    datasette.exporter(nombre)  # before our server takes the store
    with serveur(nombre) as (nous, _, _), sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=which("chromium"), args=_OPTIONS)
        _arriver(navigateur, f"{nous}/explorer", _NOTRE_PAGE)
        with datasette.servir(nombre) as eux:
            for geste in GESTES:
                _comparer(geste, navigateur, nous, eux, tours)
        print(
            "  les mêmes, Datasette comptant aussi les thèmes, les publics et les côtés, comme nos panneaux"
        )
        with datasette.servir(nombre, complet=True) as eux:
            for geste in GESTES:
                if geste.liste:
                    _comparer(geste, navigateur, nous, eux, max(3, tours // 3))
        navigateur.close()
    _comparer_les_csv(nombre, tours)


def _comparer(geste: Geste, navigateur: Browser, nous: str, eux: str, tours: int) -> None:
    mesures = [(geste.nous(navigateur, nous), geste.eux(navigateur, eux)) for _ in range(tours)]
    _dire(geste.nom, mesures, geste.cible)


def _dire(nom: str, mesures: list[tuple[float, float]], cible: float | None) -> None:
    a, b = (statistics.median(colonne) * 1000 for colonne in zip(*mesures, strict=True))
    suite = f" (cible {cible})" if cible else ""
    print(f"  {nom:36} {a:6.0f} / {b:6.0f} ms   rapport {a / b:.2f}{suite}", flush=True)


def _comparer_les_csv(nombre: int, tours: int) -> None:
    """Time the file of the same answer, the same rows and columns on both sides; Datasette's cells are ready-made texts.

    Our lines are made once a version of the store: a file nobody asked for since a write is timed apart.
    """
    with serveur(nombre, EXPORTABLES) as (nous, _, _):
        fichier = datasette.copier_le_csv(nombre, f"{nous}/api/v1/pratiques.csv")
    with serveur(nombre, EXPORTABLES) as (nous, _, _), datasette.lancer(fichier) as eux:

        def fichiers_de(valeur: Valeur) -> tuple[float, float]:
            question = urlencode({datasette.FORME: valeur.libelle, "_stream": "on", "_size": "max"})
            leur = f"{eux}/{datasette.FICHIER}/{datasette.FICHIER}.csv?{question}"
            return _telecharger(f"{nous}/api/v1/pratiques.csv?forme={valeur.code}"), _telecharger(leur)

        formes = vocabulaire("forme").valeurs[:tours]
        time.sleep(3)  # the warm-up is not what is measured
        _dire("CSV, jamais demandé depuis une écriture", [fichiers_de(v) for v in formes], None)
        _dire("CSV, lignes prêtes", [fichiers_de(v) for v in formes], 0.6)
