"""Sentences that several screens say the same way."""

DEMO = (
    "Données de démonstration\u00a0: une partie des pratiques affichées est inventée, pour essayer l’outil. "
    "Elles portent la mention «\u00a0exemple inventé\u00a0»."
)
SANS_LIEU = "Lieu non précisé par la source"
NATIONAL = "France entière"
RIEN_TROUVE = "Aucune pratique ne répond à ces critères."
SE_CONNECTER = "Connectez-vous avec un compte qui en a le droit, puis revenez à cette page."
EXTRAIT_RAPPORT = (
    "Grande Rencontre «\u00a0entrepreneurs sociaux\u00a0/ travailleurs sociaux\u00a0», 13 décembre 2021"
)
LICENCE = "Données sous Licence Ouverte 2.0"

ORIGINES = {
    "rapport": "Exemple cité",
    "documentee": "Documentée, non confirmée",
    "contribution": "Contribution relue",
    "demo": "Exemple inventé",
}
"""How the origin of a pratique is said on a badge."""

COTES = {
    "es": "Entrepreneurs sociaux",
    "ts": "Travailleurs sociaux",
    "les_deux": "Les deux côtés",
    "mixte": "Mixte ES et TS",
    "public": "Acteur public",
    "autre": "Autre acteur",
    "inconnu": "Côté non précisé",
    "non_mixte": "Un seul côté",
    "a_verifier": "Mixité à vérifier",
}
COTES_COURTS = {
    "es": "ES",
    "ts": "TS",
    "les_deux": "ES et TS",
    "mixte": "Mixte",
    "public": "Public",
    "autre": "Autre",
    "inconnu": "Non précisé",
    "non_mixte": "Un seul côté",
    "a_verifier": "Mixité à vérifier",
}
