"""Read what a question selects, as records of the declared columns, in its order."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from observatoire.pratiques import Recherche, comprendre
from observatoire.publication import sql
from observatoire.publication.ressource_inspirations import INSPIRATIONS
from observatoire.publication.ressources import EFFETS, PARTENAIRES, PRATIQUES, SOURCES
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous

TAILLE_LOT = 2_000
"""Pratiques read, written and forgotten together: what bounds the memory of an export."""

Enregistrement = dict[str, Any]
Lecteur = Callable[[], AbstractContextManager[Cursor]]
"""How to get a cursor for one chunk: `store.lire`, or the one cursor of a caller."""

_NIVEAUX = {"codes_epci": "epci-", "codes_departements": "departement-", "codes_regions": "region-"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids that answer a question, in its order, without the demonstration's."""

    ids: tuple[str, ...]
    demo_exclues: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer; `total` counts the whole answer."""

    enregistrements: list[Enregistrement]
    total: int
    demo_exclues: int


def selectionner(cur: Cursor, r: Recherche) -> Selection:
    """Return everything that a question selects, whatever its page."""
    texte, params = sql.question(r, comprendre(cur, r), sql.CHOISIES)
    lignes = cur.lignes(texte, **params)
    ids = tuple(ligne["id"] for ligne in lignes if not ligne["est_demo"])
    return Selection(ids, len(lignes) - len(ids))


def lire_page(cur: Cursor, r: Recherche, taille: int, *, avec_demo: bool = False) -> Page:
    """Return the page `r.page` of a question, `taille` records a page."""
    comprise = comprendre(cur, r)
    texte, params = sql.question(r, comprise, sql.NOMBRES)
    nombres = cur.ligne(texte, **params) or {"nombre": 0, "demo": 0}
    exclues = 0 if avec_demo else nombres["demo"]
    texte, params = sql.question(r, comprise, sql.PAGE)
    lignes = cur.lignes(texte, **params, avec_demo=avec_demo, taille=taille, depart=(r.page - 1) * taille)
    ids = [ligne["id"] for ligne in lignes]
    return Page(enregistrements(cur, ids), nombres["nombre"] - exclues, exclues)


def lots(lecteur: Lecteur, ids: Sequence[str], taille: int = TAILLE_LOT) -> Iterator[list[Enregistrement]]:
    """Yield the records of `ids` chunk by chunk; a cursor is held for the time of one chunk only."""
    for debut in range(0, len(ids), taille):
        with lecteur() as cur:
            lot = enregistrements(cur, ids[debut : debut + taille])
        yield lot


def lots_de_partenaires(
    lecteur: Lecteur, ids: Sequence[str], taille: int = TAILLE_LOT
) -> Iterator[list[Enregistrement]]:
    """Yield the partners of `ids`, in the order of `ids`, chunk by chunk."""
    for debut in range(0, len(ids), taille):
        morceau = list(ids[debut : debut + taille])
        with lecteur() as cur:
            groupes = _par_pratique(cur, sql.PARTENAIRES, morceau)
        yield [p for identifiant in morceau for p in groupes[identifiant]]


def enregistrements(cur: Cursor, ids: Sequence[str]) -> list[Enregistrement]:
    """Return the records of `ids` that are public now, in that order, with exactly the declared columns."""
    if not ids:
        return []
    voulus = list(ids)
    lignes = {ligne["id"]: ligne for ligne in cur.lignes(sql.LOT, ids=voulus)}
    partenaires = _par_pratique(cur, sql.PARTENAIRES, voulus)
    effets = _par_pratique(cur, sql.EFFETS, voulus)
    inspirations = _par_pratique(cur, sql.INSPIRATIONS, voulus)
    sources = _par_pratique(cur, sql.SOURCES, voulus)
    noms = _noms_des_lieux(cur, lignes.values())
    base = settings().public_url
    noms_des_colonnes = [c.nom for c in PRATIQUES.colonnes]
    resultat = []
    for identifiant in voulus:
        if (ligne := lignes.get(identifiant)) is None:
            continue
        ligne["lieux"] = [noms.get(t, t) for t in ligne["territoires"]]
        ligne |= codes(ligne["territoires"], ligne["perimetre"])
        ligne["partenaires"] = [_sans_pratique(p, PARTENAIRES) for p in partenaires[identifiant]]
        ligne["effets"] = [_sans_pratique(e, EFFETS) for e in effets[identifiant]]
        ligne["inspirations"] = [_sans_pratique(x, INSPIRATIONS) for x in inspirations[identifiant]]
        ligne["sources"] = [_sans_pratique(s, SOURCES) for s in sources[identifiant]]
        ligne["adresse"] = f"{base}/fiche/{identifiant}"
        resultat.append({nom: ligne[nom] for nom in noms_des_colonnes})
    return resultat


def _par_pratique(cur: Cursor, requete: str, ids: list[str]) -> defaultdict[str, list[Enregistrement]]:
    groupes: defaultdict[str, list[Enregistrement]] = defaultdict(list)
    for ligne in cur.lignes(requete, ids=ids):
        groupes[ligne["pratique_id"]].append(ligne)
    return groupes


def _sans_pratique(ligne: Enregistrement, ressource: Any) -> Enregistrement:
    return {c.nom: ligne[c.nom] for c in ressource.colonnes if c.nom != "pratique_id"}


def _noms_des_lieux(cur: Cursor, lignes: Any) -> dict[str, str]:
    declares = sorted({t for ligne in lignes for t in ligne["territoires"]})
    return {i: t.libelle for i, t in trouver_tous(cur, declares).items()} if declares else {}


def codes(territoires: Sequence[str], perimetre: Sequence[str]) -> dict[str, list[str]]:
    """Return the official codes of a pratique, as text, by level."""
    codes = {
        nom: [t.removeprefix(prefixe) for t in perimetre if t.startswith(prefixe)]
        for nom, prefixe in _NIVEAUX.items()
    }
    communes = [t.removeprefix("commune-") for t in territoires if t.startswith("commune-")]
    return {"codes_communes": communes, **codes}
