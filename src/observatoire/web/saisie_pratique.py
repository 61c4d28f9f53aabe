"""The form's state for one visitor: widget keys sown from a content, and read back into one. Draws nothing."""

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from observatoire.contributions import PORTEES, Contenu, EffetSaisi, LienSaisi, PartenaireSaisi, PieceSaisie

TEXTES = (
    "titre", "resume", "recit", "resultats", "difficultes", "acquis", "a_refaire", "condition_manquante", "site",
)  # fmt: skip
CHOIX = ("forme", "activite", "portee", "publication")
ANNEES = ("annee_debut", "annee_fin")
EFFET = ("frein", "levier", "effet")
"""What is chosen on a row of effects."""
PIECE = ("legende", "credit", "description")
"""What is typed about a joined file."""
LIEN = ("garde", "change", "abandonne", "raison")
"""What is typed about a sheet that existed before."""
LISTES = ("objectifs", "publics", "thematiques", "causes_arret", "freins", "leviers")


@dataclass(frozen=True)
class Saisie:
    """The form of one page; `prefixe` keeps two forms of a session apart."""

    prefixe: str

    @property
    def etat(self) -> MutableMapping[str, Any]:
        """Return the visitor's session."""
        return st.session_state  # type: ignore[return-value]

    def cle(self, champ: str) -> str:
        """Return the key of a field's widget."""
        return f"{self.prefixe}_{champ}"

    def semee(self) -> bool:
        """Tell whether the widgets hold a content; a page left and found again has lost them."""
        return self.cle("titre") in self.etat

    def semer(self, contenu: Contenu) -> None:
        """Put a content in the widgets, before they are drawn."""
        for champ in TEXTES:
            self.etat[self.cle(champ)] = getattr(contenu, champ)
        for champ in CHOIX:
            self.etat[self.cle(champ)] = getattr(contenu, champ) or None
        for champ in LISTES:
            self.etat[self.cle(champ)] = list(getattr(contenu, champ))
        for champ in ANNEES:
            self.etat[self.cle(champ)] = getattr(contenu, champ)
        self.etat[self.cle("embargo_jusqu_au")] = _jour(contenu.embargo_jusqu_au)
        self.etat[self.cle("territoires")] = list(contenu.territoires)
        self.etat[self.cle("lieu_protege")] = contenu.lieu_protege == "oui"
        self.etat[self.cle("cherche")] = ""
        self._semer_partenaires(contenu.partenaires)
        self.etat[self.cle("effets")] = []
        for e in contenu.effets:
            self.ajouter_effet(e)
        self.etat[self.cle("pieces")] = []
        for p in contenu.pieces:
            self.ajouter_piece(p)
        self.etat[self.cle("liens")] = []
        for lien in contenu.liens:
            self.ajouter_lien(lien)

    def _semer_partenaires(self, partenaires: tuple[PartenaireSaisi, ...]) -> None:
        """Give each partner a row number of its own: a row removed leaves the others' widgets alone."""
        depart = self.etat.get(self.cle("prochaine_ligne"), 0)
        lignes = []
        for numero, p in enumerate(partenaires or (PartenaireSaisi(), PartenaireSaisi()), depart):
            lignes.append(numero)
            self.semer_ligne(numero, p)
        self.etat[self.cle("lignes")] = lignes
        self.etat[self.cle("prochaine_ligne")] = depart + len(lignes)

    def semer_ligne(self, numero: int, p: PartenaireSaisi) -> None:
        """Put a partner in the widgets of its row."""
        self.etat[self.cle(f"nom_{numero}")] = p.nom
        self.etat[self.cle(f"cote_{numero}")] = p.cote or None
        self.etat[self.cle(f"role_{numero}")] = p.role or None
        self.etat[self.cle(f"apporte_{numero}")] = list(p.apporte)
        self.etat[self.cle(f"numero_{numero}")] = p.numero
        self.etat[self.cle(f"protege_{numero}")] = p.protege == "oui"

    def prendre_structure(self, numero: int, nom: str, officiel: str) -> None:
        """Give a partner the name and the number of a structure that is known."""
        self.etat[self.cle(f"nom_{numero}")] = nom
        self.etat[self.cle(f"numero_{numero}")] = officiel

    def texte(self, champ: str) -> str:
        """Return the text that a field holds, '' when it holds none."""
        return str(self.etat.get(self.cle(champ)) or "")

    def coche(self, champ: str) -> bool:
        """Tell whether a box is ticked."""
        return bool(self.etat.get(self.cle(champ)))

    @property
    def lignes(self) -> list[int]:
        """Return the partners' row numbers, in order."""
        return list(self.etat[self.cle("lignes")])

    def nom_de_ligne(self, numero: int) -> str:
        """Return the name typed for a partner, '' when there is none yet."""
        return str(self.etat.get(self.cle(f"nom_{numero}")) or "").strip()

    def ajouter_ligne(self) -> None:
        """Add an empty partner."""
        numero = self.etat[self.cle("prochaine_ligne")]
        self.semer_ligne(numero, PartenaireSaisi())
        self.etat[self.cle("lignes")] = [*self.lignes, numero]
        self.etat[self.cle("prochaine_ligne")] = numero + 1

    def retirer_ligne(self, numero: int) -> None:
        """Remove a partner; one empty row stays."""
        self.etat[self.cle("lignes")] = [n for n in self.lignes if n != numero]
        if not self.lignes:
            self.ajouter_ligne()

    def jour(self, champ: str) -> date | None:
        """Return the day a field holds."""
        return self.etat.get(self.cle(champ))

    @property
    def effets(self) -> list[int]:
        """Return the row numbers of the effects, in order; none in a session that an older form sowed."""
        return list(self.etat.get(self.cle("effets")) or [])

    def ajouter_effet(self, e: EffetSaisi | None = None) -> None:
        """Add a row that says what a lever changed for an obstacle."""
        numero = self.etat.get(self.cle("prochain_effet"), 0)
        for champ in EFFET:
            self.etat[self.cle(f"{champ}_{numero}")] = getattr(e or EffetSaisi(), champ) or None
        self.etat[self.cle("effets")] = [*self.effets, numero]
        self.etat[self.cle("prochain_effet")] = numero + 1

    def retirer_effet(self, numero: int) -> None:
        """Remove a row of effects."""
        self.etat[self.cle("effets")] = [n for n in self.effets if n != numero]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Return the joined files (id, kind), in order; none in a session that an older form sowed."""
        return list(self.etat.get(self.cle("pieces")) or [])

    def ajouter_piece(self, p: PieceSaisie) -> None:
        """Add a joined file after the others; the same file is not added twice."""
        if any(fichier == p.fichier for fichier, _ in self.pieces):
            return
        self.etat[self.cle("pieces")] = [*self.pieces, (p.fichier, p.genre)]
        for champ in PIECE:
            self.etat[self.cle(f"{champ}_{p.fichier}")] = getattr(p, champ)
        self.etat[self.cle(f"accord_{p.fichier}")] = p.accord == "oui"

    def retirer_piece(self, fichier: str) -> None:
        """Remove a joined file."""
        self.etat[self.cle("pieces")] = [p for p in self.pieces if p[0] != fichier]

    @property
    def amendee(self) -> str | None:
        """Return the published pratique that this form changes, None when it tells a new one."""
        return self.etat.get(self.cle("amendee")) or None

    @property
    def liens(self) -> list[LienSaisi]:
        """Return the sheets that existed before, what is typed about them left out; none in an older session."""
        return list(self.etat.get(self.cle("liens")) or [])

    def ajouter_lien(self, lien: LienSaisi) -> None:
        """Add a sheet that existed before, or say another thing of it."""
        self.retirer_lien(lien.pratique)
        for champ in LIEN:
            self.etat[self.cle(f"{champ}_{lien.pratique}")] = getattr(lien, champ)
        garde = LienSaisi(pratique=lien.pratique, titre=lien.titre, lien=lien.lien)
        self.etat[self.cle("liens")] = [*self.liens, garde]

    def retirer_lien(self, pratique: str) -> None:
        """Remove a sheet that existed before."""
        self.etat[self.cle("liens")] = [x for x in self.liens if x.pratique != pratique]

    def ajouter_territoire(self, territoire: str) -> None:
        """Add a territory and empty the search."""
        self.etat[self.cle("territoires")] = list(dict.fromkeys([*self._liste("territoires"), territoire]))
        self.etat[self.cle("cherche")] = ""

    def garder_territoires(self, gardes: list[str]) -> None:
        """Keep only these territories."""
        self.etat[self.cle("territoires")] = gardes

    def suivre_portee(self) -> None:
        """Forget the territories that the reach just chosen does not name."""
        portee = PORTEES.get(self.etat.get(self.cle("portee")) or "")
        niveaux = portee.niveaux if portee else ()
        self.garder_territoires([t for t in self._liste("territoires") if t.partition("-")[0] in niveaux])
        self.etat[self.cle("cherche")] = ""

    def contenu(self) -> Contenu:
        """Return what the widgets hold."""
        saisi: dict[str, Any] = {champ: self.etat.get(self.cle(champ)) or "" for champ in (*TEXTES, *CHOIX)}
        saisi |= {champ: self.etat.get(self.cle(champ)) for champ in ANNEES}
        saisi |= {champ: tuple(self._liste(champ)) for champ in (*LISTES, "territoires")}
        return Contenu(
            **saisi,
            lieu_protege="oui" if self.coche("lieu_protege") else "",
            embargo_jusqu_au=_iso(self.etat.get(self.cle("embargo_jusqu_au"))),
            effets=tuple(self._effet(n) for n in self.effets),
            partenaires=tuple(self._partenaire(n) for n in self.lignes),
            pieces=tuple(self._piece(*p) for p in self.pieces),
            liens=tuple(map(self._lien, self.liens)),
        )

    def _effet(self, numero: int) -> EffetSaisi:
        return EffetSaisi(**{champ: self.etat.get(self.cle(f"{champ}_{numero}")) or "" for champ in EFFET})

    def _piece(self, fichier: str, genre: str) -> PieceSaisie:
        textes = {champ: self.etat.get(self.cle(f"{champ}_{fichier}")) or "" for champ in PIECE}
        accord = "oui" if self.etat.get(self.cle(f"accord_{fichier}")) else ""
        return PieceSaisie(fichier=fichier, genre=genre, accord=accord, **textes)

    def _lien(self, lien: LienSaisi) -> LienSaisi:
        textes = {champ: self.etat.get(self.cle(f"{champ}_{lien.pratique}")) or "" for champ in LIEN}
        return replace(lien, **textes)

    def _partenaire(self, numero: int) -> PartenaireSaisi:
        return PartenaireSaisi(
            **{
                champ: self.etat.get(self.cle(f"{champ}_{numero}")) or "" for champ in ("nom", "cote", "role")
            },
            apporte=tuple(self._liste(f"apporte_{numero}")),
            numero=self.texte(f"numero_{numero}"),
            protege="oui" if self.coche(f"protege_{numero}") else "",
        )

    def _liste(self, champ: str) -> list[str]:
        return list(self.etat.get(self.cle(champ)) or [])


def _jour(texte: str) -> date | None:
    """Return the day that an ISO text says, None when it says none."""
    try:
        return date.fromisoformat(texte)
    except ValueError:
        return None


def _iso(jour: date | None) -> str:
    return jour.isoformat() if jour else ""
