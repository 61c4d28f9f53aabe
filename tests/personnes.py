"""Find people named in a text: a courtesy title or a usual given name, then a capitalised word."""

import re

PRENOMS = """
    Adrien Agnès Alain Albert Alexandra Alexandre Alice Amandine Amélie André Anne Antoine Arnaud
    Arthur Audrey Aurélie Aurélien Aziz Benjamin Benoît Bernadette Bernard Brigitte Bruno Camille
    Carole Caroline Catherine Cécile Céline Chantal Charles Charlotte Christelle Christian Christine
    Christophe Claire Claude Claudine Clément Clémence Colette Corinne Cyril Damien Daniel Danièle
    David Delphine Denis Denise Didier Dominique Édouard Elisabeth Élisabeth Élise Élodie Emma
    Emmanuel Emmanuelle Éric Estelle Étienne Eva Evelyne Fabien Fabrice Fanny Fatima Fatiha Florence
    Florian Franck François Françoise Frédéric Frédérique Gabriel Geneviève Georges Gérard Ghislaine
    Gilbert Gilles Grégory Guillaume Guy Hélène Henri Hervé Hugo Inès Isabelle Jacqueline Jacques
    Jean Jeanne Jérôme Joël Joseph Julie Julien Juliette Karim Karine Laetitia Laure Laurence
    Laurent Léa Leïla Lionel Lise Loïc Louis Louise Luc Lucas Lucie Lucien Ludovic Madeleine Magali
    Manon Marc Marcel Marguerite Marie Marine Marion Martin Martine Mathieu Mathilde Matthieu
    Maurice Maxime Mehdi Michel Michèle Mireille Mohamed Monique Muriel Mustapha Myriam Nadia Nadine
    Nathalie Nicolas Nicole Noémie Odile Olivier Pascal Pascale Patrice Patricia Patrick Paul
    Pauline Philippe Pierre Rachid Raphaël Raphaëlle Raymond Régis Rémi Rémy Renaud René Robert
    Roger Roland Romain Rosa Sabine Samia Samir Samuel Sandra Sandrine Sarah Sébastien Serge Simon
    Simone Solène Sonia Sophie Stéphane Stéphanie Suzanne Sylvain Sylvie Thérèse Thibault Thierry
    Thomas Valérie Véronique Victor Vincent Virginie Viviane Xavier Yann Yannick Yasmina Youssef
    Yves Yvette Yvonne
""".split()
_NOM = r"[A-ZÀ-Þ][\w’]+"
_PERSONNE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(PRENOMS)})(?:[ -]{_NOM})+|\b(?:MM?\.|Mmes?|Mlle|Monsieur|Madame|Dr|Pr|Me)\s+{_NOM}"
)


def personnes_nommees(texte: str) -> list[str]:
    """Return what reads as a person's name; organisations and places named after people are found too."""
    return _PERSONNE.findall(texte)
