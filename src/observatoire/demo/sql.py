"""The SQL of the demonstration."""

COMMUNES = """
select c.id, c.nom, d.id as departement, c.ancetres, coalesce(c.population, 0) as population, c.lon, c.lat
from base.territoire c
join base.territoire d on d.niveau = 'departement' and d.id = any(c.ancetres)
where c.niveau = 'commune' and c.lon is not null
order by c.id
"""
DEMONSTRATIONS = "select id from base.pratique where est_demo order by id"
RETIRER = (
    "delete from base.partenariat where pratique_id = any($ids::text[])",
    "delete from base.source where pratique_id = any($ids::text[])",
    "delete from base.pratique where id = any($ids::text[])",
)
