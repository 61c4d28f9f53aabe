"""Ask the catalogue: every function takes a cursor and reads the public views only."""

from typing import Any

from observatoire.errors import Introuvable
from observatoire.pratiques import sql
from observatoire.pratiques.model import Lieu, Partenaire, Pratique, Resume, Source, Totaux
from observatoire.pratiques.question import FILTRES, Recherche
from observatoire.recherche import Interpretation, interpreter
from observatoire.store import Cursor

TAILLE_PAGE = 20
LIEUX_AU_PLUS = 2_000
"""Marks sent to a map at the most; the largest places come first."""


def comprendre(cur: Cursor, r: Recherche) -> Interpretation | None:
    """Return what the index understood of the question's text, None without text."""
    return interpreter(cur, r.q) if r.q else None


def compter(cur: Cursor, r: Recherche) -> Totaux:
    """Count the pratiques that answer, and those a map of points cannot show."""
    filtre = sql.filtrer(r, comprendre(cur, r))
    return Totaux(**(cur.ligne(f"{filtre.sql} {sql.TOTAUX}", **filtre.params) or {}))


def lister(cur: Cursor, r: Recherche, taille: int = TAILLE_PAGE) -> list[Resume]:
    """Return one page of the answer, in the order asked."""
    filtre = sql.filtrer(r, comprendre(cur, r))
    lignes = cur.lignes(
        f"{filtre.sql} {sql.resumes(r.tri)}", **filtre.params, taille=taille, depart=(r.page - 1) * taille
    )
    return [Resume(**_figer(ligne)) for ligne in lignes]


def facettes(cur: Cursor, r: Recherche) -> dict[str, dict[str, int]]:
    """Count each value of each filter (filter → code → count), with the other filters applied."""
    comprise = comprendre(cur, r)
    comptes = {}
    for nom in FILTRES:
        filtre = sql.filtrer(r, comprise, sauf=nom)
        lignes = cur.lignes(f"{filtre.sql} {sql.facette(nom)}", **filtre.params)
        comptes[nom] = {ligne["code"]: ligne["n"] for ligne in lignes}
    return comptes


def par_territoire(cur: Cursor, r: Recherche, niveau: str) -> dict[str, int]:
    """Count by territory of a level (territory id → count); a territory without answer is absent."""
    filtre = sql.filtrer(r, comprendre(cur, r))
    lignes = cur.lignes(f"{filtre.sql} {sql.PAR_TERRITOIRE}", **filtre.params, prefixe=f"{niveau}-")
    return {ligne["territoire_id"]: ligne["n"] for ligne in lignes}


def lieux(cur: Cursor, r: Recherche, limite: int = LIEUX_AU_PLUS) -> list[Lieu]:
    """Return the places of the answer, one mark for all the pratiques of a commune, the largest first."""
    filtre = sql.filtrer(r, comprendre(cur, r))
    lignes = cur.lignes(f"{filtre.sql} {sql.LIEUX}", **filtre.params, limite=limite)
    return [Lieu(**_figer(_nommer(ligne))) for ligne in lignes]


def obtenir(cur: Cursor, identifiant: str) -> Pratique:
    """Return the whole sheet.

    Raises Introuvable when no published pratique has this id.
    """
    ligne = cur.ligne(sql.UNE, id=identifiant)
    if ligne is None:
        raise Introuvable(
            "Cette fiche n’existe pas, ou n’est plus publiée. Cherchez-la par son titre dans l’explorateur."
        )
    noms = {t["id"]: _nom_du_lieu(t) for t in cur.lignes(sql.LIEUX_DE, ids=ligne["territoires"])}
    return Pratique(
        **_figer(ligne),
        lieux=tuple(noms.get(t, t) for t in ligne["territoires"]),
        partenaires=tuple(Partenaire(**_figer(p)) for p in cur.lignes(sql.PARTENAIRES, id=identifiant)),
        sources=tuple(Source(**s) for s in cur.lignes(sql.SOURCES, id=identifiant)),
    )


def _nommer(ligne: dict[str, Any]) -> dict[str, Any]:
    ligne["nom"] = _nom_du_lieu({"niveau": "commune", "nom": ligne["nom"], "code": ligne.pop("code")})
    return ligne


def _nom_du_lieu(t: dict[str, Any]) -> str:
    if t["niveau"] != "commune":
        return str(t["nom"])
    departement = t["code"][:3] if t["code"].startswith(("97", "98")) else t["code"][:2]
    return f"{t['nom']} ({departement})"


def _figer(ligne: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its lists as tuples, ready for a frozen record."""
    return {nom: tuple(v) if isinstance(v, list) else v for nom, v in ligne.items()}
