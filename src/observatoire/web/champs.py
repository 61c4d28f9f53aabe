"""The fields that forms are made of: a choice in a vocabulary, a list of them, and the problem beside each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import BORNES, Choix
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.fragments import echapper
from observatoire.web.saisie_pratique import Saisie


@dataclass(frozen=True)
class Problemes:
    """What to say beside each field: errors, and soft warnings where there is none."""

    saisie: Saisie
    erreurs: Mapping[str, str]
    avis: Mapping[str, str]
    tout_dire: bool

    def vus(
        self, champ: str, ligne: int | str | None = None, rang: int = 0, liste: str = "partenaires"
    ) -> str:
        """Return the error to show now: of a filled field at once, of an empty one once a deposit was refused."""
        nom = champ if ligne is None else f"{liste}.{rang}.{champ}"
        cle = champ if ligne is None else f"{champ}_{ligne}"
        valeur = self.saisie.etat.get(self.saisie.cle(cle))
        rempli = bool(valeur) and not (isinstance(valeur, str) and _se_tape_encore(champ, valeur))
        return self.erreurs.get(nom, "") if self.tout_dire or rempli else ""

    def a_dire(self, champ: str) -> bool:
        """Tell whether a field, or a row of it, has a problem to show now (`liste.champ` for one field of the rows)."""
        nom, _, precis = champ.partition(".")
        rangs = (c.split(".") for c in self.erreurs if c.startswith(f"{nom}."))
        return bool(not precis and self.vus(nom)) or any(not precis or r[-1] == precis for r in rangs)

    def montrer(
        self, champ: str, ligne: int | str | None = None, rang: int = 0, liste: str = "partenaires"
    ) -> None:
        """Write the problem of a field right under it; the place is kept, so that what follows never moves in the page's tree."""
        place = st.empty()
        if erreur := self.vus(champ, ligne, rang, liste):
            place.html(f'<p class="sous-champ erreur" role="alert">{echapper(erreur)}</p>')
        elif ligne is None and (avis := self.avis.get(champ)):
            place.html(f'<p class="sous-champ attention" role="status">{echapper(avis)}</p>')


def _se_tape_encore(champ: str, valeur: str) -> bool:
    """Tell whether a text is only too short yet: said in the list of what is left, not as an error."""
    return champ in BORNES and len(nettoyer_texte(valeur, lignes=True)) < BORNES[champ].mini


def note(texte: str, *, annonce: bool = False) -> None:
    """Write a discreet line of help; `annonce` has it said when it appears."""
    role = ' role="status"' if annonce else ""
    st.html(f'<p class="aide"{role}>{echapper(texte)}</p>')


def texte(
    saisie: Saisie,
    problemes: Problemes,
    champ: str,
    label: str,
    aide: str,
    *,
    hauteur: int | None = None,
    persiste: bool = False,
) -> None:
    """Ask for a text, of one line without a height, its problem under it; `persiste` keeps it while it is not drawn."""
    garde: Literal["page"] | None = "page" if persiste else None
    cle = saisie.cle(champ)
    if hauteur is None:
        st.text_input(label, key=cle, placeholder=aide, persist_state=garde)
    else:
        st.text_area(label, height=hauteur, key=cle, placeholder=aide, persist_state=garde)
    problemes.montrer(champ)


def section(titre: str) -> None:
    """Open a part of the form."""
    st.header(titre, anchor=False)


def choix(saisie: Saisie, champ: str, label: str, nom: str, *, cle: str | None = None) -> None:
    """Let one value of a vocabulary be chosen; the help says what each means."""
    st.selectbox(
        label,
        _proposes(nom, saisie.etat.get(saisie.cle(cle or champ))),
        key=saisie.cle(cle or champ),
        index=None,
        format_func=lambda code: libelle(nom, code),
        placeholder="Choisir",
        help=aide(nom),
    )


def liste(saisie: Saisie, champ: str, label: str, regle: Choix, *, cle: str | None = None) -> None:
    """Let several values of a vocabulary be chosen."""
    bornes = f" ({regle.maxi} au plus)" if regle.maxi < len(vocabulaire(regle.vocabulaire)) else ""
    st.multiselect(
        f"{label}{bornes}",
        _proposes(regle.vocabulaire, *(saisie.etat.get(saisie.cle(cle or champ)) or [])),
        key=saisie.cle(cle or champ),
        format_func=lambda code: libelle(regle.vocabulaire, code),
        max_selections=regle.maxi,
        placeholder="Choisir",
        select_all=False,
        wrap=True,
        persist_state="page",
    )


def _proposes(nom: str, *gardes: str | None) -> list[str]:
    """Return the codes to propose; a retired one stays where it is already chosen."""
    v = vocabulaire(nom)
    return [
        *(valeur.code for valeur in v.proposees),
        *(c for c in gardes if c and c in v and v.get(c) not in v.proposees),
    ]


def aide(nom: str) -> str:
    """Return the meaning of each value, as the help of a field."""
    return "\n".join(f"- **{v.libelle}** : {v.description}" for v in vocabulaire(nom).proposees)
