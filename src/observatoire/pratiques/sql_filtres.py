"""The SQL of each filter: the condition it sets, and how its values are counted. One text for both engines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from observatoire.clock import aujourd_hui
from observatoire.pratiques import periode
from observatoire.pratiques.question import FILTRES, STRUCTURES, Recherche
from observatoire.pratiques.rules import confirmee_depuis
from observatoire.recherche import Interpretation
from observatoire.vocabulaires import vocabulaire

COLONNES = {
    "theme": "thematiques",
    "public": "publics",
    "forme": "forme",
    "objectif": "objectifs",
    "cote": "cotes",
    "mixite": "mixite",
    "activite": "activite",
    "origine": "origine",
    "preuve": "niveau_preuve",
    "famille": "familles",
    "frein": "freins",
    "levier": "leviers",
    "cause": "causes_arret",
}
"""Column of public.pratique behind each filter that reads one."""
LISTES = frozenset({"theme", "public", "objectif", "cote", "famille", "frein", "levier", "cause"})
"""Filters whose column is a text[]."""
_TABLES = " ".join(
    f"when {n} then '{code}'" for n, code in enumerate(("ailleurs", *vocabulaire("table_rapport").codes[:6]))
)
LIENS = {
    "role": "select pratique_id, role as code from public.partenariat where role is not null",
    "apport": "select pratique_id, unnest(apporte) as code from public.partenariat",
    "structure": "select pratique_id, public.cle_de(nom) as code from public.partenariat",
    "financeur": "select pratique_id, public.cle_de(nom) as code from public.partenariat where role = 'financeur'",
    "table": f"select pratique_id, case table_rapport {_TABLES} end as code from public.source where table_rapport is not null",
}
"""Filters that read what hangs on a pratique: the codes of each, which may come several times."""
FACETTES = (*FILTRES, "financeur", "periode")
"""What can be counted."""

# `contient` (store/vues/fonctions.sql) for a value, `&&` for many, and never `= any(column)`: DuckDB unnests the column
# for the latter, seven times slower than `&&`, itself three times slower than `contient`.
PAYS = "public.contient(territoires, 'pays-FR')"
VALEURS_UNE_A_UNE = 3
"""Values of a list looked for one by one; beyond, all at once costs less."""
SANS_LIEU = "cardinality(territoires) = 0"
CONDITIONS_DE_PORTEE = {
    "locale": "lon is not null",
    "large": f"lon is null and cardinality(territoires) > 0 and not {PAYS}",
    "nationale": f"lon is null and {PAYS}",
    "sans_lieu": SANS_LIEU,
}

_KM_PAR_DEGRE = 110.5
"""A little less than the shortest degree of latitude, so that a box holds its circle."""
AUTOUR = f"""
centre as (
    select lon, lat, cast($rayon as double precision) as rayon,
        cast($rayon as double precision) / {_KM_PAR_DEGRE} as d
    from public.territoire where id = $territoire
), autour as materialized (
    select id, km
    from (
        select t.id, c.rayon, 12742 * asin(least(1, sqrt(
            power(sin(radians(t.lat - c.lat) / 2), 2)
            + cos(radians(c.lat)) * cos(radians(t.lat)) * power(sin(radians(t.lon - c.lon) / 2), 2)
        ))) as km
        from centre c join public.territoire t on t.niveau = 'commune'
            and t.lat between c.lat - c.d and c.lat + c.d
            and t.lon between c.lon - 1.03 * c.d / cos(radians(c.lat)) and c.lon + 1.03 * c.d / cos(radians(c.lat))
    ) v
    where km <= rayon
), voisines as (
    select p.id, min(a.km) as km
    from (select id, unnest(territoires) as territoire_id from public.pratique) p
    join autour a on a.id = p.territoire_id
    group by p.id
)
"""
"""Communes around one, as the crow flies (haversine inside a box), then the pratiques declared in them and how far."""


@dataclass(frozen=True)
class Filtre:
    """A `with choisies as (…)` over public.pratique, and its parameters."""

    sql: str
    params: dict[str, Any] = field(default_factory=dict)


def filtrer(r: Recherche, comprise: Interpretation | None, *, avec_score: bool = True) -> Filtre:
    """Return the filter of a question.

    `choisies` holds the view's columns, `score`, 0 without a text or when no score is needed, and `distance_km`, null
    without a radius.
    """
    conditions, params = _conditions(r)
    entetes, jointure, ou, autres = _toujours(r, comprise, avec_score=avec_score)
    score = "t.score" if comprise is not None and avec_score else "0.0"
    km = "n.km" if r.rayon else "cast(null as double precision)"
    conditions_dites = [*ou, *conditions.values()]
    suite = f"where {' and '.join(conditions_dites)}" if conditions_dites else ""
    return Filtre(
        f"with {entetes} choisies as (select p.*, {score} as score, {km} as distance_km from public.pratique p {jointure} {suite})",
        params | autres,
    )


def compter_les_valeurs(r: Recherche, comprise: Interpretation | None, noms: Sequence[str]) -> Filtre:
    """Return one query that counts the values of several filters (quoi, code, n), each without its own choice.

    The catalogue is read once: what every count shares narrows it, each other choice is a column that the counts of
    the other filters ask to be true.
    """
    conditions, params = _conditions(r.avec(**{noms[0]: ()}) if len(noms) == 1 else r)
    libres = {nom: c for nom, c in conditions.items() if nom in noms}
    entetes, jointure, ou, autres = _toujours(r, comprise, avec_score=False)
    fixes = [*ou, *(c for nom, c in conditions.items() if nom not in libres)]
    colonnes = ["p.id", *(f"p.{COLONNES[nom]}" for nom in noms if nom in COLONNES)]
    colonnes += [
        c for nom, c in (("fraicheur", "p.confirmee_le"), ("periode", "p.annee_debut")) if nom in noms
    ]
    colonnes += [f"({c}) as garde_{nom}" for nom, c in libres.items()]
    suite = f"where {' and '.join(fixes)}" if fixes else ""
    # Kept once when it is narrowed; the whole catalogue costs less read again, the columns of each count alone.
    garder = "materialized" if fixes or jointure else "not materialized"
    comptes = " union all ".join(_compte(nom, [n for n in libres if n != nom], r) for nom in noms)
    if "fraicheur" in noms:
        params |= {"confirmee_depuis": confirmee_depuis(aujourd_hui())}
    return Filtre(
        f"with {entetes} gardees as {garder} (select {', '.join(colonnes)} from public.pratique p {jointure} {suite}) {comptes}",
        params | autres,
    )


def _toujours(
    r: Recherche, comprise: Interpretation | None, *, avec_score: bool
) -> tuple[str, str, list[str], dict[str, Any]]:
    """Return what narrows every reading, counts of values included: (leading CTEs, joins, conditions, parameters)."""
    entetes, jointure = "", ""
    conditions: list[str] = []
    params: dict[str, Any] = {}
    if r.territoire and r.rayon:
        entetes, jointure = f"{AUTOUR},", "join voisines n on n.id = p.id"
        params |= {"territoire": r.territoire, "rayon": r.rayon}
    elif r.territoire:
        conditions.append("public.contient(p.perimetre, $territoire::text)")
        params["territoire"] = r.territoire
    if r.portee:
        conditions.append(CONDITIONS_DE_PORTEE[r.portee])
    if comprise is not None:
        trouves, du_texte = comprise.trouves(avec_score=avec_score)
        jointure += f" join ({trouves}) t on t.id = p.id"
        params |= du_texte
    return entetes, jointure, conditions, params


def _conditions(r: Recherche) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the condition of each filter that has values, and their parameters."""
    conditions: dict[str, str] = {}
    params: dict[str, Any] = {}
    for nom, voc in FILTRES.items():
        if valeurs := getattr(r, nom):
            params[nom] = [c for valeur in valeurs for c in vocabulaire(voc).etendue(valeur)]
            conditions[nom] = _condition(nom, len(params[nom]), r)
    for nom in STRUCTURES:
        if valeurs := getattr(r, nom):
            params[nom] = list(valeurs)
            conditions[nom] = _condition(nom, len(valeurs), r)
    if r.fraicheur:
        params["confirmee_depuis"] = confirmee_depuis(aujourd_hui())
    if r.periode:
        inconnue = "p.annee_debut is null" if periode.INCONNUE in r.periode else "false"
        conditions["periode"] = f"(p.annee_debut = any($annees::int[]) or {inconnue})"
        params["annees"] = periode.annees(r.periode)
    return conditions, params


def _condition(nom: str, valeurs: int, r: Recherche) -> str:
    if nom in LIENS:
        return f"p.id in (select pratique_id from ({_lien(nom, r)}) l where l.code = any(${nom}::text[]))"
    if nom in LISTES and valeurs > VALEURS_UNE_A_UNE:
        return f"p.{COLONNES[nom]} && ${nom}::text[]"
    if nom in LISTES:
        cherchees = (
            f"public.contient(p.{COLONNES[nom]}, (${nom}::text[])[{i}])" for i in range(1, valeurs + 1)
        )
        return f"({' or '.join(cherchees)})"
    return f"{_code(nom, 'p.')} = any(${nom}::text[])"


def _lien(nom: str, r: Recherche) -> str:
    """Return the codes of a filter that reads what hangs on a pratique; the roles are those of the structure asked."""
    de_la_structure = " and public.cle_de(nom) = any($structure::text[])"
    return LIENS[nom] + (de_la_structure if nom == "role" and r.structure else "")


def _code(nom: str, source: str = "") -> str:
    """Return the value of a filter that has one by pratique."""
    if nom == "fraicheur":
        return (
            f"case when {source}confirmee_le is null then 'non_confirmee' "
            f"when {source}confirmee_le >= $confirmee_depuis::date then 'confirmee' else 'a_reconfirmer' end"
        )
    if nom == "periode":
        return f"coalesce(cast({source}annee_debut as text), '{periode.INCONNUE}')"
    return f"{source}{COLONNES[nom]}"


def _compte(nom: str, autres: list[str], r: Recherche) -> str:
    ou = "where " + " and ".join(f"garde_{n}" for n in autres) if autres else ""
    if nom in LIENS:
        return (
            f"select '{nom}' as quoi, l.code, count(distinct l.pratique_id) as n from ({_lien(nom, r)}) l "
            f"join (select id from gardees {ou}) g on g.id = l.pratique_id group by l.code"
        )
    if nom in LISTES:
        return _compte_de_listes(nom, ou)
    return f"select '{nom}' as quoi, {_code(nom)} as code, count(*) as n from gardees {ou} group by 2 having {_code(nom)} is not null"


def _compte_de_listes(nom: str, ou: str) -> str:
    """Count the values of lists: equal lists are first put together, being far fewer than the pratiques."""
    colonne = COLONNES[nom]
    valeurs = f"""
        select rang, n, unnest(codes) as code from (
            select row_number() over () as rang, {colonne} as codes, count(*) as n from gardees {ou} group by {colonne}
        ) l
    """
    if nom == "theme":
        # A category counts the pratiques that have it or a theme of it, each once: `union` leaves one row a code and
        # a list. « obs » groups themes and is not one.
        valeurs = f"""
            select rang, n, code from ({valeurs}) v
            union select rang, n, split_part(code, '--', 1) from ({valeurs}) v where not starts_with(code, 'obs--')
        """
    return f"select '{nom}' as quoi, code, cast(sum(n) as bigint) as n from ({valeurs}) v group by code"
