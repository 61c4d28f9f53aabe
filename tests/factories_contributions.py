"""Contributions for the tests: a complete content, and the states reached through the real actions."""

from dataclasses import replace

from observatoire import contributions
from observatoire.comptes.model import ANONYME, Personne
from observatoire.contributions.model import Contenu, Contribution, EffetSaisi, PartenaireSaisi
from observatoire.store import ecrire

MODERATRICE = Personne("compte-moderatrice", "Claude Modère", "moderateur")
MODERATEUR = Personne("compte-moderateur", "Dominique Relit", "moderateur")

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

TERMINEE = replace(
    CONTENU,
    activite="abandonnee",
    causes_arret=("depart_personne_cle", "financement_insuffisant"),
    annee_fin=2024,
    acquis="Les habitants cuisinent encore ensemble, chez les uns et les autres.",
    a_refaire="Écrire la convention avant d’ouvrir la cuisine.",
    condition_manquante="Deux personnes de chaque côté, et pas une seule.",
    freins=("temps_non_finance",),
    leviers=("convention_ecrite", "lieu_convivial"),
    effets=(EffetSaisi(frein="temps_non_finance", levier="convention_ecrite", effet="partiellement"),),
)
"""The same, told once it stopped."""


def deposee(contenu: Contenu = CONTENU, auteur: Personne = ANONYME) -> tuple[Contribution, str]:
    """Return a contribution that waits to be read, and its secret token."""
    brouillon, jeton = contributions.commencer_brouillon(auteur)
    return contributions.deposer(auteur, brouillon.id, brouillon.version, contenu, jeton=jeton), jeton


def publiee(contenu: Contenu = CONTENU) -> tuple[Contribution, str]:
    """Return a published contribution and its secret token."""
    recue, jeton = deposee(contenu)
    return contributions.publier(MODERATRICE, recue.id, recue.version), jeton


def quelques_territoires() -> None:
    """Put Les Mureaux and what contains it in an empty store."""
    communs = {"zone": "metro", "codes_postaux": [], "population": 1, "millesime": "2026"}
    lignes = [
        ("pays-FR", "France", [], None),
        ("region-11", "Île-de-France", ["pays-FR"], None),
        ("departement-78", "Yvelines", ["region-11", "pays-FR"], None),
        ("epci-200059889", "Grand Paris Seine et Oise", ["departement-78", "region-11", "pays-FR"], None),
        (
            "commune-78440",
            "Les Mureaux",
            ["epci-200059889", "departement-78", "region-11", "pays-FR"],
            (1.9, 49.0),
        ),
    ]
    with ecrire() as tx:
        tx.inserer(
            "base.territoire",
            [
                {
                    "id": identifiant,
                    "niveau": identifiant.partition("-")[0],
                    "code": identifiant.partition("-")[2],
                    "nom": nom,
                    "nom_norm": nom.lower(),
                    "ancetres": ancetres,
                    "lon": point[0] if point else None,
                    "lat": point[1] if point else None,
                    **communs,
                }
                for identifiant, nom, ancetres, point in lignes
            ],
        )
