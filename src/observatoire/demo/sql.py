"""The SQL of the demonstration."""

COMMUNES = """
select id, nom, ancetres, coalesce(population, 0) as population, lon, lat
from base.territoire
where niveau = 'commune' and lon is not null
order by id
"""
DEMONSTRATIONS = "select id from base.pratique where est_demo order by id"
RETIRER = (
    "delete from base.partenariat where pratique_id = any($ids::text[])",
    "delete from base.source where pratique_id = any($ids::text[])",
    "delete from base.pratique where id = any($ids::text[])",
)
