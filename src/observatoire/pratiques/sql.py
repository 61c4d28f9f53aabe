"""The SQL that reads published pratiques; each reading follows the `with choisies as (…)` of a question."""

from observatoire.pratiques.sql_filtres import PAYS, SANS_LIEU

TOTAUX = f"""
select count(*) as nombre, count(lon) as situees,
    count(*) filter (where portee = 'sans_lieu') as sans_lieu,
    count(*) filter (where portee = 'nationale') as nationales,
    count(*) filter (where portee = 'large') as larges,
    count(*) filter (where mixite = 'mixte') as mixtes,
    count(*) filter (where est_demo) as demo,
    count(distinct case when lon is not null then territoires[1] end) as lieux
from (
    select lon, territoires, mixite, est_demo,
        case when lon is not null then 'locale' when {SANS_LIEU} then 'sans_lieu' when {PAYS} then 'nationale' else 'large' end as portee
    from choisies
) c
"""
"""One condition by row, those on lists for the few rows without a point: DuckDB would compute each for all."""

_TITRE_PLIE = "translate(replace(lower(titre), 'œ', 'oe'), 'àâäéèêëîïôöùûüÿç’', 'aaaeeeeiioouuuyc ')"
ORDRES = {
    "pertinence": "score desc, mixite = 'mixte' desc, publiee_a desc, id",
    "recentes": "publiee_a desc, id",
    "titre": f"{_TITRE_PLIE}, id",
    "distance": f"distance_km, {_TITRE_PLIE}, id",
}

COLONNES_DE_RESUME = """
c.id, c.titre, c.resume, c.origine, c.forme, c.activite, c.mixite, c.cotes, c.thematiques, c.territoires,
    case when t.niveau = 'commune'
        then t.nom || ' (' || case when t.code like '97%' or t.code like '98%' then substr(t.code, 1, 3) else substr(t.code, 1, 2) end || ')'
        else t.nom end as lieu,
    c.annee_debut, c.source_le, c.confirmee_le, c.est_demo, c.maj_a
"""
RESUMES = f"""
select {COLONNES_DE_RESUME}, c.distance_km
from (
    select x.*, row_number() over (order by {{ordre}}) as place
    from (select * from choisies order by {{ordre}} limit $taille offset $depart) x
) c
left join public.territoire t on t.id = c.territoires[1]
order by c.place
"""
RESUMES_DE = f"""
select {COLONNES_DE_RESUME}
from public.pratique c
left join public.territoire t on t.id = c.territoires[1]
where c.id = any($ids::text[])
"""


def resumes(ordre: str) -> str:
    """Return the query of one page of a list, in one of ORDRES."""
    return RESUMES.format(ordre=ORDRES[ordre])


PAR_TERRITOIRE = """
select territoire_id, count(*) as n, sum(mixte) as mixtes
from (select unnest(perimetre) as territoire_id, case when mixite = 'mixte' then 1 else 0 end as mixte from choisies) v
where starts_with(territoire_id, $prefixe)
group by territoire_id
"""

_THEME_LARGE = "case when starts_with(code, 'obs--') then code else split_part(code, '--', 1) end"
REPARTITIONS = f"""
, retenues as materialized (
    select mixite, activite, forme, annee_debut, objectifs, thematiques, perimetre from choisies
), listes_de_themes as materialized (
    select row_number() over () as rang, thematiques as codes, mixite, count(*) as n
    from retenues group by thematiques, mixite
), themes as (
    select distinct rang, n, mixite, {_THEME_LARGE} as code
    from (select rang, n, mixite, unnest(codes) as code from listes_de_themes) v
), listes_de_lieux as materialized (
    select row_number() over () as rang, perimetre as codes, count(*) as n from retenues group by perimetre
), lieux as materialized (
    select v.rang, v.n, v.code
    from (select rang, n, unnest(codes) as code from listes_de_lieux) v
    join public.territoire t on t.id = v.code
    where t.niveau = $niveau and ($dans = '' or t.ancetres && array[$dans]::text[])
)
select 'nombre' as quoi, cast(null as text) as code, cast(null as text) as mixite, count(*) as n from retenues
union all select 'mixite', mixite, null, count(*) from retenues group by mixite
union all select 'activite', activite, null, count(*) from retenues group by activite
union all select 'forme', forme, null, count(*) from retenues group by forme
union all select 'annee', cast(annee_debut as text), null, count(*) from retenues group by annee_debut
union all select 'objectif', code, null, count(*) from (select unnest(objectifs) as code from retenues) o group by code
union all select 'objectif', null, null, count(*) from retenues where cardinality(objectifs) = 0
union all select 'theme', code, mixite, cast(sum(n) as bigint) from themes group by code, mixite
union all select 'theme', null, mixite, cast(sum(n) as bigint) from listes_de_themes where cardinality(codes) = 0 group by mixite
union all select 'territoire', code, null, cast(sum(n) as bigint) from lieux group by code
union all select 'territoire', null, null, cast(sum(n) as bigint) from listes_de_lieux
    where rang not in (select rang from lieux) having count(*) > 0
"""
"""Every figure of an answer in one reading, so that they agree; a null code counts those that do not say.

Themes are counted by category, « obs » being none; territories at one level, inside $dans ('' for everywhere).
"""

LIEUX = """
select l.territoire_id, t.nom, t.code, t.niveau, t.lon, t.lat, l.nombre, l.mixtes, l.es, l.ts, l.terminees, l.confirmees,
    l.titre_unique
from (
    select territoire_id, count(*) as nombre, sum(mixte) as mixtes, sum(es) as es, sum(ts) as ts,
        sum(terminee) as terminees, sum(confirmee) as confirmees,
        case when count(*) = 1 then min(titre) end as titre_unique
    from (
        select unnest(perimetre) as territoire_id, titre,
            case when mixite = 'mixte' then 1 else 0 end as mixte,
            case when public.contient(cotes, 'es') or public.contient(cotes, 'les_deux') then 1 else 0 end as es,
            case when public.contient(cotes, 'ts') or public.contient(cotes, 'les_deux') then 1 else 0 end as ts,
            case when activite in ('terminee_prevue', 'transformee', 'abandonnee') then 1 else 0 end as terminee,
            case when confirmee_le >= $confirmee_depuis::date then 1 else 0 end as confirmee
        from choisies where lon is not null
    ) u
    where starts_with(territoire_id, $prefixe)
    group by territoire_id
) l
join public.territoire t on t.id = l.territoire_id
where t.lon is not null
order by l.nombre desc, t.code
"""
"""The marks of a level: declared communes (a perimeter holds no other), or what contains them."""

STRUCTURES_NOMMEES = """
select cle, min(nom) as nom, count(distinct pratique_id) as n
from (select pratique_id, nom, public.cle_de(nom) as cle from public.partenariat) a
where cle <> '' and (cardinality($cles::text[]) = 0 or cle = any($cles::text[]))
    and ($debut::text = '' or starts_with(cle, $debut::text) or position('-' || $debut::text in cle) > 0)
group by cle
order by n desc, cle limit $au_plus
"""
"""Structures by the name that pratiques give them; $cles names some, $debut is how a word of the name begins."""

UNE = "select * from public.pratique where id = $id"
NOMS_DES_LIEUX = "select id, niveau, nom, code from public.territoire where id = any($ids::text[])"
PARTENAIRES = """
select a.rang, a.nom, a.cote, a.role, a.structure_id, a.apporte, a.cherche, a.confirmation,
    public.cle_de(a.nom) as cle_structure, s.siren
from public.partenariat a left join public.structure s on s.id = a.structure_id
where a.pratique_id = $id order by a.rang
"""
EFFETS = "select rang, frein, levier, effet from public.effet where pratique_id = $id order by rang"
INSPIRATIONS = """
select source_id as pratique_id, source_titre as titre, garde, change, abandonne
from public.inspiration where pratique_id = $id order by rang
"""
CONFIRMATIONS = """
select pratique_id, confirmes, partenaires from public.confirmation where pratique_id = any($ids::text[])
"""
SOURCES = "select rang, titre, url, date_le, table_rapport, citation from public.source where pratique_id = $id order by rang"
