"""Turn an accepted contribution into the pratique that the public reads: a new one, or an amended one."""

import hashlib
from typing import Any

from observatoire.clock import a_paris, aujourd_hui, maintenant
from observatoire.contributions import inspirations, sql
from observatoire.contributions.model import (
    ANONYME,
    EMBARGO,
    NOMINATIVE,
    Contenu,
    Contribution,
    EffetSaisi,
    PartenaireSaisi,
    PieceSaisie,
)
from observatoire.contributions.nettoyage import BILAN
from observatoire.contributions.rules import date_d_embargo, reservee
from observatoire.contributions.silence import nomme, taire_contenu
from observatoire.errors import Conflit, Invalide
from observatoire.pratiques.rules import cotes_de, larges, mixite_de, perimetre_de
from observatoire.recherche import indexer
from observatoire.store import Cursor, Transaction
from observatoire.structures import rattacher, suivre, touchees
from observatoire.territoires import ancetres
from observatoire.territoires.normalisation import normaliser

LICENCE = "Licence Ouverte 2.0"
CONFIRMEE, REFUSEE = "confirmee", "refusee"
"""Answers of a partner (vocabulary `confirmation`)."""
SOURCE_DEPOT = "Contribution déposée sur l’observatoire"
SOURCE_MODIFICATION = "Modification déposée sur l’observatoire"


def mettre_en_ligne(tx: Transaction, contribution: Contribution) -> str:
    """Write the pratique, its partners, its source and its search index; return its id.

    Raises Invalide when a territory is not known any more, Conflit when the amended pratique has gone.
    """
    places, contenu = _tu(tx, contribution.pratique_id, contribution.contenu)
    champs = _champs(tx, contenu, places)
    if contribution.pratique_id is None:
        identifiant = _identifiant(contribution)
        depose = a_paris(contribution.deposee_a or contribution.cree_a).date()
        tx.executer(sql.CREER_PRATIQUE, id=identifiant, licence=LICENCE, source_le=depose, **champs)
    else:
        identifiant = _pratique_modifiable(tx, contribution.pratique_id)
        tx.executer(sql.MODIFIER_PRATIQUE, id=identifiant, **champs)
    _ecrire_autour(tx, identifiant, contenu, places)
    _ajouter_source(tx, identifiant, contribution)
    indexer(tx, [identifiant])
    return identifiant


def remettre_en_ligne(tx: Transaction, identifiant: str, dit: Contenu) -> None:
    """Write an earlier content of a sheet over what it says now; what partners answered since still holds.

    Raises Invalide when a territory is not known any more.
    """
    places, contenu = _tu(tx, identifiant, dit)
    tx.executer(sql.MODIFIER_PRATIQUE, id=identifiant, **_champs(tx, contenu, places))
    _ecrire_autour(tx, identifiant, contenu, places)
    indexer(tx, [identifiant])


def _tu(cur: Cursor, identifiant: str | None, dit: Contenu) -> tuple[list[dict[str, Any]], Contenu]:
    """Return the rows of the partners, and a content that names none of those who refused."""
    places = _places(cur, identifiant, dit.partenaires)
    return places, taire_contenu(dit, [p["nom"] for p in places if p["confirmation"] == REFUSEE])


def _ecrire_autour(tx: Transaction, identifiant: str, contenu: Contenu, places: list[dict[str, Any]]) -> None:
    """Replace the partners, tied to their structures, the effects, the files and what it comes from."""
    avant = touchees(tx, identifiant)
    tx.executer(sql.OUBLIER_PARTENAIRES, id=identifiant)
    tx.inserer("base.partenariat", [{"pratique_id": identifiant, **p} for p in places])
    rattacher(tx, identifiant)
    suivre(tx, [identifiant], avant)
    _ecrire_effets(tx, identifiant, contenu.effets)
    _ecrire_pieces(tx, identifiant, contenu.pieces)
    inspirations.ecrire_de(tx, identifiant, contenu.liens)


def _identifiant(contribution: Contribution) -> str:
    """Return a readable id: the title's words, made unique by the contribution's own id; no word when it is anonymous."""
    cachee = contribution.contenu.publication == ANONYME
    titre = "anonyme" if cachee else contribution.contenu.titre
    mots = normaliser(titre).replace(" ", "-")[:60].strip("-")
    return f"{mots}-{hashlib.sha256(contribution.id.encode()).hexdigest()[:6]}".lstrip("-")


def _pratique_modifiable(tx: Transaction, identifiant: str) -> str:
    ligne = tx.ligne(sql.PRATIQUE, id=identifiant)
    if ligne is None or ligne["statut"] != "publiee":
        raise Conflit("La fiche à modifier n’est plus publiée : refusez cette modification en le disant.")
    return identifiant


def _champs(cur: Cursor, contenu: Contenu, places: list[dict[str, Any]]) -> dict[str, Any]:
    nommes = [
        PartenaireSaisi(nom=p["nom"], cote=p["cote"], role=p["role"] or "")
        for p in places
        if p["confirmation"] != REFUSEE
    ]
    declares = contenu.territoires_declares
    try:
        parents = ancetres(cur, declares)
        if contenu.lieu_protege:
            declares = larges(declares, parents)
            parents = ancetres(cur, declares)
        perimetre = perimetre_de(declares, parents)
    except KeyError as cause:
        raise Invalide(
            {"territoires": "Un territoire n’existe plus : retirez-le et choisissez-en un autre."}
        ) from cause
    lon, lat = _point(cur, declares)
    return {
        **{nom: getattr(contenu, nom) for nom in ("titre", "resume", "annee_debut", "annee_fin")},
        **{
            nom: getattr(contenu, nom) or None
            for nom in ("recit", "forme", "activite", "resultats", "difficultes", *BILAN, "site")
        },
        **{
            nom: list(getattr(contenu, nom))
            for nom in ("objectifs", "thematiques", "publics", "causes_arret", "freins", "leviers")
        },
        **_publication(contenu),
        "territoires": list(declares),
        "perimetre": list(perimetre),
        "lon": lon,
        "lat": lat,
        "lieu_protege": contenu.lieu_protege == "oui" or None,
        "mixite": mixite_de(nommes),
        "cotes": list(cotes_de(nommes)),
        "a": maintenant(),
    }


def _publication(contenu: Contenu) -> dict[str, Any]:
    """Return what the public will see; an embargo that ended while the contribution was read is none."""
    cachee = reservee(contenu, aujourd_hui())
    jour = date_d_embargo(contenu) if cachee and contenu.publication == EMBARGO else None
    return {"publication": contenu.publication if cachee else NOMINATIVE, "embargo_jusqu_au": jour}


def _point(cur: Cursor, declares: tuple[str, ...]) -> tuple[float | None, float | None]:
    """Return the point of the first declared commune."""
    points = {p["id"]: (p["lon"], p["lat"]) for p in cur.lignes(sql.POINTS, ids=list(declares))}
    return next((points[t] for t in declares if t in points), (None, None))


def _places(
    cur: Cursor, pratique_id: str | None, saisis: tuple[PartenaireSaisi, ...]
) -> list[dict[str, Any]]:
    """Return the rows of the partners; one already there under the same name keeps its link, its needs, its confirmation.

    Who confirmed keeps the role and what it brings as it said them itself. Who refused is kept, hidden by the public view,
    whatever this content says of it: its refusal outlives any amendment.
    """
    lus = cur.lignes(sql.PARTENAIRES, id=pratique_id) if pratique_id else []
    connus = {normaliser(p["nom"]): p for p in lus}
    refuses = [p for p in lus if p["confirmation"] == REFUSEE]
    places = [
        _place(p, connus.get(normaliser(p.nom), {}))
        for p in saisis
        if not any(nomme(p.nom, r["nom"]) or (p.numero and p.numero == r["numero"]) for r in refuses)
    ]
    return [{**place, "rang": rang} for rang, place in enumerate([*places, *refuses], 1)]


def _place(saisi: PartenaireSaisi, connu: dict[str, Any]) -> dict[str, Any]:
    confirme, numero = connu.get("confirmation") == CONFIRMEE, None if saisi.protege else saisi.numero or None
    meme = numero == connu.get("numero") and not saisi.protege
    return {
        "structure_id": connu.get("structure_id") if meme else None,
        "nom": saisi.nom,
        "cote": saisi.cote,
        "role": connu["role"] if confirme else saisi.role or None,
        "apporte": connu["apporte"] if confirme else list(saisi.apporte),
        "cherche": connu.get("cherche", []),
        "confirmation": connu.get("confirmation"),
        "numero": numero,
        "protege": saisi.protege == "oui" or None,
    }


def _ecrire_effets(tx: Transaction, identifiant: str, saisis: tuple[EffetSaisi, ...]) -> None:
    """Replace what each lever changed for an obstacle."""
    tx.executer(sql.OUBLIER_EFFETS, id=identifiant)
    tx.inserer(
        "base.effet",
        [
            {"pratique_id": identifiant, "rang": rang, "frein": e.frein, "levier": e.levier, "effet": e.effet}
            for rang, e in enumerate(saisis, 1)
        ],
    )


def _ecrire_pieces(tx: Transaction, identifiant: str, saisies: tuple[PieceSaisie, ...]) -> None:
    """Replace the photos and documents."""
    tx.executer(sql.OUBLIER_PIECES, id=identifiant)
    tx.inserer(
        "base.piece",
        [
            {
                "pratique_id": identifiant,
                "rang": rang,
                "fichier": p.fichier,
                "legende": p.legende or None,
                "credit": p.credit,
                "description": p.description or None,
            }
            for rang, p in enumerate(saisies, 1)
        ],
    )


def _ajouter_source(tx: Transaction, identifiant: str, contribution: Contribution) -> None:
    depose = a_paris(contribution.deposee_a or contribution.cree_a).date()
    source = {
        "pratique_id": identifiant,
        "rang": tx.valeur(sql.SOURCE_SUIVANTE, id=identifiant),
        "titre": SOURCE_MODIFICATION if contribution.pratique_id else SOURCE_DEPOT,
        "url": None,
        "date_le": depose,
        "table_rapport": None,
        "citation": None,
    }
    tx.inserer("base.source", [source])


def retirer_de_la_ligne(tx: Transaction, identifiant: str) -> None:
    """Take a published pratique out of what the public sees, structures that it alone made known too; the rows stay."""
    tx.executer(sql.RETIRER_PRATIQUE, id=identifiant, a=maintenant())
    suivre(tx, [identifiant])
    indexer(tx, [identifiant])
