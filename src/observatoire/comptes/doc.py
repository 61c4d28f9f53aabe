"""Write docs/reference/droits.md from the table: `python -m observatoire.comptes.doc`."""

from observatoire.comptes.droits import (
    APPARTENANCES,
    AUTEUR,
    AUTRE,
    FINANCE,
    JUGE,
    LIEN,
    MEMBRE,
    PARTIE,
    VERBES,
    Verbe,
    cellules,
    permis,
)
from observatoire.comptes.model import ROLES
from observatoire.settings import RACINE
from observatoire.vocabulaires import libelle

FICHIER = RACINE / "docs" / "reference" / "droits.md"
_SIGNES = {
    AUTEUR: "auteur",
    PARTIE: "partie",
    LIEN: "lien",
    MEMBRE: "partenaire",
    FINANCE: "financeur",
    JUGE: "juge",
    AUTRE: "autres",
}
_VOCABULAIRES = {"signalement": "etat_signalement", "diagnostic": "etat_diagnostic"}
"""Kind of record → vocabulary of its states, when it is not that of contributions."""
_POSSIBLES = set(cellules())

_TETE = """# Qui peut faire quoi

Cette page est écrite par `python -m observatoire.comptes.doc` à partir de la table de
`src/observatoire/comptes/droits.py` ; un test échoue quand elles diffèrent. Ce qui n’y figure pas est refusé.

Dans les cases : **oui**, toute personne de ce rôle ; **non**, personne ; sinon, seulement ceux qui sont nommés.

"""


def rediger() -> str:
    """Return the page."""
    legende = "".join(f"- **{_SIGNES[code]}** : {texte} ;\n" for code, texte in APPARTENANCES.items())
    tete = "| Action | État | " + " | ".join(ROLES.values()) + " |\n"
    lignes = [_ligne(nom, verbe, etat) for nom, verbe in VERBES.items() for etat in verbe.etats]
    return (
        _TETE
        + legende.removesuffix(" ;\n")
        + ".\n\n"
        + tete
        + "|---" * (len(ROLES) + 2)
        + "|\n"
        + "".join(lignes)
    )


def _ligne(nom: str, verbe: Verbe, etat: str | None) -> str:
    cases = [_case(nom, role, etat) for role in ROLES]
    etats = _VOCABULAIRES.get(verbe.objet or "", "statut")
    etat_lisible = libelle(etats, etat).lower() if etat else "—"
    return "| " + " | ".join([f"{verbe.infinitif} (`{nom}`)", etat_lisible, *cases]) + " |\n"


def _case(nom: str, role: str, etat: str | None) -> str:
    possibles = [a for a in APPARTENANCES if (nom, role, etat, a) in _POSSIBLES]
    permises = [a for a in possibles if permis(nom, role, etat, a)]
    if permises == possibles:
        return "oui"
    return ", ".join(_SIGNES[a] for a in permises) or "non"


def principal() -> None:
    """Write the page."""
    FICHIER.parent.mkdir(parents=True, exist_ok=True)
    FICHIER.write_text(rediger(), encoding="utf-8")


if __name__ == "__main__":
    principal()
