"""What a line of the answer says: the columns of the table, chosen by the reader, and the words of the cards. Pure functions."""

from collections.abc import Callable, Sequence

from observatoire.clock import aujourd_hui
from observatoire.pratiques import Resume, fraicheur_de
from observatoire.pratiques.question import COLONNES
from observatoire.recherche import Interpretation
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import fragments, textes
from observatoire.web.formats import INSECABLE, date_fr, nombre, pluriel
from observatoire.web.fragments import echapper

RIEN = "—"


def dire_le_lieu(r: Resume) -> str | None:
    """Return where a pratique stands, and how far from the commune asked; None when nobody says."""
    if r.territoires == ("pays-FR",):
        return textes.NATIONAL
    autres = len(r.territoires) - 1
    lieu = (
        f"{r.lieu} et {pluriel(autres, 'autre territoire', 'autres territoires')}"
        if r.lieu and autres > 0
        else r.lieu
    )
    return f"{lieu}, {loin}" if lieu and (loin := dire_la_distance(r)) else lieu


def dire_la_distance(r: Resume) -> str:
    """Return « à 12 km », « sur place », '' without a radius."""
    if r.distance_km is None:
        return ""
    km = round(r.distance_km)
    return f"à {nombre(km)}{INSECABLE}km" if km else "sur place"


def dire_la_fraicheur(r: Resume) -> str:
    """Return when a sheet was confirmed, else the date of its source; '' when neither is known."""
    fraicheur = fraicheur_de(r.confirmee_le, aujourd_hui())
    if fraicheur == "confirmee":
        return f"Confirmée le {date_fr(r.confirmee_le)}"
    if fraicheur == "a_reconfirmer":
        return f"Confirmée le {date_fr(r.confirmee_le)}{INSECABLE}: à confirmer"
    return f"Source du {date_fr(r.source_le)}" if r.source_le else ""


def court(nom: str, code: str | None) -> str | None:
    """Return the short name of a value."""
    valeur = vocabulaire(nom).get(code)
    return valeur.court if valeur else libelle(nom, code) or None


def _courts(nom: str, codes: Sequence[str]) -> str:
    return ", ".join(court(nom, code) or code for code in codes)


_CELLULES: dict[str, Callable[[Resume], str | None]] = {
    "lieu": lambda r: dire_le_lieu(r) or textes.SANS_LIEU,
    "distance": dire_la_distance,
    "theme": lambda r: _courts("thematique", r.thematiques),
    "forme": lambda r: court("forme", r.forme),
    "mixite": lambda r: libelle("mixite", r.mixite),
    "cote": lambda r: _courts("cote", r.cotes),
    "activite": lambda r: court("activite", r.activite) or "Inconnue",
    "debut": lambda r: str(r.annee_debut) if r.annee_debut else "Inconnu",
    "origine": lambda r: court("origine", r.origine),
    "confirmation": lambda r: court("fraicheur", fraicheur_de(r.confirmee_le, aujourd_hui())),
    "source": lambda r: date_fr(r.source_le) if r.source_le else None,
}
"""Column → what it says of a pratique."""
assert set(_CELLULES) == set(COLONNES)


def en_tableau(resumes: list[Resume], colonnes: Sequence[str], lu: Interpretation | None = None) -> str:
    """Return a page of the answer as a table whose titles are links."""
    tete = "".join(
        f'<th scope="col">{echapper(t)}</th>' for t in ("Pratique", *(COLONNES[c] for c in colonnes))
    )
    corps = "".join(_ligne(r, colonnes, lu) for r in resumes)
    return (
        '<div class="defile large" role="region" aria-label="Pratiques en tableau" tabindex="0">'
        f'<table class="tableau"><thead><tr>{tete}</tr></thead><tbody>{corps}</tbody></table></div>'
    )


def _ligne(r: Resume, colonnes: Sequence[str], lu: Interpretation | None) -> str:
    cellules = "".join(f"<td>{echapper(_CELLULES[c](r) or RIEN)}</td>" for c in colonnes)
    return f'<tr><th scope="row">{fragments.lien_pratique(r.id, r.titre, lu)}</th>{cellules}</tr>'
