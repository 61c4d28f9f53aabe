"""The five-minute form: about ten fields, each with its problem beside it, the rest folded away."""

from collections.abc import Callable, Mapping

from observatoire.contributions.rules import CHOIX_MULTIPLES
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import (
    carte_formulaire,
    champ_bilan,
    champ_existant,
    champ_lieu,
    champ_partenaires,
    champ_publication,
)
from observatoire.web.champs import Problemes, choix, liste, section, texte
from observatoire.web.saisie_pratique import Saisie

Dessin = Callable[[Saisie, Problemes], None]


def formulaire(
    saisie: Saisie, erreurs: Mapping[str, str], avis: Mapping[str, str], *, tout_dire: bool
) -> None:
    """Draw the form; `tout_dire` shows the problems of fields not filled yet (after a refused deposit)."""
    problemes = Problemes(saisie, erreurs, avis, tout_dire)
    for titre, dessin in SECTIONS.items():
        section(titre)
        dessin(saisie, problemes)
    carte_formulaire.dessiner(saisie, problemes)
    section("Publication")
    champ_publication.dessiner(saisie, problemes)


def _essentiel(saisie: Saisie, problemes: Problemes) -> None:
    texte(saisie, problemes, "titre", "Titre", "Ce que vous faites ensemble, en une ligne")
    texte(saisie, problemes, "resume", "En deux phrases", "Qui fait quoi, avec qui, pour qui", hauteur=96)
    champ_existant.dessiner(saisie, problemes)
    texte(
        saisie,
        problemes,
        "recit",
        "Ce qui a été fait",
        "Comment cela a commencé, ce que vous avez fait concrètement, ce que chacun a apporté. Aucun nom de personne accompagnée.",
        hauteur=200,
    )


def _pour_quoi(saisie: Saisie, problemes: Problemes) -> None:
    choix(saisie, "forme", "Forme de la collaboration", "forme")
    problemes.montrer("forme")
    liste(saisie, "objectifs", "Ce que vous cherchiez", CHOIX_MULTIPLES["objectifs"])
    problemes.montrer("objectifs")
    liste(saisie, "publics", "Personnes concernées", CHOIX_MULTIPLES["publics"])
    problemes.montrer("publics")


def _ou_en_est_elle(saisie: Saisie, problemes: Problemes) -> None:
    choix(saisie, "activite", "Aujourd’hui", "activite")
    problemes.montrer("activite")
    if saisie.contenu().terminee:
        champ_bilan.causes(saisie, problemes)


SECTIONS: dict[str, Dessin] = {
    "L’essentiel": _essentiel,
    "Pour quoi, pour qui": _pour_quoi,
    "Avec qui": champ_partenaires.dessiner,
    "Où": champ_lieu.dessiner,
    "Où en est la collaboration": _ou_en_est_elle,
}

NOMS = {
    "titre": "Titre",
    "resume": "En deux phrases",
    "recit": "Ce qui a été fait",
    "forme": "Forme de la collaboration",
    "objectifs": "Ce que vous cherchiez",
    "publics": "Personnes concernées",
    "partenaires": "Avec qui",
    "portee": "Où",
    "lieu_protege": "Où",
    "territoires": "Où",
    "activite": "Où en est la collaboration",
    "causes_arret": "Pourquoi cela s’est arrêté",
    "thematiques": "Thèmes",
    "annee_debut": "Année de début",
    "resultats": "Ce que cela a donné",
    "difficultes": "Ce qui n’a pas marché",
    "annee_fin": "Année de fin",
    "acquis": "Ce qui a marché quand même",
    "a_refaire": "Ce qu’on referait",
    "condition_manquante": "La condition qui a manqué",
    "freins": "Ce qui a freiné",
    "leviers": "Ce qui a aidé",
    "effets": "Ce que chaque levier a changé",
    "liens": "Ce qui existait déjà",
    "site": "Page à lire",
    "pieces": "Photos et documents",
    "courriel": "Votre courriel",
    "publication": "Comment la publier",
    "embargo_jusqu_au": "Jour à partir duquel la fiche est visible",
}
"""How each field is called on the screen."""


def manques(erreurs: Mapping[str, str]) -> list[str]:
    """Return the names of the fields that have a problem, each once, in the order of the form."""
    touches = {champ.split(".")[0] for champ in erreurs}
    return list(dict.fromkeys(nom for champ, nom in NOMS.items() if champ in touches))


def valeurs_nommees(nom: str, codes: tuple[str, ...]) -> str:
    """Return the labels of coded values."""
    return ", ".join(libelle(nom, code) for code in codes if code in vocabulaire(nom))
