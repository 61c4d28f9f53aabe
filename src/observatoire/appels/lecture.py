"""Read calls: the public ones, those that a funder writes, and what is known of the places they are for."""

from collections.abc import Mapping
from typing import Any

from observatoire.analyses.zones import lire_cases
from observatoire.analyses.zones.model import THEMES, TOUS
from observatoire.appels import sql
from observatoire.appels.clause import Recommandation, faits_de, recommander
from observatoire.appels.model import Appel, ContenuAppel, Vague
from observatoire.appels.montants import lire_montant
from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import Introuvable
from observatoire.store import Cursor
from observatoire.territoires import FRANCE, trouver_tous

ABSENT = "Cet appel n’existe pas, ou n’est plus publié\u00a0: retrouvez-le dans la liste des appels."
CASES_AU_PLUS = 60
"""Cells territory × theme that a recommendation reads."""


def composer(lignes: list[dict[str, Any]], vagues: list[dict[str, Any]]) -> list[Appel]:
    """Return calls from their rows."""
    return [
        Appel(
            **{**ligne, "contenu": ContenuAppel.from_json(ligne["contenu"])},
            vagues=tuple(Vague(v["ouvre_a"], v["ferme_a"]) for v in vagues if v["appel_id"] == ligne["id"]),
        )
        for ligne in lignes
    ]


def _lire(cur: Cursor, texte: str, **params: Any) -> list[Appel]:
    lignes = cur.lignes(texte, **params)
    return composer(lignes, cur.lignes(sql.VAGUES, ids=[x["id"] for x in lignes]) if lignes else [])


def lister_publics(cur: Cursor) -> list[Appel]:
    """Return the published calls: open ones first, the nearest end first; then those to come; then closed ones, the newest first."""
    a = maintenant()
    ordre = {"ouvert": 0, "a_venir": 1, "ferme": 2}

    def rang(x: Appel) -> tuple[int, float]:
        vague = x.prochaine(a)
        instant = vague.ferme_a if vague else -max(v.ferme_a for v in x.vagues).timestamp()
        return ordre[x.phase(a)], instant if isinstance(instant, float) else instant.timestamp()

    return sorted(_lire(cur, sql.PUBLICS), key=rang)


def obtenir_public(cur: Cursor, identifiant: str) -> Appel:
    """Return a published call. Raises Introuvable."""
    if not (lus := _lire(cur, sql.UN_PUBLIC, id=identifiant)):
        raise Introuvable(ABSENT)
    return lus[0]


def un(cur: Cursor, identifiant: str) -> Appel:
    """Return a call whatever its state; rights are the caller's to check. Raises Introuvable."""
    if not (lus := _lire(cur, sql.UN, id=identifiant)):
        raise Introuvable(ABSENT)
    return lus[0]


def objet(lu: Appel) -> Objet:
    """Return what the rights need to know of a call."""
    return Objet(lu.etat, lu.compte_id)


def obtenir(cur: Cursor, personne: Personne, identifiant: str) -> Appel:
    """Return a call that the person may write. Raises Introuvable (also for another funder's draft: nothing is said of it)."""
    lu = un(cur, identifiant)
    if motif_de_refus("voir_appel", personne, objet(lu)):
        raise Introuvable(ABSENT)
    return lu


def lister_miens(cur: Cursor, personne: Personne) -> list[Appel]:
    """Return the calls that a person writes, the last changed first."""
    if motif_de_refus("ecrire_appel", personne):
        return []
    return _lire(cur, sql.DE_COMPTE, compte_id=personne.id)


def recommandation(cur: Cursor, contenu: ContenuAppel) -> Recommandation:
    """Return the clause that the places and themes of a call allow, CASES_AU_PLUS cells being read at most."""
    ids = contenu.territoires or (FRANCE,)
    territoires: Mapping[str, Any] = trouver_tous(cur, ids)
    themes = [t for t in contenu.themes if t in THEMES] or [TOUS]
    cases = lire_cases(cur, list(territoires.values()), avec_demo=False) if territoires else {}
    choisies = [faits_de(cases[t, theme]) for t in territoires for theme in themes][:CASES_AU_PLUS]
    return recommander(choisies, _plafond(contenu), marche_public=contenu.marche_public)


def _plafond(contenu: ContenuAppel) -> Any:
    """Return what one application may receive at most, None while it cannot be read."""
    for texte in (contenu.plafond, contenu.enveloppe):
        try:
            if texte.strip():
                return lire_montant(texte)
        except ValueError:
            return None
    return None
