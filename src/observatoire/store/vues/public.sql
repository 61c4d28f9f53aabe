-- What the public may see. Pages, exports, API, search results and light pages read nothing else.

create view public.territoire as
select id, niveau, code, nom, nom_norm, ancetres, zone, codes_postaux, population, lon, lat, millesime
from base.territoire;

create view public.territoire_ancien as
select code, nom, nature, territoire_id from base.territoire_ancien;

create view public.pratique as
select
    id, origine, titre, resume, recit, resultats, difficultes, forme, objectifs, familles, thematiques, publics,
    freins, leviers, mots_libres, activite, causes_arret, annee_debut, annee_fin, niveau_preuve,
    territoires, perimetre, lon, lat, mixite, cotes, site, licence, source_le, confirmee_le, est_demo, version,
    maj_a, publiee_a, acquis, a_refaire, condition_manquante
from base.pratique
where statut = 'publiee' and publication = 'nominative';

-- A partner who refused is never named.
create view public.partenariat as
select
    p.pratique_id, p.rang, p.structure_id, p.nom, p.cote, p.role, p.apporte, p.cherche, p.confirmation
from base.partenariat p
where (p.confirmation is null or p.confirmation <> 'refusee')
    and exists (select 1 from public.pratique v where v.id = p.pratique_id);

create view public.effet as
select e.pratique_id, e.rang, e.frein, e.levier, e.effet
from base.effet e
where exists (select 1 from public.pratique v where v.id = e.pratique_id);

-- How many partners of a sheet confirmed, of how many asked or not: one who refused counts in the second figure, unnamed.
create view public.confirmation as
select p.pratique_id, cast(count(*) filter (where p.confirmation = 'confirmee') as int) as confirmes, cast(count(*) as int) as partenaires
from base.partenariat p
where exists (select 1 from public.pratique v where v.id = p.pratique_id)
group by p.pratique_id
having count(*) filter (where p.confirmation = 'confirmee') > 0;

create view public.source as
select s.pratique_id, s.rang, s.titre, s.url, s.date_le, s.table_rapport, s.citation
from base.source s
where exists (select 1 from public.pratique p where p.id = s.pratique_id);

-- Where a sheet that was joined to another one leads.
create view public.fusion as
select f.ecarte, f.garde from base.fusion f
where exists (select 1 from public.pratique v where v.id = f.garde)
    and not exists (select 1 from public.pratique v where v.id = f.ecarte);

-- What a published sheet comes from: both are shown; one joined to another sheet leads there, never to itself.
create view public.inspiration as
select i.pratique_id, i.rang, v.id as source_id, v.titre as source_titre, i.garde, i.change, i.abandonne
from base.inspiration i
left join public.fusion f on f.ecarte = i.source_id
join public.pratique v on v.id = coalesce(f.garde, i.source_id)
where v.id <> i.pratique_id and exists (select 1 from public.pratique p where p.id = i.pratique_id);

-- Photos and documents of what is published in the name of those who did it: never of an anonymous or an embargoed sheet.
create view public.piece as
select p.pratique_id, p.rang, p.fichier, f.genre, coalesce(p.legende, '') as legende, p.credit,
    coalesce(p.description, '') as description, f.largeur, f.hauteur, f.poids
from base.piece p
join base.fichier f on f.id = p.fichier
where exists (select 1 from public.pratique v where v.id = p.pratique_id);

-- One that only deposited sheets made known is there while a public sheet names it.
create view public.structure as
select
    id, nom, nom_norm, type_structure, cote_defaut, description, siren, siret, rna, site, territoires,
    tables_rapport, source_titre, source_url, licence, est_demo, version, maj_a
from base.structure
where retiree_a is null and nommee is not false;

-- Where structures are told outside: whose data it is, under which licence; `creee` when all of the structure comes from there.
create view public.structure_origine as
select e.structure_id, e.connecteur, e.cle as identifiant, e.source, e.lien, e.licence, e.thematiques, e.publics, e.maj_le, e.creee
from base.structure_externe e
where exists (select 1 from public.structure s where s.id = e.structure_id);

create view public.piste as
select id, titre, texte, famille, tables_rapport, dans_synthese, texte_synthese, pratiques, ordre, licence, maj_a
from base.piste;

create view public.parole_rapport as
select vocabulaire, code, texte, tables_rapport from base.parole_rapport;

create view public.terme as
select id, terme, sens_ts, sens_es, mot_commun, faux_ami, synonymes, source, ordre from base.terme;

-- How a published sheet changed, from the journal: when and which fields, never who.
-- `champs` is what stands between the brackets of "champs": […] in the details, quotes removed: 'titre, recit', or ''.
create view public.evolution as
select
    j.objet_id as pratique_id, j.id as rang, j.a,
    replace(split_part(split_part(j.details, '"champs": [', 2), ']', 1), '"', '') as champs
from base.journal j
where j.objet_type = 'pratique' and j.verbe in ('modifiee', 'mise_a_jour')
    and exists (select 1 from public.pratique p where p.id = j.objet_id);

-- Shared diagnoses once open to signature, and in whose names each side writes; accounts and drafts stay in base.
create view public.diagnostic as
select id, territoire_id, etat, cree_a, chiffres_a
from base.diagnostic
where etat in ('ouvert_a_signature', 'signe');

create view public.diagnostic_partie as
select p.diagnostic_id, p.cote, p.au_nom_de, min(p.cree_a) as depuis
from base.diagnostic_partie p
where exists (select 1 from public.diagnostic d where d.id = p.diagnostic_id)
group by p.diagnostic_id, p.cote, p.au_nom_de;

-- How each pratique went, in coded facts only. Anonymous ones are here without anything that names or places them, and only
-- once five of them ended: rules.py of `analyses/fins` then keeps every group of them at five or more.
create view public.parcours as
with anonymes as (
    select * from base.pratique where statut = 'publiee' and publication = 'anonyme'
)
select false as anonyme, est_demo, mixite, activite, causes_arret as causes, thematiques as themes, annee_debut, annee_fin,
    cast(extract(year from coalesce(confirmee_le, source_le, cast(maj_a as date))) as int) as annee_nouvelles,
    coalesce(acquis, a_refaire, condition_manquante) is not null as lecon
from public.pratique
union all
select true, est_demo, mixite, activite, causes_arret, thematiques[1:1], annee_debut, annee_fin,
    cast(extract(year from coalesce(confirmee_le, source_le, cast(maj_a as date))) as int), false
from anonymes
where (
    select count(*) from anonymes where activite in ('terminee_prevue', 'transformee', 'abandonnee')
) >= 5;

-- Calls for projects as they were published, withdrawn ones left out; never who wrote them.
create view public.appel as
select id, etat, contenu as termes, version, cree_a, maj_a, publie_a, clos_a
from base.appel
where etat in ('publie', 'clos') and publie_a is not null;

create view public.appel_vague as
select v.appel_id, v.rang, v.ouvre_a, v.ferme_a
from base.appel_vague v
where exists (select 1 from public.appel a where a.id = v.appel_id);

-- How long contributions waited for their answer, by quarter of the answer, in seconds; nothing under five answers.
create view public.delai as
select cast(extract(year from decidee_a) as int) as annee, cast(extract(quarter from decidee_a) as int) as trimestre,
    cast(count(*) as int) as nombre,
    percentile_cont(0.5) within group (order by extract(epoch from decidee_a - deposee_a)) as median_s,
    percentile_cont(0.9) within group (order by extract(epoch from decidee_a - deposee_a)) as neuf_sur_dix_s
from base.contribution
where deposee_a is not null and decidee_a >= deposee_a
group by 1, 2
having count(*) >= 5;
