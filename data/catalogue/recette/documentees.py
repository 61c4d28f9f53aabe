"""Make data/catalogue/documentees.yaml from the collected records and the reviewed tables beside it.

    python data/catalogue/recette/documentees.py

Inputs: initiatives_documentees.jsonl (facts read in public pages, one source each), ../correspondances.yaml
(free words → vocabulary codes), lectures.yaml (places and themes read in the text, slips of language).
Nothing else enters the output: what the source does not say stays null or empty.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml
from typographie import typographier

ICI = Path(__file__).resolve().parent
SOURCE = ICI / "initiatives_documentees.jsonl"
LECTURES = ICI / "lectures.yaml"
CORRESPONDANCES = ICI.parent / "correspondances.yaml"
SORTIE = ICI.parent / "documentees.yaml"

ENTETE = """\
# Initiatives documentées publiquement, non confirmées par leurs partenaires.
# Fichier produit par recette/documentees.py ; pour le corriger, modifier correspondances.yaml
# ou recette/lectures.yaml, puis relancer la recette (un test compare).
"""


PARAMETRES_INUTILES = frozenset({"fbclid", "print", "replytocom", "share"})
"""Parameters of an address that track the reader or open another view of the same page."""


class _EnLigne(dict[str, Any]):
    """A mapping written on one line."""


class _Plume(yaml.SafeDumper):
    """Writes block mappings, inline lists of codes and one partner or source a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


_Plume.add_representer(
    _EnLigne, lambda p, d: p.represent_mapping("tag:yaml.org,2002:map", d, flow_style=True)
)
_Plume.add_representer(
    list,
    lambda p, v: p.represent_sequence(
        "tag:yaml.org,2002:seq", v, flow_style=not any(isinstance(x, dict) for x in v)
    ),
)


def lire_source() -> list[dict[str, Any]]:
    """Return the collected records, in the order of their ids."""
    return [json.loads(ligne) for ligne in SOURCE.read_text(encoding="utf-8").splitlines()]


def lire_yaml(chemin: Path) -> Any:
    """Return the content of one reviewed table."""
    return yaml.safe_load(chemin.read_text(encoding="utf-8"))


def _sans_doublon(valeurs: list[str]) -> list[str]:
    return list(dict.fromkeys(valeurs))


def _est_thematique(code: str) -> bool:
    """Theme codes are written category--theme; the codes of publics have no double dash."""
    return "--" in code


def entrees_de(fiche: dict[str, Any], correspondances: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the table's entry of each word of a record; ValueError on a word absent from the table."""
    entrees = []
    for champ in ("thematiques", "publics"):
        table = {entree["mot"]: entree for entree in correspondances[champ]}
        for mot in fiche[champ]:
            if mot not in table:
                raise ValueError(f"{fiche['id']}, {champ} : ajoutez le mot « {mot} » à correspondances.yaml.")
            entrees.append(table[mot])
    return entrees


def traduire_mots(
    fiche: dict[str, Any], correspondances: dict[str, Any], lues: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Return the record's themes, publics and remaining free words; `lues` are the themes read in its text."""
    entrees = entrees_de(fiche, correspondances)
    codes = [code for entree in entrees for code in entree["codes"]]
    themes = [*filter(_est_thematique, codes), *lues]
    precisees = {code.partition("--")[0] for code in themes if _est_thematique(code)}
    larges = [e["categorie"] for e in entrees if "categorie" in e]
    libres = [e.get("mot_libre", e["mot"]) for e in entrees if _reste_libre(e, precisees)]
    return {
        "thematiques": _sans_doublon([code for code in [*larges, *themes] if code not in precisees]),
        "publics": _sans_doublon([code for code in codes if not _est_thematique(code)]),
        "mots_libres": _sans_doublon([typographier(mot) for mot in libres]),
    }


def _reste_libre(entree: dict[str, Any], precisees: set[str]) -> bool:
    """Tell whether the word is still to be shown: asked for, or rendered neither by a code nor by its category."""
    rendu = entree["codes"] or entree.get("categorie", "") not in {"", *precisees}
    return "mot_libre" in entree or not rendu


def territoires_de_la_source(fiche: dict[str, Any]) -> list[str]:
    """Return the place given by the record's fields: its commune, else its département, else none."""
    if fiche["code_insee"]:
        return [f"commune-{fiche['code_insee']}"]
    return [f"departement-{fiche['departement']}"] if fiche["departement"] else []


def dater(jour: str | None) -> date | str | None:
    """Return a full date as such, a month or a year alone as the text it is: no day is invented."""
    return date.fromisoformat(jour) if jour and len(jour) == len("AAAA-MM-JJ") else jour


def nettoyer_adresse(adresse: str) -> str:
    """Return the address of the page itself; an address without useless parameter is left as it is."""
    parties = urlsplit(adresse)
    parametres = parse_qsl(parties.query, keep_blank_values=True)
    utiles = [(nom, valeur) for nom, valeur in parametres if nom not in PARAMETRES_INUTILES]
    return adresse if utiles == parametres else urlunsplit(parties._replace(query=urlencode(utiles)))


def _partenaire(source: dict[str, Any]) -> _EnLigne:
    return _EnLigne(
        nom=typographier(source["nom"]),
        structure=None,
        cote=source["cote"],
        role=None if source["role"] == "inconnu" else source["role"],
        apporte=[],
        cherche=[],
    )


def _source(fiche: dict[str, Any]) -> _EnLigne:
    return _EnLigne(
        titre=typographier(fiche["source_titre"]),
        url=nettoyer_adresse(fiche["source_url"]),
        date=dater(fiche["source_date"]),
        table=None,
        citation=None,
    )


def _texte(fiche: dict[str, Any], champ: str, lectures: dict[str, Any]) -> str:
    texte = fiche[champ]
    for faute in lectures["langue"]:
        if (faute["id"], faute["champ"]) == (fiche["id"], champ):
            texte = texte.replace(faute["de"], faute["par"])
    return typographier(texte)


def pratique(
    fiche: dict[str, Any], correspondances: dict[str, Any], lectures: dict[str, Any]
) -> dict[str, Any]:
    """Return one record in the format of the catalogue."""
    lieux = {lecture["id"]: lecture["territoires"] for lecture in lectures["territoires"]}
    themes = {lecture["id"]: lecture["thematiques"] for lecture in lectures["thematiques"]}
    mots = traduire_mots(fiche, correspondances, themes.get(fiche["id"], ()))
    return {
        "id": fiche["id"],
        "titre": _texte(fiche, "titre", lectures),
        "resume": _texte(fiche, "resume", lectures),
        "forme": fiche["forme"],
        "objectifs": [],
        "familles": [],
        "thematiques": mots["thematiques"],
        "publics": mots["publics"],
        "freins": [],
        "leviers": [],
        "mots_libres": mots["mots_libres"],
        "activite": None if fiche["activite"] == "inconnu" else fiche["activite"],
        "annee_debut": fiche["annee_debut"],
        "annee_fin": None,
        "territoires": lieux.get(fiche["id"], territoires_de_la_source(fiche)),
        "site": None,
        "partenaires": [_partenaire(partenaire) for partenaire in fiche["partenaires"]],
        "sources": [_source(fiche)],
    }


def construire() -> str:
    """Return the whole text of documentees.yaml."""
    correspondances, lectures = lire_yaml(CORRESPONDANCES), lire_yaml(LECTURES)
    pratiques = [pratique(fiche, correspondances, lectures) for fiche in lire_source()]
    blocs = [
        yaml.dump([p], Dumper=_Plume, allow_unicode=True, sort_keys=False, width=10_000) for p in pratiques
    ]
    return ENTETE + "\n" + "\n".join(blocs)


if __name__ == "__main__":
    SORTIE.write_text(construire(), encoding="utf-8")
