"""The public resource of what a pratique took from another, declared once."""

from observatoire.publication.model import Colonne, Ressource

INSPIRATIONS = Ressource(
    nom="inspirations",
    libelle="Inspirations",
    description="D’autres fiches dont une pratique s’est inspirée\u00a0: ce qu’elle en a gardé, changé, abandonné, d’après ceux qui la racontent.",
    vue="public.inspiration",
    cle=("pratique_id", "rang"),
    colonnes=(
        Colonne("pratique_id", "Identifiant de la pratique", "Pratique qui s’est inspirée d’une autre.", requise=True),
        Colonne("rang", "Rang", "Ordre dans la fiche.", "entier", requise=True),
        Colonne("source_id", "Identifiant de la source", "Pratique dont elle s’est inspirée.", requise=True),
        Colonne("source_titre", "Titre de la source", "Titre de la fiche dont elle s’est inspirée.", requise=True),
        Colonne("garde", "Gardé", "Ce qui a été repris\u202f; vide si rien n’est dit."),
        Colonne("change", "Changé", "Ce qui a été changé\u202f; vide si rien n’est dit."),
        Colonne("abandonne", "Abandonné", "Ce qui n’a pas été repris\u202f; vide si rien n’est dit."),
    ),
)  # fmt: skip
