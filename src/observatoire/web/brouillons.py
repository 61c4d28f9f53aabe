"""The draft behind a form: found again by its address, saved as it is typed, never lost on an error."""

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from observatoire import abus, contributions, doublons
from observatoire.abus import PreuveDemandee, Provenance
from observatoire.clock import maintenant
from observatoire.comptes.model import Personne
from observatoire.contributions import Contenu, Contribution
from observatoire.contributions.nettoyage import nettoyer
from observatoire.contributions.rules import erreur_courriel
from observatoire.errors import Conflit, ErreurObservatoire, Invalide
from observatoire.store import lire
from observatoire.web.saisie_pratique import Saisie
from observatoire.web.session import adresse_du_navigateur

PIEGE = "site_web_de_votre_entreprise"
"""Key of the field that nobody sees."""


@dataclass
class Memoire:
    """What a screen knows of its draft: one record, changed in place, by one run at a time.

    Streamlit stops a run for a newer one wherever the run touches its session, and does not wait for it: the newer one
    must neither miss what the older just saved nor save at the same time, else a person would conflict with herself.
    """

    valeurs: dict[str, Any] = field(default_factory=dict)
    verrou: AbstractContextManager[Any] = field(default_factory=RLock)


@dataclass(frozen=True)
class Atelier:
    """A form, who types in it, and the contribution it saves to (none until something is typed)."""

    saisie: Saisie
    personne: Personne

    @property
    def _memoire(self) -> Memoire:
        """Return the record of this screen, from the visitor's session."""
        memoire: Memoire = self.saisie.etat.setdefault(self.saisie.cle("atelier"), Memoire())
        return memoire

    def _lu(self, nom: str, defaut: Any = None) -> Any:
        return self._memoire.valeurs.get(nom, defaut)

    def _mis(self, nom: str, valeur: Any) -> None:
        self._memoire.valeurs[nom] = valeur

    @property
    def contribution(self) -> Contribution | None:
        """Return the contribution as this screen last saved or read it."""
        return self._lu("contribution")

    @property
    def jeton(self) -> str:
        """Return the secret token, empty when the account alone opens the contribution."""
        return str(self._lu("jeton", ""))

    @property
    def tout_dire(self) -> bool:
        """Tell whether a deposit was refused: empty fields are then told too."""
        return bool(self._lu("tout_dire", False))

    @property
    def refus(self) -> str:
        """Return why the last save or deposit failed, empty when it did not."""
        return str(self._lu("refus", ""))

    @property
    def en_conflit(self) -> bool:
        """Tell whether the contribution was changed elsewhere."""
        return bool(self._lu("conflit", False))

    def erreurs(self) -> dict[str, str]:
        """Return what prevents the deposit: the form's rules, and what the store refused of this same content."""
        contenu, (rejetee, champs) = self.saisie.contenu(), self._lu("rejet", (None, {}))
        dites = {**(champs if rejetee == contenu else {}), **contributions.erreurs(contenu)}
        if probleme := erreur_courriel(self.courriel):
            dites["courriel"] = probleme
        return dites

    @property
    def courriel(self) -> str:
        """Return the address typed for the news."""
        return str(self.saisie.etat.get(self.saisie.cle("courriel")) or "").strip()

    def ouvrir(
        self, contribution: Contribution | None, jeton: str, depart: Contenu, amendee: str = ""
    ) -> None:
        """Sow the form, unless it already holds this contribution; without one, `depart` is what it starts from."""
        inspirees = " ".join(x.pratique for x in depart.liens)
        source = contribution.id if contribution else f"nouveau:{amendee or inspirees}"
        if self._lu("source") == source and self.saisie.semee():
            return
        self.saisie.semer(contribution.contenu if contribution else depart)
        self.saisie.etat[self.saisie.cle("amendee")] = contribution.pratique_id if contribution else amendee
        self.saisie.etat[self.saisie.cle("courriel")] = (contribution.courriel if contribution else "") or ""
        self._memoire.valeurs = {
            "source": source,
            "contribution": contribution,
            "jeton": jeton,
            "depart": nettoyer(depart),
            "courriel": contribution.courriel or "" if contribution else "",
            "ouvert_a": None if contribution else maintenant(),
        }

    def garder(self, pratique_id: str | None = None) -> None:
        """Save what is typed when it changed; on a refusal the form keeps it and says so."""
        with self._memoire.verrou:
            self._garder(pratique_id)
            self._garder_courriel()

    def _garder_courriel(self) -> None:
        """Save the address when it changed and reads as one; with the first save of the rest when nothing is saved yet."""
        connue, courriel = self.contribution, self.courriel
        if connue is None or courriel == self._lu("courriel", "") or erreur_courriel(courriel):
            return
        try:
            contributions.donner_courriel(self.personne, connue.id, courriel, jeton=self.jeton)
            self._mis("courriel", courriel)
        except ErreurObservatoire as erreur:
            self._mis("refus", str(erreur))

    def _garder(self, pratique_id: str | None) -> None:
        contenu, connue, connu = self.saisie.contenu(), self.contribution, self._memoire.valeurs
        if self.en_conflit or nettoyer(contenu) == (
            nettoyer(connue.contenu) if connue else self._lu("depart")
        ):
            return
        try:
            if connue is None:
                connue, jeton = contributions.commencer_brouillon(
                    self.personne, contenu, pratique_id=pratique_id, provenance=self._provenance()
                )
                connu.update(jeton=jeton, source=connue.id)
            else:
                connue = contributions.enregistrer_brouillon(
                    self.personne, connue.id, connue.version, contenu, jeton=self.jeton
                )
            connu.update(contribution=connue, refus="")
        except Conflit as conflit:
            self._mis("conflit", True)
            self._mis("refus", str(conflit))
        except ErreurObservatoire as erreur:
            self._mis("refus", str(erreur))

    @property
    def defi(self) -> dict[str, Any] | None:
        """Return the calculation that this deposit waits for, None when it waits for none."""
        return self._lu("defi")

    def _provenance(self, preuve: str = "") -> Provenance:
        """Return what this screen knows of who deposits."""
        return Provenance(
            adresse=adresse_du_navigateur(),
            courriel=self.courriel,
            ouvert_a=self._lu("ouvert_a"),
            piege=bool(self.saisie.etat.get(self.saisie.cle(PIEGE))),
            preuve=preuve,
        )

    def deposer(self, pratique_id: str | None = None, preuve: str = "") -> None:
        """Hand the content to moderation; problems are then told beside each field, or a calculation is asked first."""
        with self._memoire.verrou:
            if not self.en_conflit:
                self._mis("refus", "")  # what refused a moment ago is asked again
            self._garder(pratique_id)
            self._garder_courriel()
            self._deposer(preuve)

    def _deposer(self, preuve: str) -> None:
        connue, connu = self.contribution, self._memoire.valeurs
        if connue is None or self.refus or erreur_courriel(self.courriel):
            self._mis("tout_dire", True)
            return
        try:
            recue = contributions.deposer(
                self.personne,
                connue.id,
                connue.version,
                self.saisie.contenu(),
                jeton=self.jeton,
                provenance=self._provenance(preuve),
            )
            connu.update(contribution=recue, tout_dire=False, defi=None)
            with suppress(ErreurObservatoire):
                doublons.reperer(recue.id)
        except PreuveDemandee:
            self._mis("defi", abus.nouveau_defi())
        except Invalide as invalide:
            self._mis("tout_dire", True)
            self._mis("rejet", (self.saisie.contenu(), invalide.champs))
        except Conflit as conflit:
            self._mis("conflit", True)
            self._mis("refus", str(conflit))
        except ErreurObservatoire as erreur:
            self._mis("refus", str(erreur))

    def reprendre(self, *, garder_ma_saisie: bool) -> None:
        """Leave a conflict: take the version saved elsewhere, or save this one over it."""
        connue = self.contribution
        if connue is None:
            return
        with lire() as cur:
            autre = contributions.obtenir(cur, self.personne, connue.id, jeton=self.jeton)
        self._mis("contribution", autre)
        self._mis("conflit", False)
        self._mis("refus", "")
        if not garder_ma_saisie:
            self.saisie.semer(autre.contenu)

    def oublier(self) -> None:
        """Forget this form: the next one starts empty."""
        self._memoire.valeurs = {}
