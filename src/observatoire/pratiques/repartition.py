"""How the pratiques of an answer spread: by theme and mixity, form, activity, aim, year and territory."""

from typing import Any

from observatoire.pratiques import sql
from observatoire.pratiques.lecture import comprendre
from observatoire.pratiques.model import Repartition, Repartitions
from observatoire.pratiques.question import Recherche
from observatoire.pratiques.sql_filtres import filtrer
from observatoire.recherche import Interpretation
from observatoire.store import Cursor

DESSOUS = {
    "": "region",
    "pays": "region",
    "region": "departement",
    "departement": "epci",
    "epci": "commune",
    "commune": "",
}
"""Level of the territory asked → level counted."""

_A_LIRE = Interpretation()


def repartir(cur: Cursor, r: Recherche, comprise: Interpretation | None = _A_LIRE) -> Repartitions:
    """Count the answer by each field, in one query; `comprise` spares reading the question's text again."""
    filtre = filtrer(r, comprendre(cur, r) if comprise is _A_LIRE else comprise, avec_score=False)
    niveau = DESSOUS.get(r.territoire.partition("-")[0], "")
    lignes = cur.lignes(f"{filtre.sql} {sql.REPARTITIONS}", **filtre.params, niveau=niveau, dans=r.territoire)
    par_theme = [ligne for ligne in lignes if ligne["quoi"] == "theme"]
    annee = _repartition(lignes, "annee")
    return Repartitions(
        nombre=next(ligne["n"] for ligne in lignes if ligne["quoi"] == "nombre"),
        mixite=_repartition(lignes, "mixite"),
        themes=_themes([ligne for ligne in par_theme if ligne["code"] is not None]),
        sans_theme={ligne["mixite"]: ligne["n"] for ligne in par_theme if ligne["code"] is None},
        forme=_repartition(lignes, "forme"),
        activite=_repartition(lignes, "activite"),
        objectif=_repartition(lignes, "objectif"),
        annee=Repartition(dict(sorted(annee.comptes.items())), annee.inconnus),
        niveau=niveau,
        territoire=_repartition(lignes, "territoire"),
    )


def _repartition(lignes: list[dict[str, Any]], quoi: str) -> Repartition:
    comptes = {ligne["code"]: ligne["n"] for ligne in lignes if ligne["quoi"] == quoi}
    inconnus = comptes.pop(None, 0)
    return Repartition(dict(sorted(comptes.items(), key=lambda x: (-x[1], x[0]))), inconnus)


def _themes(lignes: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    themes: dict[str, dict[str, int]] = {}
    for ligne in lignes:
        themes.setdefault(ligne["code"], {})[ligne["mixite"]] = ligne["n"]
    return dict(sorted(themes.items(), key=lambda x: (-sum(x[1].values()), x[0])))
