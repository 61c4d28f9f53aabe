"""The only SQL of freshness."""

DE_CONTRIBUTION = """
select c.pratique_id, c.courriel is not null and c.courriel <> '' as courriel, p.confirmee_le,
    coalesce(r.frequence, 'jamais') as frequence, r.rappel_le
from base.contribution c
join public.pratique p on p.id = c.pratique_id
left join base.rappel r on r.pratique_id = c.pratique_id
where c.id = $contribution_id and c.statut = 'publiee' and p.origine = 'contribution'
    and c.id = (
        select x.id from base.contribution x where x.pratique_id = c.pratique_id and x.statut = 'publiee'
        order by x.decidee_a, x.id limit 1
    )
"""
"""Only the contribution that made the sheet speaks for it."""

PAR_EMPREINTE = """
select r.pratique_id, p.titre, p.confirmee_le, r.frequence, r.expire_a, r.repondue_a
from base.rappel r join public.pratique p on p.id = r.pratique_id
where r.empreinte = $empreinte
"""
CHOISIR = """
insert into base.rappel (pratique_id, contribution_id, frequence, rappel_le, empreinte, expire_a, repondue_a, maj_a)
values ($pratique_id, $contribution_id, $frequence, $rappel_le, null, null, null, $a)
on conflict (pratique_id) do update set frequence = $frequence, rappel_le = $rappel_le, maj_a = $a
"""
COURRIEL = "update base.contribution set courriel = $courriel where id = $contribution_id"
RECONFIRMER = """
update base.pratique set confirmee_le = $jour, version = version + 1, maj_a = $a where id = $pratique_id
"""
REPOUSSER = "update base.rappel set rappel_le = $rappel_le, maj_a = $a where pratique_id = $pratique_id"
REPONDRE = "update base.rappel set repondue_a = $a where pratique_id = $pratique_id"

DUS = """
select r.pratique_id, r.frequence, r.rappel_le, c.courriel, p.titre
from base.rappel r
join public.pratique p on p.id = r.pratique_id
join base.contribution c on c.id = r.contribution_id
where r.rappel_le <= $jour and c.courriel is not null and c.courriel <> ''
order by r.rappel_le, r.pratique_id limit $au_plus
"""
RAPPELER = """
update base.rappel set empreinte = $empreinte, expire_a = $expire_a, repondue_a = null, rappel_le = $rappel_le, maj_a = $a
where pratique_id = $pratique_id
"""
