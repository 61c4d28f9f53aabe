"""The only SQL of the reading of applications."""

PHASE = "select phase from base.instruction where appel_id = $appel_id"
CHANGER_PHASE = """
insert into base.instruction (appel_id, phase, maj_a) values ($appel_id, $phase, $a)
on conflict (appel_id) do update set phase = excluded.phase, maj_a = excluded.maj_a
"""
RELECTEURS = """
select r.compte_id, r.college, r.siren, r.structure, r.actif, c.nom
from base.relecteur r join base.compte c on c.id = r.compte_id
where r.appel_id = $appel_id order by r.college, c.nom, r.compte_id
"""
NOMMER = """
insert into base.relecteur (appel_id, compte_id, college, siren, structure, actif, nomme_a)
values ($appel_id, $compte_id, $college, $siren, $structure, true, $a)
on conflict (appel_id, compte_id) do update set college = excluded.college, siren = excluded.siren,
    structure = excluded.structure, actif = true
"""
ECARTER = "update base.relecteur set actif = false where appel_id = $appel_id and compte_id = $compte_id"
ECARTER_LECTURES = """
update base.relecture set etat = 'retiree', version = version + 1, maj_a = $a
where compte_id = $compte_id and etat <> 'retiree'
    and candidature_id in (select c.id from base.candidature c where c.appel_id = $appel_id)
"""
RELECTURES = """
select r.* from base.relecture r join base.candidature c on c.id = r.candidature_id
where c.appel_id = $appel_id order by r.candidature_id, r.college, r.compte_id
"""
UNE = "select * from base.relecture where candidature_id = $candidature_id and compte_id = $compte_id"
DE_COMPTE = """
select r.candidature_id, r.etat, r.college, r.rendue_a, c.appel_id, c.etat as etat_candidature
from base.relecture r join base.candidature c on c.id = r.candidature_id
where r.compte_id = $compte_id and r.etat <> 'retiree' order by r.demandee_a, r.candidature_id
"""
DEMANDER = """
insert into base.relecture (candidature_id, compte_id, college, etat, notes, commentaires, version, demandee_a, maj_a)
values ($candidature_id, $compte_id, $college, 'demandee', '{}', '{}', 1, $a, $a)
on conflict (candidature_id, compte_id) do nothing
"""
DECLARER = """
update base.relecture set etat = $etat, lien = $lien, version = version + 1, maj_a = $a
where candidature_id = $candidature_id and compte_id = $compte_id
"""
EFFACER_EN_CONFLIT = """
update base.relecture set notes = '{}', commentaires = '{}', recommandation = null, commentaire = null
where candidature_id = $candidature_id and compte_id = $compte_id
"""
ECRIRE = """
update base.relecture set notes = $notes, commentaires = $commentaires, recommandation = $recommandation,
    commentaire = $commentaire, note_privee = $note_privee, etat = $etat, rendue_a = $rendue_a, version = version + 1,
    maj_a = $a
where candidature_id = $candidature_id and compte_id = $compte_id
"""
