"""Photos and documents of a collaboration: joined one after the other, each with what must be said of it."""

from functools import partial

import streamlit as st

from observatoire import pieces
from observatoire.contributions import PieceSaisie
from observatoire.contributions.rules import BORNES_PIECE, BORNES_TITRE_DOCUMENT
from observatoire.errors import ErreurObservatoire
from observatoire.pieces.model import PHOTO, VIGNETTE
from observatoire.pieces.rules import OCTETS_AU_PLUS, PIECES_AU_PLUS
from observatoire.store import lire
from observatoire.web.champs import Problemes, note
from observatoire.web.composants import message_erreur
from observatoire.web.pieces import images_en_ligne
from observatoire.web.saisie_pratique import Saisie
from observatoire.web.session import personne_courante

EXTENSIONS = ["jpg", "jpeg", "png", "webp", "pdf"]


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw what is joined already, then the place to join more."""
    note(
        "Ni le lieu ni l’appareil enregistrés dans une photo ne sont gardés. Ne montrez personne qui pourrait en souffrir."
    )
    for rang, (fichier, genre) in enumerate(saisie.pieces):
        _piece(saisie, problemes, rang, fichier, genre)
    _ajout(saisie)
    problemes.montrer("pieces")


def _ajout(saisie: Saisie) -> None:
    place = PIECES_AU_PLUS - len(saisie.pieces)
    if place <= 0:
        note(
            f"{PIECES_AU_PLUS} fichiers sont joints, c’est le plus possible\u00a0: retirez-en un pour en joindre un autre."
        )
        return
    tour = saisie.etat.setdefault(saisie.cle("tour_fichiers"), 0)
    cle = saisie.cle(f"fichiers_{tour}")
    st.file_uploader(
        f"Joindre des photos ou un PDF ({OCTETS_AU_PLUS // 1_000_000}\u00a0Mo chacun au plus, {place} encore)",
        type=EXTENSIONS,
        accept_multiple_files=True,
        key=cle,
        on_change=partial(_joindre, saisie, cle),
    )
    for phrase in saisie.etat.pop(saisie.cle("pieces_refus"), []):
        message_erreur(phrase)


def _joindre(saisie: Saisie, cle: str) -> None:
    """Keep each file, say why another one is not, and give way to an empty place."""
    refus = []
    for depose in saisie.etat.get(cle) or []:
        try:
            if len(saisie.pieces) >= PIECES_AU_PLUS:
                refus.append(
                    f"«\u00a0{depose.name}\u00a0» n’est pas joint\u00a0: {PIECES_AU_PLUS} fichiers au plus."
                )
                continue
            fichier = pieces.garder(personne_courante(), depose.getvalue())
            saisie.ajouter_piece(PieceSaisie(fichier=fichier.id, genre=fichier.genre))
        except ErreurObservatoire as erreur:
            refus.append(f"«\u00a0{depose.name}\u00a0» n’est pas joint. {erreur}")
    saisie.etat[saisie.cle("pieces_refus")] = refus
    saisie.etat[saisie.cle("tour_fichiers")] += 1


def _piece(saisie: Saisie, problemes: Problemes, rang: int, fichier: str, genre: str) -> None:
    nom = f"{'Photo' if genre == PHOTO else 'Document'} {rang + 1}"
    texte = partial(_texte, saisie, problemes, (rang, fichier))
    with st.container(border=True, key=saisie.cle(f"piece_{fichier}")):
        if genre == PHOTO:
            st.html(f'<img class="vignette-jointe" src="{_vignette(fichier)}" alt="{nom}">')
            texte(
                "description",
                f"{nom}\u00a0: ce qu’elle montre",
                aide="Pour les personnes qui ne la voient pas",
            )
            texte("legende", "Légende (facultatif)", aide="Où, quand, à quelle occasion")
        else:
            texte("legende", f"{nom}\u00a0: son titre", aide="Bilan 2025, convention type…")
        texte("credit", "Crédit", aide="Qui l’a fait, et que nous citerons")
        if genre == PHOTO:
            st.checkbox(
                "Les personnes reconnaissables sont d’accord pour que cette photo soit publiée",
                key=saisie.cle(f"accord_{fichier}"),
            )
            problemes.montrer("accord", fichier, rang, "pieces")
        st.button(
            f"Retirer {'la photo' if genre == PHOTO else 'le document'} {rang + 1}",
            key=saisie.cle(f"retirer_{fichier}"),
            type="tertiary",
            icon=":material/close:",
            on_click=saisie.retirer_piece,
            args=(fichier,),
        )


def _vignette(fichier: str) -> str:
    with lire() as cur:
        return images_en_ligne(cur, [fichier], VIGNETTE).get(fichier, "")


def _texte(
    saisie: Saisie, problemes: Problemes, ou: tuple[int, str], champ: str, label: str, *, aide: str
) -> None:
    rang, fichier = ou
    bornes = BORNES_PIECE[champ] if champ != "legende" else BORNES_TITRE_DOCUMENT
    st.text_input(label, key=saisie.cle(f"{champ}_{fichier}"), placeholder=aide, max_chars=bornes.maxi)
    problemes.montrer(champ, fichier, rang, "pieces")
