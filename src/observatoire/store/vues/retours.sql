-- The voices, as the public may see them: whole batches of five answers or more, positions from 0 (no) to 100 (yes).
-- A position is rounded to 25 under twenty answers, to 10 under a hundred, to 5 above: no count of one answer can be read in it.
-- A false answer that moderation took out of its batch counts no more; the batch of fewer than five that remain is not shown.
-- Nothing else of base.retour_* is public; what waits is not, nor any total that holds it.

create view public.retour as
select
    v.pratique_id, v.voix, v.du, v.au, v.reponses,
    cast(floor(50.0 * v.somme_utile / v.reponses / v.pas + 0.5) as int) * v.pas as utile,
    cast(floor(50.0 * v.somme_ecoute / v.reponses / v.pas + 0.5) as int) * v.pas as ecoute,
    cast(floor(50.0 * v.somme_ensemble / v.reponses / v.pas + 0.5) as int) * v.pas as ensemble
from (
    select s.*, case when s.reponses < 20 then 25 when s.reponses < 100 then 10 else 5 end as pas
    from (
        select
            l.pratique_id, l.voix, min(l.du) as du, max(l.au) as au, cast(sum(l.reponses - l.retirees) as int) as reponses,
            cast(sum(l.somme_utile) as int) as somme_utile, cast(sum(l.somme_ecoute) as int) as somme_ecoute,
            cast(sum(l.somme_ensemble) as int) as somme_ensemble
        from (
            select
                l.pratique_id, l.voix, l.du, l.au, l.reponses, coalesce(r.retirees, 0) as retirees,
                l.somme_utile - coalesce(r.utile, 0) as somme_utile, l.somme_ecoute - coalesce(r.ecoute, 0) as somme_ecoute,
                l.somme_ensemble - coalesce(r.ensemble, 0) as somme_ensemble
            from base.retour_lot l
            left join (
                select pratique_id, voix, du, count(*) as retirees, sum(utile) as utile, sum(ecoute) as ecoute, sum(ensemble) as ensemble
                from base.retour_retrait where annule_a is null
                group by pratique_id, voix, du
            ) r on r.pratique_id = l.pratique_id and r.voix = l.voix and r.du = l.du
        ) l
        where l.reponses - l.retirees >= 5 and exists (select 1 from public.pratique p where p.id = l.pratique_id)
        group by l.pratique_id, l.voix
    ) s
) v;

-- A sentence is published once read by moderation, and where its voice has five published answers or more.
create view public.retour_phrase as
select f.pratique_id, f.voix, f.texte
from base.retour_phrase f
where f.etat = 'publiee'
    and exists (select 1 from public.retour r where r.pratique_id = f.pratique_id and r.voix = f.voix);
