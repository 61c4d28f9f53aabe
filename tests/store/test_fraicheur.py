"""Still true: said by the author in one gesture, asked at the rhythm they chose, once; on both engines."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_contributions import CONTENU, MODERATRICE, publiee, quelques_territoires

from observatoire import contributions, fraicheur, pratiques
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contribution
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.fraicheur.model import DUREE, MOIS
from observatoire.fraicheur.rules import dans_des_mois, prochain_rappel
from observatoire.store import Store, ecrire, lire
from observatoire.vocabulaires import vocabulaire
from observatoire.web.legeres import ROUTES

MARS = datetime(2026, 3, 12, 9, 30)
COURRIEL = "auteur@exemple.fr"


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


@pytest.fixture
def un_moteur(store: Store) -> Store:
    quelques_territoires()
    return store


def fiche(*, courriel: str = COURRIEL) -> tuple[Contribution, str]:
    """Return a contribution published in March, whose author left an address or none."""
    with temps_fige(MARS):
        lue, jeton = publiee()
    with ecrire() as tx:
        tx.executer(
            "update base.contribution set courriel = $c where id = $id", c=courriel or None, id=lue.id
        )
    return lue, jeton


def lettres() -> list[dict[str, Any]]:
    with lire() as cur:
        return cur.lignes("select * from base.lettre order by cree_a")


def confirmee_le(lue: Contribution) -> date | None:
    with lire() as cur:
        return pratiques.obtenir(cur, str(lue.pratique_id)).confirmee_le


def lien(lettre: dict[str, Any]) -> str:
    """Return the token that a reminder carries."""
    return str(lettre["texte"]).partition("/nouvelles/")[2].split()[0]


def test_the_vocabulary_and_the_rhythms_are_the_same() -> None:
    assert set(vocabulaire("frequence_rappel").codes) == set(MOIS)


@pytest.mark.parametrize(
    ("jour", "mois", "attendu"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_the_same_day_some_months_later(jour: date, mois: int, attendu: date) -> None:
    assert dans_des_mois(jour, mois) == attendu


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.sampled_from(sorted(MOIS)))
def test_a_reminder_is_always_later_and_never_too_late(jour: date, frequence: str) -> None:
    suivant = prochain_rappel(frequence, jour)
    if frequence == "jamais":
        assert suivant is None
    else:
        assert suivant is not None
        assert timedelta(days=88) <= suivant - jour <= timedelta(days=366)


def test_the_author_says_it_is_still_true(deux: Store) -> None:
    lue, jeton = fiche()
    assert confirmee_le(lue) is None
    with temps_fige(MARS + timedelta(days=40)):
        fraicheur.reconfirmer(ANONYME, lue.id, jeton=jeton)
    assert confirmee_le(lue) == (MARS + timedelta(days=40)).date()
    for qui, mauvais in ((ANONYME, ""), (ANONYME, "faux"), (MODERATRICE, "")):
        with pytest.raises(Refus):
            fraicheur.reconfirmer(qui, lue.id, jeton=mauvais)
        with lire() as cur:
            assert fraicheur.suivre(cur, qui, lue.id, jeton=mauvais) is None


def test_a_reminder_is_prepared_once_and_answers_once(deux: Store) -> None:
    lue, jeton = fiche()
    with temps_fige(MARS):
        fraicheur.choisir(ANONYME, lue.id, "semestrielle", jeton=jeton)
        assert fraicheur.preparer_rappels() == 0
    septembre = datetime(2026, 9, 12, 6)
    with temps_fige(septembre - timedelta(days=1)):
        assert fraicheur.preparer_rappels() == 0
    with temps_fige(septembre):
        assert (fraicheur.preparer_rappels(), fraicheur.preparer_rappels()) == (1, 0)
        [lettre] = [x for x in lettres() if x["modele"] == "fraicheur"]
        assert lettre["destinataire"] == COURRIEL
        secret = lien(lettre)
        with lire() as cur:
            assert secret not in str(
                cur.lignes("select * from base.rappel") + cur.lignes("select * from base.journal")
            )
            assert fraicheur.par_lien(cur, secret).etat == "attendue"
        assert confirmee_le(lue) is None, "looking says nothing"
        assert fraicheur.reconfirmer_par_lien(secret).etat == "repondue"
        with pytest.raises(Refus, match="une fois"):
            fraicheur.reconfirmer_par_lien(secret)
    assert confirmee_le(lue) == septembre.date()
    with lire() as cur:
        suivi = fraicheur.suivre(cur, ANONYME, lue.id, jeton=jeton)
    assert suivi is None or suivi.rappel_le == date(2027, 3, 12)


def test_a_link_ends_and_the_next_reminder_replaces_it(un_moteur: Store) -> None:
    lue, jeton = fiche()
    with temps_fige(MARS):
        fraicheur.choisir(ANONYME, lue.id, "trimestrielle", jeton=jeton)
    juin, septembre = datetime(2026, 6, 12, 6), datetime(2026, 9, 12, 6)
    with temps_fige(juin):
        fraicheur.preparer_rappels()
    premier = lien(lettres()[-1])
    with temps_fige(juin + DUREE), pytest.raises(Refus, match="60 jours"):
        fraicheur.reconfirmer_par_lien(premier)
    with temps_fige(septembre):
        assert fraicheur.preparer_rappels() == 1
        with pytest.raises(Introuvable):
            fraicheur.reconfirmer_par_lien(premier)


def test_an_address_left_for_reminders_outlives_the_secret_link(un_moteur: Store) -> None:
    (lue, jeton), (autre, _) = fiche(), fiche(courriel="autre@exemple.fr")
    with temps_fige(MARS):
        fraicheur.choisir(ANONYME, lue.id, "annuelle", jeton=jeton)
    with temps_fige(MARS + timedelta(days=370)):
        contributions.commencer_brouillon(ANONYME, CONTENU)
        with lire() as cur:
            gardes = cur.lignes(
                "select id, courriel from base.contribution where id = any($ids::text[])",
                ids=[lue.id, autre.id],
            )
        assert {g["id"]: g["courriel"] for g in gardes} == {lue.id: COURRIEL, autre.id: None}
        assert fraicheur.preparer_rappels() == 1


def test_nobody_is_written_to_without_an_address_or_once_withdrawn(un_moteur: Store) -> None:
    (sans, cle), (lue, jeton) = fiche(courriel=""), fiche()
    with temps_fige(MARS):
        fraicheur.choisir(ANONYME, sans.id, "trimestrielle", jeton=cle)
        fraicheur.choisir(ANONYME, lue.id, "trimestrielle", jeton=jeton)
        with pytest.raises(Invalide):
            fraicheur.choisir(ANONYME, lue.id, "souvent", jeton=jeton)
    contributions.retirer(MODERATRICE, lue.id, lue.version)
    with temps_fige(MARS + timedelta(days=200)):
        assert fraicheur.preparer_rappels() == 0


def test_the_page_of_a_reminder_changes_nothing_until_its_button(un_moteur: Store) -> None:
    lue, jeton = fiche()
    with temps_fige(MARS):
        fraicheur.choisir(ANONYME, lue.id, "trimestrielle", jeton=jeton)
    client = TestClient(Starlette(routes=ROUTES), follow_redirects=False)
    with temps_fige(datetime(2026, 6, 12, 6)):
        fraicheur.preparer_rappels()
        adresse = f"/nouvelles/{lien(lettres()[-1])}"
        for _ in range(2):
            reponse = client.get(adresse)
            assert (reponse.status_code, reponse.headers["referrer-policy"]) == (200, "no-referrer")
        assert "Toujours en activité" in reponse.text
        assert confirmee_le(lue) is None
        assert client.post(adresse, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert confirmee_le(lue) is None
        assert client.post(adresse).status_code == 303
        assert confirmee_le(lue) == date(2026, 6, 12)
        assert "Merci, la fiche est à jour" in client.get(adresse).text
        assert client.post(adresse).status_code == 409
    assert client.get("/nouvelles/rien").status_code == 404
