"""The SQL of what is known of a territory: public views only."""

_DEDANS = "p.perimetre && $ici::text[]"
_ICI = "p.territoires && $ici::text[]"
_CONCERNEES = f"""
with concernees as (
    select p.*, case when {_ICI} then 'ici' when {_DEDANS} then 'dessous' else 'dessus' end as portee
    from public.pratique p
    where {_DEDANS} or p.territoires && $dessus::text[]
)
"""
_ARRETEES = "('terminee_prevue', 'transformee', 'abandonnee')"

COMPTES = f"""
{_CONCERNEES}
select portee, count(*) as n, count(*) filter (where mixite = 'mixte') as mixtes, count(*) filter (where est_demo) as demo
from concernees group by portee
"""
LISTES = f"""
{_CONCERNEES}
select portee, id from (
    select portee, id, row_number() over (partition by portee order by mixite = 'mixte' desc, publiee_a desc, id) as rang
    from concernees
) r
where rang <= $par_liste order by portee, rang
"""
PAR_DESSUS = """
select d.id, count(*) as n
from (select unnest(territoires) as id, perimetre from public.pratique where territoires && $dessus::text[]) d
where d.id = any($dessus::text[]) and not d.perimetre && $ici::text[]
group by d.id
"""
ARRETS = f"""
select id as pratique_id, titre, activite, causes_arret as causes, annee_fin, count(*) over () as total
from public.pratique p where {_DEDANS} and activite in {_ARRETEES}
order by annee_fin desc nulls last, publiee_a desc, id limit $au_plus
"""
CAUSES = f"""
select cause, count(*) as n
from (
    select unnest(case when cardinality(causes_arret) = 0 then array['']::text[] else causes_arret end) as cause
    from public.pratique p where {_DEDANS} and activite in {_ARRETEES}
) c
group by cause order by n desc, cause
"""
STRUCTURES = """
select s.id, s.nom, s.type_structure, s.cote_defaut, s.site, d.territoire_id, count(*) over () as total
from public.structure s
join (
    select u.id, min(u.territoire_id) as territoire_id
    from (select id, unnest(territoires) as territoire_id from public.structure) u
    join public.territoire t on t.id = u.territoire_id
    where t.id = any($ici::text[]) or t.ancetres && $ici::text[]
    group by u.id
) d on d.id = s.id
order by s.nom_norm, s.id limit $au_plus
"""
_NOMMES = f"""
select a.nom, a.cote, count(distinct a.pratique_id) as n
from public.partenariat a join public.pratique p on p.id = a.pratique_id
where {_DEDANS}
group by a.nom, a.cote
"""
PARTENAIRES = f"select nom, cote, n from ({_NOMMES}) x order by n desc, nom, cote limit $au_plus"
PARTENAIRES_PAR_COTE = f"select cote, count(*) as n from ({_NOMMES}) x group by cote"
