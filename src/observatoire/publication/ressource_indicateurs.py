"""The public resources of the indicators: what each means, and its values."""

from observatoire.publication.model import Colonne, Ressource

INDICATEURS = Ressource(
    nom="indicateurs",
    libelle="Indicateurs",
    description="Ce que mesure chaque indicateur des territoires, d’où il vient, et ce qu’il ne dit pas. Aucun n’est bon ni mauvais.",
    vue="public.indicateur",
    cle=("code",),
    colonnes=(
        Colonne("code", "Code", "Code stable, celui de l’adresse.", requise=True),
        Colonne("rubrique", "Rubrique", "population, ressources, logement, quartiers ou autres.", requise=True),
        Colonne("ordre", "Ordre", "Place dans un portrait de territoire.", "entier", requise=True),
        Colonne("libelle", "Libellé", "Nom de l’indicateur.", requise=True),
        Colonne("definition", "Définition", "Ce qui est compté.", requise=True),
        Colonne("unite", "Unité", "Unité des valeurs.", requise=True),
        Colonne(
            "nature",
            "Nature",
            "quantite (se somme d’un territoire à l’autre) ou taux (une somme divisée par une autre, jamais une moyenne de taux).",
            requise=True,
        ),
        Colonne("decimales", "Décimales", "Nombre de décimales à montrer.", "entier", requise=True),
        Colonne("annee", "Année", "Année des valeurs, sauf mention contraire sur l’une d’elles.", "entier", requise=True),
        Colonne("source", "Source", "Qui publie ces chiffres.", requise=True),
        Colonne("limites", "Ce qu’il ne dit pas", "À lire avec les valeurs.", requise=True),
        Colonne(
            "semblables",
            "Territoires semblables",
            "Vrai s’il sert à rapprocher les territoires qui se ressemblent.",
            "booleen",
            requise=True,
        ),
        Colonne("relecteur", "Relecture", "Qui a relu cette définition.", requise=True),
        Colonne("revu_le", "Relue le", "Jour de la relecture.", "date", requise=True),
    ),
)  # fmt: skip

VALEURS = Ressource(
    nom="valeurs",
    libelle="Valeurs des indicateurs",
    description="La valeur d’un indicateur dans un territoire, une année. Une valeur qui manque n’a pas de ligne\u00a0: elle n’est jamais 0.",
    vue="public.indicateur_valeur",
    cle=("indicateur", "territoire_id", "annee"),
    colonnes=(
        Colonne("indicateur", "Indicateur", "Code de l’indicateur.", requise=True),
        Colonne("territoire_id", "Territoire", "Identifiant du territoire.", requise=True),
        Colonne("annee", "Année", "Année de la valeur.", "entier", requise=True),
        Colonne("valeur", "Valeur", "Dans l’unité de l’indicateur.", "nombre", requise=True),
        Colonne("source", "Source", "Qui publie ce chiffre.", requise=True),
    ),
)
