"""`$name` in our SQL, `$1` at the engine's edge: both engines take numbered parameters."""

import re
from functools import lru_cache
from typing import Any

_NOM = re.compile(r"\$([a-z_][a-z0-9_]*)")


@lru_cache(maxsize=2048)
def numeroter(sql: str) -> tuple[str, tuple[str, ...]]:
    """Return the SQL with `$1..$n` and the parameters' names in that order."""
    noms: dict[str, int] = {}

    def remplacer(trouve: re.Match[str]) -> str:
        return f"${noms.setdefault(trouve.group(1), len(noms) + 1)}"

    return _NOM.sub(remplacer, sql), tuple(noms)


def positionner(sql: str, params: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return the numbered SQL and its values; a missing or unused name is a programming error (KeyError)."""
    texte, noms = numeroter(sql)
    if inutiles := params.keys() - set(noms):
        raise KeyError(f"unused parameters: {sorted(inutiles)}")
    return texte, [params[nom] for nom in noms]
