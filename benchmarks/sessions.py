"""Many visitors at once on 100,000 pratiques: 100 who read between two clicks, then 50 who never pause, beside Datasette.

For Datasette a filter change is what its page asks for: the page, then the rows of its map.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import httpx2

from benchmarks import datasette
from benchmarks.banc import centile, memoire_mo, serveur
from benchmarks.explorateur import QUESTIONS
from benchmarks.session import Passage, Session

LECTEURS, CLICS = 100, 6
PRESSES, DUREE_S = 50, 20.0
_FILTRES = ({"forme": "ptce"}, {"mixite": "mixte"}, {"activite": "active"}, {"forme": "tzcld", "mixite": "mixte"},
            {"activite": "abandonnee"}, {"mixite": "a_verifier"}, {"forme": "rencontre"}, {})  # fmt: skip


async def _lire(adresse: str, graine: int) -> list[Passage]:
    hasard = random.Random(graine)
    await asyncio.sleep(hasard.uniform(0, 4))
    passages = []
    async with Session(adresse) as session:
        await session.aller("explorer", {})
        for _ in range(CLICS):
            await asyncio.sleep(hasard.uniform(2, 6))
            passages.append(await session.aller("explorer", hasard.choice(QUESTIONS)))
    return passages


async def _foule(adresse: str) -> list[Passage]:
    lots = await asyncio.gather(*(_lire(adresse, graine) for graine in range(LECTEURS)))
    return [p for lot in lots for p in lot]


async def _debit(visiteur: Callable[[int, float], Awaitable[int]]) -> float:
    """Return changes a second of PRESSES visitors who click again as soon as they are answered."""
    fin = time.perf_counter() + DUREE_S
    faits = await asyncio.gather(*(visiteur(graine, fin) for graine in range(PRESSES)))
    return sum(faits) / DUREE_S


async def _presser_la_notre(adresse: str) -> float:
    async def visiteur(graine: int, fin: float) -> int:
        hasard, faits = random.Random(graine), 0
        async with Session(adresse) as session:
            await session.aller("explorer", {})
            while time.perf_counter() < fin:
                await session.aller("explorer", {n: [v] for n, v in hasard.choice(_FILTRES).items()})
                faits += 1
        return faits

    return await _debit(visiteur)


async def _presser_la_leur(adresse: str) -> float:
    async with httpx2.AsyncClient(timeout=120, limits=httpx2.Limits(max_connections=PRESSES)) as client:

        async def visiteur(graine: int, fin: float) -> int:
            hasard, faits = random.Random(graine), 0
            while time.perf_counter() < fin:
                requete = urlencode(hasard.choice(_FILTRES))
                for chemin in (
                    f"{adresse}?{requete}",
                    f"{adresse}.json?{requete}&_size=max&_labels=on&_shape=objects",
                ):
                    (await client.get(chemin)).raise_for_status()
                faits += 1
            return faits

        return await _debit(visiteur)


def mesurer(nombre: int = 100_000) -> None:
    """Print latencies, errors, memory, and both rates with their ratio."""
    with serveur(nombre) as (adresse, processus, _):
        time.sleep(3)
        foule = asyncio.run(_foule(adresse))
        durees = [p.duree_s * 1000 for p in foule]
        print(
            f"sessions, {nombre} pratiques : {LECTEURS} lecteurs, médiane {centile(durees, 50):.0f} ms, "
            f"p95 {centile(durees, 95):.0f} ms (cible 500), erreurs {sum(p.erreurs for p in foule)}, "
            f"mémoire {memoire_mo(processus):.0f} Mo (cible 900)"
        )
        notre = asyncio.run(_presser_la_notre(adresse))
    with datasette.servir(nombre) as adresse:
        leur = asyncio.run(_presser_la_leur(adresse))
    print(
        f"  {PRESSES} sessions sans pause : {notre:.0f} changements/s, Datasette {leur:.0f} (rapport {notre / leur:.1f}, cible 3)"
    )
