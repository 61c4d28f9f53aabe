"""Read contributions. Every function asks the rights first: a draft is its author's only."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.contributions import sql
from observatoire.contributions.jetons import empreinte
from observatoire.contributions.model import (
    EN_RECOURS,
    NOMINATIVE,
    PAYS,
    PUBLIEE,
    REFUSEE,
    RETIREE,
    Contenu,
    Contribution,
    EffetSaisi,
    LienSaisi,
    PartenaireSaisi,
    PieceSaisie,
    Revision,
)
from observatoire.errors import Introuvable
from observatoire.pieces.model import PHOTO
from observatoire.store import Cursor

TAILLE_PAGE = 20
_TEXTES = (
    "titre", "resume", "recit", "resultats", "difficultes", "acquis", "a_refaire", "condition_manquante", "forme",
    "activite", "site", "publication",
)  # fmt: skip
_LISTES = ("objectifs", "thematiques", "publics", "causes_arret", "freins", "leviers")
_ACCORD = {PHOTO: "oui"}
"""What was agreed for a published photo stays agreed."""
_CHAMPS = frozenset(Contribution.__dataclass_fields__) - {"contenu", "juges"}

DEJA_CONTESTEE = "Un recours a déjà été fait et relu\u00a0: cette décision est définitive. Vous pouvez proposer une nouvelle pratique."
LIEN_INCONNU = (
    "Ce lien ne mène à aucune contribution. Vérifiez qu’il est entier (il se copie en une fois depuis l’écran de "
    "confirmation), ou proposez à nouveau votre pratique."
)
LIEN_EXPIRE = (
    "Ce lien n’est plus valable : il dure six mois après le dernier échange. "
    "Pour modifier une fiche publiée, ouvrez-la et proposez une modification ; sinon, proposez à nouveau votre pratique."
)


def contribution(ligne: Mapping[str, Any]) -> Contribution:
    """Build a contribution from its row."""
    return Contribution(
        **{nom: ligne[nom] for nom in _CHAMPS},
        contenu=Contenu.from_json(ligne["contenu"]),
        juges=tuple(ligne["juges"] or ()),
    )


def objet(ligne: Mapping[str, Any], jeton: str) -> Objet:
    """Return what the rights need to know of a row, reached with this token or none."""
    vivant = ligne["jeton_expire_a"] > maintenant()
    return Objet(
        ligne["statut"],
        ligne["compte_id"],
        par_lien=bool(jeton) and vivant and empreinte(jeton) == ligne["jeton"],
        juges=frozenset(ligne["juges"] or ()) if ligne["statut"] == EN_RECOURS else frozenset(),
    )


def ligne_de(cur: Cursor, identifiant: str) -> dict[str, Any]:
    """Return the row of a contribution.

    Raises Introuvable when there is none.
    """
    ligne = cur.ligne(sql.UNE, id=identifiant)
    if ligne is None:
        raise Introuvable(
            "Cette contribution n’existe pas, ou son brouillon a été effacé. Revenez à la liste."
        )
    return ligne


def obtenir(cur: Cursor, personne: Personne, identifiant: str, *, jeton: str = "") -> Contribution:
    """Return a contribution to its author or to moderation.

    Raises Introuvable, or Refus when it is not theirs to read.
    """
    ligne = ligne_de(cur, identifiant)
    exiger("voir_contribution", personne, objet(ligne, jeton))
    return contribution(ligne)


def obtenir_par_jeton(cur: Cursor, personne: Personne, jeton: str) -> Contribution:
    """Return the contribution that a secret link opens.

    Raises Introuvable when the link is wrong or expired; the sentence says what to do.
    """
    ligne = cur.ligne(sql.PAR_JETON, jeton=empreinte(jeton)) if jeton else None
    if ligne is None:
        raise Introuvable(LIEN_INCONNU)
    if ligne["jeton_expire_a"] <= maintenant():
        raise Introuvable(LIEN_EXPIRE)
    exiger("voir_contribution", personne, objet(ligne, jeton))
    return contribution(ligne)


def lister_decidees(
    cur: Cursor,
    personne: Personne,
    statuts: tuple[str, ...] = (PUBLIEE, REFUSEE, RETIREE),
    *,
    taille: int = TAILLE_PAGE,
    page: int = 1,
) -> list[Contribution]:
    """Return what was decided, the newest first."""
    exiger("relire", personne)
    return [
        contribution(ligne)
        for ligne in cur.lignes(
            sql.DECIDEES, statuts=list(statuts), taille=taille, depart=(page - 1) * taille
        )
    ]


def compter(cur: Cursor, personne: Personne) -> dict[str, int]:
    """Return how many contributions are in each state (state → count, absent when none)."""
    exiger("relire", personne)
    return {ligne["statut"]: ligne["n"] for ligne in cur.lignes(sql.COMPTES)}


def delai_de_reponse(cur: Cursor, personne: Personne) -> tuple[int, timedelta | None]:
    """Return how many contributions were decided in a year, and the median time each waited (None when there is none)."""
    exiger("relire", personne)
    ligne = cur.ligne(sql.DELAI, depuis=maintenant() - timedelta(days=365)) or {"n": 0}
    return ligne["n"], timedelta(seconds=float(ligne["secondes"])) if ligne["n"] else None


def lister_miennes(cur: Cursor, personne: Personne) -> list[Contribution]:
    """Return what a signed-in person deposited with this account, the newest first."""
    if personne.id is None:
        return []
    return [contribution(ligne) for ligne in cur.lignes(sql.DE_COMPTE, compte_id=personne.id)]


def lister_revisions(cur: Cursor, lue: Contribution) -> list[Revision]:
    """Return the states of a contribution that its reader may already see, from the first to the last."""
    return [
        Revision(**{**ligne, "contenu": Contenu.from_json(ligne["contenu"])})
        for ligne in cur.lignes(sql.REVISIONS, id=lue.id)
    ]


def etat_de_pratique(pratique: Mapping[str, Any]) -> str:
    """Return the state that rights know of a row: one that the public does not see is reserved."""
    cachee = pratique["statut"] == PUBLIEE and pratique["publication"] != NOMINATIVE
    return "reservee" if cachee else str(pratique["statut"])


def contenu_de_pratique(cur: Cursor, personne: Personne, identifiant: str) -> Contenu:
    """Return a published pratique as the form would hold it.

    Raises Introuvable when there is none that this person may change: that one is anonymous or under embargo is not said.
    """
    p = cur.ligne(sql.PRATIQUE, id=identifiant)
    if p is None or motif_de_refus("modifier_pratique", personne, Objet(etat_de_pratique(p))):
        raise Introuvable("Cette fiche n’existe pas, ou n’est plus publiée : il n’y a rien à modifier.")
    return contenu_de_ligne(cur, p)


def contenu_de_ligne(cur: Cursor, p: Mapping[str, Any]) -> Contenu:
    """Return the row of a pratique as the form would hold it; rights are the caller's to check."""
    identifiant = p["id"]
    champs: dict[str, Any] = {nom: p[nom] or "" for nom in _TEXTES}
    champs |= {nom: tuple(p[nom]) for nom in _LISTES}
    champs["territoires"] = tuple(t for t in p["territoires"] if t != PAYS)
    return Contenu(
        **champs,
        portee=_portee(p["territoires"]),
        lieu_protege="oui" if p["lieu_protege"] else "",
        annee_debut=p["annee_debut"],
        annee_fin=p["annee_fin"],
        effets=tuple(EffetSaisi(**e) for e in cur.lignes(sql.EFFETS, id=identifiant)),
        liens=tuple(LienSaisi(**x) for x in cur.lignes(sql.INSPIRATIONS, id=identifiant)),
        embargo_jusqu_au=p["embargo_jusqu_au"].isoformat() if p["embargo_jusqu_au"] else "",
        partenaires=tuple(
            PartenaireSaisi(
                nom=a["nom"],
                cote=a["cote"],
                role=a["role"] or "",
                apporte=tuple(a["apporte"]),
                numero=a["numero"] or "",
                protege="oui" if a["protege"] else "",
            )
            for a in cur.lignes(sql.PARTENAIRES, id=identifiant)
            if a["confirmation"] != "refusee"
        ),
        pieces=tuple(
            PieceSaisie(
                **{nom: valeur or "" for nom, valeur in piece.items()}, accord=_ACCORD.get(piece["genre"], "")
            )
            for piece in cur.lignes(sql.PIECES, id=identifiant)
        ),
    )


def fiche_reservee(cur: Cursor, lue: Contribution) -> bool:
    """Tell whether the sheet that a contribution became is anonymous or under embargo now."""
    pratique = cur.ligne(sql.PRATIQUE, id=lue.pratique_id) if lue.pratique_id else None
    return pratique is not None and etat_de_pratique(pratique) == "reservee"


def _portee(territoires: list[str]) -> str:
    """Return the widest reach that the declared territories say."""
    niveaux = {t.partition("-")[0] for t in territoires}
    if PAYS in territoires:
        return "nationale"
    if "region" in niveaux:
        return "regionale"
    if "departement" in niveaux:
        return "departementale"
    return "locale" if territoires else "sans_lieu"


def obstacle(verbe: str, personne: Personne, lue: Contribution, *, par_lien: bool = False) -> str | None:
    """Return why the person may not do this to the contribution shown to them, None when they may."""
    juges = frozenset(lue.juges) if lue.statut == EN_RECOURS else frozenset()
    refus = motif_de_refus(verbe, personne, Objet(lue.statut, lue.compte_id, par_lien=par_lien, juges=juges))
    return refus or (DEJA_CONTESTEE if verbe == "contester" and lue.recours is not None else None)
