"""The only SQL of calls for projects."""

UN = "select * from base.appel where id = $id"
CREER = """
insert into base.appel (id, etat, contenu, compte_id, version, cree_a, maj_a)
values ($id, 'brouillon', $contenu, $compte_id, 1, $a, $a)
"""
ENREGISTRER = "update base.appel set contenu = $contenu, version = version + 1, maj_a = $a where id = $id"
PASSER = """
update base.appel set etat = $etat, version = version + 1, maj_a = $a, publie_a = coalesce(publie_a, $publie_a::timestamp),
    clos_a = coalesce($clos_a::timestamp, clos_a)
where id = $id
"""
OUBLIER_VAGUES = "delete from base.appel_vague where appel_id = $id"
PROLONGER = "update base.appel_vague set ferme_a = $ferme_a where appel_id = $id and rang = $rang"
VAGUES = "select appel_id, ouvre_a, ferme_a from base.appel_vague where appel_id = any($ids::text[]) order by appel_id, rang"
DE_COMPTE = (
    "select * from base.appel where compte_id = $compte_id and etat <> 'retire' order by maj_a desc, id"
)
PUBLICS = "select id, etat, termes as contenu, version, cree_a, maj_a, publie_a, clos_a, '' as compte_id from public.appel order by publie_a desc, id"
UN_PUBLIC = "select id, etat, termes as contenu, version, cree_a, maj_a, publie_a, clos_a, '' as compte_id from public.appel where id = $id"
TERRITOIRES_CONNUS = "select id from base.territoire where id = any($ids::text[])"
