"""The public resource of the white zones, declared once (docs/adr/0010)."""

from typing import Any

from observatoire.publication.model import Colonne, Ressource


def _texte(nom: str, libelle: str, description: str, **options: Any) -> Colonne:
    return Colonne(nom, libelle, description, derivee=True, **{"requise": True} | options)


def _compte(nom: str, libelle: str, description: str) -> Colonne:
    return Colonne(nom, libelle, description, "entier", requise=True, derivee=True)


def _effort(cote: str, qui: str) -> tuple[Colonne, ...]:
    nom, debut = f"effort_{cote}", f"Effort {cote.upper()}"
    personne = "vide si personne ne l’a noté."
    return (
        _texte(nom, debut, f"Jusqu’où le côté {qui} a été cherché.", vocabulaire="effort"),
        Colonne(
            f"{nom}_le", f"{debut}, date", f"Jour où l’on a cherché\u00a0; {personne}", "date", derivee=True
        ),
        Colonne(f"{nom}_source", f"{debut}, source", f"Comment on a cherché\u00a0; {personne}", derivee=True),
    )


ZONES = Ressource(
    nom="zones",
    libelle="Zones blanches",
    description=(
        "Pour un territoire, ceux qui le composent et chaque grand thème\u00a0: ce qui est connu de chaque côté, les alliances, "
        "et jusqu’où on a cherché. Une ligne par territoire et par thème."
    ),
    vue="",
    cle=("territoire_id", "theme"),
    colonnes=(
        _texte("territoire_id", "Identifiant du territoire", "departement-69, epci-200046977…"),
        _texte("niveau", "Niveau", "commune, epci, departement, region ou pays."),
        _texte("code", "Code officiel", "Code officiel géographique, ou SIREN d’une intercommunalité, en texte."),
        _texte("nom", "Territoire", "Nom officiel.", largeur=30),
        _texte("theme", "Thème", "Une catégorie, ou un ajout de l’observatoire.", vocabulaire="thematique"),
        _texte("zone", "Zone", "Ce que l’observatoire en sait.", vocabulaire="zone"),
        _compte("es", "Structures ES", "Structures qui y agissent en entrepreneurs sociaux seulement."),
        _compte("ts", "Structures TS", "Structures qui y agissent en travailleurs sociaux seulement."),
        _compte("deux", "Structures des deux côtés", "Structures qui y agissent des deux côtés."),
        _compte("pratiques", "Pratiques", "Pratiques du thème, situées dans le territoire ou qui le couvrent."),
        _compte("couvrantes", "Dont déclarées plus haut", "Celles d’un territoire plus large, région comprise."),
        _compte("alliances", "Alliances", "Pratiques mixtes que personne n’a dites terminées."),
        _compte("terminees", "Alliances terminées", "Pratiques mixtes terminées, transformées ou arrêtées."),
        _compte("a_verifier", "À vérifier", "Pratiques qui nomment les deux côtés, et dont la mixité reste à vérifier."),
        *_effort("es", "des entrepreneurs sociaux"),
        *_effort("ts", "du travail social"),
        _texte("adresse", "Adresse", "Page du territoire où lire ce qui fonde la ligne."),
    ),
)  # fmt: skip
