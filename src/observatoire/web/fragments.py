"""Pieces of HTML shared by the Streamlit pages and the light pages. Pure: everything that comes in is escaped."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlsplit

from observatoire.recherche import Interpretation, surligner
from observatoire.vocabulaires import vocabulaire
from observatoire.web import textes
from observatoire.web.formats import INSECABLE

_FORME_DE = {
    "es": "es",
    "ts": "ts",
    "les_deux": "mixte",
    "mixte": "mixte",
    "inconnu": "creux",
    "a_verifier": "creux",
}

_COTES = {v.code: v for nom in ("mixite", "cote") for v in vocabulaire(nom).valeurs}


def echapper(texte: object) -> str:
    """Return a text safe between tags and in a quoted attribute."""
    return escape(str(texte), quote=True)


def lien_sur(adresse: str | None) -> str | None:
    """Return a web address that may be put in a link (http, https or a path of ours), None for any other."""
    if not adresse:
        return None
    adresse = adresse.strip()
    if adresse.startswith("/") and not adresse.startswith(("//", "/\\")):
        return adresse
    try:
        morceaux = urlsplit(adresse)
    except ValueError:
        return None
    return adresse if morceaux.scheme in ("http", "https") and morceaux.hostname else None


def lien(adresse: str | None, texte: str) -> str:
    """Return a link, or the text alone when the address may not be followed; outside ones carry no referrer."""
    sure = lien_sur(adresse)
    if sure is None:
        return echapper(texte)
    dehors = "" if sure.startswith("/") else ' rel="noopener noreferrer nofollow external"'
    return f'<a href="{echapper(sure)}" target="_self"{dehors}>{echapper(texte)}</a>'


def forme(code: str | None) -> str:
    """Return the little shape of a side or mixity: triangle ES, circle TS, both joined, square for others."""
    return f'<span class="forme {_FORME_DE.get(code or "inconnu", "carre")}" aria-hidden="true"></span>'


def pastille(code: str | None, *, court: bool = False) -> str:
    """Return shape, word and colour for a side (vocabulary `cote`) or a mixity (vocabulary `mixite`)."""
    valeur = _COTES.get(code or "inconnu")
    if valeur is None:
        return f'<span class="pastille">{forme(code)}{echapper(code)}</span>'
    visible = valeur.court if court else valeur.libelle
    return (
        f'<span class="pastille {valeur.code}" title="{echapper(valeur.description)}">'
        f"{forme(valeur.code)}{echapper(visible)}</span>"
    )


def badge_origine(origine: str) -> str:
    """Return where a pratique comes from: hatched while nobody who takes part has confirmed it."""
    if origine == "documentee":
        return badge(textes.NON_CONFIRMEE, "hachure")
    valeur = vocabulaire("origine").get(origine)
    return badge(valeur.court if valeur else origine, "demo" if origine == "demo" else "")


def badge(texte: str, classe: str = "") -> str:
    """Return a small label; `classe` is '', 'hachure' (to confirm), 'plein' (done) or 'demo'."""
    return f'<span class="{echapper(f"badge {classe}".strip())}">{echapper(texte)}</span>'


def adresse_pratique(pratique_id: str) -> str:
    """Return the address of the sheet of a pratique."""
    return f"/pratique?id={quote(pratique_id, safe='')}"


def lien_pratique(pratique_id: str, titre: str, lue: Interpretation | None = None) -> str:
    """Return the link to a sheet, named by its title."""
    return f'<a href="{echapper(adresse_pratique(pratique_id))}" target="_self">{marquer(titre, lue)}</a>'


def marquer(texte: str, lue: Interpretation | None) -> str:
    """Return a text, the words that answer a search highlighted."""
    return "".join(
        f"<mark>{echapper(morceau)}</mark>" if marque else echapper(morceau)
        for morceau, marque in surligner(texte, lue)
    )


def carte_pratique(
    pratique_id: str,
    titre: str,
    resume: str,
    *,
    lieu: str | None = None,
    mixite: str | None = None,
    confiance: str = "",
    activite: str | None = None,
    fraicheur: str = "",
    niveau: int = 3,
    lue: Interpretation | None = None,
) -> str:
    """Return the card of a pratique: the whole card is one link, named by the title.

    `confiance` is its badge (`confiance.badge_confiance`); `lue` is the search that it answers: its words are highlighted.
    """
    entete = [
        pastille(mixite, court=True) if mixite else "",
        confiance,
        badge(activite) if activite else "",
    ]
    suite = f"<br>{echapper(fraicheur)}" if fraicheur else ""
    return (
        '<article class="carte">'
        f'<div class="rangee">{"".join(entete)}</div>'
        f"<h{niveau}>{lien_pratique(pratique_id, titre, lue)}</h{niveau}>"
        f'<p class="resume">{marquer(resume, lue)}</p>'
        f'<p class="lieu">{echapper(lieu or textes.SANS_LIEU)}{suite}</p>'
        "</article>"
    )


def grille(cartes: Sequence[str]) -> str:
    """Return cards in a list laid out in columns."""
    return f'<ul class="grille">{"".join(f"<li>{c}</li>" for c in cartes)}</ul>'


def chiffre(valeur: str, libelle: str, precision: str = "") -> str:
    """Return a figure: the number, what it counts, and its date or limit."""
    note = f"<small>{echapper(precision)}</small>" if precision else ""
    return f'<div class="chiffre"><strong>{echapper(valeur)}</strong><span>{echapper(libelle)}</span>{note}</div>'


def fil_ariane(etapes: Sequence[tuple[str, str | None]]) -> str:
    """Return the way from the home page: (name, address), the last one without address."""
    elements = "".join(
        f"<li>{lien(adresse, nom)}</li>" if adresse else f'<li aria-current="page">{echapper(nom)}</li>'
        for nom, adresse in etapes
    )
    return f'<nav class="fil" aria-label="Fil d’Ariane"><ol>{elements}</ol></nav>'


def etat_vide(titre: str, conseil: str, portes: Sequence[tuple[str, str]] = (), *, niveau: int = 2) -> str:
    """Return what is shown where there is nothing yet: why, what to do, and doors (text, address)."""
    boutons = "".join(
        f'<li><a class="bouton{" secondaire" if rang else ""}" href="{echapper(lien_sur(adresse) or "/")}" target="_self">{echapper(texte)}</a></li>'
        for rang, (texte, adresse) in enumerate(portes)
    )
    liste = f'<ul class="portes">{boutons}</ul>' if boutons else ""
    return (
        f'<div class="vide"><h{niveau}>{echapper(titre)}</h{niveau}><p>{echapper(conseil)}</p>{liste}</div>'
    )


def message(texte: str, genre: str = "", reference: str | None = None) -> str:
    """Return a message; `genre` is '', 'erreur', 'reussite' or 'attention'."""
    role = "alert" if genre == "erreur" else "status"
    suite = (
        f'<p class="reference">Référence{INSECABLE}: <b>{echapper(reference)}</b></p>' if reference else ""
    )
    classe = echapper(f"message {genre}".strip())
    return f'<div class="{classe}" role="{role}"><p>{echapper(texte)}</p>{suite}</div>'
