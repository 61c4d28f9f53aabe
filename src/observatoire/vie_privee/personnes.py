"""What seems to tell of one person: a name, or a word of health beside a name or « cette dame ».

These are hints for who writes and for who reads before publishing; nothing is refused on them. Health words alone are not
one: half of the pratiques are about health.
"""

import re
from collections.abc import Iterator

from observatoire.vie_privee.model import NOM, SANTE, Trouvaille

_PRENOMS = """
Adrien Agnès Alain Albert Alexandre Alexandra Alexis Alice Alicia Aline Amandine Amélie Amina Amine Anaïs André Andrée Angélique
Anissa Anne Annick Annie Anthony Antoine Arnaud Arthur Audrey Aurélie Aurore Axel Aya Ayoub Benjamin Benoît Bernadette Bernard Bertrand
Bilal Brigitte Bruno Camille Carine Carole Caroline Catherine Cécile Cédric Céline Chantal Charlotte Chloé Christelle Christian
Christiane Christine Christophe Claire Clara Claude Clément Colette Coralie Corinne Cyril Damien Daniel Danielle David Delphine Denis
Denise Didier Dominique Djamila Dylan Éliane Élise Élodie Émilie Emma Emmanuel Emmanuelle Enzo Éric Estelle Étienne Eva Evelyne Fabien
Fabienne Fabrice Farid Fatima Fatou Fatoumata Florence Florian Franck François Françoise Frédéric Frédérique Gabriel Gaëlle Geneviève
Georges Gérald Gérard Ghislaine Gilbert Gilles Ginette Grégory Guillaume Guy Hamza Hélène Henri Hervé Hugo Ibrahim Inès Isabelle
Jacqueline Jacques Jade Jean Jeanne Jeannine Jennifer Jérémy Jérôme Jessica Joël Joëlle Jonathan Josette Josiane Joseph Julie Julien
Juliette Justine Karim Karima Karine Kevin Khadija Laetitia Laurence Laurent Laura Léa Léo Lionel Loïc Louis Louise Luc Lucas Lucie
Ludovic Magali Malika Mamadou Manon Marc Marcel Marguerite Marianne Marie Marine Marion Martine Mathieu Mathilde Matthieu Maryse
Maurice Maxime Mehdi Mélanie Mélissa Michel Michèle Micheline Mickaël Mireille Mohamed Mohammed Monique Morgane Moussa Muriel Myriam
Nadia Nadine Naïma Nathalie Nathan Nicolas Nicole Noémie Odette Olivier Océane Oumar Ousmane Pascal Pascale Patrice Patricia Patrick
Paul Paulette Pauline Philippe Pierre Quentin Rachid Rachida Raphaël Raymond Régine Rémi Renée René Richard Robert Roger Roland Romain
Rosa Roselyne Sabine Sabrina Said Saïd Samia Samir Samira Samuel Sandra Sandrine Sara Sarah Sébastien Serge Séverine Simon Simone
Solange Sonia Sophie Souad Stéphane Stéphanie Suzanne Sylvain Sylvie Théo Thérèse Thibault Thierry Thomas Tom Valentin Valérie Vanessa
Véronique Victor Vincent Virginie Viviane William Xavier Yacine Yann Yannick Yasmina Youssef Yves Yvette Yvonne Zahra Zineb Zoé
"""
_MAJUSCULE = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ"
_MOT = rf"[{_MAJUSCULE}][\w’'-]*"
_PRENOM = "(?:" + "|".join(sorted(_PRENOMS.split(), key=len, reverse=True)) + ")"
_CIVILITE = (
    r"(?:M\.|Mr\.?|MM\.|Mme\.?|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Dr|Docteur|Docteure|Pr|Me|Maître|Sœur)"
)
_NOMME = re.compile(
    rf"(?<![\w’'-])(?:{_CIVILITE}\s+{_MOT}(?:\s{_MOT}){{0,2}}|{_PRENOM}(?:-{_PRENOM})?\s+(?:(?:d[eu]|le|la|ben|el)\s+)?{_MOT}(?:[\s-]{_MOT})?"
    rf"|{_PRENOM}(?:-{_PRENOM})?\s[{_MAJUSCULE}]\.)"
)
_LIEU_OU_ORGANISME = re.compile(
    r"(?:rue|avenue|boulevard|place|quai|allée|impasse|square|pont|quartier|cité|résidence|centre|maison|espace|salle|école|collège|lycée"
    r"|université|hôpital|clinique|foyer|fondation|association|institut|mission|musée|théâtre|gymnase|stade|parc|mjc|ehpad|esat|ccas|chrs|cada|cph|maraa|epide|ime|itep"
    r"|groupe|prix|loi|rapport|fonds|ateliers?|librairie|bibliothèque|médiathèque|ferme|jardins?|domaine|prieuré|chapelle|église"
    r"|saint|sainte|ville|commune|canton|gare|métro|station)"
    r"(?:\s+[\w’'-]+){0,3}\s+(?:[dl][’'])?$",
    re.IGNORECASE,
)
_QUELQU_UN = re.compile(
    r"\b(?:cett?e? (?:dame|monsieur|homme|femme|jeune|fille|garçon|enfant|maman|papa|mère|père|patiente?|résidente?|usagère?|bénéficiaire)"
    r"|(?:un|une) (?:dame|monsieur|maman|papa|patiente?|résidente?|jeune (?:fille|homme|femme))"
    r"|m(?:on|a|es) (?:fils|fille|mari|femme|mère|père|frère|sœur|compagne|compagnon|voisine?|enfants?)"
    r"|s(?:on|a) (?:fils|fille|mari|femme|mère|père|frère|sœur|compagne|compagnon)|je|j’ai|j'ai)\b",
    re.IGNORECASE,
)
_SANTE = re.compile(
    r"\b(?:cancers?|tumeur|leucémie|chimio(?:thérapie)?|diab[èe]te|diabétique|vih|sida|séropositi\w+|hépatite|tuberculose|épilep\w+"
    r"|sclérose|parkinson|alzheimer|démence|autis\w+|trisom\w+|schizophr\w+|bipolaire|psychose|psychotique|dépress\w+|suicid\w+|anorexi\w+"
    r"|boulimi\w+|burn-?out|alcooli\w+|toxicoman\w+|héroïne|cocaïne|crack|méthadone|subutex|addict\w*|enceinte|avort\w+|ivg|fausse couche"
    r"|handicap\w*|invalid\w+|tutelle|curatelle|hospitalis\w+|psychiatr\w+|antidépresseurs?|neuroleptiques?|amputé\w*|avc|infarctus"
    r"|traitement médical|maladie|malade|mdph|aah|ald)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?<=[.!?…\n])\s+")


def indices(texte: str) -> list[Trouvaille]:
    """Return what seems to name a person, or to tell somebody's health, in the order of the text."""
    trouvees = list(_noms(texte))
    for debut, fin in _phrases(texte):
        phrase = texte[debut:fin]
        parle_de_quelqu_un = _QUELQU_UN.search(phrase) or any(debut <= t.debut < fin for t in trouvees)
        if parle_de_quelqu_un and (m := _SANTE.search(phrase)):
            trouvees.append(Trouvaille(debut + m.start(), debut + m.end(), SANTE))
    return sorted(trouvees)


def _noms(texte: str) -> Iterator[Trouvaille]:
    for m in _NOMME.finditer(texte):
        if not _LIEU_OU_ORGANISME.search(texte[max(0, m.start() - 60) : m.start()]):
            yield Trouvaille(*m.span(), NOM)


def _phrases(texte: str) -> Iterator[tuple[int, int]]:
    debut = 0
    for m in _PHRASE.finditer(texte):
        yield debut, m.start()
        debut = m.end()
    yield debut, len(texte)
