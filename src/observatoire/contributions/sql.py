"""The only SQL of contributions."""

UNE = "select * from base.contribution where id = $id"
PAR_JETON = "select * from base.contribution where jeton = $jeton"

CREER = """
insert into base.contribution (id, statut, pratique_id, contenu, titre, compte_id, jeton, jeton_expire_a,
    version, cree_a, maj_a)
values ($id, $statut, $pratique_id, $contenu, $titre, $compte_id, $jeton, $jeton_expire_a, 1, $a, $a)
"""

ENREGISTRER = """
update base.contribution set contenu = $contenu, titre = $titre, version = version + 1, maj_a = $a
where id = $id
"""

DEPOSER = """
update base.contribution set statut = $statut, contenu = $contenu, titre = $titre, jeton_expire_a = $jeton_expire_a,
    suspicion = $suspicion, donnee_personnelle = $donnee_personnelle, prise_par = null, prise_a = null,
    version = version + 1, maj_a = $a, deposee_a = $a
where id = $id
"""

DECIDER = """
update base.contribution set statut = $statut, motif = $motif, moderateur_id = $moderateur_id,
    pratique_id = $pratique_id, jeton_expire_a = $jeton_expire_a, version = version + 1, maj_a = $a, decidee_a = $a,
    prise_par = null, prise_a = null
where id = $id
"""

CONTESTER = """
update base.contribution set statut = $statut, recours = $recours, recours_a = $a, juges = $juges::text[],
    jeton_expire_a = $jeton_expire_a, version = version + 1, maj_a = $a
where id = $id
"""
PRENDRE = "update base.contribution set prise_par = $compte_id, prise_a = $a where id = $id"

RETIRER = "update base.contribution set statut = $statut, version = version + 1, maj_a = $a where id = $id"

REVISER = """
insert into base.contribution_revision (contribution_id, version, statut, contenu, motif, acteur, a)
select id, version, statut, contenu, $motif, $acteur, $a from base.contribution where id = $id
on conflict do nothing
"""

REVISIONS = """
select version, statut, contenu, motif, acteur, a from base.contribution_revision
where contribution_id = $id order by version
"""

DECIDEES = """
select * from base.contribution where statut = any($statuts::text[])
order by coalesce(decidee_a, maj_a) desc, id limit $taille offset $depart
"""

COMPTES = "select statut, count(*) as n from base.contribution group by statut"

DELAI = """
select count(*) as n, percentile_cont(0.5) within group (order by extract(epoch from decidee_a - deposee_a)) as secondes
from base.contribution
where decidee_a >= $depuis and deposee_a is not null and decidee_a >= deposee_a
"""
"""Seconds from the last deposit to its decision; one deposited again since then still waits and does not count."""

FICHIERS_CONNUS = "select id, genre from base.fichier where id = any($ids::text[])"
PIECES = """
select p.fichier, f.genre, p.legende, p.credit, p.description
from base.piece p join base.fichier f on f.id = p.fichier
where p.pratique_id = $id order by p.rang
"""
EFFETS = "select frein, levier, effet from base.effet where pratique_id = $id order by rang"
INSPIRATIONS = """
select i.source_id as pratique, v.titre, coalesce(i.garde, '') as garde, coalesce(i.change, '') as change,
    coalesce(i.abandonne, '') as abandonne
from base.inspiration i join public.pratique v on v.id = i.source_id
where i.pratique_id = $id order by i.rang
"""
OUBLIER_INSPIRATIONS = "delete from base.inspiration where pratique_id = $id"
PUBLIEES = "select id from public.pratique where id = any($ids::text[])"
REMONTE = """
with recursive remonte as (
    select source_id from base.inspiration where pratique_id = any($ids::text[])
    union
    select i.source_id from base.inspiration i join remonte r on i.pratique_id = r.source_id
)
select 1 from remonte where source_id = $id
"""
"""Whether a pratique is among what these come from, however far."""
OUBLIER_EFFETS = "delete from base.effet where pratique_id = $id"
OUBLIER_PIECES = "delete from base.piece where pratique_id = $id"

CREATRICE = """
select id from base.contribution where pratique_id = $pratique_id and statut = 'publiee' order by decidee_a, id limit 1
"""
"""The contribution that a pratique came from: the first one published for it."""

COURRIEL = "update base.contribution set courriel = $courriel where id = $id"
OUBLIER_COURRIELS = """
update base.contribution set courriel = null
where courriel is not null and jeton_expire_a < $a
    and id not in (select contribution_id from base.rappel where rappel_le is not null)
"""
"""An author who asked for reminders left the address for them too."""
OUBLIER_PERIMES = "delete from base.contribution where statut = 'brouillon' and jeton_expire_a < $a"

DE_COMPTE = "select * from base.contribution where compte_id = $compte_id order by maj_a desc, id"

PRATIQUE = "select * from base.pratique where id = $id"
PARTENAIRES = """
select rang, structure_id, nom, cote, role, apporte, cherche, confirmation, numero, protege from base.partenariat
where pratique_id = $id order by rang
"""
POINTS = "select id, lon, lat from base.territoire where id = any($ids::text[]) and niveau = 'commune'"
TERRITOIRES_CONNUS = "select id from base.territoire where id = any($ids::text[])"

MODIFIER_PRATIQUE = """
update base.pratique set titre = $titre, resume = $resume, recit = $recit, resultats = $resultats,
    difficultes = $difficultes, forme = $forme, objectifs = $objectifs::text[], thematiques = $thematiques::text[],
    publics = $publics::text[], activite = $activite, causes_arret = $causes_arret::text[],
    annee_debut = $annee_debut, annee_fin = $annee_fin, freins = $freins::text[], leviers = $leviers::text[],
    acquis = $acquis, a_refaire = $a_refaire, condition_manquante = $condition_manquante,
    publication = $publication, embargo_jusqu_au = $embargo_jusqu_au::date, territoires = $territoires::text[], perimetre = $perimetre::text[],
    lon = $lon, lat = $lat, lieu_protege = $lieu_protege, mixite = $mixite, cotes = $cotes::text[], site = $site, maj_a = $a,
    empreinte_source = null, version = version + 1
where id = $id
"""
"""Without a source hash, a later load of the catalogue leaves the row as it was edited."""

CREER_PRATIQUE = """
insert into base.pratique (id, statut, publication, origine, titre, resume, recit, resultats, difficultes, forme,
    objectifs, familles, thematiques, publics, freins, leviers, mots_libres, activite, causes_arret, annee_debut,
    annee_fin, acquis, a_refaire, condition_manquante, embargo_jusqu_au, niveau_preuve, territoires, perimetre, lon, lat, lieu_protege, mixite, cotes, site, licence, source_le, confirmee_le, est_demo,
    version, cree_a, maj_a, publiee_a)
values ($id, 'publiee', $publication, 'contribution', $titre, $resume, $recit, $resultats, $difficultes, $forme,
    $objectifs::text[], array[]::text[], $thematiques::text[], $publics::text[], $freins::text[], $leviers::text[],
    array[]::text[], $activite, $causes_arret::text[], $annee_debut, $annee_fin, $acquis, $a_refaire,
    $condition_manquante, $embargo_jusqu_au::date, 'declare', $territoires::text[], $perimetre::text[], $lon, $lat, $lieu_protege, $mixite, $cotes::text[], $site, $licence,
    $source_le, null, false, 1, $a, $a, $a)
"""
RETIRER_PRATIQUE = """
update base.pratique set statut = 'retiree', version = version + 1, maj_a = $a, empreinte_source = null where id = $id
"""
GARDER_VERSION = """
insert into base.pratique_version (pratique_id, version, contenu, remplacee_a, acteur, motif)
values ($id, $version, $contenu, $a, $acteur, $motif) on conflict do nothing
"""
VERSIONS = """
select version, contenu, remplacee_a, acteur, motif from base.pratique_version where pratique_id = $id order by version desc
"""
VERSION = "select contenu from base.pratique_version where pratique_id = $id and version = $version"
OUBLIER_PARTENAIRES = "delete from base.partenariat where pratique_id = $id"
SOURCE_SUIVANTE = "select coalesce(max(rang), 0) + 1 from base.source where pratique_id = $id"

EMBARGOS_ECHUS = """
select id from base.pratique
where statut = 'publiee' and publication = 'embargo' and embargo_jusqu_au <= $jour::date order by id
"""
LEVER_EMBARGO = """
update base.pratique set publication = 'nominative', embargo_jusqu_au = null, version = version + 1, maj_a = $a,
    publiee_a = $a
where id = $id
"""
