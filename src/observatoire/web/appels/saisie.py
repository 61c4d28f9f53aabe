"""The form of a call for one visitor: widget keys sown from a content, and read back into one. Draws nothing."""

from collections.abc import MutableMapping
from datetime import date, time
from typing import Any

import streamlit as st

from observatoire.appels import ContenuAppel, CritereSaisi, VagueSaisie

TEXTES = (
    "titre", "financeur", "presentation", "candidats", "enveloppe", "plancher", "plafond", "part_minimale",
)  # fmt: skip
CRITERE = ("nom", "poids", "guide")


def etat() -> MutableMapping[str, Any]:
    """Return the visitor's session."""
    return st.session_state  # type: ignore[return-value]


def cle(champ: str) -> str:
    """Return the key of a field's widget."""
    return f"appel_{champ}"


def semer(contenu: ContenuAppel) -> None:
    """Put a content in the widgets, before they are drawn."""
    for champ in TEXTES:
        etat()[cle(champ)] = getattr(contenu, champ)
    for champ in ("themes", "territoires", "exigees"):
        etat()[cle(champ)] = list(getattr(contenu, champ))
    for champ in ("marche_public", "aveugle"):
        etat()[cle(champ)] = getattr(contenu, champ)
    etat()[cle("clause")] = contenu.clause or None
    for liste in ("vagues", "criteres"):
        etat()[cle(liste)] = []
    for vague in contenu.vagues:
        ajouter_vague(vague)
    for critere in contenu.criteres or (CritereSaisi(),):
        ajouter_critere(critere)


def semee() -> bool:
    """Tell whether the widgets hold a content."""
    return cle("titre") in etat()


def lignes(liste: str) -> list[int]:
    """Return the row numbers of `vagues` or `criteres`, in order."""
    return list(etat().get(cle(liste)) or [])


def _nouvelle(liste: str) -> int:
    numero = int(etat().get(cle(f"prochain_{liste}"), 0))
    etat()[cle(f"prochain_{liste}")] = numero + 1
    etat()[cle(liste)] = [*lignes(liste), numero]
    return numero


def ajouter_vague(vague: VagueSaisie | None = None) -> None:
    """Add a round."""
    v, n = vague or VagueSaisie(), _nouvelle("vagues")
    etat()[cle(f"ouvre_le_{n}")] = _jour(v.ouvre_le)
    etat()[cle(f"ferme_le_{n}")] = _jour(v.ferme_le)
    etat()[cle(f"heure_{n}")] = _heure(v.heure)


def ajouter_critere(critere: CritereSaisi | None = None) -> None:
    """Add a line of the grid."""
    n = _nouvelle("criteres")
    for champ in CRITERE:
        etat()[cle(f"{champ}_{n}")] = getattr(critere or CritereSaisi(poids="1"), champ)


def retirer(liste: str, numero: int) -> None:
    """Remove a row."""
    etat()[cle(liste)] = [n for n in lignes(liste) if n != numero]


def ajouter_territoire(identifiant: str) -> None:
    """Add a territory."""
    etat()[cle("territoires")] = list(dict.fromkeys([*etat()[cle("territoires")], identifiant]))


def retirer_territoire(identifiant: str) -> None:
    """Remove a territory."""
    etat()[cle("territoires")] = [t for t in etat()[cle("territoires")] if t != identifiant]


def contenu() -> ContenuAppel:
    """Return what the widgets hold."""
    lu = etat()
    dits: dict[str, Any] = {champ: lu.get(cle(champ)) or "" for champ in TEXTES}
    dits |= {champ: tuple(lu.get(cle(champ)) or ()) for champ in ("themes", "territoires", "exigees")}
    dits |= {champ: bool(lu.get(cle(champ))) for champ in ("marche_public", "aveugle")}
    return ContenuAppel(
        **dits,
        clause=lu.get(cle("clause")) or "",
        vagues=tuple(_vague(n) for n in lignes("vagues")),
        criteres=tuple(
            CritereSaisi(**{champ: lu.get(cle(f"{champ}_{n}")) or "" for champ in CRITERE})
            for n in lignes("criteres")
        ),
    )


def _vague(n: int) -> VagueSaisie:
    ouvre, ferme, heure = (etat().get(cle(f"{champ}_{n}")) for champ in ("ouvre_le", "ferme_le", "heure"))
    return VagueSaisie(
        ouvre_le=ouvre.isoformat() if ouvre else "",
        ferme_le=ferme.isoformat() if ferme else "",
        heure=f"{heure:%H:%M}" if heure else "",
    )


def _jour(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte)
    except ValueError:
        return None


def _heure(texte: str) -> time | None:
    try:
        return time.fromisoformat(texte)
    except ValueError:
        return None
