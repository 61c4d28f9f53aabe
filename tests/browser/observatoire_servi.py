"""The observatory as its command serves it, on the real catalogue, with something to read for the moderation."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx2
from tests.serveur import RACINE, Serveur

MOT_DE_PASSE = "un mot de passe pour les essais"
SERVIR = ("-m", "observatoire.cli", "servir")
COURRIEL = "claude.modere@exemple.fr"
INSTRUCTION = {
    "fanny@exemple.fr": ("Fanny Finance", "financeur"),
    "aya@exemple.fr": ("Aya Lit", "contributeur"),
    "bo@exemple.fr": ("Bo Relit", "contributeur"),
}
"""Who instructs the call of the screens: address → name, role."""


class Observatoire(Serveur):
    """The command `servir` in a process of its own; `noms` are the identifiers and secrets of what it starts with."""

    def __init__(
        self, local: Path, env: dict[str, str] | None = None, commande: tuple[str, ...] = SERVIR
    ) -> None:
        self.noms: dict[str, str] = {}
        super().__init__(local, *commande, env=env)
        self._env["OBSERVATOIRE_PORT"] = str(self.port)

    def __enter__(self) -> "Observatoire":
        self.noms = json.loads(self._lancer("tests.browser.observatoire_servi").splitlines()[-1])
        super().__enter__()
        self.noms["fiche"] = self._fiche_des_mureaux()
        return self

    def _fiche_des_mureaux(self) -> str:
        """Return the report's PTCE of Les Mureaux, found as anyone would: by the open API."""
        question = {"q": "PTCE Mureaux", "origine": "rapport"}
        reponse = httpx2.get(f"{self.base}/api/v1/pratiques", params=question, timeout=30)
        return str(reponse.raise_for_status().json()["donnees"][0]["id"])

    def commande(self, *arguments: str, saisie: str = "") -> str:
        """Run a verb of the command line beside the server; return what it says."""
        return self._lancer("observatoire.cli", *arguments, saisie=saisie)

    def _lancer(self, module: str, *arguments: str, saisie: str = "") -> str:
        commande = [sys.executable, "-m", module, *arguments]
        fait = subprocess.run(
            commande,
            check=False,
            cwd=RACINE,
            env=self._env,
            input=saisie,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert fait.returncode == 0, fait.stderr[-3000:]
        return fait.stdout

    def creer_moderateur(self, courriel: str = COURRIEL, nom: str = "Claude Modère") -> None:
        """Create a moderator by the command line, as an operator would."""
        self.commande(
            *("compte", "creer", "--courriel", courriel, "--nom", nom, "--role", "moderateur"),
            saisie=f"{MOT_DE_PASSE}\n",
        )


def preparer() -> dict[str, str]:
    """Load what is delivered and deposit one contribution in each state that a screen shows, and a signed diagnosis."""
    from tests.factories_appels import ouvert_aujourd_hui
    from tests.factories_candidatures import Deux
    from tests.factories_candidatures import deposee as candidature_deposee
    from tests.factories_confirmations import MARMITE, fiche_de_trois, lien_de
    from tests.factories_contributions import CONTENU, MODERATRICE, TERMINEE, deposee, publiee
    from tests.factories_diagnostics import signe
    from tests.factories_fraicheur import rappel_de
    from tests.factories_retours import faire_parler

    from observatoire import contributions, instruction
    from observatoire.clock import aujourd_hui
    from observatoire.comptes.actions import creer_compte
    from observatoire.comptes.model import ANONYME, OPERATEUR, Personne
    from observatoire.ops import preparation
    from observatoire.retours.signatures import lien
    from observatoire.settings import settings

    store = preparation.ouvrir(settings())
    preparation.preparer(settings(), lambda _: None)
    a_relire, jeton_a_relire = deposee()
    a_corriger, jeton_a_corriger = deposee()
    contributions.demander_correction(
        MODERATRICE,
        a_corriger.id,
        a_corriger.version,
        "Pouvez-vous préciser qui anime la cuisine le matin ?",
    )
    refusee, jeton_refusee = deposee(replace(CONTENU, titre="Une cuisine racontée trop vite"))
    contributions.refuser(MODERATRICE, refusee.id, refusee.version, "Une seule structure est nommée.")
    contestee, jeton_contestee = deposee(replace(CONTENU, titre="Une cuisine qui se défend"))
    contestee = contributions.refuser(
        MODERATRICE, contestee.id, contestee.version, "Une seule structure est nommée."
    )
    contributions.contester(
        ANONYME,
        contestee.id,
        contestee.version,
        "Le centre social y prend part : lisez la fin du récit.",
        jeton=jeton_contestee,
    )
    _, jeton_brouillon = contributions.commencer_brouillon(ANONYME, CONTENU)
    _, jeton_fin = contributions.commencer_brouillon(ANONYME, TERMINEE)
    finie, _ = publiee(TERMINEE)
    en_ligne, jeton_publiee = publiee()
    trois, jeton_trois = fiche_de_trois()
    jeton_confirmer = lien_de(MARMITE, str(en_ligne.pratique_id))
    jeton_nouvelles = rappel_de(en_ligne, jeton_publiee)
    adresse = faire_parler(str(en_ligne.pratique_id))
    diagnostic = signe("departement-53")
    financeuse, _, _ = (
        creer_compte(OPERATEUR, courriel, nom, role, MOT_DE_PASSE)
        for courriel, (nom, role) in INSTRUCTION.items()
    )
    qui_finance = Personne(financeuse.id, financeuse.nom, financeuse.role)
    appel = ouvert_aujourd_hui(qui_finance)
    candidature = Deux(appel)
    recue = candidature_deposee(appel)
    for courriel, college in (("aya@exemple.fr", "es"), ("bo@exemple.fr", "ts")):
        instruction.nommer(qui_finance, appel.id, courriel, college, structure="Une autre structure")
    instruction.repartir(qui_finance, appel.id, {"es": 1, "ts": 1})
    preparation.fermer(store)
    return {
        "a_relire": a_relire.id,
        "jeton_a_relire": jeton_a_relire,
        "jeton_refusee": jeton_refusee,
        "contestee": contestee.id,
        "jeton_a_corriger": jeton_a_corriger,
        "jeton_brouillon": jeton_brouillon,
        "jeton_trois": jeton_trois,
        "jeton_nouvelles": jeton_nouvelles,
        "jeton_confirmer": jeton_confirmer,
        "trois": str(trois.pratique_id),
        "jeton_fin": jeton_fin,
        "finie": str(finie.pratique_id),
        "jeton_publiee": jeton_publiee,
        "diagnostic": diagnostic.id,
        "appel": appel.id,
        "candidature_recue": recue.id,
        "jeton_candidature": candidature.jeton,
        "jeton_membre": candidature.liens["bbbb2222"],
        "jeton_candidature_deposee": recue.jeton,
        "publiee": str(en_ligne.pratique_id),
        "code": adresse.code,
        "lien_ts": lien(adresse.code, adresse.secret, "ts", aujourd_hui()),
    }


if __name__ == "__main__":
    os.environ.pop("OBSERVATOIRE_TWO_COLLEGES", None)  # what it starts with was decided by one person
    print(json.dumps(preparer()))
