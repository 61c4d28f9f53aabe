"""The only SQL of joined files."""

CONNU = "select id, genre, largeur, hauteur, nb_pages from base.fichier where id = $id"

GARDER = """
insert into base.fichier (id, genre, octets, vignette, poids, largeur, hauteur, nb_pages, cree_a)
values ($id, $genre, $octets, $vignette, $poids, $largeur, $hauteur, $nb_pages, $a)
on conflict (id) do nothing
"""
CONTENU = "select genre, octets, vignette from base.fichier where id = $id"
CONTENU_PUBLIC = """
select f.genre, f.octets, f.vignette from base.fichier f
where f.id = $id and exists (select 1 from public.piece p where p.fichier = f.id)
"""
PUBLIQUES = """
select fichier, genre, legende, credit, description, largeur, hauteur, poids
from public.piece where pratique_id = $id order by rang
"""

EN_ATTENTE = """
select coalesce(sum(f.poids), 0) from base.fichier f
where f.cree_a > $depuis and not exists (select 1 from base.piece p where p.fichier = f.id)
"""
"""Bytes of recent files that no sheet shows; drafts count too, for a day."""

OUBLIER_ORPHELINS = """
delete from base.fichier where id in (
    select f.id from base.fichier f
    where f.cree_a < $avant
        and not exists (select 1 from base.piece p where p.fichier = f.id)
        and not exists (select 1 from base.contribution c where strpos(c.contenu, f.id) > 0)
        and not exists (select 1 from base.contribution_revision r where strpos(r.contenu, f.id) > 0)
    order by f.cree_a limit 200
)
"""
"""A content names its files by their id, which is found nowhere else."""
