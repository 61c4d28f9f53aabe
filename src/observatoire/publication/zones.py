"""Give the white zones of a territory as the declared resource, and as a file for people."""

import csv
import io
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from observatoire.analyses.zones import COTES, Case, Effort, Matrice, lire_matrice
from observatoire.clock import aujourd_hui
from observatoire.publication.cellules import convertisseurs, en_clair
from observatoire.publication.fichiers_csv import BOM, texte_francais
from observatoire.publication.mentions import LIMITES
from observatoire.publication.ressource_zones import ZONES
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires import Territoire

LIMITES_DES_ZONES = (
    "Une zone dit ce que l’observatoire connaît, pas ce qui existe\u00a0: «\u00a0non observé\u00a0» n’est pas une absence, et "
    "«\u00a0vide\u00a0» veut dire que les deux côtés ont été cherchés. Une pratique sans thème ne compte dans aucune ligne, "
    f"une pratique nationale ne compte que pour le pays. {LIMITES}"
)
_COMPTES = ("es", "ts", "deux", "pratiques", "couvrantes", "alliances", "terminees", "a_verifier")


def lire_zones(cur: Cursor, territoire_id: str, *, avec_demo: bool = False) -> list[dict[str, Any]]:
    """Return the records of a territory and of those just under it, by territory then theme.

    Raises Introuvable when the territory does not exist.
    """
    return enregistrer(lire_matrice(cur, territoire_id, avec_demo=avec_demo))


def enregistrer(m: Matrice) -> list[dict[str, Any]]:
    """Return the records of a matrix."""
    territoires = {t.id: t for t in m.territoires}
    rangs = {t: rang for rang, t in enumerate(territoires)}
    cases = sorted(m.par_theme(), key=lambda case: rangs[case.territoire_id])
    return [_enregistrement(m, territoires[case.territoire_id], case) for case in cases]


def csv_des_zones(m: Matrice) -> bytes:
    """Return a matrix as the CSV that a French spreadsheet opens, with its day and what it does not say.

    Give a matrix read without the demonstration: files never hold it.
    """
    sortie = io.StringIO(newline="")
    ecriture = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    ecriture.writerow([*(c.libelle for c in ZONES.des_fichiers), "Extrait le", "Ce que cela ne dit pas"])
    paires = list(zip(convertisseurs(ZONES, en_clair), (c.nom for c in ZONES.des_fichiers), strict=True))
    fin = [texte_francais(aujourd_hui()), LIMITES_DES_ZONES]
    ecriture.writerows([texte_francais(f(x[nom])) for f, nom in paires] + fin for x in enregistrer(m))
    return (BOM + sortie.getvalue()).encode()


def _enregistrement(m: Matrice, t: Territoire, case: Case) -> dict[str, Any]:
    comptes = asdict(case.presence)
    params = {"code": m.territoire.id, "onglet": "zones", "cellule": t.id, "theme": case.theme}
    return {
        "territoire_id": t.id,
        "niveau": t.niveau,
        "code": t.code,
        "nom": t.libelle,
        "theme": case.theme,
        "zone": case.classe,
        **{nom: comptes[nom] for nom in _COMPTES},
        **{cle: valeur for cote in COTES for cle, valeur in _effort(cote, case.effort(cote)).items()},
        "adresse": f"{settings().public_url}/territoire?{urlencode(params)}",
    }


def _effort(cote: str, effort: Effort) -> dict[str, Any]:
    """Return an effort in three columns; several notes give the oldest day and every source."""
    sources = dict.fromkeys(o.source for o in effort.notes)
    return {
        f"effort_{cote}": effort.code,
        f"effort_{cote}_le": min((o.observe_le for o in effort.notes), default=None),
        f"effort_{cote}_source": " | ".join(sources) or None,
    }
