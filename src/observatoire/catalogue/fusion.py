"""Apply the settled decisions on look-alike records: the same thing twice becomes one record with both sources."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from observatoire.catalogue.doublons import candidats, paire
from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.territoires.normalisation import normaliser

FICHIER = "decisions_doublons.yaml"

Fiche = dict[str, Any]
Pratique = dict[str, Any]
Decision = Mapping[str, Any]


def appliquer_decisions(pratiques: list[Pratique], decisions: list[Decision]) -> list[Pratique]:
    """Return the pratiques in their order, each folded one removed and its sources and partners added to the kept one.

    Nothing given is modified. Raises ErreurCatalogue when a decision names an unknown id, contradicts
    another one, or would overwrite a fact of the kept record.
    """
    par_id = _indexer(pratiques)
    fusions = [decision for decision in decisions if decision["decision"] == "meme"]
    _verifier_ids(decisions, par_id)
    _verifier_coherence(fusions, paires_differentes(decisions))
    for decision in fusions:
        fondues = [par_id[identifiant] for identifiant in decision["fondues"]]
        par_id[decision["garde"]] = _fondre(par_id[decision["garde"]], fondues, decision)
    disparues = {identifiant for decision in fusions for identifiant in decision["fondues"]}
    return [par_id[pratique["id"]] for pratique in pratiques if pratique["id"] not in disparues]


def paires_differentes(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """Return every pair of ids settled as different: all those of a list, or one against each of the others."""
    return {
        paire(un, autre)
        for decision in decisions
        if decision["decision"] == "differentes"
        for un, autre in _couples(decision)
    }


def _couples(decision: Decision) -> Iterable[tuple[str, str]]:
    if "ids" in decision:
        return combinations(decision["ids"], 2)
    return ((decision["id"], autre) for autre in decision["autres"])


def paires_identiques(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """Return every pair of ids settled as the same thing, two folded into the same record included."""
    return {
        paire(un, autre)
        for decision in decisions
        if decision["decision"] == "meme"
        for un, autre in combinations([decision["garde"], *decision["fondues"]], 2)
    }


def a_trancher(pratiques: list[Pratique], decisions: list[Decision]) -> list[tuple[str, str]]:
    """Return the look-alike pairs that no decision settles.

    What was said of a kept record is said of the ones folded into it.
    """
    gardee = {fondue: d["garde"] for d in decisions if d["decision"] == "meme" for fondue in d["fondues"]}
    differentes = {
        paire(gardee.get(un, un), gardee.get(autre, autre)) for un, autre in paires_differentes(decisions)
    }
    return [
        (un, autre)
        for un, autre in candidats(pratiques)
        if gardee.get(un, un) != gardee.get(autre, autre)
        and paire(gardee.get(un, un), gardee.get(autre, autre)) not in differentes
    ]


def _ids(decision: Decision) -> list[str]:
    if decision["decision"] == "meme":
        return [decision["garde"], *decision["fondues"]]
    return decision["ids"] if "ids" in decision else [decision["id"], *decision["autres"]]


def _indexer(pratiques: list[Pratique]) -> dict[str, Pratique]:
    par_id: dict[str, Pratique] = {}
    for pratique in pratiques:
        if pratique["id"] in par_id:
            raise ErreurCatalogue(
                f"L’identifiant « {pratique['id']} » est porté par deux pratiques du catalogue\u202f; "
                "changez l’un des deux."
            )
        par_id[pratique["id"]] = pratique
    return par_id


def _verifier_ids(decisions: list[Decision], par_id: Mapping[str, Pratique]) -> None:
    inconnus = sorted({i for decision in decisions for i in _ids(decision) if i not in par_id})
    if inconnus:
        raise ErreurCatalogue(
            f"{FICHIER} parle de pratiques inconnues\u00a0: {', '.join(inconnus)}. "
            "Corrigez l’identifiant ou retirez la décision."
        )


def _verifier_coherence(fusions: list[Decision], differentes: set[tuple[str, str]]) -> None:
    """A record disappears once, into a record that stays, and never into one it was said to differ from."""
    gardees = {decision["garde"] for decision in fusions}
    disparues: set[str] = set()
    for decision in fusions:
        for identifiant in decision["fondues"]:
            if identifiant in disparues or identifiant in gardees:
                raise ErreurCatalogue(
                    f"{FICHIER} fond « {identifiant} » deux fois, ou la garde ailleurs\u202f; "
                    "désignez une seule pratique gardée pour tout le groupe."
                )
            disparues.add(identifiant)
    contraires = sorted(paires_identiques(fusions) & differentes)
    if contraires:
        un, autre = contraires[0]
        raise ErreurCatalogue(
            f"{FICHIER} dit « {un} » et « {autre} » à la fois identiques et différentes\u202f; "
            "retirez l’une des deux décisions."
        )


def _fondre(garde: Pratique, fondues: list[Pratique], decision: Decision) -> Pratique:
    ignores = {_cle_nom(nom) for nom in _deja_partenaires(fondues, decision)}
    return {
        **garde,
        "sources": _joindre_sources([source for p in (garde, *fondues) for source in p["sources"]]),
        "partenaires": _joindre_partenaires(garde["partenaires"], fondues, ignores),
        **{champ: _completer(champ, garde, fondues) for champ in decision.get("complete", [])},
    }


def _joindre_sources(sources: list[Fiche]) -> list[Fiche]:
    """Return each source once, dated as soon as one of its mentions is."""
    uniques: dict[tuple[Any, ...], Fiche] = {}
    for source in sources:
        connue = uniques.setdefault(_cle_source(source), source)
        if connue["date"] is None and source["date"] is not None:
            uniques[_cle_source(source)] = {**connue, "date": source["date"]}
    return list(uniques.values())


def _joindre_partenaires(gardes: list[Fiche], fondues: list[Pratique], ignores: set[str]) -> list[Fiche]:
    """Return the kept partners, then the folded ones that are not there under the same name or structure.

    A side or a role that the kept record does not know is filled by the folded one that does.
    """
    resultat = list(gardes)
    for partenaire in (partenaire for fondue in fondues for partenaire in fondue["partenaires"]):
        rang = next((n for n, present in enumerate(resultat) if _meme_partenaire(present, partenaire)), None)
        if rang is not None:
            resultat[rang] = _preciser(resultat[rang], partenaire)
        elif _cle_nom(partenaire["nom"]) not in ignores:
            resultat.append(partenaire)
    return resultat


def _meme_partenaire(un: Fiche, autre: Fiche) -> bool:
    if un["structure"] is not None and un["structure"] == autre["structure"]:
        return True
    return _cle_nom(un["nom"]) == _cle_nom(autre["nom"])


def _preciser(garde: Fiche, fondu: Fiche) -> Fiche:
    cote = fondu["cote"] if garde["cote"] == "inconnu" else garde["cote"]
    return {**garde, "cote": cote, "role": garde["role"] or fondu["role"]}


def _deja_partenaires(fondues: list[Pratique], decision: Decision) -> list[str]:
    """Return the folded partners declared to be there already; each must exist, or the line is out of date."""
    presents = {partenaire["nom"] for fondue in fondues for partenaire in fondue["partenaires"]}
    declares: list[str] = decision.get("deja_partenaires", [])
    for nom in declares:
        if nom not in presents:
            raise ErreurCatalogue(
                f"{FICHIER}, pratique gardée « {decision['garde']} »\u00a0: « {nom} » n’est partenaire "
                "d’aucune pratique fondue\u202f; corrigez deja_partenaires."
            )
    return declares


def _completer(champ: str, garde: Pratique, fondues: list[Pratique]) -> Any:
    """Return the kept value of a field with what the folded records add: a list grows, an unknown value is filled."""
    valeurs = [fondue[champ] for fondue in fondues if fondue[champ] is not None]
    if isinstance(garde[champ], list):
        resultat = list(dict.fromkeys([*garde[champ], *(v for valeur in valeurs for v in valeur)]))
    else:
        resultat = valeurs[0] if garde[champ] is None and valeurs else garde[champ]
    if resultat == garde[champ]:
        raise ErreurCatalogue(
            f"{FICHIER}, pratique gardée « {garde['id']} »\u00a0: rien à ajouter au champ {champ} "
            "(déjà connu, ou inconnu partout)\u202f; retirez-le de complete."
        )
    return resultat


def _cle_source(source: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes two sources the same: the address, else the title and the table of the report."""
    if source["url"]:
        adresse = source["url"].split("://", 1)[-1].removeprefix("www.").rstrip("/")
        return (adresse,)
    return (normaliser(source["titre"]), source["table"], source["citation"])


def _cle_nom(nom: str) -> str:
    """Fold a name further than its spaces: « Pacte 59 » and « Pacte59 » are one."""
    return normaliser(nom).replace(" ", "")
