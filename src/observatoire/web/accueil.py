"""The pieces of the home page, as escaped HTML."""

from datetime import datetime

from observatoire.pistes import Bilan
from observatoire.pratiques import Totaux
from observatoire.web import fragments
from observatoire.web.formats import INSECABLE, date_fr, nombre

_PORTES = (
    (
        "Vous êtes une collectivité",
        "Voyez ce qui existe chez vous et autour, et ce que des territoires voisins ont tenté.",
        (("Voir la carte des départements", "/explorer?carte=departement"),),
    ),
    (
        "Vous êtes sur le terrain",
        "Racontez en cinq minutes ce que vous faites ensemble, réussite ou échec. Aucun compte n’est demandé.",
        (("Proposer une pratique", "/proposer"), ("Chercher des idées", "/explorer")),
    ),
    (
        "Vous financez",
        "Repérez les alliances où entrepreneurs et travailleurs sociaux agissent vraiment ensemble, et ce que ces données ne disent pas.",
        (("Voir les alliances mixtes", "/explorer?mixite=mixte"), ("Comprendre la méthode", "/methode")),
    ),
)


def chiffres(totaux: Totaux, departements: int, bilan: Bilan, a: datetime | None) -> str:
    """Return the four figures, each with its date or its limit."""
    au = f"au {date_fr(a)}" if a else ""
    lignes = (
        (nombre(totaux.nombre), "pratiques recensées", au),
        (
            nombre(totaux.mixtes),
            "alliances où ES et TS agissent ensemble",
            "les deux côtés nommés par la source",
        ),
        (nombre(departements), "départements concernés", f"sur 101, {au}" if au else "sur 101"),
        (nombre(bilan.nombre), "pistes d’action", f"issues des ateliers du 13{INSECABLE}décembre 2021"),
    )
    return f'<div class="chiffres accueil">{"".join(fragments.chiffre(*ligne) for ligne in lignes)}</div>'


def portes() -> str:
    """Return the three doors."""
    return f'<ul class="trois-portes">{"".join(_porte(*p) for p in _PORTES)}</ul>'


def _porte(titre: str, texte: str, liens: tuple[tuple[str, str], ...]) -> str:
    boutons = "".join(
        f'<a class="bouton{" secondaire" if rang else ""}" href="{fragments.echapper(adresse)}" target="_self">{fragments.echapper(mots)}</a>'
        for rang, (mots, adresse) in enumerate(liens)
    )
    return (
        f'<li class="porte"><h2>{fragments.echapper(titre)}</h2><p>{fragments.echapper(texte)}</p>'
        f'<div class="rangee">{boutons}</div></li>'
    )


def origine() -> str:
    """Return the word on where the observatory comes from."""
    return (
        '<aside class="origine"><h2>D’où vient cet observatoire</h2>'
        f"<p>Le 13{INSECABLE}décembre 2021, une cinquantaine d’entrepreneurs sociaux et de travailleurs sociaux se sont réunis à Paris "
        "pour La Grande Rencontre. Leur première piste, à la table\u00a01\u00a0:</p>"
        f"<blockquote>«{INSECABLE}Un observatoire des bonnes pratiques répertoriant les actions locales menées{INSECABLE}»</blockquote>"
        '<p><a href="/pistes" target="_self">Lire les 42 pistes des ateliers</a></p></aside>'
    )
