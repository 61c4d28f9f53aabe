"""Turn the cells of a row into the content of a contribution, and say for each cell what is wrong and what to write.

Pure: what the store knows (territories) is given.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import process

from observatoire.contributions.model import NOMINATIVE, PORTEES, Contenu, PartenaireSaisi
from observatoire.contributions.rules import avertissements, erreurs
from observatoire.importation.model import PAR_NOM, PARTENAIRES, Faute, Ligne
from observatoire.territoires.normalisation import normaliser
from observatoire.vocabulaires import libelle, vocabulaire

PROCHE = 60
"""Likeness, out of 100, from which a value is proposed."""
NATIONAL = frozenset({"national", "nationale", "france", "france entiere"})
SANS_LIEU = frozenset({"sans lieu", "sans lieu precis", "aucun"})
_TEXTES = (
    "titre", "resume", "recit", "resultats", "difficultes", "acquis", "a_refaire", "condition_manquante", "site",
)  # fmt: skip
_SEPARATEUR = re.compile(r"[;|\n]")
_CHAMP_DE_PARTENAIRE = {
    "nom": "partenaire",
    "cote": "cote",
    "role": "role",
    "numero": "numero",
    "apporte": "partenaire",
}

Territoires = Mapping[str, Sequence[str]]
"""What was typed for a place → ids that it designates exactly."""


def lire_ligne(numero: int, cellules: Mapping[str, str], territoires: Territoires) -> Ligne:
    """Return what a row says and everything wrong with it at once."""
    fautes: list[Faute] = []
    contenu = _contenu(cellules, territoires, fautes)
    deja = {f.colonne for f in fautes}
    for champ, phrase in erreurs(contenu).items():
        colonne = colonne_de(champ)
        if colonne not in deja:
            fautes.append(Faute(colonne, phrase))
    avis = tuple(Faute(colonne_de(champ), phrase) for champ, phrase in avertissements(contenu).items())
    return Ligne(numero, cellules, contenu, tuple(fautes), avis)


def colonne_de(champ: str) -> str:
    """Return the column of a field of the form: `partenaires.1.cote` is `cote_2`."""
    if champ == "portee":
        return "territoires"
    parties = champ.split(".")
    if parties[0] == "partenaires":
        rang = int(parties[1]) + 1 if len(parties) > 1 else 1
        return f"{_CHAMP_DE_PARTENAIRE[parties[2] if len(parties) > 2 else 'nom']}_{rang}"
    return champ


def morceaux(cellule: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several."""
    return tuple(dict.fromkeys(filter(None, (m.strip() for m in _SEPARATEUR.split(cellule)))))


def _contenu(cellules: Mapping[str, str], territoires: Territoires, fautes: list[Faute]) -> Contenu:
    portee, lieux = _lieux(cellules["territoires"], territoires, fautes)
    textes: dict[str, Any] = {nom: cellules[nom] for nom in _TEXTES}
    return Contenu(
        **textes,
        forme=_code("forme", cellules, fautes),
        activite=_code("activite", cellules, fautes),
        publication=_code("publication", cellules, fautes) or NOMINATIVE,
        objectifs=_codes("objectifs", cellules, fautes),
        publics=_codes("publics", cellules, fautes),
        thematiques=_codes("thematiques", cellules, fautes),
        freins=_codes("freins", cellules, fautes),
        leviers=_codes("leviers", cellules, fautes),
        causes_arret=_codes("causes_arret", cellules, fautes),
        annee_debut=_annee("annee_debut", cellules, fautes),
        annee_fin=_annee("annee_fin", cellules, fautes),
        embargo_jusqu_au=_jour(cellules["embargo_jusqu_au"]),
        partenaires=tuple(_partenaire(r, cellules, fautes) for r in range(1, PARTENAIRES + 1)),
        portee=portee,
        territoires=lieux,
    )


def _partenaire(rang: int, cellules: Mapping[str, str], fautes: list[Faute]) -> PartenaireSaisi:
    return PartenaireSaisi(
        nom=cellules[f"partenaire_{rang}"],
        cote=_code(f"cote_{rang}", cellules, fautes),
        role=_code(f"role_{rang}", cellules, fautes),
        numero=cellules[f"numero_{rang}"],
    )


def _code(colonne: str, cellules: Mapping[str, str], fautes: list[Faute]) -> str:
    saisi = cellules[colonne]
    return _valeur(colonne, saisi, fautes) if saisi else ""


def _codes(colonne: str, cellules: Mapping[str, str], fautes: list[Faute]) -> tuple[str, ...]:
    lus = (_valeur(colonne, m, fautes) for m in morceaux(cellules[colonne]))
    return tuple(dict.fromkeys(filter(None, lus)))


def _valeur(colonne: str, saisi: str, fautes: list[Faute]) -> str:
    """Return the code of what was typed: a code or a name, accents and capitals aside; '' and a fault otherwise."""
    nom = PAR_NOM[colonne].vocabulaire
    if code := _code_de(nom, saisi):
        return code
    proche = _proche(nom, normaliser(saisi.replace("_", " ")))
    suite = (
        f"vouliez-vous dire «\u00a0{libelle(nom, proche)}\u00a0» ({proche})\u202f?"
        if proche
        else "choisissez une valeur de la feuille «\u00a0Listes\u00a0» du modèle."
    )
    fautes.append(
        Faute(colonne, f"«\u00a0{saisi[:60]}\u00a0» n’est pas une valeur connue\u00a0: {suite}", proche)
    )
    return ""


@lru_cache(maxsize=4_096)
def _code_de(nom: str, saisi: str) -> str:
    """Return the code that a cell says, '' when it says none."""
    return _mots(nom).get(normaliser(saisi.replace("_", " ")), "")


@cache
def _mots(nom: str) -> dict[str, str]:
    """Return folded code or name → code; a name that two values share is left out."""
    mots: dict[str, set[str]] = {}
    for valeur in vocabulaire(nom).valeurs:
        for mot in (valeur.code, valeur.libelle, valeur.court):
            mots.setdefault(normaliser(mot.replace("_", " ")), set()).add(valeur.code)
    return {mot: next(iter(codes)) for mot, codes in mots.items() if len(codes) == 1}


@cache
def _choix(nom: str) -> tuple[str, ...]:
    return tuple(_mots(nom))


def _proche(nom: str, plie: str) -> str:
    trouve = process.extractOne(plie, _choix(nom), score_cutoff=PROCHE) if plie else None
    return _mots(nom)[trouve[0]] if trouve else ""


def _annee(colonne: str, cellules: Mapping[str, str], fautes: list[Faute]) -> int | None:
    saisi = cellules[colonne]
    if not saisi:
        return None
    if re.fullmatch(r"[0-9]{4}", saisi):
        return int(saisi)
    trouvee = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", saisi, re.ASCII)
    fautes.append(
        Faute(
            colonne,
            f"«\u00a0{saisi[:40]}\u00a0» n’est pas une année\u00a0: écrivez-la en quatre chiffres.",
            trouvee[0] if trouvee else "",
        )
    )
    return None


def _jour(saisi: str) -> str:
    """Return the day as ISO 8601 when it is written as in France; the form's rules tell what is wrong otherwise."""
    try:
        return datetime.strptime(saisi, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day, not an instant
    except ValueError:
        return saisi


def _lieux(
    cellule: str, territoires: Territoires, fautes: list[Faute]
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Return the reach and the territories of a cell."""
    plie = normaliser(cellule)
    if plie in NATIONAL:
        return "nationale", ()
    if plie in SANS_LIEU:
        return "sans_lieu", ()
    ids: list[str] = []
    for saisi in morceaux(cellule):
        trouves = territoires.get(saisi, ())
        if len(trouves) == 1:
            ids.append(trouves[0])
        else:
            fautes.append(_lieu_inconnu(saisi, trouves))
    if not cellule:
        fautes.append(
            Faute(
                "territoires",
                "Le lieu manque\u00a0: écrivez un code comme commune-78440, «\u00a0national\u00a0» ou «\u00a0sans lieu\u00a0».",
            )
        )
    return _portee(ids), tuple(dict.fromkeys(ids))


def _lieu_inconnu(saisi: str, trouves: Sequence[str]) -> Faute:
    dit = f"«\u00a0{saisi[:60]}\u00a0»"
    if trouves:
        return Faute(
            "territoires", f"{dit} désigne plusieurs territoires\u00a0: écrivez {' ou '.join(trouves)}."
        )
    return Faute("territoires", f"{dit} n’est pas le code d’un territoire.")


def _portee(ids: Sequence[str]) -> str:
    niveaux = {i.partition("-")[0] for i in ids}
    return next((nom for nom, p in PORTEES.items() if niveaux & set(p.niveaux)), "")
