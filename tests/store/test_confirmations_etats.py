"""The confirmation of a partner as a machine: whatever is done in whatever order, the model and the store agree."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from tests.factories_confirmations import DISCRETE, MARMITE, TILLEULS, fiche_de_trois
from tests.factories_contributions import MODERATRICE, quelques_territoires

from observatoire import confirmations, pratiques
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.confirmations import Reponse
from observatoire.confirmations.model import DUREE
from observatoire.contributions import jetons
from observatoire.errors import Refus
from observatoire.pratiques import Confirmations
from observatoire.store import Store, lire

NOMS = (MARMITE, TILLEULS, DISCRETE)
DEBUT = datetime(2026, 1, 5, 8, 0)
REPONSES = st.builds(
    Reponse,
    role=st.sampled_from(["porteur", "soutien", "financeur"]),
    apporte=st.lists(st.sampled_from(["local", "benevoles", "financement"]), unique=True).map(tuple),
)


class Partenaires(RuleBasedStateMachine):
    """Three partners of one sheet, their links, and time."""

    liens = Bundle("liens")

    @initialize()
    def publier(self) -> None:
        self.a = DEBUT
        with temps_fige(self.a):
            self.publiee, self.secret = fiche_de_trois()
        self.ici = str(self.publiee.pratique_id)
        self.reponse: dict[str, str | None] = dict.fromkeys(NOMS)
        self.dits: dict[str, Reponse] = {}
        self.ouvert: dict[str, tuple[str, datetime] | None] = dict.fromkeys(NOMS)

    def attend(self, nom: str) -> bool:
        lien = self.ouvert[nom]
        return lien is not None and self.a < lien[1]

    @rule(target=liens, nom=st.sampled_from(NOMS), par_moderation=st.booleans())
    def inviter(self, nom: str, par_moderation: bool) -> object:
        personne = MODERATRICE if par_moderation else ANONYME
        origine = {} if par_moderation else {"contribution_id": self.publiee.id, "jeton": self.secret}
        with temps_fige(self.a):
            if not par_moderation and (self.reponse[nom] or self.a >= DEBUT + jetons.DUREE):
                with pytest.raises(Refus):
                    confirmations.inviter(personne, self.ici, nom, **origine)
                return multiple()
            jeton = confirmations.inviter(personne, self.ici, nom, **origine)
        self.ouvert[nom] = (jeton, self.a + DUREE)
        return (nom, jeton)

    @rule(nom=st.sampled_from(NOMS))
    def revoquer(self, nom: str) -> None:
        with temps_fige(self.a):
            if self.reponse[nom] or not self.attend(nom):
                with pytest.raises(Refus):
                    confirmations.revoquer(MODERATRICE, self.ici, nom)
                return
            confirmations.revoquer(MODERATRICE, self.ici, nom)
        self.ouvert[nom] = None

    @rule(lien=liens, reponse=REPONSES)
    def confirmer(self, lien: tuple[str, str], reponse: Reponse) -> None:
        nom, jeton = lien
        with temps_fige(self.a):
            if self.ouvert[nom] is None or self.ouvert[nom][0] != jeton or not self.attend(nom):
                with pytest.raises(Refus):
                    confirmations.confirmer(jeton, reponse)
                return
            assert confirmations.confirmer(jeton, reponse).etat == "confirmee"
        self.reponse[nom], self.dits[nom], self.ouvert[nom] = "confirmee", reponse, None

    @rule(lien=liens)
    def refuser(self, lien: tuple[str, str]) -> None:
        nom, jeton = lien
        with temps_fige(self.a):
            if self.ouvert[nom] is None or self.ouvert[nom][0] != jeton or not self.attend(nom):
                with pytest.raises(Refus):
                    confirmations.refuser(jeton)
                return
            assert confirmations.refuser(jeton).etat == "refusee"
        self.reponse[nom], self.ouvert[nom] = "refusee", None

    @rule(lien=liens)
    def regarder(self, lien: tuple[str, str]) -> None:
        """Looking at a link changes nothing."""
        with lire() as cur:
            assert confirmations.par_jeton(cur, lien[1]).nom == lien[0]

    @rule(jours=st.integers(1, 70))
    def attendre(self, jours: int) -> None:
        self.a += timedelta(days=jours)

    @invariant()
    def le_public_sait_ce_qui_a_ete_repondu(self) -> None:
        if not hasattr(self, "ici"):
            return
        with lire() as cur:
            p = pratiques.obtenir(cur, self.ici)
        nommes = {m.nom: m for m in p.partenaires}
        assert set(nommes) == {n for n in NOMS if self.reponse[n] != "refusee"}
        confirmes = {n for n in NOMS if self.reponse[n] == "confirmee"}
        assert {n for n, m in nommes.items() if m.confirmation == "confirmee"} == confirmes
        assert p.confirmations == (Confirmations(len(confirmes), 3) if confirmes else Confirmations())
        for nom in confirmes:
            dit = self.dits[nom]
            assert (nommes[nom].role, set(nommes[nom].apporte)) == (dit.role, set(dit.apporte))

    @invariant()
    def un_seul_lien_attend_par_partenaire(self) -> None:
        if not hasattr(self, "ici"):
            return
        with lire() as cur:
            ouverts = cur.lignes(
                "select nom, count(*) as n from base.invitation where pratique_id = $ici and etat = 'envoyee' group by nom",
                ici=self.ici,
            )
        assert {o["nom"]: o["n"] for o in ouverts} == {n: 1 for n in NOMS if self.ouvert[n]}


def test_whatever_the_order(store_deux_moteurs: Store) -> None:
    quelques_territoires()
    reglages = settings(
        max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Partenaires, settings=reglages)
