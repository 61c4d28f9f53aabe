"""The voices: counted without anybody, published by whole batches of months, sentences read first; on both engines."""

import math
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories_contributions import MODERATRICE, deposee, publiee, quelques_territoires
from tests.factories_publication import peupler
from tests.factories_retours import AVRIL, CONTENTE, MARS, repondre_le

from observatoire import retours
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME, FINANCEUR, Personne
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.retours import Paroles, Saisie, Voix
from observatoire.retours.debit import DEBIT, Debit
from observatoire.retours.signatures import DUREE_FORMULAIRE, jeton
from observatoire.store import Store, ecrire, lire

FINANCEUSE = Personne("compte-financeur", "Camille Finance", FINANCEUR)


@pytest.fixture(autouse=True)
def _debit_neuf() -> None:
    DEBIT.vider()


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    peupler()
    return store_deux_moteurs


@pytest.fixture
def un_moteur(store: Store) -> Store:
    peupler()
    return store


def voix(pratique_id: str = "alpha") -> Paroles:
    with lire() as cur:
        return retours.lire_voix(cur, pratique_id)


def tout(table: str) -> list[dict[str, Any]]:
    with lire() as cur:
        return cur.lignes(f"select * from base.{table}")


def test_five_answers_of_a_month_are_published_the_month_after(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    for reponse in ("oui", "oui", "un_peu", "non", "oui"):
        repondre_le(adresse, MARS, Saisie(utile=reponse, ecoute="oui", ensemble="non"))
        assert voix() == Paroles()
    with temps_fige(MARS.replace(day=31)):
        assert retours.publier_les_lots() == 0
    with temps_fige(AVRIL):
        assert retours.publier_les_lots() == 1
        assert retours.publier_les_lots() == 0
    [dite] = voix().voix
    mars = MARS.date().replace(day=1)
    assert dite == Voix("personne", 5, 75, 100, 0, mars, mars)
    assert tout("retour_compte") == []


def test_an_answer_closes_the_months_before_it(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    for _ in range(5):
        repondre_le(adresse, MARS)
    repondre_le(adresse, AVRIL)
    assert [v.reponses for v in voix().voix] == [5]


def test_each_voice_is_counted_apart_and_under_five_nothing_is_said(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    for qui, nombre in (("personne", 6), ("es", 5), ("ts", 4)):
        for _ in range(nombre):
            repondre_le(adresse, MARS, voix=qui)
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    assert [(v.voix, v.reponses) for v in voix().voix] == [("personne", 6), ("es", 5)]


def test_what_is_kept_holds_no_person_no_instant_and_no_answer_as_such(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    repondre_le(adresse, MARS, Saisie(utile="oui", ecoute="un_peu", ensemble="non", phrase="On m’a aidé."))
    comptes = {(c["question"], c["reponse"], c["nombre"]) for c in tout("retour_compte")}
    assert comptes == {("utile", "oui", 1), ("ecoute", "un_peu", 1), ("ensemble", "non", 1)}
    premier = MARS.date().replace(day=1)
    assert {c["mois"] for c in tout("retour_compte")} == {premier}
    assert [p["mois"] for p in tout("retour_phrase")] == [premier]
    [ligne] = [e for e in tout("journal") if e["verbe"] == "recue"]
    assert ligne["a"] == datetime(MARS.year, MARS.month, 1)
    assert (ligne["acteur"], ligne["objet_id"], ligne["details"]) == ("voix", "2026-03", "{}")
    assert [t["oublie_le"] for t in tout("retour_jeton")] == [MARS.date() + timedelta(days=1)]
    with temps_fige(AVRIL):
        repondre_le(adresse, AVRIL)
    assert [t["oublie_le"] for t in tout("retour_jeton")] == [AVRIL.date() + timedelta(days=1)]


def test_a_form_counts_once_neither_too_early_nor_too_late_nor_for_another_voice(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    saisie = Saisie(utile="oui", ecoute="oui", ensemble="oui")
    servi = jeton(adresse.secret, "formulaire personne", MARS)
    with temps_fige(MARS + timedelta(seconds=1)), pytest.raises(Refus, match="très rapide"):
        retours.repondre(adresse.code, "personne", saisie, servi)
    with temps_fige(MARS + timedelta(seconds=30)):
        with pytest.raises(retours.FormulairePerime):
            retours.repondre(adresse.code, "es", saisie, servi)
        retours.repondre(adresse.code, "personne", saisie, servi)
        with pytest.raises(retours.FormulairePerime):
            retours.repondre(adresse.code, "personne", saisie, servi)
    tard = MARS + DUREE_FORMULAIRE + timedelta(seconds=1)
    with temps_fige(tard), pytest.raises(retours.FormulairePerime):
        retours.repondre(adresse.code, "personne", saisie, jeton(adresse.secret, "formulaire personne", MARS))
    for faux in (
        "",
        "x",
        "1.2.3",
        f"{servi}0",
        jeton("autre secret", "formulaire personne", MARS),
        "\ud800.é.ù",
    ):
        with temps_fige(MARS + timedelta(minutes=1)), pytest.raises(retours.FormulairePerime):
            retours.repondre(adresse.code, "personne", saisie, faux)
    assert {c["nombre"] for c in tout("retour_compte")} == {1}


def test_too_many_answers_are_refused_and_leave_the_form_good(
    un_moteur: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retours.actions, "DEBIT", Debit(par_pratique=2, en_tout=3))
    alpha, beta = (retours.ouvrir(MODERATRICE, p) for p in ("alpha", "beta"))
    repondre_le(alpha, MARS)
    repondre_le(alpha, MARS)
    servi = jeton(alpha.secret, "formulaire personne", MARS)
    saisie = Saisie(utile="oui", ecoute="oui", ensemble="oui")
    with temps_fige(MARS + timedelta(seconds=20)), pytest.raises(retours.TropDeReponses):
        retours.repondre(alpha.code, "personne", saisie, servi)
    repondre_le(beta, MARS)
    with pytest.raises(retours.TropDeReponses):
        repondre_le(beta, MARS)
    with temps_fige(MARS + timedelta(minutes=11)):
        retours.repondre(alpha.code, "personne", saisie, servi)


def test_what_is_missing_is_said_by_question_and_nothing_is_counted(un_moteur: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    with pytest.raises(Invalide) as erreur:
        repondre_le(adresse, MARS, Saisie(utile="oui", ecoute="peut-être", phrase="x" * 201))
    assert set(erreur.value.champs) == {"ecoute", "ensemble", "phrase"}
    assert tout("retour_compte") == tout("retour_jeton") == []


def test_an_address_opens_once_is_short_and_leads_to_public_pratiques_only(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    assert retours.ouvrir(MODERATRICE, "alpha") == adresse
    with lire() as cur:
        assert retours.par_code(cur, adresse.code.upper()) == adresse
        for faux in ("", "zzzzzz", "é", "a" * 99, "a'b", "../x"):
            with pytest.raises(Introuvable):
                retours.par_code(cur, faux)
    for qui in (ANONYME, FINANCEUSE):
        with pytest.raises(Refus):
            retours.ouvrir(qui, "alpha")
    with pytest.raises(Introuvable):
        retours.ouvrir(MODERATRICE, "inconnue")


def test_who_deposited_opens_the_address_of_their_own_pratique(store: Store) -> None:
    quelques_territoires()
    contribution, secret = publiee()
    attente, secret_attente = deposee()
    assert contribution.pratique_id
    ici = {"contribution_id": contribution.id, "jeton": secret}
    adresse = retours.ouvrir(ANONYME, contribution.pratique_id, **ici)
    assert adresse.titre == contribution.contenu.titre
    with pytest.raises(Introuvable):
        retours.ouvrir(ANONYME, "alpha", **ici)
    with pytest.raises(Refus):
        retours.ouvrir(ANONYME, contribution.pratique_id, contribution_id=contribution.id, jeton="perdu")
    with pytest.raises(Introuvable):
        retours.ouvrir(ANONYME, contribution.pratique_id, contribution_id=attente.id, jeton=secret_attente)


def test_a_sentence_is_published_once_read_and_once_five_have_answered(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    for rang in range(5):
        phrase = {0: "On m’a écouté.", 1: "Appelez-moi au 06 12 34 56 78."}.get(rang, "")
        repondre_le(adresse, MARS, Saisie(utile="oui", ecoute="oui", ensemble="oui", phrase=phrase))
    with lire() as cur:
        phrases = {p.texte: p for p in retours.lister_phrases(cur, MODERATRICE)}
        assert retours.compter_phrases(cur, MODERATRICE) == 2
        for qui in (ANONYME, FINANCEUSE):
            with pytest.raises(Refus):
                retours.lister_phrases(cur, qui)
    bonne, mauvaise = (phrases[t] for t in sorted(phrases, reverse=True))
    with pytest.raises(Refus):
        retours.decider_phrase(FINANCEUSE, bonne.id, "publiee")
    with pytest.raises(Invalide):
        retours.decider_phrase(MODERATRICE, bonne.id, "gardee")
    retours.decider_phrase(MODERATRICE, bonne.id, "publiee")
    assert voix().phrases == ()
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    assert voix().phrases == (("personne", "On m’a écouté."),)
    ecartee = retours.decider_phrase(MODERATRICE, mauvaise.id, "ecartee")
    assert (ecartee.texte, ecartee.etat) == ("", "ecartee")
    with pytest.raises(Refus, match="écartée"):
        retours.decider_phrase(MODERATRICE, mauvaise.id, "publiee")
    assert len(voix().phrases) == 1
    with lire() as cur:
        assert retours.lister_phrases(cur, MODERATRICE) == []


@pytest.mark.parametrize(("reponses", "pas"), [(5, 25), (19, 25), (20, 10), (99, 10), (100, 5)])
def test_a_position_is_rounded_the_more_the_fewer_answered(deux: Store, reponses: int, pas: int) -> None:
    somme = 2 * reponses - 1
    with ecrire() as tx:
        lot = {"du": MARS.date(), "au": MARS.date(), "reponses": reponses, "somme_utile": somme, "somme_ecoute": 0, "somme_ensemble": reponses}  # fmt: skip
        tx.inserer("base.retour_lot", [{"pratique_id": "alpha", "voix": "personne", **lot}])
        journaliser(tx, "test", "publiee", "voix", "alpha")
    [dite] = voix().voix
    attendue = math.floor(50 * somme / reponses / pas + 0.5) * pas
    assert (dite.utile, dite.ecoute, dite.ensemble % pas) == (attendue, 0, 0)
    assert abs(dite.ensemble - 50) <= pas / 2


def test_one_form_sent_by_many_at_once_counts_once(deux: Store) -> None:
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    servi = jeton(adresse.secret, "formulaire personne", maintenant() - timedelta(minutes=1))

    def envoyer(_: int) -> bool:
        try:
            retours.repondre(adresse.code, "personne", CONTENTE, servi)
        except retours.FormulairePerime:
            return False
        return True

    with ThreadPoolExecutor(8) as fils:
        assert sum(fils.map(envoyer, range(20))) == 1
    assert {c["nombre"] for c in tout("retour_compte")} == {1}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrivees=st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["personne", "es"])), max_size=30))
def test_between_two_publications_five_appear_or_none_and_nobody_is_lost(
    un_moteur: Store, arrivees: list[tuple[int, str]]
) -> None:
    """The whole path, month after month: what the one public view says, against what was answered."""
    with ecrire() as tx:
        for table in ("retour_adresse", "retour_compte", "retour_lot", "retour_jeton"):
            tx.executer(f"delete from base.{table}")
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    dites = {"personne": 0, "es": 0}
    for mois in range(7):
        a = MARS.replace(month=MARS.month + mois)
        DEBIT.vider()
        for _, qui in (x for x in arrivees if x[0] == mois):
            repondre_le(adresse, a, voix=qui)
        with temps_fige(a):
            retours.publier_les_lots()
        maintenant_dites = {v.voix: v.reponses for v in voix().voix}
        for qui, avant in dites.items():
            ecart = maintenant_dites.get(qui, 0) - avant
            assert ecart == 0 or ecart >= 5
        dites |= maintenant_dites
    for qui, publiees in dites.items():
        restent = sum(
            c["nombre"] for c in tout("retour_compte") if (c["voix"], c["question"]) == (qui, "utile")
        )
        assert publiees + restent == sum(1 for _, v in arrivees if v == qui)
        assert restent < 5
