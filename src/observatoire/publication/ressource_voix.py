"""The public resource of the voices, declared once: never of fewer than five answers."""

from observatoire.publication.model import Colonne, Ressource

_PLACE = "De 0 (non) à 100 (oui)\u00a0; arrondi à 25 sous vingt réponses, à 10 sous cent, à 5 au-delà."

VOIX = Ressource(
    nom="voix",
    libelle="Voix des personnes et des deux côtés",
    description=(
        "Ce que disent d’une pratique les personnes concernées, les entrepreneurs sociaux et les travailleurs sociaux, aux trois mêmes questions. "
        "Rien n’est donné de moins de cinq réponses, même par différence entre deux lignes, deux totaux ou deux jours\u00a0: les réponses sont publiées "
        "par lots de mois entiers, chacun d’au moins cinq. Réponses volontaires et anonymes, qui ne représentent pas toutes les personnes. "
        "Une ligne par pratique et par voix."
    ),
    vue="public.retour",
    cle=("pratique_id", "voix"),
    formats=("json", "csv"),
    colonnes=(
        Colonne("pratique_id", "Identifiant de la pratique", "Pratique concernée.", requise=True),
        Colonne("titre", "Pratique", "Titre de sa fiche.", requise=True, derivee=True),
        Colonne("voix", "Voix", "Qui répond.", vocabulaire="voix", requise=True),
        Colonne("reponses", "Réponses", "Réponses publiées, cinq au moins.", "entier", requise=True),
        Colonne("utile", "Cela aide les personnes", _PLACE, "entier", requise=True),
        Colonne("ecoute", "Les personnes sont écoutées", _PLACE, "entier", requise=True),
        Colonne("ensemble", "Les professionnels travaillent bien ensemble", _PLACE, "entier", requise=True),
        Colonne("du", "Du mois", "Premier jour du premier mois des réponses.", "date", requise=True),
        Colonne("au", "Au mois", "Premier jour du dernier mois des réponses.", "date", requise=True),
        Colonne("adresse", "Adresse de la fiche", "Page publique de la fiche, à citer comme source.", requise=True, derivee=True),
    ),
)  # fmt: skip
