"""XLSX: the pratiques, their partners, and a sheet that says what the file is."""

from collections.abc import Callable, Iterator

from observatoire.publication.cellules import Cellule, Convertisseur, convertisseurs, en_clair
from observatoire.publication.classeur import Feuille, ecrire_classeur
from observatoire.publication.lecture import Enregistrement
from observatoire.publication.mentions import (
    LICENCE,
    LICENCE_PRECISION,
    LICENCE_URL,
    LIMITES,
    TITRE,
    Mentions,
)
from observatoire.publication.model import Ressource
from observatoire.publication.ressources import PARTENAIRES, PRATIQUES

PRATIQUES_AU_PLUS = 200_000
"""Beyond, the partners could pass the 1,048,576 rows of a sheet, and no spreadsheet opens it comfortably."""

Lots = Iterator[list[Enregistrement]]


def xlsx(pratiques: Lots, partenaires: Callable[[], Lots], mentions: Mentions) -> Iterator[bytes]:
    """Yield the workbook; the partners are read once the pratiques are written."""
    feuilles = [
        _donnees(PRATIQUES, pratiques),
        _donnees(PARTENAIRES, _ensuite(partenaires)),
        _lisez_moi(mentions),
    ]
    return ecrire_classeur(feuilles, mentions.extrait_a)


def _ensuite(lots: Callable[[], Lots]) -> Lots:
    yield from lots()


def _donnees(ressource: Ressource, lots: Lots) -> Feuille:
    colonnes = ressource.des_fichiers
    paires = list(zip(convertisseurs(ressource, en_clair), [c.nom for c in colonnes], strict=True))
    return Feuille(
        nom=ressource.libelle,
        titres=[c.libelle for c in colonnes],
        largeurs=[c.largeur for c in colonnes],
        lots=([_ligne(paires, enregistrement) for enregistrement in lot] for lot in lots),
    )


def _ligne(paires: list[tuple[Convertisseur, str]], enregistrement: Enregistrement) -> list[Cellule]:
    return [convertir(enregistrement[nom]) for convertir, nom in paires]


def _lisez_moi(mentions: Mentions) -> Feuille:
    filtres = mentions.filtres or (("Filtres", "aucun : toutes les pratiques"),)
    lignes: list[tuple[Cellule, ...]] = [
        ("Titre", TITRE),
        ("Extrait le", mentions.extrait_le),
        ("Pratiques", mentions.nombre),
        *([("À savoir", f"{mentions.avis_demo}.")] if mentions.demo_exclues else []),
        *((f"Filtre : {nom}", valeur) for nom, valeur in filtres),
        ("Adresse de cette recherche", mentions.adresse),
        ("Licence", f"{LICENCE} : {LICENCE_URL}"),
        ("", LICENCE_PRECISION),
        ("Sources", "Chaque fiche donne les siennes dans la colonne « Sources »."),
        ("Ce que ces données ne disent pas", LIMITES),
        ("Dates et heures", "Heure de Paris."),
        ("Listes", "Les valeurs d’une même case sont séparées par une barre verticale."),
    ]
    for ressource in (PRATIQUES, PARTENAIRES):
        lignes += [("", ""), (f"Colonnes de la feuille « {ressource.libelle} »", ressource.description)]
        lignes += [(c.libelle, c.description) for c in ressource.des_fichiers]
    return Feuille("Lisez-moi", ("Rubrique", "Contenu"), (36, 110), [lignes])
