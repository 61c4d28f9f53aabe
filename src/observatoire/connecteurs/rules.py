"""Which structure a source speaks of, what it would change, what stays as it is here. Pure functions."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from observatoire.connecteurs.model import (
    ABSENCE,
    ABSENTE,
    CHAMPS,
    COLONNES,
    MODIFIEE,
    NOUVELLE,
    Difference,
    Entite,
    Externe,
    Proposition,
    Valeurs,
)
from observatoire.territoires.normalisation import normaliser

Lieu = tuple[str, tuple[str, ...]]
"""Folded name and declared territories."""
Ligne = Mapping[str, Any]
"""A row of base.structure."""


def empreinte(champs: Valeurs) -> str:
    """Return a hash of what a source tells of a structure."""
    texte = json.dumps({nom: champs.get(nom) for nom in CHAMPS}, ensure_ascii=False, sort_keys=True)
    return sha256(texte.encode()).hexdigest()


def lieu(champs: Valeurs) -> Lieu:
    """Return what a structure is recognised by when it has no SIRET."""
    return normaliser(champs["nom"]), tuple(champs["territoires"] or ())


class Partages(NamedTuple):
    """What several structures of one source have in common, so that it does not tell them apart."""

    sirets: frozenset[str]
    lieux: frozenset[Lieu]


def partages(entites: Iterable[Entite]) -> Partages:
    """Return the SIRET that differing structures share, and the name and place that differing SIRET share."""
    par_siret: defaultdict[str, set[Lieu]] = defaultdict(set)
    par_lieu: defaultdict[Lieu, set[str]] = defaultdict(set)
    for e in entites:
        ou = lieu(e.champs)
        par_lieu[ou].add(e.champs["siret"] or e.cle)
        if e.champs["siret"]:
            par_siret[e.champs["siret"]].add(ou)
    return Partages(
        frozenset(s for s, lieux in par_siret.items() if len(lieux) > 1),
        frozenset(ou for ou, qui in par_lieu.items() if len(qui) > 1),
    )


@dataclass
class Annuaire:
    """The structures of the store among which an outside one is looked for."""

    par_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    par_siret: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    par_lieu: defaultdict[Lieu, list[str]] = field(default_factory=lambda: defaultdict(list))

    def ajouter(self, ligne: dict[str, Any]) -> None:
        """Add a structure, known before or just created."""
        self.par_id[ligne["id"]] = ligne
        if ligne["siret"]:
            self.par_siret[ligne["siret"]].append(ligne["id"])
        if len(ligne["territoires"] or ()) == 1:
            self.par_lieu[lieu(ligne)].append(ligne["id"])

    def rapprocher(self, entite: Entite, communs: Partages) -> tuple[str | None, str]:
        """Return the structure that an outside one is, and by what: its SIRET first, else its name in its commune.

        Never one of several: what is ambiguous is nobody.
        """
        siret, ou = entite.champs["siret"], lieu(entite.champs)
        memes = self.par_siret.get(siret, []) if siret else []
        if siret in communs.sirets:
            memes = [i for i in memes if lieu(self.par_id[i]) == ou]
        if len(memes) == 1:
            return memes[0], "siret"
        if memes or not ou[1] or ou in communs.lieux:
            return None, ""
        la = self.par_lieu.get(ou, [])
        if len(la) != 1 or (siret and self.par_id[la[0]]["siret"] not in (None, siret)):
            return None, ""
        return la[0], "nom_commune"


def a_ecrire(structure: Ligne, ecrits: Valeurs, nouveaux: Valeurs) -> dict[str, Any]:
    """Return the columns that a source may write on a structure: empty ones, and its own that nobody changed since.

    What the catalogue loads is the catalogue's.
    """
    if structure["empreinte_source"] is not None:
        return {}
    return {
        nom: nouveaux[nom]
        for nom in COLONNES
        if not _pareils(structure[nom], nouveaux[nom]) and _libre(structure[nom], nom, ecrits)
    }


def _libre(actuelle: Any, nom: str, ecrits: Valeurs) -> bool:
    return not actuelle or (nom in ecrits and _pareils(actuelle, ecrits[nom]))


def _pareils(un: Any, autre: Any) -> bool:
    """Tell whether two values say the same; nothing is nothing, list or not."""
    return (un or None) == (autre or None)


def touchee(structure: Ligne, ecrits: Valeurs, colonnes: Iterable[str] = COLONNES) -> bool:
    """Tell whether columns of a structure are not as its source left them."""
    return any(not _pareils(structure[nom], ecrits.get(nom)) for nom in colonnes)


def comparer_champs(anciens: Valeurs, nouveaux: Valeurs, gardes: Collection[str]) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order of the screen."""
    return tuple(
        Difference(nom, anciens.get(nom), nouveaux.get(nom), nom in gardes)
        for nom in CHAMPS
        if not _pareils(anciens.get(nom), nouveaux.get(nom))
    )


@dataclass(frozen=True, slots=True)
class Comparaison:
    """What a refresh found."""

    propositions: tuple[Proposition, ...]
    inchangees: tuple[str, ...]
    absentes: tuple[str, ...]
    """Accepted once, not told any more, since whenever."""


def comparer(
    entites: Mapping[str, Entite],
    vues: Collection[str],
    externes: Mapping[str, Externe],
    annuaire: Annuaire,
    maintenant: datetime,
) -> Comparaison:
    """Compare what a source tells with what was accepted of it; the order of its rows changes nothing."""
    communs = partages(entites.values())
    prises = _prises([e for cle, e in entites.items() if cle not in externes], externes, annuaire, communs)
    propositions: list[Proposition] = []
    inchangees = []
    for cle in sorted(entites):
        connue = externes.get(cle)
        if connue is None:
            propositions.append(proposer_nouvelle(entites[cle], annuaire, communs, prises))
        elif empreinte(connue.champs) == empreinte(entites[cle].champs):
            inchangees.append(cle)
        else:
            propositions.append(_modifiee(entites[cle], connue, annuaire))
    absentes = sorted(set(externes) - set(vues))
    propositions += [p for cle in absentes if (p := _absente(externes[cle], maintenant))]
    return Comparaison(tuple(propositions), tuple(inchangees), tuple(absentes))


def _prises(
    nouvelles: Iterable[Entite], externes: Mapping[str, Externe], annuaire: Annuaire, communs: Partages
) -> frozenset[str]:
    """Return the structures that the source names already, or that a SIRET designates: a mere name does not join them."""
    rapprochees = (annuaire.rapprocher(e, communs) for e in nouvelles)
    par_siret = {ou for ou, comment in rapprochees if ou and comment == "siret"}
    return frozenset(par_siret | {e.structure_id for e in externes.values()})


def proposer_nouvelle(
    entite: Entite, annuaire: Annuaire, communs: Partages, prises: Collection[str] = ()
) -> Proposition:
    """Return the proposal of a structure that the source tells for the first time."""
    ou, comment = annuaire.rapprocher(entite, communs)
    if comment == "nom_commune" and ou in prises:
        ou, comment = None, ""
    anciens: Valeurs = annuaire.par_id[ou] if ou else {}
    gardes = _gardes(anciens, {}, entite.champs) if ou else frozenset()
    differences = comparer_champs(anciens, entite.champs, gardes)
    return Proposition(entite.cle, NOUVELLE, ou, comment, entite, differences, empreinte(entite.champs))


def _modifiee(entite: Entite, connue: Externe, annuaire: Annuaire) -> Proposition:
    structure = annuaire.par_id.get(connue.structure_id)
    gardes = _gardes(structure, connue.ecrits, entite.champs) if structure else frozenset()
    differences = comparer_champs(connue.champs, entite.champs, gardes)
    return Proposition(
        entite.cle,
        MODIFIEE,
        connue.structure_id,
        "identite",
        entite,
        differences,
        empreinte(entite.champs),
    )


def _gardes(structure: Ligne, ecrits: Valeurs, nouveaux: Valeurs) -> frozenset[str]:
    """Return the columns that a source tells otherwise and that stay as they are here."""
    ecrites = a_ecrire(structure, ecrits, nouveaux)
    return frozenset(
        n for n in COLONNES if n not in ecrites and not _pareils(structure.get(n), nouveaux.get(n))
    )


def _absente(connue: Externe, maintenant: datetime) -> Proposition | None:
    depuis = connue.absente_depuis
    if depuis is None or maintenant - depuis < ABSENCE:
        return None
    entite = Entite(connue.cle, connue.champs)
    marque = sha256(f"absente {depuis.isoformat()}".encode()).hexdigest()
    return Proposition(connue.cle, ABSENTE, connue.structure_id, "identite", entite, (), marque)
