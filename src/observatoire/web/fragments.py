"""Pieces of HTML shared by the Streamlit pages and the light pages. Pure: everything that comes in is escaped."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlsplit

from observatoire.web import textes
from observatoire.web.formats import INSECABLE

_FORMES = {
    "es": '<path d="M8 2 15 14H1Z"/>',
    "ts": '<circle cx="8" cy="8" r="6.5"/>',
    "mixte": '<path d="M6 1.5 11.5 11.5H.5Z"/><circle cx="10.5" cy="9.5" r="5" fill-opacity=".75"/>',
    "carre": '<rect x="2" y="2" width="12" height="12" rx="1.5"/>',
    "vide": '<rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2"/>',
}
_FORME_DE = {
    "es": "es",
    "ts": "ts",
    "les_deux": "mixte",
    "mixte": "mixte",
    "inconnu": "vide",
    "a_verifier": "vide",
}


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
    dessin = _FORMES[_FORME_DE.get(code or "inconnu", "carre")]
    return f'<svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">{dessin}</svg>'


def pastille(code: str | None, libelle: str | None = None, *, court: bool = False) -> str:
    """Return shape, word and colour for a side (`es`, `ts`, `les_deux`, `public`, `autre`, `inconnu`) or a mixity."""
    code = code or "inconnu"
    mots = textes.COTES_COURTS if court else textes.COTES
    complet = textes.COTES.get(code, code)
    visible = libelle or mots.get(code, code)
    titre = f' title="{echapper(complet)}"' if visible != complet else ""
    return f'<span class="pastille {echapper(code)}"{titre}>{forme(code)}{echapper(visible)}</span>'


def badge_origine(origine: str, *, confirmee: bool = False) -> str:
    """Return where a pratique comes from: hatched while nobody who takes part has confirmed it."""
    if confirmee:
        return '<span class="badge plein">Confirmée</span>'
    classe = {"documentee": "badge hachure", "demo": "badge demo"}.get(origine, "badge")
    return f'<span class="{classe}">{echapper(textes.ORIGINES.get(origine, origine))}</span>'


def badge(texte: str, classe: str = "") -> str:
    """Return a small label; `classe` is '', 'hachure' (to confirm), 'plein' (done) or 'demo'."""
    return f'<span class="{echapper(f"badge {classe}".strip())}">{echapper(texte)}</span>'


def adresse_pratique(pratique_id: str) -> str:
    """Return the address of the sheet of a pratique."""
    return f"/pratique?id={quote(pratique_id, safe='')}"


def carte_pratique(
    pratique_id: str,
    titre: str,
    resume: str,
    *,
    lieu: str | None = None,
    mixite: str | None = None,
    origine: str | None = None,
    confirmee: bool = False,
    activite: str | None = None,
    niveau: int = 3,
) -> str:
    """Return the card of a pratique: the whole card is one link, named by the title."""
    entete = [
        pastille(mixite, court=True) if mixite else "",
        badge_origine(origine, confirmee=confirmee) if origine else "",
        badge(activite) if activite else "",
    ]
    return (
        '<article class="carte">'
        f'<div class="rangee">{"".join(entete)}</div>'
        f'<h{niveau}><a href="{echapper(adresse_pratique(pratique_id))}" target="_self">{echapper(titre)}</a></h{niveau}>'
        f'<p class="resume">{echapper(resume)}</p>'
        f'<p class="lieu">{echapper(lieu or textes.SANS_LIEU)}</p>'
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


def etat_vide(titre: str, conseil: str, portes: Sequence[tuple[str, str]] = ()) -> str:
    """Return what is shown where there is nothing yet: why, what to do, and doors (text, address)."""
    boutons = "".join(
        f'<li><a class="bouton{" secondaire" if rang else ""}" href="{echapper(lien_sur(adresse) or "/")}" target="_self">{echapper(texte)}</a></li>'
        for rang, (texte, adresse) in enumerate(portes)
    )
    liste = f'<ul class="portes">{boutons}</ul>' if boutons else ""
    return f'<div class="vide"><h2>{echapper(titre)}</h2><p>{echapper(conseil)}</p>{liste}</div>'


def message(texte: str, genre: str = "", reference: str | None = None) -> str:
    """Return a message; `genre` is '', 'erreur', 'reussite' or 'attention'."""
    role = "alert" if genre == "erreur" else "status"
    suite = (
        f'<p class="reference">Référence{INSECABLE}: <b>{echapper(reference)}</b></p>' if reference else ""
    )
    classe = echapper(f"message {genre}".strip())
    return f'<div class="{classe}" role="{role}"><p>{echapper(texte)}</p>{suite}</div>'
