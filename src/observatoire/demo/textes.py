"""The words that demonstration sheets are composed of. Everything here is invented."""

TITRES = {
    "ptce": ("Pôle de coopération {besoin} de {lieu}", "Un pôle territorial {besoin} à {lieu}"),
    "lieu_partage": ("La maison commune de {lieu}", "Un tiers-lieu {besoin} à {lieu}"),
    "colocation_solidaire": ("Colocations solidaires à {lieu}", "Habiter ensemble à {lieu}"),
    "occupation_transitoire": ("Occupation transitoire {besoin} à {lieu}", "Une friche ouverte à {lieu}"),
    "formation_commune": ("Se former ensemble {besoin} à {lieu}", "Journées de formation croisée à {lieu}"),
    "vis_ma_vie": ("Vis ma vie entre métiers du social à {lieu}", "Une semaine chez l’autre à {lieu}"),
    "groupe_de_travail_mixte": (
        "Groupe de travail mixte {besoin} à {lieu}",
        "Atelier mensuel ES/TS de {lieu}",
    ),
    "diagnostic_partage": ("Diagnostic partagé {besoin} à {lieu}", "Lire ensemble les besoins de {lieu}"),
    "mise_en_relation": ("Passerelle {besoin} de {lieu}", "Des employeurs solidaires à {lieu}"),
    "tzcld": ("Vers le droit à l’emploi à {lieu}", "Territoire zéro chômeur de {lieu}"),
    "rencontre": ("Les rencontres {besoin} de {lieu}", "Le café des solidarités de {lieu}"),
    "hebergement_citoyen": ("Hébergement citoyen à {lieu}", "Accueillir chez soi à {lieu}"),
}
BESOINS = {
    "logement-hebergement": "pour le logement",
    "trouver-un-emploi": "pour l’emploi",
    "mobilite": "pour la mobilité",
    "numerique": "pour l’inclusion numérique",
    "famille": "pour les familles",
    "sante": "pour la santé",
    "equipement-et-alimentation": "pour l’alimentation",
    "difficultes-administratives-ou-juridiques": "pour l’accès aux droits",
}
"""Category of theme → the words that say it."""

RESUMES = (
    "Une équipe de travail social et une entreprise sociale accueillent ensemble, une fois par semaine, {public}.",
    "Deux équipes partagent un local et un agenda pour accompagner {public} sans multiplier les rendez-vous.",
    "Un binôme suit chaque parcours de bout en bout, avec {public}, du premier contact à la sortie.",
    "Les partenaires ont écrit une convention simple et se retrouvent chaque mois avec {public}.",
)
RECITS = (
    "Tout est parti d’une rencontre entre deux équipes qui suivaient les mêmes personnes sans se connaître.",
    "Le premier trimestre a servi à écrire un vocabulaire commun, puis un calendrier de permanences.",
    "Un temps de lien a été inscrit au budget\u00a0: une demi-journée par mois pour chaque équipe.",
    "Les personnes accompagnées ont participé au choix des horaires et du lieu.",
)
DIFFICULTES = (
    "Les horaires des deux équipes se recouvraient mal la première année.",
    "Le changement de direction a ralenti le projet pendant six mois.",
    None,
)
STRUCTURES = {
    "es": ("Atelier coopératif", "Régie solidaire", "Fabrique", "Conciergerie", "Ressourcerie"),
    "ts": ("Service social", "Centre social", "Accueil de jour", "Club de prévention", "Foyer"),
    "public": ("CCAS", "Maison départementale", "Mission locale"),
    "autre": ("Collectif d’habitants", "Association de quartier"),
}
NOMS = (
    "Les Tilleuls",
    "L’Escale",
    "Le Passage",
    "Horizon",
    "La Boussole",
    "Les Deux Rives",
    "Le Fil",
    "L’Écluse",
)
