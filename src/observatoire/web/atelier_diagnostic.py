"""The texts that one side writes in a shared diagnosis: saved as they are typed, never lost on an error."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from observatoire import diagnostics
from observatoire.comptes import Personne
from observatoire.diagnostics import Diagnostic
from observatoire.errors import Conflit, ErreurObservatoire

Cle = tuple[str, str]


@dataclass(frozen=True)
class Atelier:
    """A document, who writes in it, and what this screen knows of each text."""

    d: Diagnostic
    personne: Personne

    def champ(self, cle: Cle) -> str:
        """Return the key of a text's widget; its prefix has it sent after a pause (ressources/saisie.js)."""
        return f"diagnostic_{self.d.id}_{cle[0]}_{cle[1]}"

    def memoire(self, cle: Cle) -> dict[str, Any]:
        """Return the record of a text, changed in place: a run that Streamlit stops then forgets nothing."""
        tous = st.session_state.setdefault(f"atelier-{self.d.id}", {})
        connu = self.d.textes[cle]
        return tous.setdefault(
            cle, {"saisi": connu.texte, "version": connu.version, "refus": "", "conflit": False}
        )

    def semer(self, cle: Cle) -> None:
        """Put in the widget what was typed here, or what was saved elsewhere since when nothing waits here."""
        lue, connu = self.memoire(cle), self.d.textes[cle]
        if not lue["refus"] and lue["version"] != connu.version:
            lue.update(saisi=connu.texte, version=connu.version)
            st.session_state[self.champ(cle)] = connu.texte
        elif self.champ(cle) not in st.session_state:
            st.session_state[self.champ(cle)] = lue["saisi"]

    def garder(self, cle: Cle) -> None:
        """Save a text (a callback)."""
        lue = self.memoire(cle)
        lue["saisi"] = st.session_state[self.champ(cle)]
        self._enregistrer(cle, lue, lue["version"])

    def _enregistrer(self, cle: Cle, lue: dict[str, Any], version: int) -> None:
        try:
            garde = diagnostics.enregistrer(self.personne, self.d.id, cle, lue["saisi"], version)
        except Conflit as conflit:
            lue.update(refus=str(conflit), conflit=True)
        except ErreurObservatoire as erreur:
            lue.update(refus=str(erreur), conflit=False)
        else:
            lue.update(version=garde.version, refus="", conflit=False)

    def imposer(self, cle: Cle) -> None:
        """Leave a conflict with one's own text."""
        self._enregistrer(cle, self.memoire(cle), self.d.textes[cle].version)

    def ceder(self, cle: Cle) -> None:
        """Leave a conflict with the text saved elsewhere."""
        connu = self.d.textes[cle]
        self.memoire(cle).update(saisi=connu.texte, version=connu.version, refus="", conflit=False)
        st.session_state[self.champ(cle)] = connu.texte
