"""Read what is known of a territory."""

from collections.abc import Sequence
from typing import Any

from observatoire import pratiques
from observatoire.analyses.presence import sql
from observatoire.analyses.presence.model import PORTEES, Arret, Partenaires, Presence, StructureLa
from observatoire.pratiques import Recherche, Resume
from observatoire.store import Cursor
from observatoire.territoires import Territoire, trouver_tous

PAR_LISTE = 12
FACETTES = ("cote", "theme", "activite")


def presence(cur: Cursor, ici: Territoire, au_plus: int = PAR_LISTE) -> Presence:
    """Return what is known of a territory, `au_plus` records in each list."""
    soi: dict[str, Any] = {"ici": [ici.id]}
    tous: dict[str, Any] = soi | {"dessus": list(ici.ancetres)}
    comptes = {c["portee"]: c for c in cur.lignes(sql.COMPTES, **tous)}
    par_dessus = {d["id"]: d["n"] for d in cur.lignes(sql.PAR_DESSUS, **tous)} if ici.ancetres else {}
    arrets = cur.lignes(sql.ARRETS, **soi, au_plus=au_plus)
    structures = cur.lignes(sql.STRUCTURES, **soi, au_plus=au_plus)
    sur_place = [comptes[p] for p in ("ici", "dessous") if p in comptes]
    return Presence(
        comptes={portee: comptes[portee]["n"] if portee in comptes else 0 for portee in PORTEES},
        mixtes=sum(c["mixtes"] for c in sur_place),
        demo=sum(c["demo"] for c in sur_place),
        par_dessus={i: par_dessus[i] for i in ici.ancetres if i in par_dessus},
        listes=_listes(cur, cur.lignes(sql.LISTES, **tous, par_liste=au_plus)),
        facettes=pratiques.facettes(cur, Recherche(territoire=ici.id), FACETTES),
        arrets=tuple(_arret(a) for a in arrets),
        arretees=arrets[0]["total"] if arrets else 0,
        causes={c["cause"]: c["n"] for c in cur.lignes(sql.CAUSES, **soi)},
        structures=_structures(cur, structures),
        nombre_structures=structures[0]["total"] if structures else 0,
        partenaires=Partenaires(
            {c["cote"]: c["n"] for c in cur.lignes(sql.PARTENAIRES_PAR_COTE, **soi)},
            tuple((p["nom"], p["cote"], p["n"]) for p in cur.lignes(sql.PARTENAIRES, **soi, au_plus=au_plus)),
        ),
    )


def compter(cur: Cursor, ici: Territoire) -> dict[str, int]:
    """Return the number of pratiques that concern a territory, by PORTEES."""
    lignes = cur.lignes(sql.COMPTES, ici=[ici.id], dessus=list(ici.ancetres))
    comptes = {ligne["portee"]: ligne["n"] for ligne in lignes}
    return {portee: comptes.get(portee, 0) for portee in PORTEES}


def _listes(cur: Cursor, lignes: Sequence[dict[str, Any]]) -> dict[str, tuple[Resume, ...]]:
    resumes = {r.id: r for r in pratiques.lister_par_ids(cur, [ligne["id"] for ligne in lignes])}
    return {
        portee: tuple(resumes[x["id"]] for x in lignes if x["portee"] == portee and x["id"] in resumes)
        for portee in PORTEES
    }


def _arret(ligne: dict[str, Any]) -> Arret:
    return Arret(
        ligne["pratique_id"], ligne["titre"], ligne["activite"], tuple(ligne["causes"]), ligne["annee_fin"]
    )


def _structures(cur: Cursor, lignes: Sequence[dict[str, Any]]) -> tuple[StructureLa, ...]:
    noms = trouver_tous(cur, {ligne["territoire_id"] for ligne in lignes})
    return tuple(
        StructureLa(
            s["id"],
            s["nom"],
            s["type_structure"],
            s["cote_defaut"],
            s["site"],
            noms[s["territoire_id"]].libelle,
        )
        for s in lignes
    )
