"""Observation efforts: how hard each side was looked for, by territory and theme."""

from observatoire.analyses.zones import EFFORTS, THEMES, noter, previsualiser
from observatoire.comptes import Personne
from observatoire.store import lire
from observatoire.vocabulaires import libelle
from observatoire.web.formats import pluriel
from observatoire.web.importation.model import Colonne, Lecture, LigneLue, Sorte

SORTE = Sorte(
    "efforts",
    "Des efforts d’observation",
    "Jusqu’où chaque côté a été cherché sur un territoire\u00a0: sans cela, une case vide des zones blanches reste «\u00a0non observée\u00a0».",
    "noter_observation",
    (
        Colonne("territoire", "code officiel, ou departement-69", ("departement-69", "commune-69123")),
        Colonne("cote", "es, ts ou les deux", ("es", "les deux")),
        Colonne(
            "effort",
            "de 0 à 2, ou le mot\u00a0: " + ", ".join(libelle("effort", e).lower() for e in EFFORTS),
            ("2", "1"),
        ),
        Colonne("date", "jour où l’on a cherché, 31/03/2026 ou 2026-03-31", ("31/03/2026", "2026-04-02")),
        Colonne("source", "comment on a cherché\u00a0; cette phrase est publique", ("Annuaire de l’ESS", "Réunion de quartier")),
        Colonne(
            "theme",
            "vide pour tous, ou un grand thème\u00a0: " + ", ".join(THEMES),
            ("", THEMES[0]),
            facultative=True,
        ),
        Colonne(
            "vaut_dessous",
            "oui si cela vaut pour tout ce que le territoire contient, non sinon",
            ("oui", "non"),
            facultative=True,
        ),
    ),
)  # fmt: skip


def lecture(personne: Personne, contenu: bytes) -> Lecture:
    """Return what a file of efforts would do. Raises Invalide (`fichier`)."""
    with lire() as cur:
        apercu = previsualiser(cur, contenu)
    nombre = pluriel(len(apercu.observations), "effort")
    remplaces = (
        f", dont {apercu.remplacees} à la place d’un autre, que le journal garde" if apercu.remplacees else ""
    )
    return Lecture(
        [LigneLue(ligne.numero, ligne.cellules, ligne.erreurs) for ligne in apercu.lignes],
        f"{nombre} à enregistrer{remplaces}.",
        lambda: _fait(noter(personne, apercu.observations)),
    )


def _fait(nombre: int) -> str:
    return f"{pluriel(nombre, 'effort')} {'noté' if nombre == 1 else 'notés'}."
