"""What a schema cannot say of the entries: known codes, distinct ids, references that lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from observatoire.catalogue.model import Entree
from observatoire.territoires.normalisation import normaliser
from observatoire.vocabulaires import vocabulaire

CODES_PRATIQUE = {
    "forme": "forme",
    "objectifs": "objectif",
    "familles": "famille",
    "thematiques": "thematique",
    "publics": "public",
    "freins": "frein",
    "leviers": "levier",
    "activite": "activite",
}
CODES_PARTENAIRE = {"cote": "cote", "role": "role", "apporte": "apport", "cherche": "apport"}
CODES_STRUCTURE = {"type_structure": "type_structure", "cote_defaut": "cote"}
CODES_PISTE = {"famille": "famille"}


def codes_inconnus(entree: Entree, champs: Mapping[str, str], prefixe: str = "") -> Iterator[str]:
    """Yield a sentence for each code that its vocabulary does not hold; `champs` maps fields to vocabularies."""
    for champ, nom in champs.items():
        valeur = entree[champ]
        codes = valeur if isinstance(valeur, list) else [] if valeur is None else [valeur]
        for code in codes:
            if code not in vocabulaire(nom):
                yield (
                    f"champ {prefixe}{champ} : « {code} » n’est pas un code du vocabulaire {nom}. "
                    "Prenez un code de la liste, ou laissez null ou []."
                )


def erreurs_pratique(pratique: Entree, structures: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong in one pratique that has the right shape."""
    yield from codes_inconnus(pratique, CODES_PRATIQUE)
    yield from _erreurs_dates(pratique)
    yield from _erreurs_lieux(pratique["territoires"])
    vus: set[str] = set()
    for rang, partenaire in enumerate(pratique["partenaires"], 1):
        ou = f"partenaires[{rang}]."
        yield from codes_inconnus(partenaire, CODES_PARTENAIRE, ou)
        if partenaire["structure"] is not None and partenaire["structure"] not in structures:
            yield (
                f"champ {ou}structure : « {partenaire['structure']} » n’est pas dans structures.yaml. "
                "Ajoutez-la ou écrivez null."
            )
        cles = {normaliser(partenaire["nom"]), f"#{partenaire['structure'] or partenaire['nom']}"}
        if cles & vus:
            yield f"champ {ou}nom : « {partenaire['nom']} » est inscrit deux fois. Gardez une seule ligne."
        vus |= cles


def _erreurs_dates(pratique: Entree) -> Iterator[str]:
    debut, fin = pratique["annee_debut"], pratique["annee_fin"]
    if debut is not None and fin is not None and fin < debut:
        yield f"champ annee_fin : {fin} vient avant annee_debut ({debut}). Corrigez l’une des deux années."
    for rang, source in enumerate(pratique["sources"], 1):
        if source["date"] is not None and len(source["date"]) == 10 and not _existe(source["date"]):
            yield f"champ sources[{rang}].date : le {source['date']} n’existe pas. Corrigez la date."


def _existe(jour: str) -> bool:
    try:
        date.fromisoformat(jour)
    except ValueError:
        return False
    return True


def _erreurs_lieux(territoires: list[str]) -> Iterator[str]:
    """The map marks the first declared commune: it has to be the first territory, so that file and map agree."""
    communes = [t for t in territoires if t.startswith("commune-")]
    if communes and not territoires[0].startswith("commune-"):
        yield f"champ territoires : {communes[0]} doit venir en premier, avant les territoires plus larges."


def erreurs_piste(piste: Entree, pratiques: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong in one piste that has the right shape."""
    yield from codes_inconnus(piste, CODES_PISTE)
    for identifiant in piste["pratiques"]:
        if identifiant not in pratiques:
            yield (
                f"champ pratiques : « {identifiant} » n’est pas une pratique du catalogue "
                "(ou elle est fondue dans une autre). Corrigez l’identifiant ou retirez-le."
            )


def doublons(cles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (file, key, first file) for each key that an earlier entry already has, given (file, key) pairs."""
    premiers: dict[str, str] = {}
    for fichier, cle in cles:
        if cle in premiers:
            yield fichier, cle, premiers[cle]
        premiers.setdefault(cle, fichier)
