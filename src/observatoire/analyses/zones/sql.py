"""The SQL of the white zones: one query counts every cell of a matrix, on both engines."""

from observatoire.analyses.zones.rules import ROLES_PRESENTS, TERMINEES

_LARGE = "case when starts_with(code, 'obs--') then code else split_part(code, '--', 1) end"
_FINIE = f"coalesce(activite in {TERMINEES}, false)"
_PRESENT = f"cote in ('es', 'ts', 'les_deux') and (role is null or role in {ROLES_PRESENTS})"
_ES = "case when cote in ('es', 'les_deux') then 1 else 0 end"
_TS = "case when cote in ('ts', 'les_deux') then 1 else 0 end"

CADRE = f"""
with cellules as (select unnest($cellules::text[]) as cellule
), couvertures as (select unnest($dessus::text[]) as dessus, unnest($dessous::text[]) as cellule
), retenues as materialized (
    select id, titre, perimetre, territoires, thematiques, mixite, activite, cotes, annee_debut, est_demo,
        {_FINIE} as terminee
    from public.pratique
    where ($demo or not est_demo) and (
        perimetre && $cellules::text[]
        or cardinality($au_dessus::text[]) > 0 and territoires && $au_dessus::text[]
    )
), lieux as materialized (
    select id, cellule, min(couvre) as couvre
    from (
        select v.id, v.cellule, 0 as couvre
        from (select id, unnest(perimetre) as cellule from retenues) v join cellules c on c.cellule = v.cellule
        union all
        select v.id, c.cellule, 1
        from (select id, unnest(territoires) as dessus from retenues) v join couvertures c on c.dessus = v.dessus
    ) u
    group by id, cellule
), themes as materialized (
    select id, {_LARGE} as theme from (select id, unnest(thematiques) as code from retenues) v
    union
    select id, '' from retenues
), places as materialized (
    select l.id, l.cellule, l.couvre, t.theme from lieux l join themes t on t.id = l.id
    where $theme::text is null or t.theme = $theme::text
), declarees as (
    select s.id, s.nom, s.cote_defaut, t.id as ou, t.ancetres
    from (
        select id, nom, cote_defaut, unnest(territoires) as ou from public.structure where $demo or not est_demo
    ) s join public.territoire t on t.id = s.ou
), implantees as (
    select v.id, v.nom, v.cote_defaut, v.cellule
    from (select id, nom, cote_defaut, unnest(ancetres || array[ou]) as cellule from declarees) v
    join cellules c on c.cellule = v.cellule
    union
    select d.id, d.nom, d.cote_defaut, c.cellule from declarees d join couvertures c on c.dessus = d.ou
), ailleurs as (
    select id, nom, cellule, cote, {_LARGE} as theme
    from (
        select i.id, i.nom, i.cellule, a.cote, unnest(p.thematiques) as code
        from implantees i
        join public.partenariat a on a.structure_id = i.id and a.structure_id is not null
        join public.pratique p on p.id = a.pratique_id
        where {_PRESENT} and ($demo or not p.est_demo)
    ) v
    union
    select id, nom, cellule, cote_defaut, '' from implantees where cote_defaut in ('es', 'ts', 'les_deux')
), engagees as materialized (
    select r.id, coalesce(a.structure_id, lower(a.nom)) as cle, a.nom, {_ES} as es, {_TS} as ts
    from retenues r join public.partenariat a on a.pratique_id = r.id
    where {_PRESENT}
), acteurs as (
    select p.cellule, p.theme, a.cle, a.nom, a.es, a.ts from places p join engagees a on a.id = p.id
    union all
    select cellule, theme, id, nom, {_ES}, {_TS} from ailleurs where $theme::text is null or theme = $theme::text
)
"""
"""A pratique is in a cell by its perimeter (inside) or by a declared territory that holds the cell (it covers it);
a structure is counted once a cell, on every side it acts on there. $theme narrows to one, null keeps all."""

COMPTES = f"""{CADRE}
select cellule, theme, cast(sum(es) as int) as es, cast(sum(ts) as int) as ts, cast(sum(deux) as int) as deux,
    cast(sum(pratiques) as int) as pratiques, cast(sum(couvrantes) as int) as couvrantes,
    cast(sum(alliances) as int) as alliances, cast(sum(terminees) as int) as terminees,
    cast(sum(a_verifier) as int) as a_verifier, cast(sum(demo) as int) as demo
from (
    select p.cellule, p.theme, 0 as es, 0 as ts, 0 as deux, count(*) as pratiques, sum(p.couvre) as couvrantes,
        count(*) filter (where r.mixite = 'mixte' and not r.terminee) as alliances,
        count(*) filter (where r.mixite = 'mixte' and r.terminee) as terminees,
        count(*) filter (where r.mixite = 'a_verifier' and not r.terminee and r.cotes @> array['es', 'ts']::text[])
            as a_verifier,
        count(*) filter (where r.est_demo) as demo
    from places p join retenues r on r.id = p.id
    group by p.cellule, p.theme
    union all
    select cellule, theme, sum(es * (1 - ts)), sum(ts * (1 - es)), sum(es * ts), 0, 0, 0, 0, 0, 0
    from (
        select cellule, theme, cle, max(es) as es, max(ts) as ts from acteurs group by cellule, theme, cle
    ) s
    group by cellule, theme
) u
group by cellule, theme
"""

PRATIQUES = f"""{CADRE}
select r.id, r.titre, r.mixite, r.activite, r.annee_debut, t.nom as lieu, p.couvre = 1 as couvre, r.terminee, r.est_demo
from places p
join retenues r on r.id = p.id
left join public.territoire t on t.id = r.territoires[1]
order by r.mixite = 'mixte' desc, r.terminee, r.annee_debut desc nulls last, r.id
limit $limite
"""
STRUCTURES = f"""{CADRE}
select min(nom) as nom, max(es) = 1 as es, max(ts) = 1 as ts
from acteurs group by cle order by lower(min(nom)), cle limit $limite
"""

OBSERVATIONS = """
select territoire_id, theme, cote, effort, vaut_dessous, source, observe_le
from public.observation
where territoire_id = any($territoires::text[])
"""
PAR_CODES = "select id from public.territoire where id = any($codes::text[]) or code = any($codes::text[])"
NOTER = """
insert into base.observation (territoire_id, theme, cote, effort, vaut_dessous, source, observe_le, auteur, maj_a)
values ($territoire_id, $theme, $cote, $effort, $vaut_dessous, $source, $observe_le, $auteur, $maj_a)
on conflict (territoire_id, theme, cote) do update set effort = excluded.effort, vaut_dessous = excluded.vaut_dessous,
    source = excluded.source, observe_le = excluded.observe_le, auteur = excluded.auteur, maj_a = excluded.maj_a
"""
