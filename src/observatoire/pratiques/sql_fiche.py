"""The SQL of what surrounds a sheet."""

from collections.abc import Mapping, Sequence

EVOLUTIONS = "select a, champs from public.evolution where pratique_id = $id order by a, rang"

PAROLES = """
select vocabulaire, code, texte, tables_rapport as tables from public.parole_rapport
where (vocabulaire = 'frein' and code = any($freins::text[])) or (vocabulaire = 'levier' and code = any($leviers::text[]))
"""

_LISTES = ("thematiques", "publics", "objectifs", "perimetre")
_PROCHES = """
select id, thematiques, publics, objectifs, perimetre, forme
from (
    select id, thematiques, publics, objectifs, perimetre, forme, {communs} as communs
    from public.pratique where id <> $id and ({un_au_moins})
) v
where communs >= 2
order by communs desc, id
limit $limite
"""


def proches(listes: Mapping[str, Sequence[str]], forme: str | None) -> tuple[str, dict[str, str]]:
    """Return the SQL of those that share the most codes, two at least, a theme, a public or the form among them.

    With its parameters, `$id` and `$limite` left out; '' when there is neither theme, nor public, nor form. One test a code
    is four times as fast as the overlap of two lists.
    """
    parametres = {f"{nom}_{i}": code for nom in _LISTES for i, code in enumerate(listes[nom])}
    tests = {cle: f"public.contient({cle.rpartition('_')[0]}, ${cle})" for cle in parametres}
    if forme:
        parametres["forme"], tests["forme"] = forme, "forme = $forme"
    un_au_moins = [t for cle, t in tests.items() if not cle.startswith(("objectifs", "perimetre"))]
    if not un_au_moins:
        return "", {}
    communs = " + ".join(f"case when {t} then 1 else 0 end" for t in tests.values())
    return _PROCHES.format(communs=communs, un_au_moins=" or ".join(un_au_moins)), parametres


SUITES = """
select i.pratique_id, p.titre, i.garde, i.change, i.abandonne
from public.inspiration i join public.pratique p on p.id = i.pratique_id
where i.source_id = $id order by p.publiee_a, p.id, i.rang
"""
"""What comes from a sheet."""
