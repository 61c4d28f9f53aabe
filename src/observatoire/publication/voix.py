"""Give the voices: page by page, and as a file for people. Both read the one view that hides small groups."""

import csv
import io
from typing import Any
from urllib.parse import quote

from observatoire.clock import aujourd_hui
from observatoire.publication.cellules import convertisseurs, en_clair
from observatoire.publication.fichiers_csv import BOM, texte_francais
from observatoire.publication.ressource_voix import VOIX
from observatoire.settings import settings
from observatoire.store import Cursor

Enregistrement = dict[str, Any]

_OU = """
from public.retour r join public.pratique p on p.id = r.pratique_id
where not p.est_demo and p.perimetre @> $lieux::text[]
"""
_LIGNES = f"""
select r.pratique_id, p.titre, r.voix, r.reponses, r.utile, r.ecoute, r.ensemble, r.du, r.au
{_OU} order by p.titre, r.pratique_id, r.voix
"""
_PAGE = f"{_LIGNES} limit $taille offset $depart"


def lister_voix(
    cur: Cursor, *, territoire: str = "", page: int = 1, taille: int = 50
) -> tuple[list[Enregistrement], int]:
    """Return one page of the voices, and how many lines there are in all: of the pratiques of a territory, or of all."""
    lieux = [territoire] if territoire else []
    lignes = cur.lignes(_PAGE, lieux=lieux, taille=taille, depart=(page - 1) * taille)
    return list(map(_enregistrement, lignes)), int(cur.valeur(f"select count(*) {_OU}", lieux=lieux))


def csv_des_voix(cur: Cursor, *, territoire: str = "") -> bytes:
    """Return every line as the CSV that a French spreadsheet opens, with its day and what it does not say."""
    lieux = [territoire] if territoire else []
    sortie = io.StringIO(newline="")
    ecriture = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    ecriture.writerow([*(c.libelle for c in VOIX.des_fichiers), "Extrait le", "Ce que cela ne dit pas"])
    paires = list(zip(convertisseurs(VOIX, en_clair), (c.nom for c in VOIX.des_fichiers), strict=True))
    fin = [texte_francais(aujourd_hui()), VOIX.description]
    for ligne in map(_enregistrement, cur.lignes(_LIGNES, lieux=lieux)):
        ecriture.writerow([texte_francais(f(ligne[nom])) for f, nom in paires] + fin)
    return (BOM + sortie.getvalue()).encode()


def _enregistrement(ligne: Enregistrement) -> Enregistrement:
    adresse = f"{settings().public_url}/fiche/{quote(ligne['pratique_id'], safe='')}"
    return {c.nom: (ligne | {"adresse": adresse})[c.nom] for c in VOIX.colonnes}
