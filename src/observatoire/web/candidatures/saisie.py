"""The form of an application for one visitor: widget keys sown from a content, and read back into one. Draws nothing."""

from dataclasses import fields, replace
from typing import Any

from observatoire.candidatures import (
    ContenuCandidature,
    MembreSaisi,
    PosteSaisi,
    RessourceSaisie,
    nouveau_membre,
)
from observatoire.web.appels.saisie import etat

TEXTES = ("titre", "resume", "besoins", "demande")
CHOIX = ("besoins_ensemble", "diagnostic_id")
MEMBRE = tuple(c.name for c in fields(MembreSaisi) if c.name != "cle")
MEMBRE_CHOIX = ("cote", "role", "decide", "initiative", "credite")
POSTE = ("intitule", "montant", "membre", "temps_de_lien")
RESSOURCE = ("origine", "montant")


def cle(champ: str) -> str:
    """Return the key of a field's widget."""
    return f"candidature_{champ}"


def semer(contenu: ContenuCandidature) -> None:
    """Put a content in the widgets, before they are drawn."""
    for champ in TEXTES:
        etat()[cle(champ)] = getattr(contenu, champ)
    for champ in CHOIX:
        etat()[cle(champ)] = getattr(contenu, champ) or None
    etat()[cle("territoires")] = list(contenu.territoires)
    etat()[cle("pratique_id")] = contenu.pratique_id
    etat()[cle("membres")] = []
    for membre in contenu.membres:
        ajouter_membre(membre)
    for liste in ("postes", "ressources"):
        etat()[cle(liste)] = []
    for poste in contenu.postes or (PosteSaisi(),):
        ajouter_poste(poste)
    for ressource in contenu.ressources:
        ajouter_ressource(ressource)


def semee() -> bool:
    """Tell whether the widgets hold a content."""
    return cle("titre") in etat()


def lignes(liste: str) -> list[Any]:
    """Return the rows of `membres` (their keys), `postes` or `ressources` (numbers), in order."""
    return list(etat().get(cle(liste)) or [])


def ajouter_membre(membre: MembreSaisi | None = None) -> None:
    """Add a partner."""
    m = membre or nouveau_membre()
    etat()[cle("membres")] = [*lignes("membres"), m.cle]
    for champ in MEMBRE:
        valeur = getattr(m, champ)
        etat()[cle(f"{champ}_{m.cle}")] = (valeur or None) if champ in MEMBRE_CHOIX else valeur


def _nouvelle(liste: str) -> int:
    numero = int(etat().get(cle(f"prochain_{liste}"), 0))
    etat()[cle(f"prochain_{liste}")] = numero + 1
    etat()[cle(liste)] = [*lignes(liste), numero]
    return numero


def ajouter_poste(poste: PosteSaisi | None = None) -> None:
    """Add a line of expenses."""
    p, n = poste or PosteSaisi(), _nouvelle("postes")
    for champ in POSTE:
        valeur = getattr(p, champ)
        etat()[cle(f"poste_{champ}_{n}")] = (valeur or None) if champ == "membre" else valeur


def ajouter_ressource(ressource: RessourceSaisie | None = None) -> None:
    """Add money from elsewhere."""
    r, n = ressource or RessourceSaisie(), _nouvelle("ressources")
    for champ in RESSOURCE:
        etat()[cle(f"ressource_{champ}_{n}")] = getattr(r, champ)


def retirer(liste: str, ligne: Any) -> None:
    """Remove a row."""
    etat()[cle(liste)] = [x for x in lignes(liste) if x != ligne]


def ajouter_territoire(identifiant: str) -> None:
    """Add a territory."""
    etat()[cle("territoires")] = list(dict.fromkeys([*etat()[cle("territoires")], identifiant]))


def retirer_territoire(identifiant: str) -> None:
    """Remove a territory."""
    etat()[cle("territoires")] = [t for t in etat()[cle("territoires")] if t != identifiant]


def contenu() -> ContenuCandidature:
    """Return what the widgets hold."""
    lu = etat()
    dits: dict[str, Any] = {champ: lu.get(cle(champ)) or "" for champ in (*TEXTES, *CHOIX, "pratique_id")}
    membres = tuple(
        MembreSaisi(cle=m, **{champ: lu.get(cle(f"{champ}_{m}")) or "" for champ in MEMBRE})
        for m in lignes("membres")
    )
    connus = {m.cle for m in membres}
    return ContenuCandidature(
        **dits,
        territoires=tuple(lu.get(cle("territoires")) or ()),
        membres=membres,
        postes=tuple(_poste(n, connus) for n in lignes("postes")),
        ressources=tuple(
            RessourceSaisie(**{champ: lu.get(cle(f"ressource_{champ}_{n}")) or "" for champ in RESSOURCE})
            for n in lignes("ressources")
        ),
    )


def _poste(n: int, connus: set[str]) -> PosteSaisi:
    lu = {champ: etat().get(cle(f"poste_{champ}_{n}")) for champ in POSTE}
    poste = PosteSaisi(
        intitule=lu["intitule"] or "", montant=lu["montant"] or "", temps_de_lien=bool(lu["temps_de_lien"])
    )
    return replace(poste, membre=lu["membre"]) if lu["membre"] in connus else poste
