"""The SQL that reads published pratiques. A question becomes a filter once; every reading shares it."""

from dataclasses import dataclass, field
from typing import Any

from observatoire.pratiques.question import FILTRES, Recherche
from observatoire.recherche import TROUVES, Interpretation

COLONNES = {
    "theme": "thematiques",
    "public": "publics",
    "forme": "forme",
    "objectif": "objectifs",
    "cote": "cotes",
    "mixite": "mixite",
    "activite": "activite",
    "origine": "origine",
}
"""Column of public.pratique behind each filter."""
LISTES = frozenset({"theme", "public", "objectif", "cote"})
"""Filters whose column is a text[]."""


@dataclass(frozen=True)
class Filtre:
    """A `with choisies as (…)` over public.pratique, and its parameters."""

    sql: str
    params: dict[str, Any] = field(default_factory=dict)


def filtrer(r: Recherche, comprise: Interpretation | None, sauf: str = "") -> Filtre:
    """Return the filter of a question; `sauf` leaves one filter's own values out (for its facet)."""
    conditions, params = [], {}
    for nom in FILTRES:
        if nom != sauf and (valeurs := getattr(r, nom)):
            conditions.append(
                f"p.{COLONNES[nom]} && ${nom}::text[]"
                if nom in LISTES
                else f"p.{COLONNES[nom]} = any(${nom}::text[])"
            )
            params[nom] = list(valeurs)
    if r.territoire:
        conditions.append("$territoire = any(p.perimetre)")
        params["territoire"] = r.territoire
    if r.sans_lieu:
        conditions.append("cardinality(p.territoires) = 0")
    jointure, score = "", "0.0"
    if comprise is not None:
        jointure, score = f"join ({TROUVES}) t on t.id = p.id", "t.score"
        params |= comprise.parametres()
    ou = f"where {' and '.join(conditions)}" if conditions else ""
    return Filtre(
        f"with choisies as (select p.*, {score} as score from public.pratique p {jointure} {ou})", params
    )


TOTAUX = """
select count(*) as nombre, count(lon) as situees,
    count(*) filter (where cardinality(territoires) = 0) as sans_lieu,
    count(*) filter (where 'pays-FR' = any(territoires)) as nationales,
    count(*) filter (where lon is null and cardinality(territoires) > 0 and not 'pays-FR' = any(territoires)) as larges,
    count(*) filter (where est_demo) as demo
from choisies
"""

ORDRES = {
    "pertinence": "score desc, mixite = 'mixte' desc, publiee_a desc, id",
    "recentes": "publiee_a desc, id",
    "titre": "lower(titre), id",
}

RESUMES = """
select c.id, c.titre, c.resume, c.origine, c.forme, c.activite, c.mixite, c.cotes, c.thematiques, c.territoires,
    case when t.niveau = 'commune'
        then t.nom || ' (' || case when t.code like '97%' or t.code like '98%' then substr(t.code, 1, 3) else substr(t.code, 1, 2) end || ')'
        else t.nom end as lieu,
    c.annee_debut, c.source_le, c.confirmee_le, c.est_demo, c.maj_a
from (select * from choisies order by {ordre} limit $taille offset $depart) c
left join public.territoire t on t.id = c.territoires[1]
order by {ordre_externe}
"""


def resumes(ordre: str) -> str:
    """Return the query of one page of a list, in one of ORDRES."""
    cles = ORDRES[ordre]
    externe = ", ".join(
        f"c.{cle.strip()}" if not cle.strip().startswith("lower") else "lower(c.titre)"
        for cle in cles.split(",")
    )
    return RESUMES.format(ordre=cles, ordre_externe=externe)


def facette(nom: str) -> str:
    """Return the query that counts each value of a filter among `choisies`."""
    colonne = COLONNES[nom]
    source = (
        f"(select unnest({colonne}) as code from choisies) v"
        if nom in LISTES
        else f"(select {colonne} as code from choisies) v"
    )
    return f"select code, count(*) as n from {source} where code is not null group by code"


PAR_TERRITOIRE = """
select territoire_id, count(*) as n
from (select unnest(perimetre) as territoire_id from choisies) v
where starts_with(territoire_id, $prefixe)
group by territoire_id
"""

LIEUX = """
select l.territoire_id, t.nom, t.code, t.lon, t.lat, l.nombre, l.mixtes, l.es, l.ts, l.terminees, l.id_unique, l.titres
from (
    select territoires[1] as territoire_id, count(*) as nombre,
        count(*) filter (where mixite = 'mixte') as mixtes,
        count(*) filter (where 'es' = any(cotes) or 'les_deux' = any(cotes)) as es,
        count(*) filter (where 'ts' = any(cotes) or 'les_deux' = any(cotes)) as ts,
        count(*) filter (where activite in ('terminee_prevue', 'transformee', 'abandonnee')) as terminees,
        case when count(*) = 1 then min(id) end as id_unique,
        (array_agg(titre order by score desc, publiee_a desc, id))[1:3] as titres
    from choisies where lon is not null
    group by territoires[1]
) l
join public.territoire t on t.id = l.territoire_id
order by l.nombre desc, t.code
limit $limite
"""

UNE = "select * from public.pratique where id = $id"
LIEUX_DE = "select id, niveau, nom, code from public.territoire where id = any($ids::text[])"
PARTENAIRES = """
select rang, nom, cote, role, structure_id, apporte, cherche, confirmation
from public.partenariat where pratique_id = $id order by rang
"""
SOURCES = "select rang, titre, url, date_le, table_rapport, citation from public.source where pratique_id = $id order by rang"
TOUTES = "select * from choisies order by {ordre} limit $taille offset $depart"
PARTENAIRES_DE = """
select pratique_id, rang, nom, cote, role, structure_id, apporte, cherche, confirmation
from public.partenariat where pratique_id = any($ids::text[]) order by pratique_id, rang
"""
SOURCES_DE = """
select pratique_id, rang, titre, url, date_le, table_rapport, citation
from public.source where pratique_id = any($ids::text[]) order by pratique_id, rang
"""
PROCHES = """
select p.id, p.titre, count(*) as communs
from (select unnest(thematiques || publics || array[forme]) as code from public.pratique where id = $id) v
join (select id, titre, unnest(thematiques || publics || array[forme]) as code from public.pratique where id <> $id) p
    on p.code = v.code
group by p.id, p.titre order by communs desc, p.id limit 4
"""
