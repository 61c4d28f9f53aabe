"""The only SQL of the pistes."""

TOUTES = """
select id, titre, texte, famille, tables_rapport, dans_synthese, texte_synthese, pratiques
from public.piste order by ordre, id
"""
REALISATIONS = "select id, titre from public.pratique where id = any($ids::text[])"
