"""The pieces of the page of pistes, as escaped HTML."""

from observatoire.pistes import Bilan, Famille, Piste
from observatoire.vocabulaires import vocabulaire
from observatoire.web import fragments
from observatoire.web.formats import INSECABLE, enumeration, pluriel
from observatoire.web.fragments import echapper


def resume(bilan: Bilan) -> str:
    """Return how many there are and where they stand."""
    lignes = (
        (str(bilan.nombre), "pistes écrites par les six tables", ""),
        (
            str(bilan.phrases_de_synthese),
            "reprises par la synthèse générale",
            "une phrase peut en réunir deux",
        ),
        (
            str(bilan.realisees),
            "déjà réalisées par une pratique recensée"
            if bilan.realisees > 1
            else "déjà réalisée par une pratique recensée",
            "liens relus un par un, seulement quand c’est évident",
        ),
    )
    return f'<div class="chiffres">{"".join(fragments.chiffre(*ligne) for ligne in lignes)}</div>'


def titre(famille: Famille) -> str:
    """Return the name of a family and how many pistes it holds."""
    valeur = vocabulaire("famille").get(famille.code)
    nom = valeur.libelle if valeur else famille.code
    return f"{nom} ({len(famille.pistes)})"


def entete(famille: Famille) -> str:
    """Return the title of a family and what it is."""
    valeur = vocabulaire("famille").get(famille.code)
    description = f"<p>{echapper(valeur.description)}</p>" if valeur else ""
    return f'<h2 id="{echapper(famille.code)}">{echapper(titre(famille))}</h2>{description}'


def liste(pistes: tuple[Piste, ...]) -> str:
    """Return the pistes as a list of cards."""
    return f'<ul class="grille pistes">{"".join(f"<li>{_carte(p)}</li>" for p in pistes)}</ul>'


def _carte(p: Piste) -> str:
    tables = f"Table {p.tables[0]}" if len(p.tables) == 1 else f"Tables {enumeration(map(str, p.tables))}"
    badges = fragments.badge(tables) + (
        fragments.badge("Dans la synthèse", "plein") if p.dans_synthese else ""
    )
    autrement = (
        f'<p class="autrement">La synthèse le dit ainsi{INSECABLE}: «{INSECABLE}{echapper(p.texte_synthese)}{INSECABLE}»</p>'
        if p.reformulee
        else ""
    )
    return (
        f'<article class="carte piste" id="{echapper(p.id)}"><div class="rangee">{badges}</div><h3>{echapper(p.titre)}</h3>'
        f"<blockquote>«{INSECABLE}{echapper(p.texte)}{INSECABLE}»</blockquote>{autrement}{_realisations(p)}</article>"
    )


def _realisations(p: Piste) -> str:
    if not p.realisations:
        return '<p class="etat">Pas encore de pratique connue</p>'
    liens = "".join(
        f"<li>{fragments.lien(fragments.adresse_pratique(r.id), r.titre)}</li>" for r in p.realisations
    )
    mots = pluriel(len(p.realisations), "pratique la réalise", "pratiques la réalisent")
    return f'<div class="etat realisee"><p><b>{mots}{INSECABLE}:</b></p><ul>{liens}</ul></div>'
