"""The only SQL of duplicates."""

TRAITS = """
select p.id, p.titre, p.perimetre, p.thematiques || p.publics || p.freins || p.objectifs as codes, p.forme,
    coalesce(m.cles, array[]::text[]) as partenaires, coalesce(m.sirets, array[]::text[]) as sirets
from public.pratique p
left join (
    select a.pratique_id, array_agg(distinct public.cle_de(a.nom)) as cles,
        array_agg(distinct s.siret) filter (where s.siret is not null) as sirets
    from base.partenariat a left join base.structure s on s.id = a.structure_id
    where a.pratique_id = any($ids::text[]) and (a.confirmation is null or a.confirmation <> 'refusee')
    group by a.pratique_id
) m on m.pratique_id = p.id
where p.id = any($ids::text[])
"""
"""Partners are read at their source, for public sheets only: the view would look for each sheet again."""

ATTENTES = "select id, titre, contenu from base.contribution where statut in ('a_relire', 'en_recours') and id <> $id"

DEPOSEE = """
select id, contenu, pratique_id from base.contribution where id = $id and statut in ('a_relire', 'en_recours')
"""
REPERER = "update base.contribution set doublon_possible = $possible where id = $id"

DECIDEES = "select une, autre from base.doublon where une = any($cles::text[]) or autre = any($cles::text[])"
DECIDER = """
insert into base.doublon (une, autre, decision, raison, acteur, a) values ($une, $autre, $decision, $raison, $acteur, $a)
on conflict (une, autre) do update set decision = excluded.decision, raison = excluded.raison,
    acteur = excluded.acteur, a = excluded.a
"""
OUBLIER = "delete from base.doublon where une = $une and autre = $autre"
DECISION = "select decision from base.doublon where une = $une and autre = $autre"

PAIRES = """
with communs as (
    select a.pratique_id as une, b.pratique_id as autre, count(*) as n
    from (select distinct pratique_id, public.cle_de(nom) as cle from public.partenariat) a
    join (select distinct pratique_id, public.cle_de(nom) as cle from public.partenariat) b
        on a.cle = b.cle and a.pratique_id < b.pratique_id
    group by a.pratique_id, b.pratique_id
    having count(*) >= 2
), titres as (
    select a.id as une, b.id as autre
    from (select id, public.cle_de(titre) as cle from public.pratique) a
    join (select id, public.cle_de(titre) as cle from public.pratique) b on a.cle = b.cle and a.id < b.id
)
select v.une, v.autre
from (select une, autre from communs union select une, autre from titres) v
where not exists (
    select 1 from base.doublon d where d.une = 'pratique:' || v.une and d.autre = 'pratique:' || v.autre
) and not exists (
    select 1 from base.contribution c
    join base.doublon d on d.une = 'contribution:' || c.id
    where (c.pratique_id = v.une and d.autre = 'pratique:' || v.autre)
        or (c.pratique_id = v.autre and d.autre = 'pratique:' || v.une)
)
order by v.une, v.autre limit $au_plus
"""
"""Pairs that share two partners or a title, not decided yet, neither since they are published nor while one was read."""

FUSION = "select garde, raison from base.fusion where ecarte = $id"
SUITE = "select garde from public.fusion where ecarte = $id"
FUSIONNER = "insert into base.fusion (ecarte, garde, raison, acteur, a) values ($ecarte, $garde, $raison, $acteur, $a)"
DEFUSIONNER = "delete from base.fusion where ecarte = $ecarte"
FUSIONS = """
select f.ecarte, f.garde, f.raison, f.a, e.titre as titre_ecarte, g.titre as titre_garde
from base.fusion f join base.pratique e on e.id = f.ecarte join base.pratique g on g.id = f.garde
order by f.a desc, f.ecarte limit $au_plus
"""
ETAT = "select statut from base.pratique where id = $id"
RETIRER = "update base.pratique set statut = 'retiree', version = version + 1, maj_a = $a, empreinte_source = null where id = $id"
RETABLIR = "update base.pratique set statut = 'publiee', version = version + 1, maj_a = $a where id = $id"
REPORTER = "update base.fusion set garde = $garde where garde = $ecarte"
"""What was joined to a sheet follows it."""
