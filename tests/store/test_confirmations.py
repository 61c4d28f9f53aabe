"""Partners confirm, correct or refuse by one link each: one effect, nothing public of who refuses; on both engines."""

import io
import threading
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_confirmations import DISCRETE, MARMITE, TILLEULS, TROIS, fiche_de_trois, lien_de
from tests.factories_contributions import MODERATEUR, MODERATRICE, quelques_territoires

from observatoire import confirmations, contributions, pratiques
from observatoire.api import ROUTES as API
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.confirmations import Reponse
from observatoire.confirmations.model import DUREE
from observatoire.contributions import Contribution, PartenaireSaisi
from observatoire.contributions.silence import nomme
from observatoire.errors import ErreurObservatoire, Introuvable, Invalide, Refus
from observatoire.pratiques import Confirmations, Pratique, Recherche
from observatoire.publication import FORMATS
from observatoire.store import Store, lire
from observatoire.web.legeres import ROUTES as LEGERES

PORTEUR = Reponse(role="porteur", apporte=("materiel_logistique",))
MARS = datetime(2026, 3, 12, 9, 30)


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


@pytest.fixture
def un_moteur(store: Store) -> Store:
    quelques_territoires()
    return store


def sheet(publiee: Contribution) -> Pratique:
    with lire() as cur:
        return pratiques.obtenir(cur, str(publiee.pratique_id))


def etats(publiee: Contribution, **origine: str) -> dict[str, str]:
    personne = ANONYME if origine else MODERATRICE
    with lire() as cur:
        suivis = confirmations.lister_partenaires(cur, personne, str(publiee.pratique_id), **origine)
    return {s.nom: s.etat for s in suivis}


def tout(table: str) -> list[dict[str, Any]]:
    with lire() as cur:
        return cur.lignes(f"select * from base.{table}")


def test_two_confirm_one_refuses(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    liens = {nom: lien_de(nom, ici) for nom in (MARMITE, TILLEULS, DISCRETE)}
    assert set(etats(publiee).values()) == {"invitee"}
    with temps_fige(MARS):
        confirmations.confirmer(liens[MARMITE], PORTEUR)
        corrigee = Reponse(role="partenaire_operationnel", apporte=("local", "benevoles"))
        assert confirmations.confirmer(liens[TILLEULS], corrigee).etat == "confirmee"
        assert confirmations.refuser(liens[DISCRETE]).etat == "refusee"
    p = sheet(publiee)
    assert p.confirmations == Confirmations(2, 3)
    assert p.confirmee_le == MARS.date()
    assert [(m.nom, m.confirmation) for m in p.partenaires] == [
        (MARMITE, "confirmee"),
        (TILLEULS, "confirmee"),
    ]
    assert (p.partenaires[1].role, set(p.partenaires[1].apporte)) == (
        "partenaire_operationnel",
        {"local", "benevoles"},
    )
    assert "autre" not in p.cotes
    with lire() as cur:
        [ligne] = pratiques.lister(cur, Recherche())
        assert ligne.confirmations == Confirmations(2, 3)
        assert pratiques.lister(cur, Recherche(q="Zéphyrine")) == []
    assert etats(publiee)[DISCRETE] == "refusee"


def test_a_token_is_kept_as_a_hash_only(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    jeton = lien_de(MARMITE, str(publiee.pratique_id))
    assert len(jeton) >= 43
    assert jeton not in str(tout("invitation") + tout("journal"))


def test_a_link_answers_once_and_says_why_not_again(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    jeton = lien_de(MARMITE, str(publiee.pratique_id))
    confirmations.confirmer(jeton, PORTEUR)
    for encore in (lambda: confirmations.confirmer(jeton, PORTEUR), lambda: confirmations.refuser(jeton)):
        with pytest.raises(Refus, match="une fois"):
            encore()
    with pytest.raises(Introuvable):
        confirmations.refuser(f"{jeton}x")


def test_a_link_ends_at_its_hour(un_moteur: Store) -> None:
    publiee, _ = fiche_de_trois()
    with temps_fige(MARS):
        jeton = lien_de(MARMITE, str(publiee.pratique_id))
    with temps_fige(MARS + DUREE):
        assert etats(publiee)[MARMITE] == "expiree"
        with pytest.raises(Refus, match="60 jours"):
            confirmations.confirmer(jeton, PORTEUR)
    with temps_fige(MARS + DUREE - timedelta(microseconds=1)):
        assert confirmations.confirmer(jeton, PORTEUR).etat == "confirmee"


def test_a_new_link_replaces_the_one_before_and_a_link_can_be_called_back(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    premier, second = lien_de(MARMITE, ici), lien_de(MARMITE, ici)
    with pytest.raises(Refus, match="remplacé ou annulé"):
        confirmations.confirmer(premier, PORTEUR)
    confirmations.revoquer(MODERATRICE, ici, MARMITE)
    assert etats(publiee)[MARMITE] == "sans_demande"
    with pytest.raises(Refus, match="remplacé ou annulé"):
        confirmations.confirmer(second, PORTEUR)
    assert confirmations.confirmer(lien_de(MARMITE, ici), PORTEUR).etat == "confirmee"


def test_the_depositor_asks_by_the_secret_link_and_nobody_else_does(deux: Store) -> None:
    publiee, jeton = fiche_de_trois()
    ici, origine = str(publiee.pratique_id), {"contribution_id": publiee.id, "jeton": jeton}
    assert set(etats(publiee, **origine).values()) == {"sans_demande"}
    confirmations.inviter(ANONYME, ici, MARMITE, **origine)
    for faux in ({}, {"contribution_id": publiee.id}, {"contribution_id": publiee.id, "jeton": "faux"}):
        with pytest.raises(Refus):
            confirmations.inviter(ANONYME, ici, TILLEULS, **faux)
        with lire() as cur:
            assert confirmations.lister_partenaires(cur, ANONYME, ici, **faux) == []
    with pytest.raises(Introuvable):
        confirmations.inviter(MODERATRICE, ici, "Personne d’ici")


def test_who_amends_a_sheet_does_not_ask_its_partners(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=ici)
    deposee = contributions.deposer(ANONYME, brouillon.id, brouillon.version, TROIS, jeton=jeton)
    for _ in range(2):
        with pytest.raises(Refus):
            confirmations.inviter(ANONYME, ici, MARMITE, contribution_id=deposee.id, jeton=jeton)
        if deposee.statut == "a_relire":
            deposee = contributions.publier(MODERATRICE, deposee.id, deposee.version)


def test_only_moderation_asks_again_who_refused(deux: Store) -> None:
    publiee, secret = fiche_de_trois()
    ici = str(publiee.pratique_id)
    confirmations.refuser(lien_de(DISCRETE, ici))
    with pytest.raises(Refus, match="refusé"):
        confirmations.inviter(ANONYME, ici, DISCRETE, contribution_id=publiee.id, jeton=secret)
    jeton = confirmations.inviter(MODERATRICE, ici, DISCRETE)
    assert DISCRETE not in [m.nom for m in sheet(publiee).partenaires], "asked again is not named again"
    confirmations.confirmer(jeton, Reponse(role="soutien"))
    assert DISCRETE in [m.nom for m in sheet(publiee).partenaires]


def test_a_wrong_answer_changes_nothing(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    jeton = lien_de(MARMITE, str(publiee.pratique_id))
    avant = tout("partenariat")
    with pytest.raises(Invalide) as refus:
        confirmations.confirmer(jeton, Reponse(role="chef", apporte=("or",)))
    assert set(refus.value.champs) == {"role", "apporte"}
    assert tout("partenariat") == avant


def test_an_amendment_neither_names_again_nor_unsays(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    confirmations.confirmer(lien_de(MARMITE, ici), Reponse(role="soutien", apporte=("benevoles",)))
    confirmations.refuser(lien_de(DISCRETE, ici))
    with lire() as cur:
        offert = contributions.contenu_de_pratique(cur, ANONYME, ici)
    assert not nomme(offert.to_json(), DISCRETE), "the form of an amendment is public"
    variante = PartenaireSaisi(nom=f"{DISCRETE} (SCOP)", cote="es", role="porteur")
    ancien = replace(TROIS, partenaires=(*TROIS.partenaires, variante))
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, pratique_id=ici)
    deposee = contributions.deposer(ANONYME, brouillon.id, brouillon.version, ancien, jeton=jeton)
    contributions.publier(MODERATEUR, deposee.id, deposee.version)
    p = sheet(publiee)
    assert [m.nom for m in p.partenaires] == [MARMITE, TILLEULS]
    assert (p.partenaires[0].role, p.partenaires[0].apporte) == ("soutien", ("benevoles",))
    assert p.confirmations == Confirmations(1, 3)
    assert not nomme(" ".join(filter(None, (p.titre, p.resume, p.recit, p.difficultes, p.site))), DISCRETE)


def test_fifty_answers_at_once_make_one_effect(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    jeton = lien_de(DISCRETE, str(publiee.pratique_id))
    depart, faits, refuses = threading.Barrier(50), [], []

    def repondre(rang: int) -> None:
        depart.wait()
        try:
            lue = (
                confirmations.refuser(jeton)
                if rang % 2
                else confirmations.confirmer(jeton, Reponse(role="soutien"))
            )
            faits.append(lue.etat)
        except ErreurObservatoire as erreur:
            refuses.append(erreur)

    fils = [threading.Thread(target=repondre, args=(rang,)) for rang in range(50)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert (len(faits), len(refuses)) == (1, 49)
    assert all(isinstance(e, Refus) for e in refuses)
    assert etats(publiee)[DISCRETE] == faits[0]
    assert [j["verbe"] for j in tout("journal") if j["objet_type"] == "invitation"].count(faits[0]) == 1


def test_the_side_behind_a_link(un_moteur: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    marmite, discrete = lien_de(MARMITE, ici), lien_de(DISCRETE, ici)
    with lire() as cur:
        assert confirmations.cote_du_lien(cur, marmite) == (ici, "es")
        assert confirmations.cote_du_lien(cur, discrete) == (ici, "autre")
    confirmations.refuser(discrete)
    with lire() as cur, pytest.raises(Introuvable):
        confirmations.cote_du_lien(cur, discrete)


def test_a_sheet_withdrawn_or_without_the_partner_asks_nothing(un_moteur: Store) -> None:
    publiee, _ = fiche_de_trois()
    jeton = lien_de(MARMITE, str(publiee.pratique_id))
    contributions.retirer(MODERATRICE, publiee.id, publiee.version)
    with pytest.raises(Introuvable):
        confirmations.confirmer(jeton, PORTEUR)


def sorties(ici: str) -> list[str]:
    """Return the address of every public output that could name a partner of a sheet."""
    return [
        "/api/v1/pratiques?par_page=200", f"/api/v1/pratiques/{ici}", *(f"/api/v1/pratiques?format={f}" for f in FORMATS),
        "/fiches", "/fiches?q=camion", f"/fiche/{ici}", f"/fiche/{ici}.pdf", f"/fiche/{ici}.bib", f"/fiche/{ici}.ris",
        f"/fiche/{ici}/signaler", "/territoires/commune-78440", "/sitemap-1.xml",
        *(f"/api/v1/{nom}" for nom in ("partenariats", "zones?territoire=commune-78440")),
    ]  # fmt: skip


def lisible(contenu: bytes) -> str:
    """Return all the text of an answer, unpacked."""
    if contenu.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(contenu)) as classeur:
            contenu = b" ".join(classeur.read(nom) for nom in classeur.namelist())
    if contenu.startswith(b"%PDF"):
        from pypdf import PdfReader

        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(contenu)).pages)
    return contenu.decode("utf-8", "replace")


def test_nothing_public_names_who_refused(un_moteur: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    client = TestClient(Starlette(routes=[*API, *LEGERES]))
    avant = [a for a in sorties(ici) if nomme(lisible(client.get(a).content), DISCRETE)]
    assert len(avant) >= 8, "the outputs do name it before"
    jeton = lien_de(DISCRETE, ici)
    confirmations.refuser(jeton)
    for adresse in (*sorties(ici), f"/confirmer/{jeton}"):
        texte = lisible(client.get(adresse).content)
        assert not nomme(texte, DISCRETE), adresse
        assert "zephyrine" not in texte.lower(), adresse
    assert any("refusé d’être cité" in s["precisions"] for s in tout("signalement"))


def test_a_link_goes_by_mail_when_an_address_is_given(deux: Store) -> None:
    publiee, _ = fiche_de_trois()
    ici = str(publiee.pratique_id)
    with pytest.raises(Invalide):
        confirmations.inviter(MODERATRICE, ici, MARMITE, courriel="pas une adresse")
    jeton = confirmations.inviter(MODERATRICE, ici, MARMITE, courriel="marmite@exemple.fr")
    [lettre] = [x for x in tout("lettre") if x["modele"] == "confirmation"]
    assert lettre["destinataire"] == "marmite@exemple.fr"
    assert confirmations.adresse_du_lien(jeton) in lettre["texte"]
    assert "marmite@" not in str(tout("invitation") + tout("journal") + tout("partenariat"))
