"""What surrounds a sheet: those that look like it, how it changed, what the report says of its obstacles and levers."""

from observatoire.pratiques import sql_fiche
from observatoire.pratiques.lecture import proches
from observatoire.pratiques.model import Alentours, Evolution, Inspiration, Parole, Pratique
from observatoire.store import Cursor


def entourer(cur: Cursor, pratique: Pratique) -> Alentours:
    """Read what surrounds a published pratique; nobody's name is in it."""
    paroles = (
        cur.lignes(sql_fiche.PAROLES, freins=list(pratique.freins), leviers=list(pratique.leviers))
        if pratique.freins or pratique.leviers
        else []
    )
    return Alentours(
        proches=tuple(proches(cur, pratique)),
        suites=tuple(Inspiration(**i) for i in cur.lignes(sql_fiche.SUITES, id=pratique.id)),
        evolutions=tuple(
            Evolution(e["a"], tuple(c.strip() for c in e["champs"].split(",") if c.strip()))
            for e in cur.lignes(sql_fiche.EVOLUTIONS, id=pratique.id)
        ),
        paroles=tuple(Parole(**{**p, "tables": tuple(p["tables"])}) for p in paroles),
    )
