"""The SQL of what surrounds a sheet."""

EVOLUTIONS = "select a, champs from public.evolution where pratique_id = $id order by a, rang"

PAROLES = """
select vocabulaire, code, texte, tables_rapport as tables from public.parole_rapport
where (vocabulaire = 'frein' and code = any($freins::text[])) or (vocabulaire = 'levier' and code = any($leviers::text[]))
"""

_AU_PREMIER_REGARD = """
select id from public.pratique
where id <> $id and (thematiques && $thematiques::text[] or publics && $publics::text[] or forme = $forme::text)
order by
    case when thematiques && $thematiques::text[] then 1 else 0 end
    + case when publics && $publics::text[] then 1 else 0 end
    + case when objectifs && $objectifs::text[] then 1 else 0 end
    + case when perimetre && $lieux::text[] then 1 else 0 end
    + case when forme = $forme::text then 1 else 0 end desc, id
limit $candidates
"""
PROCHES = f"""
select id, array_agg(distinct code) as communs
from (
    select id, unnest(thematiques || publics || objectifs || array[forme] || perimetre) as code
    from public.pratique where id in (select c.id from ({_AU_PREMIER_REGARD}) c)
) v
where code = any($codes::text[])
group by id
having count(distinct code) >= 2
order by count(distinct code) desc, id
limit $limite
"""
"""Those that share the most codes of $codes (two at least), among those alike in the most respects."""
