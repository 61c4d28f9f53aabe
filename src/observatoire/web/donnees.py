"""The pieces of the open data page, as escaped HTML: pure functions on the declarations."""

from datetime import date

from observatoire.api.doc import EXEMPLES
from observatoire.publication import FORMATS, LICENCE, LICENCE_URL, Fraicheur, Ressource
from observatoire.publication.doc import type_en_mots
from observatoire.publication.mentions import LICENCE_PRECISION
from observatoire.vocabulaires import Vocabulaire
from observatoire.web import fragments
from observatoire.web.formats import INSECABLE, date_fr, nombre, pluriel
from observatoire.web.fragments import echapper
from observatoire.web.navigation import NOM

API = "/api/v1"
PROPOSES = ("xlsx", "csv", "geojson", "parquet", "csv-technique")
"""Formats, in the order most people want them."""


def chiffres(lue: Fraicheur, vocabulaires: int) -> str:
    """Return what is given, and how recent it is."""
    lignes = (
        (nombre(lue.nombre), "pratiques publiées", f"au {date_fr(lue.maj_a)}" if lue.maj_a else ""),
        (nombre(lue.partenaires), "partenaires nommés", "une structure compte une fois par pratique"),
        (nombre(vocabulaires), "vocabulaires", "codes, libellés et définitions"),
    )
    dates = (
        f"Dernière modification d’une fiche{INSECABLE}: {date_fr(lue.maj_a)}. "
        f"Source la plus récente{INSECABLE}: {date_fr(lue.source_le)}."
    )
    return (
        f'<div class="chiffres">{"".join(fragments.chiffre(*ligne) for ligne in lignes)}</div><p>{dates}</p>'
    )


def telechargements() -> str:
    """Return one card for each format, with the address that gives the file."""
    return f'<div class="chiffres">{"".join(_telechargement(nom) for nom in PROPOSES)}</div>'


def _telechargement(nom: str) -> str:
    choisi = FORMATS[nom]
    variante = "" if nom == choisi.extension else f"?format={nom}"
    adresse = f"{API}/pratiques.{choisi.extension}{variante}"
    return (
        f'<article class="carte"><h3><a href="{echapper(adresse)}" target="_self" download>{echapper(choisi.libelle)}</a></h3>'
        f'<p class="resume">{echapper(choisi.description)}</p></article>'
    )


def exemples(base: str) -> str:
    """Return questions that people ask first, each with the address that answers."""
    lignes = "".join(
        f'<tr><th scope="row">{echapper(phrase)}</th>'
        f'<td><a href="{echapper(adresse)}" target="_self"><code>{echapper(base + adresse)}</code></a></td></tr>'
        for phrase, adresse in EXEMPLES
    )
    return _tableau("Exemples de questions", ("Question", "Adresse"), lignes)


def dictionnaire(ressource: Ressource) -> str:
    """Return the columns of a resource."""
    lignes = "".join(
        f'<tr><th scope="row">{echapper(c.libelle)}</th><td><code>{echapper(c.nom)}</code></td>'
        f"<td>{echapper(type_en_mots(c))}{_vocabulaire(c.vocabulaire)}</td><td>{echapper(c.description)}</td></tr>"
        for c in ressource.colonnes
    )
    entetes = ("Colonne", "Nom technique", "Type", "Description")
    return f"<p>{echapper(ressource.description)}</p>{_tableau(f'Colonnes : {ressource.libelle}', entetes, lignes)}"


def _vocabulaire(nom: str | None) -> str:
    return f' (<a href="{API}/vocabulaires/{nom}" target="_self">{nom}</a>)' if nom else ""


def valeurs(vocabulaire: Vocabulaire) -> str:
    """Return the values of a vocabulary."""
    lignes = "".join(
        f'<tr><th scope="row">{echapper(v.libelle)}</th><td><code>{echapper(v.code)}</code></td>'
        f"<td>{echapper(v.description)}</td></tr>"
        for v in vocabulaire
    )
    entetes = ("Valeur", "Code", "Définition")
    return f"<p>{echapper(vocabulaire.description)}</p>{_tableau(vocabulaire.libelle, entetes, lignes)}"


def licence(jour: date) -> str:
    """Return the licence, and the words to write beside what is reused."""
    mention = f"{NOM}, données du {date_fr(jour)}, {LICENCE}"
    return (
        f"<p>Ces données sont sous {fragments.lien(LICENCE_URL, LICENCE)}{INSECABLE}: vous pouvez les copier, les modifier et les "
        f"réutiliser, même pour un usage commercial, en citant leur source et leur date. {echapper(LICENCE_PRECISION)}</p>"
        f"<p>Mention à écrire{INSECABLE}: <b>{echapper(mention)}</b></p>"
    )


def demonstration(nombre_de_pratiques: int) -> str:
    """Return what is said when the store holds invented pratiques; '' when it holds none."""
    if not nombre_de_pratiques:
        return ""
    return fragments.message(
        f"Cette instance contient {pluriel(nombre_de_pratiques, 'pratique inventée', 'pratiques inventées')} pour la "
        "démonstration. Elles ne sont dans aucun fichier.",
        "attention",
    )


def _tableau(nom: str, entetes: tuple[str, ...], lignes: str) -> str:
    titres = "".join(f'<th scope="col">{echapper(t)}</th>' for t in entetes)
    return (
        f'<div class="defile" role="region" aria-label="{echapper(nom)}" tabindex="0"><table class="tableau">'
        f'<caption class="hors-ecran">{echapper(nom)}</caption>'
        f"<thead><tr>{titres}</tr></thead><tbody>{lignes}</tbody></table></div>"
    )
