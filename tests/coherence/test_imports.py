"""A module imports only what stands before it, and some libraries stay in their place (see docs/adr)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[2]
SOURCE = RACINE / "src" / "observatoire"

RANGS = (
    ("settings", "errors", "clock"),
    ("vocabulaires",),
    ("store",),
    ("territoires",),
    ("abus", "comptes", "courrier", "formules", "journal", "pieces", "tableur", "vie_privee"),
    (
        "alliance",
        "colleges",
        "confirmations",
        "fraicheur",
        "indicateurs",
        "moderation",
        "structures",
        "pratiques",
        "pistes",
        "glossaire",
        "contributions",
        "doublons",
        "recherche",
        "retours",
        "signalements",
    ),
    ("catalogue", "connecteurs", "demo", "analyses", "importation"),
    ("appels", "diagnostics", "vues"),
    ("candidatures",),
    ("instruction",),
    ("publication",),
    ("ops",),
    ("api", "web", "cli"),
)
"""From what everything may import to what nothing of the package imports."""
RANG_DE = {nom: rang for rang, noms in enumerate(RANGS) for nom in noms}

RESERVEES: dict[str, tuple[str, ...]] = {
    "duckdb": ("store/",),
    "psycopg": ("store/",),
    "streamlit": ("web/",),
    "plotly": ("web/maps.py", "web/charts.py"),
    "geopandas": ("territoires/", "importation/"),
    "shapely": ("territoires/", "importation/"),
    "starlette": ("web/", "api/"),
    "httpx2": ("connecteurs/",),
    "typst": ("web/impression/",),
    "uvicorn": ("cli/",),
}
"""Library → where it may be imported."""
SANS_OUTIL = ("streamlit", "duckdb", "plotly", "pandas", "geopandas", "starlette")
"""What models and rules never import."""


CACHES = ("cache.py", "cache_territoire.py")
"""Where Streamlit's caches are."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def importes(chemin: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports, inside functions too."""
    for noeud in ast.walk(ast.parse(chemin.read_text("utf-8"))):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            assert noeud.level == 0, f"{chemin}: relative import"
            yield noeud.module
            yield from (f"{noeud.module}.{alias.name}" for alias in noeud.names)


def nom_court(chemin: Path) -> str:
    return chemin.relative_to(SOURCE).as_posix()


def notion(chemin: Path) -> str:
    return chemin.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_chaque_notion_a_son_rang() -> None:
    """A package without a rank would escape the rule."""
    trouvees = {notion(m) for m in modules()} - {"__init__"}
    assert trouvees <= set(RANG_DE), f"without a rank: {trouvees - set(RANG_DE)}"


@pytest.mark.parametrize("chemin", modules(), ids=nom_court)
def test_sens_des_imports(chemin: Path) -> None:
    if notion(chemin) == "__init__":
        return
    for nom in importes(chemin):
        parties = nom.split(".")
        if parties[0] == "observatoire" and len(parties) > 1 and parties[1] in RANG_DE:
            assert RANG_DE[parties[1]] <= RANG_DE[notion(chemin)], f"{nom_court(chemin)} imports {nom}"


@pytest.mark.parametrize("chemin", modules(), ids=nom_court)
def test_bibliotheques_a_leur_place(chemin: Path) -> None:
    for nom in importes(chemin):
        permis = RESERVEES.get(nom.split(".")[0])
        assert permis is None or nom_court(chemin).startswith(permis), f"{nom_court(chemin)} imports {nom}"


@pytest.mark.parametrize(
    "chemin", [m for m in modules() if m.name in ("model.py", "rules.py")], ids=nom_court
)
def test_modeles_et_regles_sans_outil(chemin: Path) -> None:
    assert not {nom.split(".")[0] for nom in importes(chemin)} & set(SANS_OUTIL)


@pytest.mark.parametrize("chemin", sorted((RACINE / "pages").glob("*.py")), ids=lambda p: p.name)
def test_une_page_arrange_seulement(chemin: Path) -> None:
    """No SQL, no figure, no database library in a page; it is short."""
    texte = chemin.read_text("utf-8")
    assert not {n.split(".")[0] for n in importes(chemin)} & {
        "duckdb",
        "plotly",
        "pandas",
        "geopandas",
        "psycopg",
    }
    assert not [m for m in (".lignes(", ".ligne(", ".valeur(", ".executer(") if m in texte]
    assert len(texte.splitlines()) <= 150


def test_les_caches_de_streamlit_sont_ensemble() -> None:
    fautifs = [
        nom_court(m) for m in modules() if "st.cache_" in m.read_text("utf-8") and m.name not in CACHES
    ]
    assert fautifs == []


def test_aucun_script_de_page_hors_de_la_table() -> None:
    from observatoire.web.navigation import ENTREES

    assert {p.name for p in (RACINE / "pages").glob("*.py")} == {f"{e.slug}.py" for e in ENTREES}
