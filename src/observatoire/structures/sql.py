"""The only SQL of structures."""

CONNUES = """
select s.id, s.nom_norm, s.siren, s.siret, s.rna, s.nommee is not null as deposee,
    exists (select 1 from base.structure_externe e where e.structure_id = s.id and e.creee) as externe
from base.structure s
where s.retiree_a is null and (
    s.nom_norm = any($noms::text[]) or s.siren = any($sirens::text[]) or s.siret = any($sirets::text[])
    or s.rna = any($rnas::text[]) or s.id = any($ids::text[])
)
"""
PRATIQUE = "select statut, publication from base.pratique where id = $id"
A_RATTACHER = """
select rang, nom, numero from base.partenariat
where pratique_id = $id and structure_id is null and (confirmation is null or confirmation <> 'refusee')
    and protege is not true
order by rang
"""
RATTACHER = (
    "update base.partenariat set structure_id = $structure_id where pratique_id = $id and rang = $rang"
)

TOUCHEES = """
select distinct a.structure_id as id from base.partenariat a join base.structure s on s.id = a.structure_id
where a.pratique_id = any($ids::text[]) and s.nommee is not null
"""
"""The structures of these sheets that only deposits made known."""

NOMMEES = """
select a.structure_id as id, a.nom, a.numero
from base.partenariat a join base.pratique p on p.id = a.pratique_id
where a.structure_id = any($ids::text[]) and (a.confirmation is null or a.confirmation <> 'refusee')
    and p.statut = 'publiee' and p.publication = 'nominative'
order by a.structure_id, p.publiee_a, p.id, a.rang
"""
"""What public sheets say of these structures, the first to say it first."""

DITES = "select id, nom, nommee from base.structure where id = any($ids::text[]) and nommee is not null"
DIRE = """
update base.structure set nom = $nom, nom_norm = $nom_norm, nommee = $nommee, version = version + 1, maj_a = $a
where id = $id
"""

_CHOIX = """
select s.nom, coalesce(s.siret, s.siren, s.rna, '') as numero, coalesce(t.nom, '') as commune
from public.structure s
left join public.territoire t on t.niveau = 'commune' and cardinality(s.territoires) = 1 and t.id = s.territoires[1]
where not s.est_demo
"""
PAR_NOM = f"""{_CHOIX}
    and (starts_with(s.nom_norm, $debut::text) or position(' ' || $debut::text in s.nom_norm) > 0)
order by starts_with(s.nom_norm, $debut::text) desc, length(s.nom_norm), s.nom_norm, s.id limit $au_plus
"""
PAR_NUMERO = f"""{_CHOIX}
    and (($genre = 'siret' and s.siret = $valeur) or ($genre = 'siren' and s.siren = $valeur) or ($genre = 'rna' and s.rna = $valeur))
order by s.siret nulls first, s.id limit $au_plus
"""
