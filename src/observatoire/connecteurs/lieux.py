"""In which commune an outside structure is: its official code, else its point, else its postcode and name."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from observatoire.connecteurs import sql
from observatoire.errors import ErreurObservatoire
from observatoire.store import Cursor
from observatoire.territoires.localisation import localiser
from observatoire.territoires.normalisation import normaliser


class Lieux:
    """The communes of the store, read once for a refresh."""

    def __init__(self, cur: Cursor, filtre: Collection[str] = ()) -> None:
        """Raise ErreurObservatoire when a territory of the filter does not exist."""
        self._ancetres: dict[str, frozenset[str]] = {}
        self._par_code: dict[str, str] = {}
        self._par_postal: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for t in cur.lignes(sql.COMMUNES):
            self._ancetres[t["id"]] = frozenset([t["id"], *t["ancetres"]])
            self._par_code[t["code"]] = t["id"]
            for postal in t["codes_postaux"]:
                self._par_postal[postal, t["nom_norm"]].append(t["id"])
        for a in cur.lignes(sql.ANCIENNES):
            self._par_code.setdefault(a["code"], a["territoire_id"])
        self._filtre = frozenset(filtre)
        connus = {c for ancetres in self._ancetres.values() for c in ancetres}
        if inconnus := sorted(self._filtre - connus):
            raise ErreurObservatoire(
                f"Le territoire {inconnus[0]} n’est pas dans le référentiel\u00a0: corrigez «\u00a0territoires\u00a0» dans le fichier."
            )

    def trouver(self, code: Any, lon: Any, lat: Any, postal: Any, nom: Any) -> str | None:
        """Return the id of the commune, None when nothing tells it for sure."""
        if trouvee := self._par_code.get(str(code or "").strip().upper()):
            return trouvee
        point = _degres(lon, 180), _degres(lat, 90)
        if point[0] is not None and point[1] is not None and (la := localiser(point[0], point[1])):
            return la if la in self._ancetres else None
        possibles = self._par_postal.get((str(postal or "").strip(), normaliser(str(nom or ""))), [])
        return possibles[0] if len(possibles) == 1 else None

    def retient(self, commune: str | None) -> bool:
        """Tell whether a commune is inside the territories asked for."""
        return not self._filtre or bool(self._filtre & self._ancetres.get(commune or "", frozenset()))


def _degres(valeur: Any, borne: int) -> float | None:
    try:
        lu = float(str(valeur).strip().replace(",", "."))
    except ValueError:
        return None
    return lu if -borne <= lu <= borne else None
