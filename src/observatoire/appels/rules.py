"""What a call must say to be published, and how it may move. Pure functions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from observatoire.alliance import Seuils
from observatoire.alliance.model import FACULTATIVES
from observatoire.analyses.zones.model import THEMES
from observatoire.appels.clause import CLAUSES
from observatoire.appels.model import (
    BROUILLON,
    CLOS,
    PUBLIE,
    RETIRE,
    ContenuAppel,
    Critere,
    CritereSaisi,
    Termes,
    Vague,
    VagueSaisie,
)
from observatoire.appels.montants import lire_montant, lire_part
from observatoire.clock import PARIS
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import Bornes, erreur_texte

TRANSITIONS = {
    ("enregistrer", BROUILLON): BROUILLON,
    ("publier", BROUILLON): PUBLIE,
    ("prolonger", PUBLIE): PUBLIE,
    ("clore", PUBLIE): CLOS,
    ("retirer", BROUILLON): RETIRE,
    ("retirer", PUBLIE): RETIRE,
}
"""(verb, state) → state reached. What is not here is not possible."""

BORNES = {
    "titre": Bornes(8, 140),
    "financeur": Bornes(2, 140),
    "presentation": Bornes(60, 6_000),
    "candidats": Bornes(10, 1_000),
}
LIGNES = frozenset({"presentation", "candidats"})
NOMS = {
    "titre": "Le titre",
    "financeur": "Le nom du financeur",
    "presentation": "La présentation",
    "candidats": "Qui peut candidater",
}
BORNES_CRITERE = {"nom": Bornes(3, 80), "guide": Bornes(10, 600)}
CRITERES_AU_PLUS, VAGUES_AU_PLUS, TERRITOIRES_AU_PLUS = 12, 6, 30
DUREE_MINI = timedelta(days=7)
"""A round shorter than that leaves out those who must agree between two structures."""
POIDS_MAX = 100


def nettoyer(contenu: ContenuAppel) -> ContenuAppel:
    """Return the content as it is kept: blanks collapsed, empty rows of the grid left out."""
    textes: dict[str, Any] = {n: nettoyer_texte(getattr(contenu, n), lignes=n in LIGNES) for n in BORNES}
    criteres = tuple(
        CritereSaisi(
            nom=nettoyer_texte(c.nom), poids=c.poids.strip(), guide=nettoyer_texte(c.guide, lignes=True)
        )
        for c in contenu.criteres
        if not c.vide
    )
    return replace(
        contenu, **textes, criteres=criteres, territoires=tuple(dict.fromkeys(contenu.territoires))
    )


def erreurs(contenu: ContenuAppel, jour: date) -> dict[str, str]:
    """Return what prevents the publication, all at once: field → what is wrong and what to do; `jour` is today in Paris."""
    return dict(_erreurs(nettoyer(contenu), jour))


def _erreurs(c: ContenuAppel, jour: date) -> Iterator[tuple[str, str]]:
    for nom, bornes in BORNES.items():
        if phrase := erreur_texte(NOMS[nom], getattr(c, nom), bornes, lignes=nom in LIGNES):
            yield nom, phrase
    if not set(c.themes) <= set(THEMES):
        yield "themes", "Un thème n’est pas dans la liste\u00a0: retirez-le et choisissez dans la liste."
    if len(c.territoires) > TERRITOIRES_AU_PLUS:
        yield (
            "territoires",
            f"Gardez {TERRITOIRES_AU_PLUS} territoires au plus, ou choisissez-en un plus large.",
        )
    if c.clause not in CLAUSES:
        yield "clause", "Choisissez une clause d’alliance, même «\u00a0Aucune clause\u00a0»."
    if not set(c.exigees) <= FACULTATIVES:
        yield "exigees", "Une exigence n’est pas dans la liste\u00a0: retirez-la."
    yield from _erreurs_vagues(c.vagues, jour)
    yield from _erreurs_argent(c)
    yield from _erreurs_grille(c.criteres)


def _erreurs_vagues(vagues: tuple[VagueSaisie, ...], jour: date) -> Iterator[tuple[str, str]]:
    if not 1 <= len(vagues) <= VAGUES_AU_PLUS:
        yield "vagues", f"Donnez une vague au moins, {VAGUES_AU_PLUS} au plus."
    precedente: Vague | None = None
    for rang, saisie in enumerate(vagues):
        vague = lire_vague(saisie)
        if vague is None:
            yield f"vagues.{rang}", "Donnez un jour d’ouverture, un jour de clôture et une heure."
            continue
        if vague.ferme_a - vague.ouvre_a < DUREE_MINI:
            yield (
                f"vagues.{rang}",
                "Laissez sept jours au moins entre l’ouverture et la clôture\u00a0: il faut être deux pour répondre.",
            )
        elif date.fromisoformat(saisie.ferme_le) < jour:
            yield f"vagues.{rang}", "Cette clôture est passée\u00a0: choisissez un jour à venir."
        elif precedente and vague.ouvre_a <= precedente.ferme_a:
            yield f"vagues.{rang}", "Cette vague s’ouvre avant la clôture de la précédente\u00a0: décalez-la."
        precedente = vague


def lire_vague(saisie: VagueSaisie) -> Vague | None:
    """Return a round in naive UTC: it opens at midnight and closes at the hour typed, in Paris; None when it cannot be read."""
    try:
        ouvre = datetime.fromisoformat(f"{saisie.ouvre_le}T00:00:00")
        ferme = datetime.fromisoformat(f"{saisie.ferme_le}T{saisie.heure}:00")
    except ValueError:
        return None
    return Vague(_en_utc(ouvre), _en_utc(ferme))


def _en_utc(locale: datetime) -> datetime:
    """Return a time of Paris as naive UTC."""
    return locale.replace(tzinfo=PARIS).astimezone(UTC).replace(tzinfo=None)


def _erreurs_argent(c: ContenuAppel) -> Iterator[tuple[str, str]]:
    lus: dict[str, Decimal | None] = {}
    for champ, facultatif in (("enveloppe", False), ("plancher", True), ("plafond", True)):
        try:
            lus[champ] = _montant(getattr(c, champ), facultatif=facultatif)
        except ValueError as faute:
            yield champ, str(faute)
    enveloppe, plancher, plafond = (lus.get(x) for x in ("enveloppe", "plancher", "plafond"))
    if plancher is not None and plafond is not None and plancher > plafond:
        yield "plafond", "Le plafond est sous le plancher\u00a0: échangez-les."
    if plafond is not None and enveloppe is not None and plafond > enveloppe:
        yield (
            "plafond",
            "Le plafond dépasse l’enveloppe\u00a0: une seule candidature la prendrait. Baissez-le.",
        )
    try:
        part = lire_part(c.part_minimale)
    except ValueError as faute:
        yield "part_minimale", str(faute)
    else:
        if part > Decimal("0.5"):
            yield (
                "part_minimale",
                "Le plus petit côté ne peut pas avoir plus de la moitié\u00a0: écrivez 50\u00a0% au plus.",
            )


def _montant(texte: str, *, facultatif: bool) -> Decimal | None:
    if not texte.strip() and facultatif:
        return None
    if not texte.strip():
        raise ValueError("L’enveloppe manque\u00a0: écrivez son montant, par exemple 150\u00a0000\u00a0€.")
    valeur = lire_montant(texte)
    if valeur <= 0:
        raise ValueError("Ce montant doit être plus grand que zéro.")
    return valeur


def _erreurs_grille(criteres: tuple[CritereSaisi, ...]) -> Iterator[tuple[str, str]]:
    if not 1 <= len(criteres) <= CRITERES_AU_PLUS:
        yield "criteres", f"Donnez un critère au moins, {CRITERES_AU_PLUS} au plus."
    noms = [c.nom.casefold() for c in criteres]
    for rang, c in enumerate(criteres):
        for champ, bornes in BORNES_CRITERE.items():
            nom = "Le critère" if champ == "nom" else "Le guide de lecture"
            if phrase := erreur_texte(nom, getattr(c, champ), bornes, lignes=champ == "guide"):
                yield f"criteres.{rang}.{champ}", phrase
        if c.nom and noms.index(c.nom.casefold()) < rang:
            yield (
                f"criteres.{rang}.nom",
                "Ce critère est déjà dans la grille\u00a0: retirez une des deux lignes.",
            )
        if _poids(c.poids) is None:
            yield f"criteres.{rang}.poids", f"Le poids est un nombre entier de 0 à {POIDS_MAX}."
    if criteres and not any(_poids(c.poids) for c in criteres):
        yield "criteres", "Tous les poids sont à zéro\u00a0: donnez-en un à ce qui compte le plus."


def _poids(texte: str) -> int | None:
    return int(texte) if texte.isascii() and texte.isdigit() and int(texte) <= POIDS_MAX else None


def lire_termes(contenu: ContenuAppel) -> Termes:
    """Return what a complete content says; ValueError when `erreurs` would have something to say of it."""
    c = nettoyer(contenu)
    vagues = tuple(filter(None, map(lire_vague, c.vagues)))
    enveloppe = _montant(c.enveloppe, facultatif=False)
    assert enveloppe is not None
    return Termes(
        vagues=vagues,
        enveloppe_eur=enveloppe,
        plancher_eur=_montant(c.plancher, facultatif=True),
        plafond_eur=_montant(c.plafond, facultatif=True),
        criteres=tuple(Critere(x.nom, _poids(x.poids) or 0, x.guide) for x in c.criteres),
        seuils=Seuils(part_minimale=float(lire_part(c.part_minimale)), exigees=frozenset(c.exigees)),
    )
