"""The shared diagnosis on the territory's page: roles, writing side by side, what is kept, what is signed."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from tests.factories_diagnostics import (
    ES,
    MODERATION,
    NOMS,
    TIERS,
    TS,
    a_signer,
    brouillon,
    signe,
    une_alliance,
    vue,
)
from tests.factories_publication import peupler
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, html, ouvrir, relancer

from observatoire import diagnostics
from observatoire.analyses.presence import presence
from observatoire.comptes.model import ANONYME, Personne
from observatoire.diagnostics import BROUILLON, OUVERT, SIGNE, Diagnostic
from observatoire.indicateurs import portrait
from observatoire.store import Store, ecrire, lire
from observatoire.territoires import obtenir
from observatoire.vocabulaires import vocabulaire
from observatoire.web import diagnostic_mots, session
from observatoire.web.portrait import en_mots

ICI = "departement-75"


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


@pytest.fixture
def semee(store: Store) -> None:
    peupler()


def voir(monkeypatch: pytest.MonkeyPatch, personne: Personne = ANONYME, **params: str) -> AppTest:
    """Open the section as somebody."""
    page = ouvrir("territoire", monkeypatch, code=ICI, onglet="diagnostic", **params)
    monkeypatch.setattr(session, "personne_courante", lambda: personne)
    return relancer(page)


def boutons(page: AppTest) -> set[str]:
    return {b.key for b in page.button if b.key}


def lu(d: Diagnostic) -> Diagnostic:
    return vue(d.id, MODERATION).diagnostic


# --- roles ---


@pytest.mark.usefixtures("semee")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_sans_diagnostic_qui_peut_l_ouvrir(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("territoire", monkeypatch, role, code=ICI, onglet="diagnostic")
    dit = html(page)
    assert "Personne n’a encore ouvert ce diagnostic" in dit
    formulaire = [r for r in page.radio if r.key == "cote-du-diagnostic"]
    assert bool(formulaire) is (role in ("contributeur", "moderateur", "administrateur"))
    assert ("/connexion?suite=" in dit.split("<footer")[0]) is (role == "visiteur")


@pytest.mark.usefixtures("semee")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_un_brouillon_et_un_document_signe_selon_le_role(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    d = brouillon()
    diagnostics.enregistrer(ES, d.id, ("besoins", "es"), "Un secret de brouillon.", 0)
    anime = role in ("moderateur", "administrateur")
    page = ouvrir("territoire", monkeypatch, role, code=ICI, onglet="diagnostic")
    assert ("Un secret de brouillon." in html(page)) is anime
    assert ("retirer-diagnostic" in boutons(page)) is anime
    diagnostics.ouvrir_signature(ES, d.id)
    page = ouvrir("territoire", monkeypatch, role, code=ICI, onglet="diagnostic")
    assert "Un secret de brouillon." in html(page)
    assert not boutons(page) & {"signer", "actualiser", "ouvrir-signature"}
    assert not page.text_area


# --- to begin, to invite, to join ---


@pytest.mark.usefixtures("semee")
def test_ouvrir_inviter_rejoindre(monkeypatch: pytest.MonkeyPatch) -> None:
    page = voir(monkeypatch, ES)
    page.button[-1].click()
    relancer(page)
    assert "Choisissez un côté" in html(page)
    page.radio(key="cote-du-diagnostic").set_value("es")
    page.text_input(key="nom-du-diagnostic").set_value(NOMS["es"])
    next(b for b in page.button if b.label == "Ouvrir le diagnostic").click()
    relancer(page)
    assert f"Écrit par {NOMS['es']}" in html(page)
    page.button(key="inviter-ts").click()
    relancer(page)
    secret = re.search(r"invitation=([\w-]+)", page.code[0].value)
    assert secret
    relancer(page)
    assert not page.code, "shown once"
    invite = voir(monkeypatch, TS, invitation=secret.group(1))
    assert "Votre place\u00a0: <b>travail social</b>" in html(invite)
    invite.text_input(key="nom-du-diagnostic").set_value(NOMS["ts"])
    next(b for b in invite.button if b.label == "Prendre cette place").click()
    relancer(invite)
    assert "invitation" not in adresse(invite)
    assert {t.label for t in invite.text_area} >= {
        "Lecture du travail social, Portrait",
        "Texte commun, Priorités",
    }
    dehors = voir(monkeypatch, ANONYME, invitation=diagnostics.inviter(ES, vue_du_territoire().id, "ts"))
    assert "invitation%3D" in html(dehors), "back to the invitation after signing in"
    assert not dehors.text_area


def vue_du_territoire() -> Diagnostic:
    with lire() as cur:
        d = diagnostics.trouver(cur, ICI)
    assert d is not None
    return d


# --- to write ---


@pytest.mark.usefixtures("semee")
def test_chacun_ecrit_le_sien_et_voit_celui_de_l_autre(monkeypatch: pytest.MonkeyPatch) -> None:
    d = brouillon()
    diagnostics.enregistrer(TS, d.id, ("zones", "ts"), "Vu <b>d’ici</b>.", 0)
    page = voir(monkeypatch, ES)
    champs = {t.key for t in page.text_area}
    assert champs == {
        f"diagnostic_{d.id}_{bloc}_{cote}"
        for bloc, b in diagnostics.BLOCS.items()
        for cote in b.cotes
        if cote in ("es", "commun")
    }
    assert "<p>Vu &lt;b&gt;d’ici&lt;/b&gt;.</p>" in html(page)
    page.text_area(key=f"diagnostic_{d.id}_besoins_es").set_value("Des locaux.")
    relancer(page)
    assert lu(d).textes["besoins", "es"].texte == "Des locaux."
    page.text_area(key=f"diagnostic_{d.id}_besoins_es").set_value("Des locaux, vite.")
    relancer(page)
    assert (lu(d).textes["besoins", "es"].texte, lu(d).textes["besoins", "es"].version) == (
        "Des locaux, vite.",
        2,
    )


@pytest.mark.usefixtures("semee")
@pytest.mark.parametrize("garder", [True, False])
def test_deux_ecrivent_le_meme_texte_et_rien_ne_se_perd(
    garder: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = brouillon()
    page = voir(monkeypatch, ES)
    cle = f"diagnostic_{d.id}_priorites_commun"
    diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Un lieu d’abord.", 0)
    page.text_area(key=cle).set_value("Du temps d’abord.")
    relancer(page)
    assert "Quelqu’un a changé ce texte" in html(page)
    assert "<p>Un lieu d’abord.</p>" in html(page)
    assert page.text_area(key=cle).value == "Du temps d’abord."
    assert lu(d).textes["priorites", "commun"].texte == "Un lieu d’abord."
    page.button(key=f"{'mien' if garder else 'sien'}-{cle}").click()
    relancer(page)
    attendu = "Du temps d’abord." if garder else "Un lieu d’abord."
    assert page.text_area(key=cle).value == attendu
    assert lu(d).textes["priorites", "commun"].texte == attendu
    assert "Quelqu’un a changé ce texte" not in html(page)


@pytest.mark.usefixtures("semee")
def test_ce_que_l_autre_ecrit_arrive_quand_rien_n_attend_ici(monkeypatch: pytest.MonkeyPatch) -> None:
    d = brouillon()
    page = voir(monkeypatch, ES)
    diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Un lieu d’abord.", 0)
    relancer(page)
    assert page.text_area(key=f"diagnostic_{d.id}_priorites_commun").value == "Un lieu d’abord."


@pytest.mark.usefixtures("semee")
def test_un_refus_garde_ce_qui_est_tape(monkeypatch: pytest.MonkeyPatch) -> None:
    d = a_signer()
    page = voir(monkeypatch, ES)
    page.text_area(key=f"diagnostic_{d.id}_voix_es").set_value("Appelez le 06 12 34 56 78")
    relancer(page)
    assert "retirez-en un numéro de téléphone" in html(page)
    assert page.text_area(key=f"diagnostic_{d.id}_voix_es").value == "Appelez le 06 12 34 56 78"
    assert lu(d).textes["voix", "es"].texte == ""
    page.text_area(key=f"diagnostic_{d.id}_voix_es").set_value("Appelez-nous")
    relancer(page)
    assert lu(d).textes["voix", "es"].texte == "Appelez-nous"


# --- to sign ---


@pytest.mark.usefixtures("semee")
def test_ouvrir_signer_tomber_reprendre(monkeypatch: pytest.MonkeyPatch) -> None:
    d = brouillon()
    page = voir(monkeypatch, ES)
    assert "signer" not in boutons(page)
    page.button(key="ouvrir-signature").click()
    relancer(page)
    assert lu(d).etat == OUVERT
    page.button(key="signer").click()
    relancer(page)
    assert "Votre côté a signé" in html(page)
    assert "signer" not in boutons(page)
    autre = voir(monkeypatch, TS)
    autre.button(key="signer").click()
    relancer(autre)
    assert lu(d).etat == SIGNE
    assert "Signé des deux côtés" in html(autre)
    une_alliance()
    relancer(autre)
    dit = html(autre)
    assert "Signatures à reprendre" in dit
    assert dit.count("signé sur une version antérieure") == 2
    assert "Alliances en cours\u00a0: 0\u00a0→\u00a01." in dit
    autre.button(key="actualiser").click()
    relancer(autre)
    assert lu(d).etat == OUVERT
    assert "signer" in boutons(autre)


@pytest.mark.usefixtures("semee")
def test_on_ne_signe_pas_ce_qui_change_sous_les_yeux(monkeypatch: pytest.MonkeyPatch) -> None:
    d = a_signer()
    page = voir(monkeypatch, ES)
    diagnostics.enregistrer(TS, d.id, ("zones", "ts"), "Entre-temps.", 0)
    page.button(key="signer").click()
    relancer(page)
    assert "pendant que vous lisiez" in html(page)
    assert lu(d).signatures == {}


@pytest.mark.usefixtures("semee")
def test_la_moderation_retire(monkeypatch: pytest.MonkeyPatch) -> None:
    d = signe()
    page = ouvrir("territoire", monkeypatch, "moderateur", code=ICI, onglet="diagnostic")
    page.button(key="retirer-diagnostic").click()
    relancer(page)
    assert "Le diagnostic est retiré." in html(page)
    assert vue(d.id, MODERATION).diagnostic.etat not in (BROUILLON, OUVERT, SIGNE)


# --- its figures are the dashboard's ---


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("identifiant", ["departement-78", "region-53", "commune-78440"])
def test_chaque_chiffre_est_celui_du_tableau_de_bord(
    identifiant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every figure that the document shows, found again in what the other sections of the page show."""
    d = diagnostics.ouvrir(ES, identifiant, "es", NOMS["es"])
    diagnostics.rejoindre(TS, diagnostics.inviter(ES, d.id, "ts"), NOMS["ts"])
    diagnostics.ouvrir_signature(ES, d.id)
    blocs = {b.code: b for b in diagnostic_mots.blocs(vue(d.id))}
    with lire() as cur:
        ici = obtenir(cur, identifiant)
        lu_portrait, lue = portrait(cur, ici), presence(cur, ici)
    tableau = blocs["portrait"].tableau
    assert tableau is not None
    assert [r[1:] for r in tableau.rangees] == [
        (en_mots(m.ici, m.indicateur), *(en_mots(v, m.indicateur) for v in m.reperes.values()))
        for m in lu_portrait.mesures
    ]
    assert all(
        str(m.indicateur.annee) in note and m.indicateur.source in note
        for m, note in zip(lu_portrait.mesures, tableau.notes, strict=True)
    )
    page_portrait = html(ouvrir("territoire", monkeypatch, code=identifiant, onglet="portrait"))
    for rangee in tableau.rangees:
        assert all(f">{c}</td>" in page_portrait for c in rangee[1:]), rangee
    page_pratiques = html(ouvrir("territoire", monkeypatch, code=identifiant, onglet="pratiques"))
    dites = [
        int(x.replace("\u202f", ""))
        for x in re.findall(r"([\d\u202f]+) (?:pour|qui)", blocs["alliances"].phrases[0])
    ]
    assert dites == [lue.comptes[p] for p in ("ici", "dessous", "dessus")]
    assert sum(dites) == int(re.search(r"([\d\u202f]+)\u00a0pratiques?\u00a0:", page_pratiques).group(1))
    zones = blocs["zones"].tableau
    assert zones is not None
    page_zones = html(ouvrir("territoire", monkeypatch, code=identifiant, onglet="zones"))
    siennes = re.findall(r'<td class=ici><a class="zone z-(\w+)"[^>]*?>([^<]+)', page_zones)
    mots = {v.libelle: v.court for v in vocabulaire("zone").valeurs}
    assert [mots[r[1]] for r in zones.rangees] == [mot for _, mot in siennes][: len(zones.rangees)]
    document = html(ouvrir("territoire", monkeypatch, code=identifiant, onglet="diagnostic"))
    for bloc in blocs.values():
        for phrase in bloc.phrases:
            assert phrase.split("’")[0][:40] in document.replace("&#x27;", "’")


@pytest.mark.usefixtures("semee")
def test_rien_de_prive_n_est_montre(monkeypatch: pytest.MonkeyPatch) -> None:
    signe()
    for qui in (ANONYME, TIERS, TS):
        dit = html(voir(monkeypatch, qui)).split("<footer")[0]
        for prive in (ES.id, ES.nom, TS.id):
            assert str(prive) not in dit
    with ecrire() as tx:
        assert tx.valeur("select count(*) from base.diagnostic_signature") == 2
