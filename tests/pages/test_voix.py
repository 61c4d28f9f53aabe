"""The voices on the screens: asked for from the follow-up and the sheet, sentences read first, shown as three dots and in words."""

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import MODERATRICE, deposee, publiee
from tests.factories_publication import partenaire, pratique, publier
from tests.factories_retours import MARS, faire_parler, repondre_le
from tests.visiteur import html, lu, visiteur

from observatoire import retours
from observatoire.retours import Saisie
from observatoire.retours.debit import DEBIT
from observatoire.store import lire


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    DEBIT.vider()
    publier([pratique("alpha", titre="Épicerie solidaire")], [partenaire("alpha")])
    return visiteur(monkeypatch)


def adresse_de(pratique_id):
    with lire() as cur:
        return retours.trouver_adresse(cur, pratique_id)


def codes(onglet):
    return [c.value for c in onglet.code]


def test_who_deposited_opens_an_address_and_gets_the_poster_and_both_links(visiter):
    contribution, jeton = publiee()
    onglet = visiter("suivi", jeton=jeton)
    assert "La voix des personnes" in lu(onglet)
    onglet.button("recueil_ouvrir").click().run()
    assert not onglet.exception
    adresse = adresse_de(contribution.pratique_id)
    assert codes(onglet)[0].endswith(f"/r/{adresse.code}")
    assert [c.rsplit("/", 2)[-2] for c in codes(onglet)[1:]] == ["es", "ts"]
    assert f'href="/r/{adresse.code}/affiche.pdf"' in html(onglet)
    assert f'src="/r/{adresse.code}/qr.svg"' in html(onglet)
    assert adresse_de(contribution.pratique_id) == adresse


def test_nothing_is_offered_before_the_sheet_is_published(visiter):
    _, jeton = deposee()
    onglet = visiter("suivi", jeton=jeton)
    assert "La voix des personnes" not in lu(onglet)


@pytest.mark.parametrize(("role", "offert"), [(None, False), ("contributeur", False), ("moderateur", True)])
def test_on_a_sheet_moderation_alone_asks_for_the_voices(visiter, role, offert):
    compte = un_compte(role) if role else None
    onglet = visiter("pratique", compte, id="alpha")
    assert not onglet.exception
    assert ([b.key for b in onglet.button if b.key == "recueil_ouvrir"] != []) is offert, lu(onglet)


def test_the_sheet_shows_three_dots_a_sentence_of_the_gap_and_the_table(visiter):
    onglet = visiter("pratique", id="alpha")
    assert "voix" not in html(onglet)
    faire_parler("alpha")
    onglet = visiter("pratique", id="alpha")
    dit = " ".join(lu(onglet).split())
    assert (
        "Écart de 100 points (personnes concernées : non, entrepreneurs sociaux : oui et travailleurs sociaux : partagé)."
        in dit.replace("\u00a0", " ")
    )
    for place, voix in (("p0", "personne"), ("p100", "es"), ("p50", "ts")):
        assert f'<span class="place {place}"><i class="marque-{voix}"></i></span>' in html(onglet)
    assert '<th scope="row">Réponses</th><td>7</td><td>5</td><td>6</td>' in html(onglet)
    assert "On m’a aidé, mais je n’ai pas choisi." in dit
    assert "Samira" not in html(onglet)


def test_moderation_reads_each_sentence_warned_and_decides(visiter):
    faire_parler("alpha")
    compte = un_compte("moderateur", nom="Camille Martin")
    onglet = visiter("moderation", compte, vue="voix")
    dit = " ".join(lu(onglet).split())
    assert "Phrases (1)" in dit
    assert "un numéro de téléphone" in dit
    assert "le nom d’une personne" in dit
    assert "n’a pas pu s’afficher" not in dit
    with lire() as cur:
        [lue] = retours.lister_phrases(cur, MODERATRICE)
    onglet.button(f"ecartee_{lue.id}").click().run()
    assert "La phrase est écartée" in lu(onglet)
    assert "Aucune phrase à lire" in lu(onglet)
    assert "Samira" not in html(onglet)
    with lire() as cur:
        assert retours.lister_phrases(cur, MODERATRICE) == []


def test_a_sentence_decided_elsewhere_meanwhile_is_said(visiter):
    adresse = retours.ouvrir(MODERATRICE, "alpha")
    repondre_le(
        adresse, MARS, Saisie(utile="oui", ecoute="oui", ensemble="oui", phrase="<b>Merci</b> à <script>")
    )
    compte = un_compte("moderateur", nom="Camille Martin")
    onglet = visiter("moderation", compte, vue="voix")
    assert "&lt;b&gt;Merci&lt;/b&gt; à &lt;script&gt;" in html(onglet)
    with lire() as cur:
        [lue] = retours.lister_phrases(cur, MODERATRICE)
    retours.decider_phrase(MODERATRICE, lue.id, retours.PUBLIEE)
    onglet.button(f"ecartee_{lue.id}").click().run()
    assert "Cette phrase est déjà publiée" in lu(onglet)


@pytest.mark.parametrize("role", [None, "contributeur", "financeur"])
def test_nobody_else_reads_the_sentences(visiter, role):
    faire_parler("alpha")
    compte = un_compte(role) if role else None
    onglet = visiter("moderation", compte, vue="voix")
    assert not onglet.exception
    assert "Samira" not in html(onglet)


def test_moderation_takes_a_false_answer_out_and_puts_it_back(visiter):
    faire_parler("alpha")
    onglet = visiter("moderation", un_compte("moderateur"), vue="voix")
    onglet.button("fausse_voix_retirer").click().run()
    assert "Choisissez le lot." in lu(onglet)
    onglet.selectbox("fausse_voix_lot").select_index(
        next(i for i, o in enumerate(onglet.selectbox("fausse_voix_lot").options) if "personnes" in o)
    )
    for question, reponse in (("utile", "un_peu"), ("ecoute", "non"), ("ensemble", "un_peu")):
        onglet.radio(f"fausse_voix_{question}").set_value(reponse)
    onglet.button("fausse_voix_retirer").click().run()
    assert "raison" in lu(onglet).lower(), "what is missing is told, and what was chosen stays"
    onglet.text_input("fausse_voix_raison").set_value("<b>Une salariée</b> a répondu pour une personne.")
    onglet.button("fausse_voix_retirer").click().run()
    assert not onglet.exception
    assert "La réponse est retirée" in lu(onglet)
    assert "<b>Une salariée" not in html(onglet)
    with lire() as cur:
        [retrait] = retours.lister_retraits(cur, MODERATRICE)
        assert {v.voix: v.reponses for v in retours.lire_voix(cur, "alpha").voix}["personne"] == 6
    onglet.button(f"retablir_{retrait.id}").click().run()
    assert "La réponse est rétablie." in lu(onglet)
    with lire() as cur:
        assert {v.voix: v.reponses for v in retours.lire_voix(cur, "alpha").voix}["personne"] == 7
