"""The only SQL of applications."""

UNE = "select * from base.candidature where id = $id"
PAR_JETON = "select * from base.candidature where jeton = $jeton"
PAR_JETON_DE_MEMBRE = "select candidature_id, cle from base.candidature_membre where jeton = $jeton"
MEMBRES = """
select candidature_id, cle, nom, siren, etat, empreinte, mot, repondu_a, jeton is not null as invite
from base.candidature_membre where candidature_id = any($ids::text[]) order by candidature_id, cle
"""
DE_COMPTE = """
select * from base.candidature where compte_id = $compte_id and etat <> 'retiree' order by maj_a desc, id
"""
D_UN_APPEL = """
select * from base.candidature where appel_id = $appel_id and deposee_a is not null order by deposee_a, id
"""
DE_STRUCTURE = """
select c.* from base.candidature c
where c.deposee_a is not null and c.etat <> 'retiree'
    and c.id in (select m.candidature_id from base.candidature_membre m where m.siren = any($sirens::text[]))
    and c.appel_id in (select a.id from base.appel a where a.compte_id = $compte_id)
order by c.deposee_a desc, c.id
"""
CREER = """
insert into base.candidature (id, appel_id, etat, contenu, compte_id, jeton, version, cree_a, maj_a)
values ($id, $appel_id, 'brouillon', $contenu, $compte_id, $jeton, 1, $a, $a)
"""
ENREGISTRER = (
    "update base.candidature set contenu = $contenu, version = version + 1, maj_a = $a where id = $id"
)
DEPOSER = """
update base.candidature set etat = 'deposee', contenu = $contenu, empreinte = $empreinte, demande_eur = $demande_eur,
    deposee_a = coalesce(deposee_a, $a), complement = null, complement_avant = null, version = version + 1, maj_a = $a
where id = $id
"""
AJOUTER_DEPOT = """
insert into base.candidature_depot (candidature_id, rang, contenu, empreinte, depose_a)
select $id, 1 + count(*), $contenu, $empreinte, $a from base.candidature_depot where candidature_id = $id
"""
DEPOTS = (
    "select rang, empreinte, depose_a from base.candidature_depot where candidature_id = $id order by rang"
)
PASSER = "update base.candidature set etat = $etat, version = version + 1, maj_a = $a where id = $id"
DEMANDER_COMPLEMENT = """
update base.candidature set etat = 'a_completer', complement = $complement, complement_avant = $avant,
    version = version + 1, maj_a = $a
where id = $id
"""
INVITER = """
insert into base.candidature_membre (candidature_id, cle, nom, siren, jeton, etat)
values ($id, $cle, $nom, $siren, $jeton, 'attendu')
on conflict (candidature_id, cle) do update set nom = excluded.nom, siren = excluded.siren, jeton = excluded.jeton,
    etat = 'attendu', empreinte = null, mot = null, repondu_a = null
"""
REPONDRE = """
insert into base.candidature_membre (candidature_id, cle, nom, siren, etat, empreinte, mot, repondu_a)
values ($id, $cle, $nom, $siren, $etat, $empreinte, $mot, $a)
on conflict (candidature_id, cle) do update set nom = excluded.nom, siren = excluded.siren, etat = excluded.etat,
    empreinte = excluded.empreinte, mot = excluded.mot, repondu_a = excluded.repondu_a
"""
OUBLIER_MEMBRES = (
    "delete from base.candidature_membre where candidature_id = $id and not (cle = any($cles::text[]))"
)
EFFACER_LES_LIENS = "update base.candidature_membre set jeton = null where candidature_id = $id"
