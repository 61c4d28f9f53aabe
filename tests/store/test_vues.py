"""Saved views on both engines: private unless shared, one name once, and a question found again as it was kept."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages_hypothesis
from tests.unit.test_question import QUESTIONS

from observatoire import vues
from observatoire.comptes.model import ANONYME, CONTRIBUTEUR, MODERATEUR, Personne
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.pratiques import Recherche
from observatoire.store import Store, lire

ANNE = Personne("anne", "Anne", CONTRIBUTEUR)
BACHIR = Personne("bachir", "Bachir", MODERATEUR)
QUESTION = Recherche(q="épicerie & co", forme=("ptce", "tzcld"), carte="departement", page=3)

pytestmark = pytest.mark.usefixtures("store_deux_moteurs")


def siennes(personne: Personne) -> list[vues.Vue]:
    with lire() as cur:
        return vues.lister(cur, personne)


def partagee(identifiant: str) -> vues.Vue | None:
    with lire() as cur:
        return vues.partagee(cur, identifiant)


def test_a_view_is_kept_found_again_renamed_replaced_and_forgotten() -> None:
    vue = vues.enregistrer(ANNE, "  Mes \n ptce ", QUESTION)
    assert (vue.nom, vue.question, vue.partagee) == ("Mes ptce", QUESTION.avec(), False)
    vues.enregistrer(ANNE, "À voir", Recherche())
    assert [v.nom for v in siennes(ANNE)] == ["À voir", "Mes ptce"]
    assert vues.renommer(ANNE, vue.id, "mes PTCE").nom == "mes PTCE"
    assert vues.remplacer(ANNE, vue.id, Recherche(mixite=("mixte",))).question == Recherche(mixite=("mixte",))
    vues.supprimer(ANNE, vue.id)
    assert [v.nom for v in siennes(ANNE)] == ["À voir"]
    with lire() as cur:
        assert [e.verbe for e in lister_journal(cur, "vue", vue.id)] == [
            "enregistree", "renommee", "remplacee", "supprimee",
        ]  # fmt: skip
        assert {e.acteur for e in lister_journal(cur, "vue", vue.id)} == {"anne"}


def test_a_view_is_private_until_it_is_shared_and_again_afterwards() -> None:
    vue = vues.enregistrer(ANNE, "Logement", QUESTION)
    assert partagee(vue.id) is None
    assert siennes(BACHIR) == siennes(ANONYME) == []
    vues.partager(ANNE, vue.id, partagee=True)
    lue = partagee(vue.id)
    assert lue is not None
    assert (lue.nom, lue.question) == ("Logement", QUESTION.avec())
    vues.partager(ANNE, vue.id, partagee=False)
    assert partagee(vue.id) is None
    assert partagee("' or 1=1 --") is None


def test_nobody_touches_the_view_of_another() -> None:
    vue = vues.enregistrer(ANNE, "Logement", QUESTION)
    gestes = (
        lambda p: vues.renommer(p, vue.id, "Pris"),
        lambda p: vues.remplacer(p, vue.id, Recherche()),
        lambda p: vues.partager(p, vue.id, partagee=True),
        lambda p: vues.supprimer(p, vue.id),
    )
    for geste in gestes:
        with pytest.raises(Introuvable):
            geste(BACHIR)
        with pytest.raises(Refus, match="connectez-vous"):
            geste(ANONYME)
    with pytest.raises(Refus, match="connectez-vous"):
        vues.enregistrer(ANONYME, "Rien", QUESTION)
    assert siennes(ANNE) == [vue]


@pytest.mark.parametrize(
    ("nom", "dit"),
    [("", "Donnez un nom"), (" \t\u200b ", "Donnez un nom"), ("x" * 81, "80"), ("ÉPICERIES", "déjà une vue")],
)
def test_a_name_is_short_and_said_once(nom: str, dit: str) -> None:
    vues.enregistrer(ANNE, "Épiceries", QUESTION)
    autre = vues.enregistrer(ANNE, "Autre", QUESTION)
    with pytest.raises(Invalide, match=dit):
        vues.enregistrer(ANNE, nom, QUESTION)
    with pytest.raises(Invalide, match=dit):
        vues.renommer(ANNE, autre.id, nom)
    assert vues.renommer(ANNE, autre.id, "AUTRE").nom == "AUTRE"
    assert vues.enregistrer(BACHIR, "Épiceries", QUESTION).nom == "Épiceries"


def test_an_account_keeps_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("observatoire.vues.actions.VUES_AU_PLUS", 2)
    for rang in range(2):
        vues.enregistrer(ANNE, f"Vue {rang}", QUESTION)
    with pytest.raises(Invalide, match="supprimez-en une"):
        vues.enregistrer(ANNE, "De trop", QUESTION)


@given(question=QUESTIONS)
@reglages_hypothesis(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_question_is_found_again_on_its_first_page(
    store_deux_moteurs: Store, question: Recherche
) -> None:
    vue = vues.enregistrer(ANNE, "Essai", question)
    assert siennes(ANNE)[0].question == question.avec() == vue.question
    vues.supprimer(ANNE, vue.id)
