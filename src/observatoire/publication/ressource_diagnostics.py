"""The public resource of the shared diagnoses, declared once: what a list says of each."""

from observatoire.publication.model import Colonne, Ressource

DIAGNOSTICS = Ressource(
    nom="diagnostics",
    libelle="Diagnostics partagés",
    description=(
        "Les diagnostics de territoire ouverts à la signature ou signés\u00a0: qui les écrit, de quand sont leurs chiffres. "
        "Un brouillon et un diagnostic retiré n’y figurent jamais. Une ligne par diagnostic."
    ),
    vue="public.diagnostic",
    cle=("id",),
    tues=(("cree_a", "donné au jour près, dans «\u00a0ouvert_le\u00a0»"),),
    colonnes=(
        Colonne("id", "Identifiant", "Celui de l’adresse du document.", requise=True),
        Colonne("territoire_id", "Identifiant du territoire", "departement-69, epci-200046977…", requise=True),
        Colonne("niveau", "Niveau", "commune, epci, departement, region ou pays.", requise=True, derivee=True),
        Colonne(
            "code",
            "Code officiel",
            "Code officiel géographique, ou SIREN d’une intercommunalité, en texte.",
            requise=True,
            derivee=True,
        ),
        Colonne("nom", "Territoire", "Nom officiel.", requise=True, derivee=True),
        Colonne(
            "etat",
            "État",
            "signe\u00a0: chaque côté a signé la même version. Si la signature vaut encore aujourd’hui se lit dans le diagnostic entier.",
            vocabulaire="etat_diagnostic",
            requise=True,
        ),
        Colonne("ouvert_le", "Ouvert le", "Jour où on a commencé à l’écrire.", "date", requise=True, derivee=True),
        Colonne("chiffres_a", "Chiffres figés", "Instant où ses chiffres ont été figés.", "instant", requise=True),
        Colonne(
            "organisations_es",
            "Écrit par, côté ES",
            "Structures au nom desquelles écrit le côté des entrepreneurs sociaux.",
            liste=True,
            derivee=True,
        ),
        Colonne(
            "organisations_ts",
            "Écrit par, côté TS",
            "Structures au nom desquelles écrit le côté du travail social.",
            liste=True,
            derivee=True,
        ),
        Colonne("adresse", "Adresse", "Document à lire ou à imprimer.", requise=True, derivee=True),
    ),
)  # fmt: skip
