"""Every public resource, declared once. Exports, API, Table Schema, dictionary and docs follow from here."""

from observatoire.publication.model import Colonne, Format, Ressource
from observatoire.publication.ressource_diagnostics import DIAGNOSTICS
from observatoire.publication.ressource_indicateurs import INDICATEURS, VALEURS
from observatoire.publication.ressource_inspirations import INSPIRATIONS
from observatoire.publication.ressource_voix import VOIX
from observatoire.publication.ressource_zones import ZONES

FORMATS = {
    f.nom: f
    for f in (
        Format(
            "csv",
            "csv",
            "text/csv; charset=utf-8; header=present",
            "CSV pour tableur",
            "S’ouvre d’un double clic dans un tableur en français : point-virgule, noms de colonnes et valeurs en clair.",
        ),
        Format(
            "csv-technique",
            "csv",
            "text/csv; charset=utf-8; header=present",
            "CSV technique",
            "Pour un programme : virgule, noms techniques, codes des vocabulaires, dates ISO 8601.",
        ),
        Format(
            "xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Classeur Excel",
            "Trois feuilles : les pratiques, leurs partenaires, et un mode d’emploi avec les filtres et le dictionnaire.",
        ),
        Format(
            "geojson",
            "geojson",
            "application/geo+json",
            "GeoJSON",
            "Pour un système d’information géographique ; les pratiques sans lieu y sont aussi, sans géométrie.",
        ),
        Format(
            "parquet",
            "parquet",
            "application/vnd.apache.parquet",
            "GeoParquet",
            "Pour l’analyse de données\u00a0: colonnes typées, listes, points, et les mentions dans les métadonnées.",
        ),
    )
}
"""Formats of files, by the name that `format=` takes."""

PARTENAIRES = Ressource(
    nom="partenaires",
    libelle="Partenaires",
    description="La place d’une structure dans une pratique. Une structure qui a refusé d’être citée n’y figure jamais.",
    vue="public.partenariat",
    cle=("pratique_id", "rang"),
    colonnes=(
        Colonne("pratique_id", "Identifiant de la pratique", "Pratique concernée.", requise=True, largeur=24),
        Colonne("rang", "Rang", "Ordre dans la fiche.", "entier", requise=True, largeur=8),
        Colonne("nom", "Structure", "Nom de la structure.", requise=True, largeur=44),
        Colonne(
            "cote",
            "Côté",
            "Côté déclaré dans cette pratique : il n’est jamais déduit du statut juridique.",
            vocabulaire="cote",
            requise=True,
        ),
        Colonne("role", "Rôle", "Rôle dans la pratique ; vide si inconnu.", vocabulaire="role", largeur=24),
        Colonne(
            "apporte", "Apporte", "Ce que la structure apporte.", liste=True, vocabulaire="apport", largeur=30
        ),
        Colonne(
            "cherche", "Cherche", "Ce que la structure cherche.", liste=True, vocabulaire="apport", largeur=30
        ),
        Colonne(
            "confirmation",
            "Confirmation",
            "Réponse de la structure à qui l’on a demandé si elle participe ; vide si on ne le lui a pas demandé.",
            vocabulaire="confirmation",
        ),
        Colonne(
            "structure_id",
            "Identifiant de la structure",
            "Structure reconnue dans l’annuaire ; vide sinon.",
            largeur=24,
        ),
        Colonne("siren", "SIREN", "Neuf chiffres, en texte ; vide si inconnu.", derivee=True),
        Colonne("siret", "SIRET", "Quatorze chiffres, en texte ; vide si inconnu.", derivee=True),
    ),
)

EFFETS = Ressource(
    nom="effets",
    libelle="Effets des leviers",
    description="Ce qu’un levier a changé pour un frein, dans une pratique, d’après ceux qui la racontent.",
    vue="public.effet",
    cle=("pratique_id", "rang"),
    colonnes=(
        Colonne("pratique_id", "Identifiant de la pratique", "Pratique concernée.", requise=True),
        Colonne("rang", "Rang", "Ordre dans la fiche.", "entier", requise=True),
        Colonne("frein", "Frein", "Ce qui compliquait.", vocabulaire="frein", requise=True),
        Colonne("levier", "Levier", "Ce qui a été essayé.", vocabulaire="levier", requise=True),
        Colonne(
            "effet", "Effet", "Ce que le levier a changé pour ce frein.", vocabulaire="effet", requise=True
        ),
    ),
)

SOURCES = Ressource(
    nom="sources",
    libelle="Sources",
    description="D’où vient ce que dit la fiche d’une pratique.",
    vue="public.source",
    cle=("pratique_id", "rang"),
    colonnes=(
        Colonne("pratique_id", "Identifiant de la pratique", "Pratique concernée.", requise=True),
        Colonne("rang", "Rang", "Ordre dans la fiche.", "entier", requise=True),
        Colonne("titre", "Titre", "Titre de la source.", requise=True),
        Colonne("url", "Adresse", "Adresse de la source ; vide si elle n’est pas en ligne."),
        Colonne("date_le", "Date", "Date de la source ; vide si inconnue.", "date"),
        Colonne(
            "table_rapport",
            "Table du rapport",
            "Table de la Grande Rencontre du 13 décembre 2021 (1 à 6) ; 0 pour le reste du compte rendu ; vide pour une autre source.",
            "entier",
        ),
        Colonne("citation", "Citation", "Les mots mêmes du compte rendu."),
    ),
)

PRATIQUES = Ressource(
    nom="pratiques",
    libelle="Pratiques",
    description=(
        "Les collaborations et initiatives locales publiées : ce qui a été fait, où, par qui ensemble, avec quel résultat. "
        "Une ligne par pratique."
    ),
    vue="public.pratique",
    cle=("id",),
    formats=("json", *FORMATS),
    tues=(
        ("perimetre", "se déduit des territoires ; donné par niveau dans les colonnes de codes"),
        ("version", "numéro interne, qui sert à ne pas écraser la correction d’un autre"),
    ),
    colonnes=(
        Colonne(
            "id",
            "Identifiant",
            "Identifiant stable, celui de l’adresse de la fiche.",
            requise=True,
            largeur=24,
        ),
        Colonne("titre", "Titre", "Titre de la fiche.", requise=True, largeur=50),
        Colonne("resume", "Résumé", "En quelques phrases, ce qu’est la pratique.", requise=True, largeur=60),
        Colonne("recit", "Récit", "Ce qui a été fait.", largeur=60),
        Colonne("resultats", "Résultats", "Ce que la pratique a changé.", largeur=40),
        Colonne("difficultes", "Difficultés", "Ce qui n’a pas marché.", largeur=40),
        Colonne(
            "acquis",
            "Acquis malgré l’arrêt",
            "Ce qui a marché quand même, d’une pratique arrêtée ou en pause.",
            largeur=40,
        ),
        Colonne(
            "a_refaire",
            "Ce qu’on referait",
            "Ce que ceux qui l’ont menée referaient, ou feraient autrement.",
            largeur=40,
        ),
        Colonne(
            "condition_manquante",
            "Condition manquante",
            "La condition qui a manqué pour continuer.",
            largeur=40,
        ),
        Colonne(
            "forme",
            "Forme",
            "Ce que la collaboration est concrètement ; vide si inconnu.",
            vocabulaire="forme",
            largeur=28,
        ),
        Colonne(
            "objectifs",
            "Objectifs",
            "Parmi les dix-huit objectifs des tables de la Grande Rencontre.",
            liste=True,
            vocabulaire="objectif",
            largeur=40,
        ),
        Colonne(
            "familles",
            "Familles",
            "Parmi les cinq familles de la synthèse.",
            liste=True,
            vocabulaire="famille",
            largeur=30,
        ),
        Colonne(
            "thematiques",
            "Thématiques",
            "Sujets de la pratique (schéma data·inclusion et ajouts de l’observatoire).",
            liste=True,
            vocabulaire="thematique",
            largeur=40,
        ),
        Colonne(
            "publics",
            "Publics",
            "À qui la pratique s’adresse (schéma data·inclusion).",
            liste=True,
            vocabulaire="public",
            largeur=30,
        ),
        Colonne("freins", "Freins", "Ce qui l’a compliquée.", liste=True, vocabulaire="frein", largeur=30),
        Colonne("leviers", "Leviers", "Ce qui l’a aidée.", liste=True, vocabulaire="levier", largeur=30),
        Colonne(
            "effets",
            "Effets des leviers",
            "Ce que chaque levier a changé pour un frein.",
            "objets",
            liste=True,
            derivee=True,
            ressource="effets",
            largeur=40,
        ),
        Colonne(
            "inspirations",
            "S’inspire de",
            "Fiches dont la pratique s’est inspirée, et ce qu’elle en a fait.",
            "objets",
            liste=True,
            derivee=True,
            ressource="inspirations",
            largeur=40,
        ),
        Colonne(
            "mots_libres",
            "Mots libres",
            "Mots de la source qu’aucun vocabulaire ne rend.",
            liste=True,
            largeur=30,
        ),
        Colonne("activite", "Activité", "Où en est la pratique ; vide si inconnu.", vocabulaire="activite"),
        Colonne(
            "causes_arret",
            "Causes de l’arrêt",
            "Trois au plus, de la plus à la moins importante.",
            liste=True,
            vocabulaire="cause_arret",
            largeur=30,
        ),
        Colonne("annee_debut", "Année de début", "Vide si inconnue.", "entier"),
        Colonne("annee_fin", "Année de fin", "Vide si inconnue ou si la pratique continue.", "entier"),
        Colonne(
            "niveau_preuve",
            "Niveau de preuve",
            "Ce sur quoi s’appuient les résultats.",
            vocabulaire="niveau_preuve",
            requise=True,
        ),
        Colonne(
            "lieux",
            "Lieux",
            "Noms des territoires déclarés, dans leur ordre ; vide pour une pratique sans lieu.",
            liste=True,
            derivee=True,
            largeur=30,
        ),
        Colonne(
            "territoires",
            "Identifiants des territoires",
            "Territoires déclarés : commune-75056, epci-200054781, departement-75, region-11, pays-FR.",
            liste=True,
            largeur=24,
        ),
        Colonne(
            "codes_communes",
            "Codes des communes",
            "Codes officiels géographiques (Insee) des communes déclarées, en texte.",
            liste=True,
            derivee=True,
        ),
        Colonne(
            "codes_epci",
            "SIREN des intercommunalités",
            "SIREN des intercommunalités qui contiennent les territoires déclarés, en texte.",
            liste=True,
            derivee=True,
        ),
        Colonne(
            "codes_departements",
            "Codes des départements",
            "Codes des départements qui contiennent les territoires déclarés, en texte.",
            liste=True,
            derivee=True,
        ),
        Colonne(
            "codes_regions",
            "Codes des régions",
            "Codes des régions qui contiennent les territoires déclarés, en texte.",
            liste=True,
            derivee=True,
        ),
        Colonne(
            "lon",
            "Longitude",
            "De la première commune déclarée, en degrés (WGS 84) ; vide sinon.",
            "nombre",
            largeur=12,
        ),
        Colonne(
            "lat",
            "Latitude",
            "De la première commune déclarée, en degrés (WGS 84) ; vide sinon.",
            "nombre",
            largeur=12,
        ),
        Colonne(
            "mixite",
            "Mixité",
            "Présence des deux côtés parmi les structures qui agissent ; « à vérifier » tant qu’une information manque.",
            vocabulaire="mixite",
            requise=True,
        ),
        Colonne("cotes", "Côtés présents", "Côtés des partenaires.", liste=True, vocabulaire="cote"),
        Colonne(
            "partenaires",
            "Partenaires",
            "Structures de la pratique, avec leur côté et leur rôle.",
            "objets",
            liste=True,
            derivee=True,
            ressource="partenaires",
            largeur=50,
        ),
        Colonne(
            "sources",
            "Sources",
            "D’où vient la fiche.",
            "objets",
            liste=True,
            derivee=True,
            ressource="sources",
            largeur=50,
        ),
        Colonne("site", "Site", "Adresse du site de la pratique.", largeur=30),
        Colonne("origine", "Origine", "D’où vient la fiche.", vocabulaire="origine", requise=True),
        Colonne("licence", "Licence", "Licence sous laquelle la fiche peut être réutilisée.", requise=True),
        Colonne("source_le", "Date de la source", "La plus récente ; vide si inconnue.", "date"),
        Colonne(
            "confirmee_le",
            "Confirmée le",
            "Dernière confirmation par une personne qui y prend part ; vide si jamais confirmée.",
            "date",
        ),
        Colonne(
            "confirmations",
            "Partenaires qui ont confirmé",
            "Combien de partenaires ont confirmé y prendre part\u202f; vide si aucun ne l’a fait.",
            "entier",
            derivee=True,
        ),
        Colonne(
            "confirmations_sur",
            "Partenaires en tout",
            "Sur combien, qu’on le leur ait demandé ou non\u202f; vide si aucun n’a confirmé.",
            "entier",
            derivee=True,
        ),
        Colonne("maj_a", "Mise à jour", "Dernière modification de la fiche.", "instant", requise=True),
        Colonne("publiee_a", "Publiée", "Première publication de la fiche.", "instant", requise=True),
        Colonne(
            "adresse",
            "Adresse de la fiche",
            "Page publique de la fiche, à citer comme source.",
            requise=True,
            derivee=True,
            largeur=40,
        ),
        Colonne(
            "est_demo",
            "Démonstration",
            "Vrai pour une pratique inventée, présente seulement sur une instance de démonstration.",
            "booleen",
            requise=True,
            fichiers=False,
        ),
    ),
)

TERRITOIRES = Ressource(
    nom="territoires",
    libelle="Territoires",
    description="Communes, intercommunalités, départements, régions et pays, avec leurs codes officiels.",
    vue="public.territoire",
    cle=("id",),
    tues=(("nom_norm", "forme interne qui sert à chercher un nom sans accent"),),
    colonnes=(
        Colonne("id", "Identifiant", "commune-75056, departement-2A, region-11…", requise=True),
        Colonne("niveau", "Niveau", "commune, epci, departement, region ou pays.", requise=True),
        Colonne(
            "code",
            "Code officiel",
            "Code officiel géographique, ou SIREN d’une intercommunalité, en texte.",
            requise=True,
        ),
        Colonne("nom", "Nom", "Nom officiel.", requise=True),
        Colonne(
            "ancetres", "Contenu dans", "Identifiants de ce qui le contient, du plus proche au plus large.", liste=True
        ),
        Colonne("zone", "Zone", "metro, drom ou com.", requise=True),
        Colonne("codes_postaux", "Codes postaux", "En texte.", liste=True),
        Colonne("population", "Population", "Population légale ; vide si inconnue, jamais 0 à la place.", "entier"),
        Colonne("lon", "Longitude", "D’un point à l’intérieur, en degrés (WGS 84).", "nombre"),
        Colonne("lat", "Latitude", "D’un point à l’intérieur, en degrés (WGS 84).", "nombre"),
        Colonne("millesime", "Millésime", "Année du code officiel géographique.", requise=True),
    ),
)  # fmt: skip

RESSOURCES = {
    r.nom: r
    for r in (
        PRATIQUES,
        PARTENAIRES,
        EFFETS,
        INSPIRATIONS,
        SOURCES,
        TERRITOIRES,
        INDICATEURS,
        VALEURS,
        ZONES,
        DIAGNOSTICS,
        VOIX,
    )
}
"""Every public resource by its name."""
