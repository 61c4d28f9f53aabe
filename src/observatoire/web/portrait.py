"""The portrait of a territory as escaped HTML and as a file: pure functions on what was read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from observatoire.indicateurs import RUBRIQUES, Indicateur, Mesure, Portrait, Valeur
from observatoire.territoires import NIVEAUX
from observatoire.web.formats import FINE, INSECABLE, date_fr, nombre
from observatoire.web.fragments import echapper, lien

NON_DISPONIBLE = "non disponible"
NOM_AU_PLUS = 24
"""Characters of a name at the head of a column."""
Adresse = Callable[[str], str]
"""Territory id → address of its page."""
Noms = Mapping[str, str]


def adresse_page(identifiant: str) -> str:
    """Return the address of the page of a territory."""
    return f"/territoire?code={identifiant}"


def adresse_legere(identifiant: str) -> str:
    """Return the address of the light page of a territory."""
    return f"/territoires/{identifiant}"


def en_mots(valeur: Valeur | None, indicateur: Indicateur) -> str:
    """Return a figure as people read it, without its unit but %; missing is « non disponible », never 0."""
    if valeur is None:
        return NON_DISPONIBLE
    unite = f"{FINE}%" if indicateur.unite == "%" else ""
    annee = f" ({valeur.annee})" if valeur.annee != indicateur.annee else ""
    rond = valeur.valeur in (0, 100) and indicateur.unite == "%"
    return f"{nombre(valeur.valeur, 0 if rond else indicateur.decimales)}{unite}{annee}"


@dataclass(frozen=True, slots=True)
class Affichage:
    """How a portrait is shown: the names of territories, the addresses of their pages, the rank of its headings."""

    noms: Noms
    adresse: Adresse
    niveau: int = 3

    def nom(self, identifiant: str) -> str:
        """Return the name of a territory."""
        return self.noms.get(identifiant, identifiant)


def tableaux(portrait: Portrait, a: Affichage) -> str:
    """Return one table a group: each indicator, the territory's figure, those of what contains it, and its limits."""
    groupes = groupby(portrait.mesures, lambda m: m.indicateur.rubrique)
    return "".join(_groupe(RUBRIQUES[rubrique], list(mesures), portrait, a) for rubrique, mesures in groupes)


def _groupe(titre: str, mesures: Sequence[Mesure], portrait: Portrait, a: Affichage) -> str:
    nom = a.nom(portrait.territoire_id)
    entetes = "".join(
        f'<th scope="col" class="valeur">{_trait(r)}{lien(a.adresse(r), a.nom(r))}</th>'
        for r in portrait.reperes
    )
    place = (
        '<th scope="col" class="place"><span class="hors-ecran">Comparaison dessinée</span></th>'
        if portrait.reperes
        else ""
    )
    lignes = "".join(_ligne(m, nom, a) for m in mesures)
    return (
        f'<section class="rubrique"><h{a.niveau}>{echapper(titre)}</h{a.niveau}>'
        f'<table class="portrait"><caption class="hors-ecran">{echapper(titre)}{INSECABLE}: {echapper(nom)}</caption>'
        f'<thead><tr><th scope="col">Indicateur</th>{place}'
        f'<th scope="col" class="valeur ici"><span class="trait ici" aria-hidden="true"></span>{echapper(_court(nom))}</th>'
        f"{entetes}</tr></thead><tbody>{lignes}</tbody></table></section>"
    )


def _court(nom: str) -> str:
    """Return a name that the head of a column can hold."""
    return nom if len(nom) <= NOM_AU_PLUS else "Ce territoire"


def _ligne(mesure: Mesure, nom: str, a: Affichage) -> str:
    i = mesure.indicateur
    reperes = "".join(_cellule(v, i, a.nom(t), t.partition("-")[0]) for t, v in mesure.reperes.items())
    place = f'<td class="place">{jauge(mesure)}</td>' if mesure.reperes else ""
    return (
        f'<tr><th scope="row">{_titre(i)}{_limites(i)}</th>{place}'
        f"{_cellule(mesure.ici, i, nom, 'ici')}{reperes}</tr>"
    )


def _titre(i: Indicateur) -> str:
    dite = i.unite == "%" or i.unite.lower() in i.libelle.lower()
    unite = "" if dite else f' <span class="unite">{echapper(i.unite)}</span>'
    return f'<span class="nom">{echapper(i.libelle)}{unite}</span>'


def _limites(i: Indicateur) -> str:
    """Return the year and what the figure does not say, one click away."""
    return (
        f'<details><summary>{i.annee}<span class="hors-ecran">, {echapper(i.libelle)}{INSECABLE}:</span> · '
        "ce qu’il ne dit pas</summary>"
        f"<p>{echapper(i.definition)}</p><p><b>Ce qu’il ne dit pas.</b> {echapper(i.limites)}</p>"
        f'<p class="source">Source{INSECABLE}: {echapper(_source(i))}. Fiche relue le {date_fr(i.revu_le)}.</p></details>'
    )


def _source(i: Indicateur) -> str:
    return i.source if str(i.annee) in i.source else f"{i.source}, {i.annee}"


def _cellule(valeur: Valeur | None, i: Indicateur, titre: str, classe: str) -> str:
    absent = " absent" if valeur is None else ""
    return f'<td class="valeur {classe}{absent}" data-titre="{echapper(titre)}">{echapper(en_mots(valeur, i))}</td>'


def _trait(identifiant: str) -> str:
    niveau = identifiant.partition("-")[0]
    mot = f'<span class="hors-ecran">{echapper(NIVEAUX.get(niveau, ""))} </span>'
    return f'<span class="trait {niveau}" aria-hidden="true"></span>{mot}'


def jauge(mesure: Mesure) -> str:
    """Return the drawing of a rate: a bar for the territory, a line for each that contains it, from 0 to the largest.

    Nothing for an amount (a région's is always larger), or with a negative figure. The table says the same in figures.
    """
    connus = {t: v.valeur for t, v in mesure.reperes.items() if v is not None}
    tous = [*connus.values(), *([mesure.ici.valeur] if mesure.ici else [])]
    if mesure.indicateur.nature == "quantite" or not connus or min(tous) < 0 or not max(tous):
        return ""
    plafond = max(tous)
    barre = f'<i class="barre {_pour_cent(mesure.ici.valeur, plafond)}"></i>' if mesure.ici else ""
    traits = "".join(
        f'<i class="trait {t.partition("-")[0]} {_pour_cent(v, plafond)}"></i>' for t, v in connus.items()
    )
    return f'<span class="jauge" aria-hidden="true">{barre}{traits}</span>'


def _pour_cent(valeur: float, plafond: float) -> str:
    """Return the class that places a mark: light pages allow no inline style."""
    return f"p{round(100 * valeur / plafond)}"


COLONNES = (
    "Territoire", "Niveau", "Code", "Indicateur", "Valeur", "Unité", "Année", "Source", "Ce qu’il ne dit pas",
)  # fmt: skip


def lignes(portrait: Portrait, noms: Noms) -> list[list[str]]:
    """Return the rows of the file, one a figure, under COLONNES; what is missing is empty."""
    return [
        _ligne_de_fichier(t, v, m.indicateur, noms)
        for m in portrait.mesures
        for t, v in ((portrait.territoire_id, m.ici), *m.reperes.items())
    ]


def _ligne_de_fichier(t: str, valeur: Valeur | None, i: Indicateur, noms: Noms) -> list[str]:
    niveau, _, code = t.partition("-")
    annee = str(valeur.annee if valeur else i.annee)
    return [
        noms.get(t, t), NIVEAUX[niveau], code, i.libelle, _exact(valeur, i), i.unite, annee, i.source, i.limites,
    ]  # fmt: skip


def _exact(valeur: Valeur | None, i: Indicateur) -> str:
    """Return the figure with two decimals more than shown, as French spreadsheets read it."""
    if valeur is None:
        return ""
    return f"{valeur.valeur:.{i.decimales + 2 if i.nature == 'taux' else i.decimales}f}".replace(".", ",")


def presentation(portrait: Portrait) -> str:
    """Return what the figures are, before them."""
    compares = (
        " La barre est ce territoire, chaque trait un territoire qui le contient." if portrait.reperes else ""
    )
    return (
        '<p class="aide-territoire">Des chiffres publics, pour situer et non pour classer'
        f"{INSECABLE}: aucun n’est bon ni mauvais.{compares} Ce qui manque est «{INSECABLE}{NON_DISPONIBLE}{INSECABLE}», jamais{INSECABLE}0.</p>"
    )


def telecharger(identifiant: str) -> str:
    """Return the link to the same figures as a file."""
    return (
        f'<p class="renvoi"><a href="/territoires/{echapper(identifiant)}.csv" target="_self" download>'
        "Télécharger ces chiffres (CSV)</a></p>"
    )
