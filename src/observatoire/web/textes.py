"""Sentences that several screens say the same way."""

DEMO = (
    "Données de démonstration\u00a0: une partie des pratiques est inventée. "
    "Chacune porte la mention «\u00a0Inventé\u00a0»."
)
SANS_LIEU = "Lieu non précisé par la source"
NATIONAL = "France entière"
RIEN_TROUVE = "Aucune pratique ne répond à ces critères."
SE_CONNECTER = "Connectez-vous avec un compte qui en a le droit, puis revenez à cette page."
EXTRAIT_RAPPORT = (
    "Grande Rencontre «\u00a0entrepreneurs sociaux\u00a0/ travailleurs sociaux\u00a0», 13 décembre 2021"
)
LICENCE = "Données sous Licence Ouverte 2.0"

NON_CONFIRMEE = "Documentée, non confirmée"

QUESTIONS = {
    "personne": {
        "utile": "Est-ce que cela vous aide\u202f?",
        "ecoute": "Est-ce qu’on vous écoute\u202f?",
        "ensemble": "Est-ce que les professionnels travaillent bien ensemble\u202f?",
    },
    "cotes": {
        "utile": "Est-ce que cela aide les personnes\u202f?",
        "ecoute": "Est-ce qu’on écoute les personnes\u202f?",
        "ensemble": "Est-ce que les professionnels travaillent bien ensemble\u202f?",
    },
}
"""The three questions (vocabulary `question_retour`), as the people served and as the two sides are asked."""
