"""The light sheet: requests a second over kept-alive connections, the same sheet and many sheets side by side."""

import http.client
import json
import threading
import time
import urllib.request
from urllib.parse import urlsplit

from benchmarks.banc import cpu_s, serveur

CONNEXIONS = 4
DUREE_S = 5.0


def _debit(adresse: str, chemins: list[str]) -> float:
    faits, hote = [0] * CONNEXIONS, urlsplit(adresse).netloc
    fin = time.perf_counter() + DUREE_S

    def demander(rang: int) -> None:
        connexion = http.client.HTTPConnection(hote, timeout=10)
        while time.perf_counter() < fin:
            connexion.request("GET", chemins[(rang + faits[rang] * CONNEXIONS) % len(chemins)])
            reponse = connexion.getresponse()
            reponse.read()
            if reponse.status != 200:
                raise RuntimeError(f"{reponse.status} on a sheet")
            faits[rang] += 1
        connexion.close()

    fils = [threading.Thread(target=demander, args=(i,)) for i in range(CONNEXIONS)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return sum(faits) / DUREE_S


def mesurer(nombre: int = 100_000) -> None:
    """Print requests a second on /fiche/{id}."""
    with serveur(nombre) as (adresse, processus, _):
        with urllib.request.urlopen(f"{adresse}/api/v1/pratiques?par_page=200") as reponse:
            ids = [p["id"] for p in json.load(reponse)["donnees"]]
        chemins = [f"/fiche/{i}" for i in ids]
        _debit(adresse, chemins[:1])
        avant = cpu_s(processus)
        seule = _debit(adresse, chemins[:1])
        cpu = cpu_s(processus) - avant
        plusieurs = _debit(adresse, chemins)
        print(
            f"fiche légère : {seule:.0f} requêtes/s (même fiche, {cpu / seule / DUREE_S * 1000:.2f} ms de processeur chacune)"
        )
        print(
            f"fiche légère : {plusieurs:.0f} requêtes/s sur {len(chemins)} fiches (rapport {plusieurs / seule:.2f})"
        )
