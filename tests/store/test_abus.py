"""Hostile deposits are bounded, whoever sends them; who signed in, and what was typed, are not touched."""

import base64
import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from altcha import Challenge, solve_challenge
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, quelques_territoires

from observatoire import abus, contributions, moderation
from observatoire.abus import (
    DepotsFermes,
    PreuveDemandee,
    Provenance,
    TropDeDepots,
    TropVite,
    preuves,
    rules,
)
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, CONTRIBUTEUR, Personne
from observatoire.errors import Conflit, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, lire

SANS_ADRESSE = Provenance()
MIDI = datetime(2026, 11, 27, 12)
CONNECTEE = Personne("compte-1", "Camille", CONTRIBUTEUR)


@pytest.fixture
def deux(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def deposer(
    provenance: Provenance = SANS_ADRESSE, personne: Personne = ANONYME, titre: str = ""
) -> contributions.Contribution:
    """Begin and deposit, from somewhere."""
    contenu = replace(CONTENU, titre=titre) if titre else CONTENU
    brouillon, jeton = contributions.commencer_brouillon(personne, provenance=provenance)
    return contributions.deposer(
        personne, brouillon.id, brouillon.version, contenu, jeton=jeton, provenance=provenance
    )


def resoudre() -> str:
    """Solve a challenge as a browser does; return the payload it sends."""
    defi = abus.nouveau_defi()
    solution = solve_challenge(Challenge.from_dict(defi))
    assert solution is not None
    dit = {"challenge": defi, "solution": {"counter": solution.counter, "derivedKey": solution.derived_key}}
    return base64.b64encode(json.dumps(dit).encode()).decode()


@pytest.fixture
def peu_d_essais(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preuves, "ESSAIS", (3, 9))


def test_une_plage_d_adresses_est_bornee_les_autres_passent(
    deux: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rules.GESTES, "deposer", (3, 100))
    with temps_fige(MIDI):
        for n in range(3):
            deposer(Provenance(adresse=f"80.12.33.{n}"))
        brouillon, jeton = contributions.commencer_brouillon(ANONYME, CONTENU)
        with pytest.raises(TropDeDepots, match="votre réseau"):
            contributions.deposer(ANONYME, brouillon.id, brouillon.version, CONTENU, jeton=jeton, provenance=Provenance(adresse="80.12.33.200"))  # fmt: skip
        with lire() as cur:
            assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).contenu == CONTENU
        deposer(Provenance(adresse="80.12.34.1"))
        deposer(Provenance(adresse="80.12.33.1"), CONNECTEE)
    with temps_fige(MIDI + timedelta(minutes=61)):
        deposer(Provenance(adresse="80.12.33.1"))


def test_les_brouillons_et_les_courriels_sont_bornes_aussi(
    deux: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rules.GESTES, "commencer", (2, 100))
    monkeypatch.setattr(rules, "DEPOTS_PAR_COURRIEL", 2)
    ici = Provenance(adresse="80.12.33.1")
    contributions.commencer_brouillon(ANONYME, provenance=ici)
    contributions.commencer_brouillon(ANONYME, provenance=ici)
    with pytest.raises(TropDeDepots):
        contributions.commencer_brouillon(ANONYME, provenance=ici)
    deposer(Provenance(courriel="a@exemple.fr"))
    deposer(Provenance(courriel="A@exemple.fr "))
    with pytest.raises(TropDeDepots, match="courriel"):
        deposer(Provenance(courriel="a@EXEMPLE.fr"))


def test_aucune_adresse_ni_aucun_courriel_n_est_garde(deux: Store) -> None:
    deposer(Provenance(adresse="80.12.33.1", courriel="camille@exemple.fr"))
    with lire() as cur:
        cles = {ligne["cle"] for ligne in cur.lignes("select cle from base.tentative")}
    assert len(cles) == 5
    assert not [c for c in cles if "80.12" in c or "camille" in c]


def test_la_preuve_n_est_demandee_que_si_la_file_grossit_et_sert_une_fois(
    deux: Store, monkeypatch: pytest.MonkeyPatch, peu_d_essais: None
) -> None:
    monkeypatch.setattr(rules, "PREUVE_DES", 2)
    deposer()
    deposer()
    with pytest.raises(PreuveDemandee):
        deposer()
    preuve = resoudre()
    deposer(Provenance(preuve=preuve))
    with pytest.raises(PreuveDemandee):
        deposer(Provenance(preuve=preuve))
    reecrite = base64.b64encode(json.dumps(json.loads(base64.b64decode(preuve)), indent=1).encode()).decode()
    with pytest.raises(PreuveDemandee):
        deposer(Provenance(preuve=reecrite))
    deposer(personne=CONNECTEE)


def fausses(preuve: str) -> list[str]:
    lue = json.loads(base64.b64decode(preuve))
    plus_facile = {
        **lue,
        "challenge": {**lue["challenge"], "parameters": {**lue["challenge"]["parameters"], "keyPrefix": ""}},
    }
    ailleurs = {
        **lue,
        "solution": {**lue["solution"], "counter": lue["solution"]["counter"] + 1, "derivedKey": "00"},
    }
    return [
        "",
        "pas du base64 !",
        base64.b64encode(b"{}").decode(),
        base64.b64encode(b"[1]").decode(),
        *(base64.b64encode(json.dumps(f).encode()).decode() for f in (plus_facile, ailleurs)),
    ]


def test_une_preuve_fausse_ou_perimee_ne_passe_pas(
    deux: Store, monkeypatch: pytest.MonkeyPatch, peu_d_essais: None
) -> None:
    monkeypatch.setattr(rules, "PREUVE_DES", 0)
    preuve = resoudre()
    for fausse in fausses(preuve):
        with pytest.raises(PreuveDemandee):
            deposer(Provenance(preuve=fausse))
    perimee = base64.b64encode(base64.b64decode(preuve)).decode()
    monkeypatch.setattr(preuves, "DUREE", -timedelta(minutes=1))
    with pytest.raises(PreuveDemandee):
        deposer(Provenance(preuve=resoudre()))
    deposer(Provenance(preuve=perimee))


def test_un_depot_instantane_attend_quelques_secondes(deux: Store) -> None:
    with temps_fige(MIDI):
        with pytest.raises(TropVite):
            deposer(Provenance(ouvert_a=MIDI - timedelta(seconds=3)))
        deposer(Provenance(ouvert_a=MIDI - timedelta(seconds=30)))


def test_ce_qui_ressemble_a_un_envoi_automatique_est_lu_apres_jamais_refuse(deux: Store) -> None:
    pub = replace(CONTENU, resultats="casino http://a.fr http://b.fr http://c.fr")
    with temps_fige(MIDI):
        deposee(pub)
        deposer(Provenance(piege=True), titre="Un champ caché rempli")
    deposer(titre="Une pratique comme une autre")
    with lire() as cur:
        lignes = moderation.lire_file(cur, MODERATRICE).lignes
    file = [ligne.contribution for ligne in lignes if ligne.contribution]
    assert next(c.contenu.titre for c in file) == "Une pratique comme une autre"
    assert {c.suspicion for c in file[1:]} == {2}
    publiee = contributions.publier(MODERATRICE, file[-1].id, file[-1].version)
    assert publiee.statut == "publiee"


def test_les_depots_se_ferment_et_se_rouvrent(deux: Store) -> None:
    brouillon, jeton = contributions.commencer_brouillon(ANONYME, CONTENU)
    with pytest.raises(Refus):
        abus.fermer_les_depots(CONNECTEE, "Envois hostiles depuis ce matin")
    with pytest.raises(Invalide):
        abus.fermer_les_depots(MODERATRICE, "non")
    abus.fermer_les_depots(MODERATRICE, "Envois hostiles  depuis ce matin")
    with pytest.raises(Conflit):
        abus.fermer_les_depots(MODERATRICE, "Envois hostiles depuis ce matin")
    for personne in (ANONYME, CONNECTEE):
        with pytest.raises(DepotsFermes, match="Envois hostiles depuis ce matin"):
            deposer(personne=personne)
    garde = contributions.enregistrer_brouillon(ANONYME, brouillon.id, brouillon.version, replace(CONTENU, titre="Gardé quand même"), jeton=jeton)  # fmt: skip
    assert garde.contenu.titre == "Gardé quand même"
    deposer(personne=MODERATRICE)
    abus.rouvrir_les_depots(MODERATRICE)
    with pytest.raises(Conflit):
        abus.rouvrir_les_depots(MODERATRICE)
    contributions.deposer(ANONYME, garde.id, garde.version, garde.contenu, jeton=jeton)
    with lire() as cur:
        assert [e.verbe for e in lister_journal(cur, "depots", "depots")] == ["fermes", "rouverts"]


def test_mille_envois_depuis_deux_cents_adresses_laissent_la_file_bornee(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1,000 hostile deposits in a minute, without proof, then with: neither passes the bounds."""
    quelques_territoires()
    monkeypatch.setattr(rules, "PREUVE_DES", 30)
    issues: Counter[str] = Counter()
    with temps_fige(MIDI):
        for n in range(1000):
            try:
                deposer(Provenance(adresse=f"80.{n % 200}.33.7", ouvert_a=MIDI - timedelta(minutes=1)))
                issues["reçue"] += 1
            except Refus as refus:
                issues[type(refus).__name__] += 1
    with lire() as cur:
        en_file = cur.valeur("select count(*) from base.contribution where statut = 'a_relire'")
        brouillons = cur.valeur("select count(*) from base.contribution where statut = 'brouillon'")
    assert en_file == issues["reçue"] == 30
    assert issues["PreuveDemandee"] == 970
    assert brouillons <= rules.BROUILLONS_EN_TOUT
