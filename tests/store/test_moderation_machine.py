"""The life of a contribution as a machine of rules, and many decisions at once, on both engines."""

import threading
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.factories_contributions import CONTENU, MODERATEUR, MODERATRICE, deposee, quelques_territoires

from observatoire import contributions
from observatoire.comptes.model import ANONYME
from observatoire.contributions.model import TRANSITIONS
from observatoire.errors import Conflit, ErreurObservatoire, Refus
from observatoire.journal import lister_journal
from observatoire.store import lire

MOTIF = "Une raison dite en entier."
RECOURS = "Un recours dit en entier, avec ce qu’il faut relire."
MODERATION = {"elle": MODERATRICE, "lui": MODERATEUR}
titres = st.sampled_from(["Une cuisine partagée", "Une cuisine réparée", "Une cuisine rouverte"])
qui = st.sampled_from(sorted(MODERATION))


@pytest.fixture
def base(store_deux_moteurs):
    quelques_territoires()


class VieDUneContribution(RuleBasedStateMachine):
    """Anybody tries anything, in any order; the tables alone say what happens."""

    @initialize()
    def commencer(self):
        self.c, self.jeton = contributions.commencer_brouillon(ANONYME, CONTENU)
        self.attendues: list[tuple[int, str]] = []
        self.juges: set[str] = set()
        self.recours = 0

    def tenter(self, verbe, action, *, permise=True):
        """Run a verb: it moves as the table says, or raises and leaves everything as it was."""
        avant = self.c
        vers = TRANSITIONS.get((verbe, avant.statut))
        try:
            self.c = action()
        except ErreurObservatoire:
            assert vers is None or not permise, f"{verbe} refused from {avant.statut}"
            assert self.relue() == avant
        else:
            assert permise
            assert self.c.statut == vers
            assert self.c.version == avant.version + (verbe != "prendre_en_charge")
            if verbe not in ("corriger", "prendre_en_charge"):
                self.attendues.append((self.c.version, self.c.statut))

    def relue(self):
        with lire() as cur:
            return contributions.obtenir_par_jeton(cur, ANONYME, self.jeton)

    @rule(titre=titres)
    def corriger(self, titre):
        self.tenter("corriger", lambda: contributions.enregistrer_brouillon(
            ANONYME, self.c.id, self.c.version, replace(CONTENU, titre=titre), jeton=self.jeton))  # fmt: skip

    @rule(titre=titres)
    def deposer(self, titre):
        contenu = replace(CONTENU, titre=titre)
        if self.c.statut == "a_relire" and self.c.contenu == contenu:
            assert contributions.deposer(ANONYME, self.c.id, 1, contenu, jeton=self.jeton) == self.c
        else:
            self.tenter("deposer", lambda: contributions.deposer(
                ANONYME, self.c.id, self.c.version, contenu, jeton=self.jeton))  # fmt: skip

    @rule(nom=qui, verbe=st.sampled_from(["publier", "demander_correction", "refuser", "prendre_en_charge"]))
    def decider(self, nom, verbe):
        personne = MODERATION[nom]
        motif = () if verbe in ("publier", "prendre_en_charge") else (MOTIF,)
        permise = self.c.statut != "en_recours" or personne.id not in self.juges
        self.tenter(
            verbe,
            lambda: getattr(contributions, verbe)(personne, self.c.id, self.c.version, *motif),
            permise=permise,
        )
        if self.c.statut == "refusee" and verbe == "refuser":
            self.juges = {self.c.moderateur_id}

    @rule()
    def contester(self):
        permise = not self.recours
        avant = self.c.statut
        self.tenter("contester", lambda: contributions.contester(
            ANONYME, self.c.id, self.c.version, RECOURS, jeton=self.jeton), permise=permise)  # fmt: skip
        self.recours += avant == "refusee" and self.c.statut == "en_recours"

    @rule()
    def retirer(self):
        sienne = self.c.statut != "publiee"
        self.tenter("retirer", lambda: contributions.retirer(
            ANONYME, self.c.id, self.c.version, jeton=self.jeton), permise=sienne)  # fmt: skip

    @rule(verbe=st.sampled_from(["refuser", "demander_correction"]))
    def decider_sur_une_version_depassee(self, verbe):
        with pytest.raises((Conflit, Refus)):
            getattr(contributions, verbe)(MODERATEUR, self.c.id, self.c.version - 1, MOTIF)

    @invariant()
    def rien_ne_se_perd(self):
        with lire() as cur:
            revisions = contributions.lister_revisions(cur, self.c)
            fiches = cur.valeur(
                "select count(*) from base.pratique where statut = 'publiee' and id = $id",
                id=self.c.pratique_id,
            )
        assert [(r.version, r.statut) for r in revisions] == self.attendues
        assert self.recours <= 1
        assert fiches == (self.c.statut == "publiee")
        assert self.relue() == self.c


def test_aucune_transition_illegale_et_aucune_revision_perdue(base, request):
    exemples = 12 if "postgresql" in request.node.name else 25
    run_state_machine_as_test(
        VieDUneContribution,
        settings=settings(
            max_examples=exemples, stateful_step_count=14, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("recours", [False, True])
def test_cinquante_decisions_a_la_fois_font_un_seul_effet(base, recours):
    c, jeton = deposee()
    if recours:
        c = contributions.refuser(MODERATRICE, c.id, c.version, MOTIF)
        c = contributions.contester(ANONYME, c.id, c.version, RECOURS, jeton=jeton)
    depart, resultats = threading.Barrier(50), Counter()

    def decider(rang):
        verbe = ("publier", "refuser", "demander_correction")[rang % 3]
        motif = () if verbe == "publier" else (MOTIF,)
        depart.wait()
        try:
            resultats[getattr(contributions, verbe)(MODERATEUR, c.id, c.version, *motif).statut] += 1
        except Conflit:
            resultats["conflit"] += 1

    fils = [threading.Thread(target=decider, args=(rang,)) for rang in range(50)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert resultats.pop("conflit") == 49
    [statut] = resultats
    with lire() as cur:
        finale = contributions.obtenir_par_jeton(cur, ANONYME, jeton)
        revisions = [r.statut for r in contributions.lister_revisions(cur, finale)]
        verbes = [e.verbe for e in lister_journal(cur, "contribution", c.id)]
        assert cur.valeur("select count(*) from base.pratique") == int(statut == "publiee")
    avant = ["a_relire", "refusee", "en_recours"] if recours else ["a_relire"]
    assert revisions == [*avant, statut]
    assert finale.statut == statut
    assert len(verbes) == len(revisions) + 1
