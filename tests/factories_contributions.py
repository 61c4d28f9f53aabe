"""Contributions for the tests: a complete content, and the states reached through the real actions."""

from observatoire.contributions.model import Contenu, PartenaireSaisi

CONTENU = Contenu(
    titre="Une cuisine partagée au centre social",
    resume="Une entreprise d’insertion et un centre social cuisinent chaque semaine avec les habitants du quartier.",
    recit=(
        "Tout a commencé par un four en panne. Le centre social a ouvert sa cuisine à l’entreprise d’insertion, "
        "qui y forme ses salariés le matin ; l’après-midi, les habitants cuisinent avec eux."
    ),
    resultats="Douze repas partagés en un an.",
    difficultes="Les plannings ont été longs à accorder.",
    forme="lieu_partage",
    objectifs=("se_connaitre", "construire_ensemble"),
    thematiques=("equipement-et-alimentation--alimentation",),
    publics=("familles",),
    partenaires=(
        PartenaireSaisi(
            nom="La Marmite solidaire", cote="es", role="porteur", apporte=("materiel_logistique",)
        ),
        PartenaireSaisi(nom="Centre social des Tilleuls", cote="ts", role="co_porteur", apporte=("local",)),
    ),
    portee="locale",
    territoires=("commune-78440",),
    activite="active",
    annee_debut=2019,
    site="https://marmite.exemple.fr",
)
