"""The only SQL of the reading by two colleges."""

LECTEUR = "select compte_id, college, structure from base.lecteur where compte_id = $compte_id"
LECTEURS = """
select l.compte_id, l.college, l.structure, c.nom, c.email from base.lecteur l join base.compte c on c.id = l.compte_id
where c.actif order by l.college, c.nom, c.email
"""
NOMMER = """
insert into base.lecteur (compte_id, college, structure) values ($compte_id, $college, $structure)
on conflict (compte_id) do update set college = excluded.college, structure = excluded.structure
"""
OUBLIER = "delete from base.lecteur where compte_id = $compte_id"

AVIS = """
select compte_id, college, oui, motif, a from base.avis
where contribution_id = $id and version = $version order by rang
"""
AVIS_DE_PLUSIEURS = """
select v.contribution_id, v.compte_id, v.college, v.oui, v.motif, v.a
from base.avis v join base.contribution c on c.id = v.contribution_id and c.version = v.version
where v.contribution_id = any($ids::text[]) order by v.contribution_id, v.rang
"""
DONNER = """
insert into base.avis (contribution_id, version, rang, compte_id, college, oui, motif, a)
values ($id, $version, $rang, $compte_id, $college, $oui, $motif, $a)
"""
