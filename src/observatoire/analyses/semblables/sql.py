"""The SQL of look-alikes: public views, and the journal's numbers; both engines."""

TABLEAU = """
select indicateur, array_agg(territoire_id) as ids, array_agg(valeur) as valeurs
from (
    select indicateur, territoire_id, valeur,
        row_number() over (partition by indicateur, territoire_id order by annee desc) as rang
    from public.indicateur_valeur
    where indicateur = any($codes::text[]) and starts_with(territoire_id, $prefixe)
) v
where rang = 1
group by indicateur
"""
VERSION = "select coalesce(max(id), 0) from base.journal where objet_type in ('referentiel', 'indicateur')"
POPULATIONS = "select id, population from public.territoire where niveau = $niveau order by id"

_LARGE = "case when starts_with(code, 'obs--') then code else split_part(code, '--', 1) end"
_ALLIANCES = f"""
with alliances as materialized (
    select id, titre, thematiques, forme, perimetre, territoires, publiee_a, est_demo
    from public.pratique
    where mixite = 'mixte' and not coalesce(activite in ('terminee_prevue', 'transformee', 'abandonnee'), false)
        and (perimetre && $tous::text[] or territoires && $dessus::text[])
), chez as (
    select v.id, v.ou from (select id, unnest(perimetre) as ou from alliances) v where v.ou = any($tous::text[])
    union
    select id, $ici from alliances where territoires && $dessus::text[]
), valeurs as materialized (
    select id, 'theme' as quoi, {_LARGE} as code from (select id, unnest(thematiques) as code from alliances) v
    union
    select id, 'forme', forme from alliances where forme is not null
)
"""
"""An alliance is a territory's when it is located there; this one also has those of a wider territory that holds it."""

PRESENTES = f"""{_ALLIANCES}
select distinct v.quoi, v.code, c.ou from valeurs v join chez c on c.id = v.id
"""
EXEMPLES = f"""{_ALLIANCES}
select e.quoi, e.code, a.id, a.titre, t.nom as lieu, a.est_demo
from (
    select v.quoi, v.code, v.id, row_number() over (partition by v.quoi, v.code order by a.est_demo, a.publiee_a desc, a.id) as rang
    from valeurs v join alliances a on a.id = v.id
    where v.code = any($codes::text[]) and a.perimetre && $proches::text[]
) e
join alliances a on a.id = e.id
left join public.territoire t on t.id = a.territoires[1]
where e.rang <= $au_plus
order by e.quoi, e.code, e.rang
"""
