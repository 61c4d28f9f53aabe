"""The only SQL of the connectors."""

from observatoire.connecteurs.model import COLONNES

COMMUNES = (
    "select id, code, nom_norm, codes_postaux, ancetres from public.territoire where niveau = 'commune'"
)
ANCIENNES = """
select code, min(territoire_id) as territoire_id from public.territoire_ancien
group by code having count(distinct territoire_id) = 1
"""

_STRUCTURE = f"id, nom_norm, empreinte_source, version, retiree_a, {', '.join(COLONNES)}"
CANDIDATES = f"""
select {_STRUCTURE} from base.structure
where retiree_a is null and nommee is null and not est_demo and (
    siret in (select unnest($sirets::text[])) or nom_norm in (select unnest($noms::text[]))
    or id in (select unnest($ids::text[])))
order by id
"""
STRUCTURES = f"""
select {_STRUCTURE} from base.structure where id in (select unnest($ids::text[])) order by id
"""
MODIFIER = f"""
update base.structure set {", ".join(f"{c} = ${c}{'::text[]' if c == 'territoires' else ''}" for c in COLONNES)},
    nom_norm = $nom_norm, retiree_a = $retiree_a::timestamp, version = version + 1, maj_a = $a
where id = $id
"""
RETIRER = """
update base.structure set retiree_a = $a, version = version + 1, maj_a = $a where id in (select unnest($ids::text[]))
"""
PARTENAIRES = """
select distinct structure_id from base.partenariat where structure_id in (select unnest($ids::text[]))
"""

EXTERNES = """
select cle, structure_id, champs, ecrits, creee, absente_depuis from base.structure_externe
where connecteur = $connecteur order by cle
"""
EXTERNES_EN_ENTIER = "select * from base.structure_externe where connecteur = $connecteur and cle in (select unnest($cles::text[]))"
AUTRES_NOMS = """
select distinct structure_id from base.structure_externe
where structure_id in (select unnest($ids::text[])) and (connecteur <> $connecteur or cle not in (select unnest($cles::text[])))
"""
EFFACER_EXTERNES = "delete from base.structure_externe where connecteur = $connecteur and cle in (select unnest($cles::text[]))"
RENOMMER = """
update base.structure_externe set structure_id = $structure_id, champs = $champs, ecrits = $ecrits, source = $source,
    lien = $lien, licence = $licence, thematiques = $thematiques::text[], publics = $publics::text[],
    maj_le = $maj_le::date, creee = $creee, acceptee_a = $acceptee_a, absente_depuis = $absente_depuis::timestamp
where connecteur = $connecteur and cle = $cle
"""
NOTER_VUES = """
update base.structure_externe set absente_depuis = null
where connecteur = $connecteur and absente_depuis is not null and cle not in (select unnest($absentes::text[]))
"""
NOTER_ABSENTES = """
update base.structure_externe set absente_depuis = $a
where connecteur = $connecteur and absente_depuis is null and cle in (select unnest($absentes::text[]))
"""
DATER = """
update base.structure_externe set maj_le = v.maj_le
from (select unnest($cles::text[]) as cle, unnest($jours::date[]) as maj_le) v
where base.structure_externe.connecteur = $connecteur and base.structure_externe.cle = v.cle
"""

OUVERTES = "select * from base.connecteur_proposition where connecteur = $connecteur and etat = 'proposee' order by cle"
OUVERTES_PAR_GENRE = """
select genre, count(*) as n from base.connecteur_proposition
where connecteur = $connecteur and etat = 'proposee' group by genre
"""
PAGE = """
select * from base.connecteur_proposition where connecteur = $connecteur and etat = 'proposee' and genre = $genre
order by cle limit $au_plus offset $debut
"""
REFUSEES = """
select cle, genre, empreinte from base.connecteur_proposition where connecteur = $connecteur and etat = 'refusee'
"""
EFFACER_PROPOSITIONS = "delete from base.connecteur_proposition where id in (select unnest($ids::text[]))"
REFUSER = """
update base.connecteur_proposition set etat = 'refusee', decidee_a = $a, acteur = $acteur
where id in (select unnest($ids::text[]))
"""
ACCEPTER = """
update base.connecteur_proposition set etat = 'acceptee', decidee_a = $a, acteur = $acteur, lot_id = $lot, avant = v.avant,
    structure_id = v.structure_id
from (select unnest($ids::text[]) as id, unnest($avants::text[]) as avant, unnest($structures::text[]) as structure_id) v
where base.connecteur_proposition.id = v.id
"""
DU_LOT = "select * from base.connecteur_proposition where lot_id = $lot and etat = 'acceptee' order by cle"
PLUS_RECENTES = """
select count(*) from base.connecteur_proposition p join base.connecteur_lot l on l.id = p.lot_id
where p.etat = 'acceptee' and p.lot_id <> $lot and l.a >= $a and p.structure_id in (select unnest($structures::text[]))
"""
ROUVRIR = """
update base.connecteur_proposition set etat = 'proposee', decidee_a = null, lot_id = null, avant = null, structure_id = v.structure_id
from (select unnest($ids::text[]) as id, unnest($structures::text[]) as structure_id) v
where base.connecteur_proposition.id = v.id
"""

CREER_LOT = """
insert into base.connecteur_lot (id, connecteur, acteur, a, nombre) values ($id, $connecteur, $acteur, $a, $nombre)
"""
LOT = "select * from base.connecteur_lot where id = $id"
LOTS = """
select id, connecteur, a, nombre, annule_a from base.connecteur_lot where connecteur = $connecteur
order by a desc, id limit $au_plus
"""
ANNULER_LOT = "update base.connecteur_lot set annule_a = $a where id = $id"

DERNIERES = """
select connecteur, a, reussie, message, lues, ecartees, hors, nouvelles, modifiees, inchangees, absentes
from base.connecteur_actualisation x
where a = (select max(y.a) from base.connecteur_actualisation y where y.connecteur = x.connecteur)
"""
JOURNALISER = """
insert into base.journal (id, a, acteur, verbe, objet_type, objet_id, details)
select nextval('base.journal_id'), $a, $acteur, $verbe, 'structure', v.objet_id, $details
from (select unnest($ids::text[]) as objet_id) v
"""
