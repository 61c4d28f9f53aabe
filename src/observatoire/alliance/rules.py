"""The mixity check, « devoir d’alliance », in three-valued logic: an unknown is neither yes nor no."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from observatoire.alliance import model
from observatoire.alliance.model import QUESTIONS, Dossier, Membre, Reponse, Seuils, Verdict, Verification
from observatoire.pratiques.rules import OPERATIONNELS
from observatoire.territoires.normalisation import normaliser

_VERDICT = (model.DEUX_COTES, model.OPERATIONNELS, model.BUDGET, model.DECISION)
_NOMS_COTES = {"es": "entrepreneurs sociaux", "ts": "travailleurs sociaux"}


def verifier(dossier: Dossier, seuils: Seuils | None = None) -> Verification:
    """Answer the seven questions on a collaboration, and say what they make of it."""
    fixes = seuils or Seuils()
    reponses = tuple(
        Reponse(question, *_REPONDRE[question](dossier, fixes), exigee=question in fixes.exigees)
        for question in QUESTIONS
    )
    valeurs = {r.question: r.valeur for r in reponses}
    return Verification(
        reponses, verdict_de(valeurs), et(r.valeur for r in reponses if r.exigee), _changeraient(valeurs)
    )


def et(valeurs: Iterable[bool | None]) -> bool | None:
    """Return the three-valued « and »: one no is enough, one unknown leaves the rest in doubt."""
    lues = list(valeurs)
    if False in lues:
        return False
    return None if None in lues else True


def verdict_de(valeurs: Mapping[str, bool | None]) -> Verdict:
    """Return the verdict of the first four answers; `a_verifier` when an unknown could still change it."""
    agir = et(valeurs[q] for q in (model.DEUX_COTES, model.OPERATIONNELS))
    partager = et(valeurs[q] for q in (model.BUDGET, model.DECISION))
    if agir is False:
        return "non_mixte"
    if agir is None or partager is None:
        return "a_verifier"
    return "mixte" if partager else "mixte_desequilibree"


def _changeraient(valeurs: Mapping[str, bool | None]) -> tuple[tuple[tuple[str, ...], Verdict], ...]:
    """Return the smallest sets of answers to turn to yes for another verdict."""
    actuel = verdict_de(valeurs)
    manquent = [q for q in _VERDICT if valeurs[q] is not True]
    for taille in range(1, len(manquent) + 1):
        suites = [
            (choix, suite)
            for choix in combinations(manquent, taille)
            if (suite := verdict_de({**valeurs, **dict.fromkeys(choix, True)})) != actuel
        ]
        if suites:
            return tuple(suites)
    return ()


def structure(m: Membre) -> str:
    """Return what tells one structure from another: its SIREN where known, its name otherwise."""
    return m.siren or normaliser(m.nom)


def cotes_possibles(m: Membre) -> frozenset[str]:
    """Return the sides that a partner may stand for, of `es` and `ts`; both while its side is unknown."""
    if m.cote in ("les_deux", "inconnu", ""):
        return frozenset({"es", "ts"})
    return frozenset({m.cote}) & {"es", "ts"}


def cotes_sures(m: Membre) -> frozenset[str]:
    """Return the sides that a partner certainly stands for."""
    return frozenset() if m.cote in ("inconnu", "") else cotes_possibles(m)


def _face_a_face(membres: Iterable[Membre], cotes: Callable[[Membre], frozenset[str]]) -> bool:
    """Tell whether two distinct structures can stand one for each side."""
    places = {(structure(m), c) for m in membres for c in cotes(m)}
    es, ts = ({s for s, c in places if c == cote} for cote in ("es", "ts"))
    return bool(es and ts and len(es | ts) > 1)


def _des_deux_cotes(dossier: Dossier, tient: Callable[[Membre], bool | None], *, ouvert: bool) -> bool | None:
    """Tell whether both sides have a partner of which something holds; `ouvert`: others may not be named."""
    surs = [m for m in dossier.membres if tient(m) is True]
    possibles = [m for m in dossier.membres if tient(m) is not False]
    if _face_a_face(surs, cotes_sures):
        return True
    return None if ouvert or _face_a_face(possibles, cotes_possibles) else False


def _operationnel(m: Membre) -> bool | None:
    return m.role in OPERATIONNELS if m.role else None


def _deux_cotes(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    valeur = _des_deux_cotes(dossier, lambda _m: True, ouvert=not dossier.liste_complete)
    manquent = [
        nom for c, nom in _NOMS_COTES.items() if not any(c in cotes_sures(m) for m in dossier.membres)
    ]
    if valeur:
        return (
            valeur,
            "Des entrepreneurs sociaux et des travailleurs sociaux y sont, dans deux structures distinctes.",
        )
    if valeur is None:
        return (
            valeur,
            "Le côté d’un partenaire n’est pas dit, ou tous ne sont pas nommés\u00a0: on ne sait pas encore si les deux y sont.",
        )
    if manquent:
        return valeur, f"Aucun partenaire du côté des {' ni des '.join(manquent)}."
    return valeur, "Une seule structure tient les deux côtés\u00a0: il en faut deux distinctes."


def _operationnels(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    valeur = _des_deux_cotes(dossier, _operationnel, ouvert=not dossier.liste_complete)
    return valeur, {
        True: "Chaque côté agit\u00a0: aucun n’est là seulement pour financer, héberger ou soutenir.",
        None: "Le rôle d’un partenaire n’est pas dit\u00a0: on ne sait pas si chaque côté agit.",
        False: "Un côté n’agit pas\u00a0: il finance, héberge ou soutient seulement, ou n’est pas là.",
    }[valeur]


def parts(dossier: Dossier) -> tuple[float, float] | None:
    """Return the shares of the budget of ES and of TS; a partner on both sides counts half for each.

    None while the share or the side of someone who may count is unknown.
    """
    if not dossier.membres or not dossier.liste_complete:
        return None
    es = ts = 0.0
    for m in dossier.membres:
        if m.part_budget is None:
            if cotes_possibles(m):
                return None
        elif m.part_budget and not cotes_sures(m) and cotes_possibles(m):
            return None
        else:
            sures = cotes_sures(m)
            es += m.part_budget / len(sures) if "es" in sures else 0.0
            ts += m.part_budget / len(sures) if "ts" in sures else 0.0
    return es, ts


def _budget(dossier: Dossier, seuils: Seuils) -> tuple[bool | None, str]:
    lues = parts(dossier)
    if lues is None:
        return None, "La part de chaque côté dans le budget n’est pas connue."
    moindre = min(lues)
    dit = f"Le côté qui reçoit le moins a {_pour_cent(moindre)} du budget"
    if moindre >= seuils.part_minimale - 1e-9:
        return True, f"{dit}, au moins les {_pour_cent(seuils.part_minimale)} demandés."
    return False, f"{dit}\u00a0: moins que les {_pour_cent(seuils.part_minimale)} demandés."


def _pour_cent(part: float) -> str:
    return f"{part * 100:.1f}".rstrip("0").rstrip(".").replace(".", ",") + "\u00a0%"


def _decision(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    valeur = _des_deux_cotes(dossier, lambda m: m.decide, ouvert=not dossier.liste_complete)
    return valeur, {
        True: "Les deux côtés siègent là où l’on décide.",
        None: "On ne sait pas qui siège là où l’on décide.",
        False: "Un côté ne siège pas là où l’on décide.",
    }[valeur]


def _besoins(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    return dossier.besoins_ensemble, {
        True: "Les besoins ont été définis ensemble.",
        None: "On ne sait pas si les besoins ont été définis ensemble.",
        False: "Les besoins n’ont pas été définis ensemble.",
    }[dossier.besoins_ensemble]


def _confirmes(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    valeur = _des_deux_cotes(dossier, lambda m: m.confirme, ouvert=not dossier.liste_complete)
    return valeur, {
        True: "Chaque côté a confirmé sa place.",
        None: "Chaque côté n’a pas encore été invité à confirmer sa place, ou n’a pas répondu.",
        False: "Un côté n’a pas confirmé sa place.",
    }[valeur]


def _temps_de_lien(dossier: Dossier, _: Seuils) -> tuple[bool | None, str]:
    return dossier.temps_de_lien, {
        True: "Du temps pour se connaître est prévu dans le budget.",
        None: "On ne sait pas si du temps pour se connaître est prévu dans le budget.",
        False: "Aucun temps pour se connaître n’est prévu dans le budget.",
    }[dossier.temps_de_lien]


_REPONDRE: dict[str, Callable[[Dossier, Seuils], tuple[bool | None, str]]] = {
    model.DEUX_COTES: _deux_cotes,
    model.OPERATIONNELS: _operationnels,
    model.BUDGET: _budget,
    model.DECISION: _decision,
    model.BESOINS: _besoins,
    model.CONFIRMES: _confirmes,
    model.TEMPS_DE_LIEN: _temps_de_lien,
}
