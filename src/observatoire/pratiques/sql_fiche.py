"""The SQL of what surrounds a sheet."""

EVOLUTIONS = "select a, champs from public.evolution where pratique_id = $id order by a, rang"

PAROLES = """
select vocabulaire, code, texte, tables_rapport as tables from public.parole_rapport
where (vocabulaire = 'frein' and code = any($freins::text[])) or (vocabulaire = 'levier' and code = any($leviers::text[]))
"""
