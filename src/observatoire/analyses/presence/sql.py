"""The SQL of what is known of a territory: public views only, each large table read once."""

from observatoire.analyses.presence.model import PORTEES

_ICI = "public.contient(p.territoires, $ici::text)"
_DEDANS = "public.contient(p.perimetre, $ici::text)"
_PORTEE = f"case when {_ICI} then 'ici' when {_DEDANS} then 'dessous' else 'dessus' end"
_CONCERNEE = f"{_DEDANS} or p.territoires && $dessus::text[]"
_ARRETEES = "('terminee_prevue', 'transformee', 'abandonnee')"
_THEME_LARGE = "case when starts_with(code, 'obs--') then code else split_part(code, '--', 1) end"

COMPTES = f"""
select portee, count(*) as n from (select {_PORTEE} as portee from public.pratique p where {_CONCERNEE}) c group by portee
"""

_PREMIERES = "\n".join(
    f"""union all select 'liste {portee}', id, row_number() over (order by mixte desc, publiee_a desc, id) from (
    select id, mixte, publiee_a from concernees where portee = '{portee}' order by mixte desc, publiee_a desc, id limit $au_plus
) l_{portee}"""
    for portee in PORTEES
)
BILAN = f"""
with concernees as materialized (
    select id, {_PORTEE} as portee, mixite = 'mixte' as mixte, est_demo, activite, causes_arret, annee_fin, publiee_a, cotes,
        thematiques, territoires
    from public.pratique p where {_CONCERNEE}
), sur_place as (
    select * from concernees where portee <> 'dessus'
), arretees as (
    select * from sur_place where activite in {_ARRETEES}
), listes_de_themes as materialized (
    select row_number() over () as rang, thematiques as codes, count(*) as n from sur_place group by thematiques
), listes_de_cotes as materialized (
    select cotes as codes, count(*) as n from sur_place group by cotes
)
select 'portee' as quoi, portee as code, count(*) as n from concernees group by portee
union all select 'mixtes', '', count(*) from sur_place where mixte
union all select 'demo', '', count(*) from sur_place where est_demo
union all select 'activite', activite, count(*) from sur_place where activite is not null group by activite
union all select 'cote', code, cast(sum(n) as bigint) from (select unnest(codes) as code, n from listes_de_cotes) c group by code
union all select 'theme', code, cast(sum(n) as bigint) from (
    select distinct rang, n, {_THEME_LARGE} as code from (select rang, n, unnest(codes) as code from listes_de_themes) v
) t group by code
union all select 'dessus', code, count(*) from (
    select unnest(territoires) as code from concernees where portee = 'dessus'
) d where code = any($dessus::text[]) group by code
union all select 'arretees', '', count(*) from arretees
union all select 'cause', code, count(*) from (
    select unnest(case when cardinality(causes_arret) = 0 then array['']::text[] else causes_arret end) as code from arretees
) x group by code
union all select 'arret', id, row_number() over (order by annee_fin desc nulls last, publiee_a desc, id) from (
    select id, annee_fin, publiee_a from arretees order by annee_fin desc nulls last, publiee_a desc, id limit $au_plus
) a
{_PREMIERES}
"""
"""Every figure of a territory in one reading, so that they agree; for lists, n is the rank."""

ARRETS = """
select id as pratique_id, titre, activite, causes_arret as causes, annee_fin from public.pratique where id = any($ids::text[])
"""
STRUCTURES = """
select s.id, s.nom, s.type_structure, s.cote_defaut, s.site, d.territoire_id, count(*) over () as total, o.origine
from public.structure s
left join (
    select structure_id, min(source || ', ' || licence) as origine from public.structure_origine where creee group by structure_id
) o on o.structure_id = s.id
join (
    select u.id, min(u.territoire_id) as territoire_id
    from (select id, unnest(territoires) as territoire_id from public.structure) u
    join public.territoire t on t.id = u.territoire_id
    where t.id = $ici or public.contient(t.ancetres, $ici::text)
    group by u.id
) d on d.id = s.id
order by s.nom_norm, s.id limit $au_plus
"""
PARTENAIRES = f"""
with nommes as materialized (
    select a.nom, a.cote, count(distinct a.pratique_id) as n
    from public.partenariat a join public.pratique p on p.id = a.pratique_id
    where {_DEDANS}
    group by a.nom, a.cote
)
select 'cote' as quoi, '' as nom, cote, count(*) as n from nommes group by cote
union all select 'nom', nom, cote, n from (select nom, cote, n from nommes order by n desc, nom, cote limit $au_plus) x
"""
