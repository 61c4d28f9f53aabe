"""The explorer with 100,000 pratiques: first page, filter change, 50 sessions at once."""

import asyncio
import random

from benchmarks.banc import centile, cpu_s, memoire_mo, serveur
from benchmarks.session import Passage, Session

QUESTIONS: list[dict[str, list[str]]] = [
    {"territoire": ["departement-69"]},
    {"territoire": ["departement-69"], "forme": ["ptce"]},
    {"forme": ["tzcld"], "carte": ["departement"]},
    {"mixite": ["mixte"], "carte": ["region"]},
    {"q": ["logement nantes"]},
    {"cote": ["es", "ts"], "activite": ["active"]},
    {"territoire": ["region-53"], "mixite": ["mixte"]},
    {"carte": ["epci"], "territoire": ["departement-33"]},
    {"activite": ["abandonnee"]},
    {"vue": ["graphiques"], "territoire": ["region-44"]},
    {},
]
SESSIONS = 50
TOURS = 6


async def _seul(adresse: str, tours: int = 3) -> tuple[Passage, list[Passage]]:
    async with Session(adresse) as session:
        premiere = await session.aller("explorer", {})
        return premiere, [await session.aller("explorer", q) for q in QUESTIONS * tours]


async def _visiteur(adresse: str, graine: int) -> list[Passage]:
    hasard = random.Random(graine)
    passages = []
    async with Session(adresse) as session:
        await session.aller("explorer", {})
        for _ in range(TOURS):
            await asyncio.sleep(hasard.uniform(2, 6))
            passages.append(await session.aller("explorer", hasard.choice(QUESTIONS)))
    return passages


async def _foule(adresse: str) -> list[Passage]:
    lots = await asyncio.gather(*(_visiteur(adresse, i) for i in range(SESSIONS)))
    return [p for lot in lots for p in lot]


def mesurer(nombre: int = 100_000) -> None:
    """Print the explorer's figures."""
    with serveur(nombre) as (adresse, processus, demarrage):
        print(f"explorateur, {nombre} pratiques")
        print(f"  démarrage jusqu’à la première réponse : {demarrage:.1f} s")
        toute_premiere, _ = asyncio.run(_seul(adresse, tours=0))
        premiere, changements = asyncio.run(_seul(adresse))
        durees = [p.duree_s * 1000 for p in changements]
        poids = [p.octets / 1000 for p in changements]
        froid, chaud = durees[: len(QUESTIONS)], durees[len(QUESTIONS) :]
        print(f"  première page, au moment même du démarrage : {toute_premiere.duree_s * 1000:.0f} ms")
        print(f"  première page : {premiere.duree_s * 1000:.0f} ms, {premiere.octets / 1000:.0f} ko")
        print(
            f"  changement de filtre, jamais vu : médiane {centile(froid, 50):.0f} ms, p95 {centile(froid, 95):.0f} ms"
        )
        print(
            f"  changement de filtre, déjà vu : médiane {centile(chaud, 50):.0f} ms (rapport {centile(froid, 50) / centile(chaud, 50):.1f})"
        )
        print(f"  envoyé par changement : médiane {centile(poids, 50):.0f} ko, maximum {max(poids):.0f} ko")
        avant = cpu_s(processus)
        foule = asyncio.run(_foule(adresse))
        durees = [p.duree_s * 1000 for p in foule]
        print(
            f"  {SESSIONS} sessions : médiane {centile(durees, 50):.0f} ms, p95 {centile(durees, 95):.0f} ms, "
            f"{(cpu_s(processus) - avant) / len(foule) * 1000:.0f} ms de processeur par changement, "
            f"mémoire {memoire_mo(processus):.0f} Mo, erreurs {sum(p.erreurs for p in (*foule, *changements, premiere))}"
        )
