"""The only SQL of the import of pratiques."""

TITRES_PUBLICS = "select id, titre from public.pratique where lower(titre) = any($titres::text[]) order by id"
TITRES_MIENS = """
select titre from base.contribution
where compte_id = $compte_id and statut in ('a_relire', 'a_corriger') and lower(titre) = any($titres::text[])
"""
TERRITOIRES = "select id, code, nom_norm from public.territoire where id = any($codes::text[]) or code = any($codes::text[]) order by id"

CREER = """
insert into base.import (id, fichier, empreinte, source, acteur, compte_id, lignes, ecartees, importe_a)
values ($id, $fichier, $empreinte, $source, $acteur, $compte_id, $lignes, $ecartees, $a)
"""
REVISER = """
insert into base.contribution_revision (contribution_id, version, statut, contenu, motif, acteur, a)
select id, version, statut, contenu, null, $acteur, $a from base.contribution
where import_id = $id and statut = $statut and maj_a = $a on conflict do nothing
"""
JOURNALISER = """
insert into base.journal (id, a, acteur, verbe, objet_type, objet_id, details)
select nextval('base.journal_id'), $a, $acteur, $verbe, 'contribution', id, $details from base.contribution
where import_id = $id and statut = $statut and maj_a = $a
"""
UN = "select * from base.import where id = $id"
RETIRER = """
update base.contribution set statut = 'retiree', version = version + 1, maj_a = $a
where import_id = $id and statut in ('a_relire', 'a_corriger')
"""
ANNULER = "update base.import set annule_a = $a where id = $id"
COMPTER = """
select count(*) filter (where statut in ('a_relire', 'a_corriger')) as en_attente,
    count(*) filter (where statut in ('publiee', 'refusee')) as decidees
from base.contribution where import_id = $id
"""
LISTER = """
select i.id, i.fichier, i.source, i.lignes, i.importe_a, i.annule_a,
    count(*) filter (where c.statut in ('a_relire', 'a_corriger')) as en_attente,
    count(*) filter (where c.statut in ('publiee', 'refusee')) as decidees
from base.import i left join base.contribution c on c.import_id = i.id
where i.compte_id = $compte_id or $tous
group by i.id, i.fichier, i.source, i.lignes, i.importe_a, i.annule_a
order by i.importe_a desc, i.id limit $au_plus
"""
SOURCES = "select source from base.import_source where compte_id = $compte_id order by source"
SOURCE = "select correspondances from base.import_source where compte_id = $compte_id and source = $source"
RETENIR = """
insert into base.import_source (compte_id, source, correspondances, maj_a)
values ($compte_id, $source, $correspondances, $a)
on conflict (compte_id, source) do update set correspondances = excluded.correspondances, maj_a = excluded.maj_a
"""
