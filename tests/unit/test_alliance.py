"""The mixity check against an independent oracle, its symmetry, and each answer by decision table."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.alliance import AXES, Dossier, Membre, Seuils, mesurer, verifier
from observatoire.alliance.model import FACULTATIVES, QUESTIONS
from observatoire.alliance.rules import et, verdict_de

TROIS = (True, False, None)
ES = Membre(nom="La Marmite", cote="es", role="porteur", part_budget=0.6, decide=True, a_l_initiative=True, credite=True, confirme=True)  # fmt: skip
TS = Membre(nom="CCAS", cote="ts", role="co_porteur", part_budget=0.4, decide=True, a_l_initiative=True, credite=True, confirme=True)  # fmt: skip
ALLIANCE = Dossier(membres=(ES, TS), besoins_ensemble=True, temps_de_lien=True)


def oracle(un, deux, trois, quatre):
    """Complete every unknown both ways: the verdict stands when all completions agree."""

    def connu(a, b, c, d):
        if not (a and b):
            return "non_mixte"
        return "mixte" if c and d else "mixte_desequilibree"

    ouvertes = [TROIS[:2] if v is None else (v,) for v in (un, deux, trois, quatre)]
    dits = {connu(*complet) for complet in product(*ouvertes)}
    return dits.pop() if len(dits) == 1 else "a_verifier"


@pytest.mark.parametrize("valeurs", list(product(TROIS, repeat=4)))
def test_les_81_combinaisons_suivent_l_oracle(valeurs):
    assert verdict_de(dict(zip(QUESTIONS[:4], valeurs, strict=True))) == oracle(*valeurs)


def test_les_quatre_verdicts_se_rencontrent():
    assert {oracle(*v) for v in product(TROIS, repeat=4)} == {"mixte", "mixte_desequilibree", "non_mixte", "a_verifier"}  # fmt: skip


membres = st.builds(
    Membre,
    nom=st.sampled_from(["A", "B", "C", "D"]),
    cote=st.sampled_from(["es", "ts", "les_deux", "public", "autre", "inconnu"]),
    role=st.sampled_from(["porteur", "co_porteur", "financeur", "soutien", None]),
    siren=st.sampled_from([None, "111111111", "222222222"]),
    part_budget=st.sampled_from([None, 0.0, 0.1, 0.25, 0.5]),
    decide=st.sampled_from(TROIS),
    a_l_initiative=st.sampled_from(TROIS),
    credite=st.sampled_from(TROIS),
    confirme=st.sampled_from(TROIS),
)
dossiers = st.builds(
    Dossier,
    membres=st.lists(membres, max_size=4).map(tuple),
    liste_complete=st.booleans(),
    besoins_ensemble=st.sampled_from(TROIS),
    temps_de_lien=st.sampled_from(TROIS),
)
seuils = st.builds(
    Seuils, part_minimale=st.sampled_from([0.0, 0.2, 0.5]), exigees=st.frozensets(st.sampled_from(sorted(FACULTATIVES)))
)  # fmt: skip
INVERSE = {"es": "ts", "ts": "es"}


def inverser(d: Dossier) -> Dossier:
    return replace(d, membres=tuple(replace(m, cote=INVERSE.get(m.cote, m.cote)) for m in d.membres))


@given(dossiers, seuils)
def test_echanger_les_cotes_garde_le_verdict_et_retourne_la_jauge(dossier, demande):
    ici, la = verifier(dossier, demande), verifier(inverser(dossier), demande)
    assert ici.verdict == la.verdict
    assert [r.valeur for r in ici.reponses] == [r.valeur for r in la.reponses]
    assert ici.exigences == la.exigences
    jauge, retournee = mesurer(dossier), mesurer(inverser(dossier))
    for axe in AXES:
        assert (jauge[axe] is None) == (retournee[axe] is None)
        if jauge[axe] is not None:
            assert jauge[axe] == pytest.approx(-retournee[axe])
            assert -1 <= jauge[axe] <= 1


@given(dossiers, seuils, st.data())
def test_apprendre_ce_qu_on_ignorait_ne_contredit_jamais_un_verdict(dossier, demande, data):
    """A verdict other than « to check » stays, whatever the unknowns turn out to be."""
    avant = verifier(dossier, demande)
    dit = {
        "cote": ["es", "ts", "les_deux", "public"],
        "role": ["porteur", "soutien"],
        "part_budget": [0.0, 0.3],
        "decide": [True, False],
        "confirme": [True, False],
    }
    appris = tuple(
        replace(
            m,
            **{
                nom: data.draw(st.sampled_from(choix))
                for nom, choix in dit.items()
                if getattr(m, nom) in (None, "inconnu")
            },
        )
        for m in dossier.membres
    )
    apres = verifier(replace(dossier, membres=appris), demande)
    for connue, suite in zip(avant.reponses, apres.reponses, strict=True):
        assert connue.valeur is None or suite.valeur == connue.valeur
    assert avant.verdict in ("a_verifier", apres.verdict)


@given(dossiers, seuils)
def test_chaque_reponse_a_sa_phrase_et_ce_qui_changerait_change(dossier, demande):
    lue = verifier(dossier, demande)
    assert [r.question for r in lue.reponses] == list(QUESTIONS)
    assert all(r.phrase.endswith(".") for r in lue.reponses)
    valeurs = {r.question: r.valeur for r in lue.reponses}
    for questions, suite in lue.changeraient:
        assert verdict_de({**valeurs, **dict.fromkeys(questions, True)}) == suite != lue.verdict
    assert (lue.changeraient == ()) == (lue.verdict == "mixte")


def test_une_alliance_entiere_est_mixte():
    lue = verifier(ALLIANCE, Seuils(exigees=FACULTATIVES))
    assert (lue.verdict, lue.exigences, lue.changeraient) == ("mixte", True, ())
    assert {r.valeur for r in lue.reponses} == {True}


@pytest.mark.parametrize(
    ("dossier", "question", "valeur"),
    [
        (replace(ALLIANCE, membres=(ES,)), "deux_cotes", False),
        (replace(ALLIANCE, membres=(ES,), liste_complete=False), "deux_cotes", None),
        (replace(ALLIANCE, membres=(ES, replace(TS, cote="inconnu"))), "deux_cotes", None),
        (replace(ALLIANCE, membres=(replace(ES, siren="1"), replace(TS, siren="1"))), "deux_cotes", False),
        (replace(ALLIANCE, membres=(replace(ES, cote="les_deux"),)), "deux_cotes", False),
        (replace(ALLIANCE, membres=(replace(ES, cote="les_deux"), TS)), "deux_cotes", True),
        (replace(ALLIANCE, membres=(ES, replace(TS, role="financeur"))), "operationnels", False),
        (replace(ALLIANCE, membres=(ES, replace(TS, role=None))), "operationnels", None),
        (replace(ALLIANCE, membres=(ES, replace(TS, part_budget=None))), "budget", None),
        (replace(ALLIANCE, membres=(ES, replace(TS, part_budget=0.19))), "budget", False),
        (replace(ALLIANCE, membres=(ES, replace(TS, part_budget=0.2))), "budget", True),
        (
            replace(ALLIANCE, membres=(replace(ES, cote="les_deux"), replace(TS, part_budget=0.0))),
            "budget",
            True,
        ),
        (replace(ALLIANCE, membres=(ES, replace(TS, decide=False))), "decision", False),
        (replace(ALLIANCE, membres=(ES, replace(TS, decide=None))), "decision", None),
        (replace(ALLIANCE, besoins_ensemble=False), "besoins", False),
        (replace(ALLIANCE, membres=(ES, replace(TS, confirme=None))), "confirmes", None),
        (replace(ALLIANCE, temps_de_lien=None), "temps_de_lien", None),
    ],
)
def test_chaque_question_par_l_exemple(dossier, question, valeur):
    assert verifier(dossier).reponse(question).valeur is valeur


def test_une_exigence_de_l_appel_pese_sans_changer_le_verdict():
    sans_lien = replace(ALLIANCE, temps_de_lien=False)
    assert verifier(sans_lien).exigences is True
    exigeante = verifier(sans_lien, Seuils(exigees=frozenset({"temps_de_lien", "besoins"})))
    assert (exigeante.verdict, exigeante.exigences) == ("mixte", False)
    assert verifier(replace(ALLIANCE, temps_de_lien=None), Seuils(exigees=frozenset({"temps_de_lien"}))).exigences is None  # fmt: skip


def test_la_jauge_se_lit_sur_quatre_axes():
    seul = replace(TS, part_budget=0.0, decide=False, a_l_initiative=False, credite=False)
    assert mesurer(replace(ALLIANCE, membres=(ES, seul))) == dict.fromkeys(AXES, -1.0)
    egaux = replace(ALLIANCE, membres=(replace(ES, part_budget=0.5), replace(TS, part_budget=0.5)))
    assert mesurer(egaux) == dict.fromkeys(AXES, 0.0)
    assert mesurer(Dossier(membres=())) == dict.fromkeys(AXES)


def test_le_et_a_trois_valeurs():
    assert [et(v) for v in ((), (True, True), (True, None), (None, False))] == [True, True, None, False]
