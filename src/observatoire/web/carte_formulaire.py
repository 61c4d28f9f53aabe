"""The cards under the first ten fields: each says what it adds to the sheet and how long it takes, the most useful first."""

from collections.abc import Callable

import streamlit as st

from observatoire.clock import aujourd_hui
from observatoire.contributions import Contenu
from observatoire.contributions.nettoyage import nettoyer
from observatoire.contributions.rules import CHOIX_MULTIPLES
from observatoire.pratiques.qualite import CARTES, Carte, cartes, qualite
from observatoire.web import champ_bilan, champ_freins, champ_partenaires, champ_pieces
from observatoire.web.champs import Problemes, liste, note, section, texte
from observatoire.web.fragments import echapper
from observatoire.web.qualite import DEJA_DIT, ajout_dit, duree, note_dite
from observatoire.web.saisie_pratique import Saisie


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw every card that concerns what is told."""
    contenu = nettoyer(saisie.contenu())
    section("Complétez en deux minutes")
    note(f"{note_dite(qualite(contenu))}. Chaque carte est facultative et dit ce qu’elle ajoute.")
    for carte in _ordre(saisie, contenu):
        with st.container(key=saisie.cle(f"carte_{carte.code}"), gap="xsmall"):
            _carte(saisie, problemes, carte, contenu)


def _carte(saisie: Saisie, problemes: Problemes, carte: Carte, contenu: Contenu) -> None:
    """Draw one card. Its label never changes: a new label would close it under the hand."""
    champs, dessin = DESSINS[carte.code]
    ouvertes: set[str] = saisie.etat.setdefault(saisie.cle("cartes_ouvertes"), set())
    if any(problemes.a_dire(champ) for champ in champs):
        ouvertes.add(carte.code)
    ajout = ajout_dit(carte, contenu)
    st.html(f'<p class="ajout{" dit" if ajout == DEJA_DIT else ""}">{echapper(ajout)}</p>')
    with st.expander(f"{carte.titre} ({duree(carte.secondes)})", expanded=carte.code in ouvertes):
        dessin(saisie, problemes)


def _ordre(saisie: Saisie, contenu: Contenu) -> list[Carte]:
    """Return the cards in an order that stays while it is typed: no card moves under the hand."""
    visibles = [c for c in CARTES if c.code != "fin" or contenu.a_son_bilan]
    gardees: list[str] = saisie.etat.get(saisie.cle("ordre_des_cartes")) or []
    if {c.code for c in visibles} != set(gardees):
        gardees = [c.code for c in cartes(contenu, visibles)]
        saisie.etat[saisie.cle("ordre_des_cartes")] = gardees
    return sorted(visibles, key=lambda c: gardees.index(c.code))


def _resultats(saisie: Saisie, problemes: Problemes) -> None:
    aide = "Pour les personnes, pour les équipes\u202f; un chiffre si vous en avez un"
    texte(saisie, problemes, "resultats", "Ce que cela a donné", aide, hauteur=110)


def _difficultes(saisie: Saisie, problemes: Problemes) -> None:
    aide = "Ce que vous feriez autrement. C’est souvent ce que les autres cherchent."
    texte(saisie, problemes, "difficultes", "Ce qui n’a pas marché", aide, hauteur=110)


def _reperes(saisie: Saisie, problemes: Problemes) -> None:
    liste(saisie, "thematiques", "Thèmes", CHOIX_MULTIPLES["thematiques"])
    problemes.montrer("thematiques")
    maxi = aujourd_hui().year + 1
    champ_bilan.annee(saisie, problemes, "annee_debut", "Année de début", "Par exemple 2021", maxi=maxi)


def _montrer(saisie: Saisie, problemes: Problemes) -> None:
    champ_pieces.dessiner(saisie, problemes)
    texte(saisie, problemes, "site", "Page à lire", "https://…")


DESSINS: dict[str, tuple[tuple[str, ...], Callable[[Saisie, Problemes], None]]] = {
    "resultats": (("resultats",), _resultats),
    "difficultes": (("difficultes",), _difficultes),
    "fin": (("annee_fin", *champ_bilan.TEXTES), champ_bilan.bilan),
    "apports": (("partenaires.apporte",), champ_partenaires.apports),
    "freins": (("freins", "leviers", "effets"), champ_freins.dessiner),
    "reperes": (("thematiques", "annee_debut"), _reperes),
    "montrer": (("pieces", "site"), _montrer),
}
"""Card → the fields whose problems open it, and how it is drawn."""
