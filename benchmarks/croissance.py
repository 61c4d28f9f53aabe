"""How a filter change grows from a thousand pratiques to a million: ours, the naive page in pandas, and the bare query.

Ours and the naive page are asked through Streamlit's own web socket, to the end of the run; the bare query only counts
and lists what answers, in the store's own process. Each side has a limit of time. Prints a table, and writes a plot in benchmarks/resultats/.
"""

import asyncio
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.banc import RACINE, attendre, centile, construire, environnement, port_libre, serveur
from benchmarks.session import Session

TAILLES = (1_000, 10_000, 100_000, 1_000_000)
QUESTIONS: tuple[dict[str, list[str]], ...] = (
    {"forme": ["ptce"]},
    {"mixite": ["mixte"]},
    {"territoire": ["departement-69"]},
    {"forme": ["tzcld"], "mixite": ["mixte"]},
    {"activite": ["abandonnee"], "territoire": ["region-53"]},
    {"activite": ["active"]},
)
DELAI_S = 180.0
"""For every change of a size; a side that needs more is said to be beyond, and is not tried on larger sizes."""
RESULTATS = RACINE / "benchmarks" / "resultats"
_REQUETE = """
    select id, titre, resume, count(*) over () as n from public.pratique
    where {ou} order by publiee_a desc, id limit 20
"""


async def _medianes(adresse: str, page: str) -> float:
    """Return the median of filter changes never seen before, in milliseconds. Raises TimeoutError beyond DELAI_S."""
    async with Session(adresse) as session, asyncio.timeout(DELAI_S):
        await session.aller(page, {})
        return centile([(await session.aller(page, q)).duree_s * 1000 for q in QUESTIONS], 50)


def _notre(taille: int) -> float:
    with serveur(taille) as (adresse, _, _):
        time.sleep(3)  # the warm-up is not what is measured
        return asyncio.run(_medianes(adresse, "explorer"))


@contextmanager
def _page_naive(taille: int) -> Iterator[str]:
    parquet = _exporter(taille)
    port = port_libre()
    processus = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "benchmarks/naif.py", "--server.port", str(port), "--server.maxMessageSize", "2000"],
        env=os.environ | {"PRATIQUES": str(parquet)}, cwd=RACINE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        attendre(f"http://127.0.0.1:{port}/_stcore/health", processus)
        yield f"http://127.0.0.1:{port}"
    finally:
        processus.kill()
        processus.wait()


def _naive(taille: int) -> float:
    with _page_naive(taille) as adresse:
        return asyncio.run(_medianes(adresse, ""))


def _exporter(taille: int) -> Path:
    import duckdb

    dossier = Path(environnement(taille)["OBSERVATOIRE_LOCAL_DIR"])
    fichier = dossier / "pratiques.parquet"
    if not fichier.exists():
        with duckdb.connect(dossier / "observatoire.duckdb", read_only=True) as source:
            source.execute(f"copy (select * from public.pratique) to '{fichier}' (format parquet)")
    return fichier


def _plancher(taille: int) -> float:
    """Return the median of the bare query: what is found and the first page of it, nothing else."""
    import duckdb

    fichier = Path(environnement(taille)["OBSERVATOIRE_LOCAL_DIR"]) / "observatoire.duckdb"
    with duckdb.connect(fichier, read_only=True) as base:
        durees = []
        for question in QUESTIONS:
            ou = " and ".join(
                f"perimetre && ['{v}']" if nom == "territoire" else f"{nom} = '{v}'"
                for nom, (v,) in question.items()
            )
            depart = time.perf_counter()
            base.execute(_REQUETE.format(ou=ou)).fetchall()
            durees.append((time.perf_counter() - depart) * 1000)
    return centile(durees, 50)


def _dans_le_delai(mesure: Callable[[int], float], taille: int, avant: list[float]) -> float:
    """Return a measure, or NaN beyond the limit, at this size or at a smaller one."""
    if any(map(math.isnan, avant)):
        return math.nan
    try:
        return mesure(taille)
    except TimeoutError:
        print(f"  {taille:>9} : un des côtés dépasse {DELAI_S:.0f} s, il s’arrête là (nan)")
        return math.nan


def mesurer(tailles: tuple[int, ...] = TAILLES) -> None:
    """Print and plot the medians of each size."""
    series: dict[str, list[float]] = {"observatoire": [], "page naïve (pandas)": [], "requête nue": []}
    print("croissance, changement de filtre jamais vu (ms, médiane)")
    for taille in tailles:
        construire(taille)
        for nom, mesure in zip(series, (_notre, _naive, _plancher), strict=True):
            series[nom].append(_dans_le_delai(mesure, taille, series[nom]))
        a, b, c = (valeurs[-1] for valeurs in series.values())
        print(
            f"  {taille:>9} : {a:7.0f} / naïve {b:7.0f} (rapport {a / b:.2f}) / requête {c:6.1f} (rapport {a / c:.1f})",
            flush=True,
        )
    _tracer(tailles, series)


def _tracer(tailles: tuple[int, ...], series: dict[str, list[float]]) -> None:
    import plotly.graph_objects as go

    figure = go.Figure(
        [
            go.Scatter(x=tailles, y=[None if math.isnan(v) else v for v in y], name=nom, mode="lines+markers")
            for nom, y in series.items()
        ]
    )
    figure.update_layout(
        title="Changement de filtre, médiane (ms)",
        xaxis={"type": "log", "title": "pratiques"},
        yaxis={"type": "log", "title": "ms"},
    )
    RESULTATS.mkdir(exist_ok=True)
    figure.write_html(RESULTATS / "croissance.html", include_plotlyjs=True)
    print(f"  tracé : {(RESULTATS / 'croissance.html').relative_to(RACINE)}")
