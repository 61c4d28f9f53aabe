"""Read what is known of a territory."""

from collections.abc import Sequence
from typing import Any

from observatoire import pratiques
from observatoire.analyses.presence import sql
from observatoire.analyses.presence.model import PORTEES, Arret, Partenaires, Presence, StructureLa
from observatoire.pratiques import Resume
from observatoire.store import Cursor
from observatoire.territoires import Territoire, trouver_tous

PAR_LISTE = 12
FACETTES = ("cote", "theme", "activite")
Lignes = Sequence[dict[str, Any]]


def presence(cur: Cursor, ici: Territoire, au_plus: int = PAR_LISTE) -> Presence:
    """Return what is known of a territory, `au_plus` records in each list."""
    lignes = cur.lignes(sql.BILAN, ici=ici.id, dessus=list(ici.ancetres), au_plus=au_plus)
    comptes = {
        quoi: _par_code(lignes, quoi) for quoi in ("portee", "mixtes", "demo", "dessus", "arretees", "cause")
    }
    structures = cur.lignes(sql.STRUCTURES, ici=ici.id, au_plus=au_plus)
    return Presence(
        comptes={portee: comptes["portee"].get(portee, 0) for portee in PORTEES},
        mixtes=comptes["mixtes"][""],
        demo=comptes["demo"][""],
        par_dessus={i: comptes["dessus"][i] for i in ici.ancetres if i in comptes["dessus"]},
        listes=_listes(cur, lignes),
        facettes={nom: _par_code(lignes, nom) for nom in FACETTES},
        arrets=_arrets(cur, _dans_l_ordre(lignes, "arret")),
        arretees=comptes["arretees"][""],
        causes=dict(sorted(comptes["cause"].items(), key=lambda c: (-c[1], c[0]))),
        structures=_structures(cur, structures),
        nombre_structures=structures[0]["total"] if structures else 0,
        partenaires=_partenaires(cur.lignes(sql.PARTENAIRES, ici=ici.id, au_plus=au_plus)),
    )


def _par_code(lignes: Lignes, quoi: str) -> dict[str, int]:
    return {ligne["code"]: ligne["n"] for ligne in lignes if ligne["quoi"] == quoi}


def _dans_l_ordre(lignes: Lignes, quoi: str) -> list[str]:
    return [code for code, _ in sorted(_par_code(lignes, quoi).items(), key=lambda c: c[1])]


def compter(cur: Cursor, ici: Territoire) -> dict[str, int]:
    """Return the number of pratiques that concern a territory, by PORTEES."""
    lignes = cur.lignes(sql.COMPTES, ici=ici.id, dessus=list(ici.ancetres))
    comptes = {ligne["portee"]: ligne["n"] for ligne in lignes}
    return {portee: comptes.get(portee, 0) for portee in PORTEES}


def _listes(cur: Cursor, lignes: Lignes) -> dict[str, tuple[Resume, ...]]:
    ids = {portee: _dans_l_ordre(lignes, f"liste {portee}") for portee in PORTEES}
    resumes = {r.id: r for r in pratiques.lister_par_ids(cur, [i for liste in ids.values() for i in liste])}
    return {portee: tuple(resumes[i] for i in liste if i in resumes) for portee, liste in ids.items()}


def _arrets(cur: Cursor, ids: list[str]) -> tuple[Arret, ...]:
    lus = {a["pratique_id"]: a for a in cur.lignes(sql.ARRETS, ids=ids)} if ids else {}
    return tuple(Arret(**lus[i] | {"causes": tuple(lus[i]["causes"])}) for i in ids if i in lus)


def _partenaires(lignes: Lignes) -> Partenaires:
    principaux = sorted((-x["n"], x["nom"], x["cote"]) for x in lignes if x["quoi"] == "nom")
    return Partenaires(
        {x["cote"]: x["n"] for x in lignes if x["quoi"] == "cote"},
        tuple((nom, cote, -n) for n, nom, cote in principaux),
    )


def _structures(cur: Cursor, lignes: Lignes) -> tuple[StructureLa, ...]:
    noms = trouver_tous(cur, {ligne["territoire_id"] for ligne in lignes})
    return tuple(
        StructureLa(
            s["id"],
            s["nom"],
            s["type_structure"],
            s["cote_defaut"],
            s["site"],
            noms[s["territoire_id"]].libelle,
            s["origine"] or "",
        )
        for s in lignes
    )
