"""Turn what a source answers into rows, as its format says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from observatoire.connecteurs.model import DATA_INCLUSION, GEOJSON, GOGOCARTO, TABLEUR, Connecteur
from observatoire.errors import ErreurObservatoire
from observatoire.tableur import lire_tableur
from observatoire.territoires.normalisation import normaliser

Brute = Mapping[str, Any]
"""A row of the source, with its own fields."""

GOGOCARTO_PAR_DEFAUT: Mapping[str, str] = {
    "id": "id",
    "nom": "name",
    "description": "description",
    "site": "website",
    "lon": "geo.longitude",
    "lat": "geo.latitude",
    "commune": "address.addressLocality",
    "code_postal": "address.postalCode",
    "maj": "updatedAt",
}
"""Where GoGoCarto's own maps write things; a file may say otherwise."""


def lire_lignes(connecteur: Connecteur, corps: Sequence[bytes]) -> list[Brute]:
    """Return the rows of the source. Raises ErreurObservatoire when they cannot be read as a whole."""
    if connecteur.format == TABLEUR:
        obligatoires = [connecteur.champs["id"], connecteur.champs["nom"]]
        return [cellules for _, cellules in lire_tableur(corps[0], obligatoires)]
    lignes = [ligne for page in corps for ligne in _lignes(connecteur.format, _json(page))]
    if connecteur.pages and (manquent := _annonces(corps[-1]) - len(lignes)) > 0:
        raise ErreurObservatoire(
            f"La source annonçait {manquent} lignes de plus que ce qu’elle a donné\u00a0: réessayez plus tard."
        )
    return lignes


def _json(page: bytes) -> Any:
    try:
        return json.loads(page)
    except (ValueError, RecursionError) as cause:
        raise ErreurObservatoire(
            "La source n’a pas donné du JSON correct\u00a0: vérifiez l’adresse et le format du fichier, puis réessayez."
        ) from cause


_LISTES = {DATA_INCLUSION: "items", GOGOCARTO: "data", GEOJSON: "features"}
"""Format → where its list is, inside an object."""


def _lignes(format_: str, lu: Any) -> list[Brute]:
    liste = lu.get(_LISTES[format_]) if isinstance(lu, dict) else lu
    if isinstance(liste, dict):  # GoGoCarto asked for one element
        liste = [liste]
    if not isinstance(liste, list) or (format_ == GEOJSON and not isinstance(lu, dict)):
        raise ErreurObservatoire(
            f"La source n’a pas la forme attendue\u00a0: pas de liste «\u00a0{_LISTES[format_]}\u00a0». Vérifiez son format."
        )
    return [_aplatir(x) if format_ == GEOJSON else x for x in liste if isinstance(x, dict)]


def _aplatir(objet: Mapping[str, Any]) -> Brute:
    """Return a GeoJSON feature as its properties, with its own id and its point when it is one."""
    geometrie = objet.get("geometry")
    point = geometrie if isinstance(geometrie, dict) and geometrie.get("type") == "Point" else {}
    lon, lat = ([*(point.get("coordinates") or ()), None, None])[:2]
    proprietes = objet.get("properties")
    ici = {"id": objet.get("id"), "geometry": {"lon": lon, "lat": lat}}
    return ici | (proprietes if isinstance(proprietes, dict) else {})


def _annonces(page: bytes) -> int:
    lu = _json(page)
    total = lu.get("total") if isinstance(lu, dict) else None
    return total if isinstance(total, int) else 0


def page_suivante(adresse: str, page: bytes) -> str | None:
    """Return the address of the page after this one, as the data·inclusion API numbers them."""
    lu = _json(page)
    numero, pages = (lu.get("page"), lu.get("pages")) if isinstance(lu, dict) else (None, None)
    if not isinstance(numero, int) or not isinstance(pages, int):
        raise ErreurObservatoire(
            "La source ne dit pas combien elle a de pages\u00a0: retirez «\u00a0pages: oui\u00a0» du fichier."
        )
    if numero >= pages:
        return None
    parties = urlsplit(adresse)
    question = dict(parse_qsl(parties.query)) | {"page": str(numero + 1)}
    return urlunsplit(parties._replace(query=urlencode(question)))


def correspondances(connecteur: Connecteur) -> Mapping[str, str]:
    """Return our field → where the source tells it."""
    if connecteur.format == GOGOCARTO:
        return {**GOGOCARTO_PAR_DEFAUT, **connecteur.champs}
    if connecteur.format == GEOJSON:
        return {"lon": "geometry.lon", "lat": "geometry.lat", **connecteur.champs}
    return connecteur.champs


def cueillir(brute: Brute, chemin: str) -> Any:
    """Return what is at a path of a row: `address.postalCode`; None when it is not there.

    A spreadsheet's title may itself hold a dot, and is known by its folded form.
    """
    for nom in (chemin, normaliser(chemin.replace("_", " "))):
        if nom in brute:
            return brute[nom]
    valeur: Any = brute
    for nom in chemin.split("."):
        valeur = valeur.get(nom) if isinstance(valeur, Mapping) else None
    return valeur


def textes(valeur: Any) -> Iterator[str]:
    """Yield the texts of a value that may be one, a list, or a list in one text."""
    for morceau in valeur if isinstance(valeur, list) else str(valeur or "").replace("|", ";").split(";"):
        if isinstance(morceau, str) and morceau.strip():
            yield morceau.strip()
