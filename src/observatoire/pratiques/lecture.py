"""Ask the catalogue: every function takes a cursor and reads the public views only.

`comprise` spares reading the question's text again, when the caller already has what `comprendre` answered.
"""

from collections.abc import Collection
from dataclasses import fields
from itertools import chain
from typing import Any, Final

from observatoire.clock import aujourd_hui
from observatoire.errors import Introuvable
from observatoire.pieces import lister_publiques
from observatoire.pratiques import sql, sql_fiche, sql_filtres
from observatoire.pratiques.model import (
    AUCUNE,
    Assouplissement,
    Confirmations,
    Effet,
    Inspiration,
    Lieu,
    Partenaire,
    Pratique,
    Proche,
    Resume,
    Source,
    StructureNommee,
    Totaux,
)
from observatoire.pratiques.question import FILTRES, Recherche
from observatoire.pratiques.rules import confirmee_depuis
from observatoire.recherche import Interpretation, interpreter
from observatoire.store import Cursor
from observatoire.territoires.normalisation import normaliser

TAILLE_PAGE = 20
MARQUES_AU_PLUS = 400
"""Marks a map draws; beyond, they overlap and weigh: wider territories stand for their communes."""

_A_LIRE: Final = Interpretation()
"""Stands for « not given »: read the text of the question."""


def comprendre(cur: Cursor, r: Recherche) -> Interpretation | None:
    """Return what the index understood of the question's text; None without a word to search."""
    return interpreter(cur, r.q, elargir=r.elargir == "oui") if r.q else None


def compter(cur: Cursor, r: Recherche, comprise: Interpretation | None = _A_LIRE) -> Totaux:
    """Count the pratiques that answer, and those a map of points cannot show."""
    filtre = _filtre(cur, r, comprise)
    return Totaux(**(cur.ligne(f"{filtre.sql} {sql.TOTAUX}", **filtre.params) or {}))


def lister(
    cur: Cursor, r: Recherche, taille: int = TAILLE_PAGE, comprise: Interpretation | None = _A_LIRE
) -> list[Resume]:
    """Return one page of the answer, in the order asked."""
    filtre = _filtre(cur, r, comprise, avec_score=r.tri == "pertinence")
    lignes = cur.lignes(
        f"{filtre.sql} {sql.resumes(r.tri)}", **filtre.params, taille=taille, depart=(r.page - 1) * taille
    )
    return _resumes(cur, lignes)


def facettes(
    cur: Cursor,
    r: Recherche,
    noms: Collection[str] = tuple(FILTRES),
    comprise: Interpretation | None = _A_LIRE,
) -> dict[str, dict[str, int]]:
    """Count each value of each filter (filter → code → count), with the other filters applied.

    `noms` are filters, or « periode » for the years of start and « inconnue ».
    """
    comprise = comprendre(cur, r) if comprise is _A_LIRE else comprise
    filtre = sql_filtres.compter_les_valeurs(r, comprise, tuple(noms))
    comptes: dict[str, dict[str, int]] = {nom: {} for nom in noms}
    for ligne in cur.lignes(filtre.sql, **filtre.params):
        comptes[ligne["quoi"]][ligne["code"]] = ligne["n"]
    return comptes


def structures(
    cur: Cursor, *, cles: Collection[str] = (), debut: str = "", au_plus: int = 200
) -> list[StructureNommee]:
    """Return structures that pratiques name, the most present first: some keys, or those with a word that begins so."""
    commence = "-".join(normaliser(debut, etendre=False).split())
    lignes = cur.lignes(sql.STRUCTURES_NOMMEES, cles=list(cles), debut=commence, au_plus=au_plus)
    return [StructureNommee(ligne["cle"], ligne["nom"], ligne["n"]) for ligne in lignes]


def par_territoire(
    cur: Cursor, r: Recherche, niveau: str, comprise: Interpretation | None = _A_LIRE
) -> dict[str, int]:
    """Count by territory of a level (territory id → count); a territory without answer is absent."""
    return {t: n for t, (n, _) in mixite_par_territoire(cur, r, niveau, comprise).items()}


def mixite_par_territoire(
    cur: Cursor, r: Recherche, niveau: str, comprise: Interpretation | None = _A_LIRE
) -> dict[str, tuple[int, int]]:
    """Count by territory of a level (territory id → count, mixed ones); a territory without answer is absent."""
    filtre = _filtre(cur, r, comprise)
    lignes = cur.lignes(f"{filtre.sql} {sql.PAR_TERRITOIRE}", **filtre.params, prefixe=f"{niveau}-")
    return {ligne["territoire_id"]: (ligne["n"], int(ligne["mixtes"])) for ligne in lignes}


def lieux(
    cur: Cursor,
    r: Recherche,
    au_plus: int = MARQUES_AU_PLUS,
    comprise: Interpretation | None = _A_LIRE,
    totaux: Totaux | None = None,
) -> list[Lieu]:
    """Return the marks of the answer, the largest first: each declared commune, or what contains them.

    All the marks are of one level: communes when about `au_plus` of them suffice, else the EPCI of the territory
    asked, else départements. A pratique declared in several communes stands in each. `totaux` spares counting again.
    """
    comprise = comprendre(cur, r) if comprise is _A_LIRE else comprise
    nombre = (totaux or compter(cur, r, comprise)).lieux
    filtre = _filtre(cur, r, comprise)
    niveau = "commune" if nombre <= au_plus else "epci" if r.territoire else "departement"
    lignes = cur.lignes(
        f"{filtre.sql} {sql.LIEUX}",
        **(filtre.params | {"prefixe": f"{niveau}-", "confirmee_depuis": confirmee_depuis(aujourd_hui())}),
    )
    return [Lieu(**_nommer(ligne)) for ligne in lignes]


def assouplir(cur: Cursor, r: Recherche) -> list[Assouplissement]:
    """Tell what the question would give without each of its conditions, the most generous first."""
    neutre = Recherche()
    champs = [f.name for f in fields(r) if f.name not in ("carte", "mesure", "vue", "colonne", "tri", "page")]
    actifs = [champ for champ in champs if getattr(r, champ) != getattr(neutre, champ)]
    essais = [
        Assouplissement(champ, compter(cur, r.avec(**{champ: getattr(neutre, champ)})).nombre)
        for champ in actifs
    ]
    return sorted((e for e in essais if e.nombre), key=lambda e: -e.nombre)


def obtenir(cur: Cursor, identifiant: str) -> Pratique:
    """Return the whole sheet.

    Raises Introuvable when no published pratique has this id.
    """
    ligne = cur.ligne(sql.UNE, id=identifiant)
    if ligne is None:
        raise Introuvable(
            "Cette fiche n’existe pas, ou n’est plus publiée. Cherchez-la par son titre dans l’explorateur."
        )
    noms = {t["id"]: _nom_du_lieu(t) for t in cur.lignes(sql.NOMS_DES_LIEUX, ids=ligne["territoires"])}
    return Pratique(
        **_figer(ligne),
        lieux=tuple(noms.get(t, t) for t in ligne["territoires"]),
        partenaires=tuple(Partenaire(**_figer(p)) for p in cur.lignes(sql.PARTENAIRES, id=identifiant)),
        sources=tuple(Source(**s) for s in cur.lignes(sql.SOURCES, id=identifiant)),
        effets=tuple(Effet(**e) for e in cur.lignes(sql.EFFETS, id=identifiant)),
        inspirations=tuple(Inspiration(**i) for i in cur.lignes(sql.INSPIRATIONS, id=identifiant)),
        pieces=lister_publiques(cur, identifiant),
        confirmations=_confirmations(cur, [identifiant]).get(identifiant, AUCUNE),
    )


def proches(cur: Cursor, pratique: Pratique, au_plus: int = 3) -> list[Proche]:
    """Return the pratiques that share the most with one: a theme, a public or the form, and something else."""
    listes = {
        "thematiques": pratique.thematiques,
        "publics": pratique.publics,
        "objectifs": pratique.objectifs,
        "perimetre": [t for t in pratique.perimetre if not t.startswith(("region-", "pays-"))],
    }
    texte, parametres = sql_fiche.proches(listes, pratique.forme)
    if not texte:
        return []
    codes = {*chain(*listes.values()), *filter(None, [pratique.forme])}
    communs = {
        ligne["id"]: tuple(sorted(codes & {*chain(*(ligne[nom] for nom in listes)), ligne["forme"]}))
        for ligne in cur.lignes(texte, id=pratique.id, limite=au_plus, **parametres)
    }
    resumes = {r.id: r for r in lister_par_ids(cur, tuple(communs))}
    return [Proche(resumes[i], partages) for i, partages in communs.items() if i in resumes]


def lister_par_ids(cur: Cursor, ids: Collection[str]) -> list[Resume]:
    """Return the published pratiques among `ids`, in that order."""
    lignes = {ligne["id"]: ligne for ligne in cur.lignes(sql.RESUMES_DE, ids=list(ids))} if ids else {}
    return _resumes(cur, [lignes[i] for i in ids if i in lignes])


def _resumes(cur: Cursor, lignes: list[dict[str, Any]]) -> list[Resume]:
    """Return the lines of a list, with how many partners confirmed where some did."""
    dites = _confirmations(cur, [ligne["id"] for ligne in lignes if ligne["confirmee_le"]])
    return [Resume(**_figer(ligne), confirmations=dites.get(ligne["id"], AUCUNE)) for ligne in lignes]


def _confirmations(cur: Cursor, ids: list[str]) -> dict[str, Confirmations]:
    lignes = cur.lignes(sql.CONFIRMATIONS, ids=ids) if ids else []
    return {ligne["pratique_id"]: Confirmations(ligne["confirmes"], ligne["partenaires"]) for ligne in lignes}


def _filtre(
    cur: Cursor, r: Recherche, comprise: Interpretation | None, *, avec_score: bool = False
) -> sql_filtres.Filtre:
    return sql_filtres.filtrer(
        r, comprendre(cur, r) if comprise is _A_LIRE else comprise, avec_score=avec_score
    )


def _nommer(ligne: dict[str, Any]) -> dict[str, Any]:
    nom = _nom_du_lieu(ligne)
    return {cle: v for cle, v in ligne.items() if cle != "code"} | {"nom": nom}


def _nom_du_lieu(t: dict[str, Any]) -> str:
    if t["niveau"] != "commune":
        return str(t["nom"])
    departement = t["code"][:3] if t["code"].startswith(("97", "98")) else t["code"][:2]
    return f"{t['nom']} ({departement})"


def _figer(ligne: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its lists as tuples, ready for a frozen record."""
    return {nom: tuple(v) if isinstance(v, list) else v for nom, v in ligne.items()}
