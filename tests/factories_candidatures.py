"""Applications for the tests: a complete content, and the states reached through the real actions."""

from dataclasses import replace

from observatoire import candidatures
from observatoire.appels import Appel
from observatoire.candidatures import (
    Candidature,
    ContenuCandidature,
    MembreSaisi,
    PosteSaisi,
    RessourceSaisie,
)
from observatoire.comptes.model import ANONYME, Personne
from observatoire.store import lire
from tests.factories_appels import FINANCEUSE, publie

CUISINE = MembreSaisi(
    cle="aaaa1111", nom="La Cuisine des Deux Rives", numero="552 100 554", cote="es", role="porteur",
    apport="Elle tient la cuisine et forme les personnes accueillies.", decide="oui", initiative="oui", credite="oui",
)  # fmt: skip
CCAS = MembreSaisi(
    cle="bbbb2222", nom="CCAS de Poissy", numero="", cote="ts", role="co_porteur",
    apport="Il accueille, oriente et accompagne les personnes.", decide="oui", initiative="oui", credite="oui",
)  # fmt: skip
CONTENU = ContenuCandidature(
    titre="Une cuisine tenue à deux",
    resume="Une cuisine de quartier où l’entreprise sociale forme et où le service social accueille, trois jours par semaine.",
    besoins="Les personnes suivies disent manquer d’un lieu où manger et se poser, sans condition.",
    besoins_ensemble="oui",
    territoires=("departement-78",),
    membres=(CUISINE, CCAS),
    demande="30 000 €",
    postes=(
        PosteSaisi(intitule="Encadrement de la cuisine", montant="20 000", membre="aaaa1111"),
        PosteSaisi(intitule="Accueil et accompagnement", montant="12 500,50 €", membre="bbbb2222"),
        PosteSaisi(intitule="Réunions d’équipe communes", montant="2 499,50", membre="bbbb2222", temps_de_lien=True),
    ),
    ressources=(RessourceSaisie(origine="Ville de Poissy", montant="5 000"),),
)  # fmt: skip
"""Expenses 35,000 €: 57 % for the ES side, 43 % for the TS side; balanced."""


class Deux:
    """An application written by one partner and read by the other, each by its own link."""

    def __init__(
        self, appel: Appel | None = None, contenu: ContenuCandidature = CONTENU, personne: Personne = ANONYME
    ) -> None:
        self.personne = personne
        self.appel = appel or publie()
        lue, self.jeton = candidatures.commencer(personne, self.appel.id, contenu)
        self.id = lue.id
        self.liens = {
            m.cle: candidatures.inviter(personne, self.id, m.cle, jeton=self.jeton)
            for m in contenu.membres[1:]
        }

    def lue(self) -> Candidature:
        """Read it again."""
        with lire() as cur:
            return candidatures.par_jeton(cur, self.jeton)[0]

    def signer(self) -> None:
        """Have every partner sign what is written."""
        empreinte = self.lue().contenu.empreinte
        candidatures.signer(self.personne, self.id, empreinte, jeton=self.jeton)
        for lien in self.liens.values():
            candidatures.signer(ANONYME, self.id, empreinte, jeton=lien)

    def deposer(self) -> candidatures.Recu:
        """Deposit what is written."""
        return candidatures.deposer(self.personne, self.id, self.lue().version, jeton=self.jeton)

    def changer(self, **champs: object) -> Candidature:
        """Write something else."""
        lue = self.lue()
        nouveau = replace(lue.contenu, **champs)  # type: ignore[arg-type]
        return candidatures.enregistrer(self.personne, self.id, lue.version, nouveau, jeton=self.jeton)


def deposee(appel: Appel | None = None, contenu: ContenuCandidature = CONTENU) -> Deux:
    """Return an application signed by all and deposited."""
    deux = Deux(appel, contenu)
    deux.signer()
    deux.deposer()
    return deux


__all__ = ["CCAS", "CONTENU", "CUISINE", "FINANCEUSE", "Deux", "deposee"]
