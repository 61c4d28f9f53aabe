"""Shared diagnoses: who writes what, what is signed, and what makes a signature fall; on both engines."""

import json

import pytest
from tests.factories_diagnostics import (
    ES,
    ICI,
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

from observatoire import diagnostics, indicateurs
from observatoire.analyses.presence import presence
from observatoire.analyses.zones import THEMES, TOUS, lire_detail, lire_matrice
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, FINANCEUR, Personne
from observatoire.diagnostics import OUVERT, RETIRE, SIGNE, lire_chiffres
from observatoire.diagnostics.rules import canonique, contenu, empreinte
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, ecrire, lire
from observatoire.territoires import obtenir


@pytest.fixture
def semee(store_deux_moteurs: Store) -> None:
    peupler()


pytestmark = pytest.mark.usefixtures("semee")


def etat(identifiant: str) -> str:
    return vue(identifiant, MODERATION).diagnostic.etat


# --- opening and joining ---


def test_un_territoire_un_diagnostic_et_deux_cotes() -> None:
    d = brouillon()
    assert d.organisations == {"es": (NOMS["es"],), "ts": (NOMS["ts"],)}
    assert (d.cote_de(ES.id), d.cote_de(TS.id), d.cote_de(TIERS.id), d.cote_de(None)) == (
        "es",
        "ts",
        None,
        None,
    )
    with pytest.raises(Refus, match="a déjà son diagnostic"):
        diagnostics.ouvrir(TIERS, ICI, "ts", "Un autre service")
    diagnostics.retirer(MODERATION, d.id)
    assert diagnostics.ouvrir(TIERS, ICI, "ts", "Un autre service").id != d.id


@pytest.mark.parametrize("personne", [ANONYME, Personne("f", "F", FINANCEUR)])
def test_qui_n_a_pas_de_cote_n_ouvre_pas(personne: Personne) -> None:
    with pytest.raises(Refus):
        diagnostics.ouvrir(personne, ICI, "es", "Une structure")


@pytest.mark.parametrize(
    ("cote", "nom"),
    [("les_deux", "X Y"), ("es", ""), ("es", "a@b.fr"), ("es", "x" * 121), ("es", "06 12 34 56 78")],
)
def test_un_cote_et_un_nom_qui_conviennent(cote: str, nom: str) -> None:
    with pytest.raises(Invalide):
        diagnostics.ouvrir(ES, ICI, cote, nom)
    with lire() as cur:
        assert diagnostics.trouver(cur, ICI) is None, "nothing is half opened"


def test_une_invitation_ne_sert_qu_a_son_cote_et_la_derniere_seule_vaut() -> None:
    d = diagnostics.ouvrir(ES, ICI, "es", NOMS["es"])
    ancienne = diagnostics.inviter(ES, d.id, "ts")
    nouvelle = diagnostics.inviter(ES, d.id, "ts")
    for mauvaise in (ancienne, "", "inventée"):
        with pytest.raises(Introuvable):
            diagnostics.rejoindre(TS, mauvaise, NOMS["ts"])
    with pytest.raises(Refus, match="les deux"):
        diagnostics.rejoindre(ES, nouvelle, "Une autre de mes structures")
    with pytest.raises(Refus):
        diagnostics.rejoindre(ANONYME, nouvelle, "Personne")
    assert diagnostics.rejoindre(TS, nouvelle, NOMS["ts"]).cote_de(TS.id) == "ts"
    with pytest.raises(Refus):
        diagnostics.inviter(TIERS, d.id, "es")
    with lire() as cur, temps_fige(d.cree_a.replace(year=d.cree_a.year + 1)):
        assert diagnostics.invitation(cur, nouvelle) is None
    with lire() as cur:
        gardes = cur.lignes("select jeton from base.diagnostic_invitation")
    assert nouvelle not in str(gardes)


# --- writing ---


def test_chacun_ecrit_sa_lecture_et_les_textes_communs() -> None:
    d = brouillon()
    assert diagnostics.enregistrer(ES, d.id, ("portrait", "es"), "  Vu d’ici. \r\n", 0).texte == "Vu d’ici."
    diagnostics.enregistrer(TS, d.id, ("portrait", "ts"), "Vu de là.", 0)
    diagnostics.enregistrer(TS, d.id, ("desaccords", "commun"), "Sur le temps.", 0)
    for cle in (("portrait", "ts"), ("desaccords", "es"), ("inconnu", "es")):
        with pytest.raises(Refus, match="autre côté"):
            diagnostics.enregistrer(ES, d.id, cle, "Je déborde.", 1)
    for qui in (TIERS, MODERATION, ANONYME):
        with pytest.raises(Refus):
            diagnostics.enregistrer(qui, d.id, ("portrait", "es"), "Je passe.", 1)


def test_ce_qui_est_ecrit_ailleurs_n_est_pas_remplace() -> None:
    d = brouillon()
    diagnostics.enregistrer(ES, d.id, ("priorites", "commun"), "D’abord.", 0)
    with pytest.raises(Conflit):
        diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Plutôt.", 0)
    assert vue(d.id).diagnostic.textes["priorites", "commun"].texte == "D’abord."
    assert diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Plutôt.", 1).version == 2
    assert diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Plutôt.", 0).version == 2, (
        "the same is no conflict"
    )


def test_un_brouillon_garde_tout_et_ne_remue_pas_le_journal() -> None:
    d = brouillon()
    with lire() as cur:
        avant = cur.version()
    diagnostics.enregistrer(ES, d.id, ("voix", "es"), "Appelez le 06 12 34 56 78.", 0)
    with lire() as cur:
        assert cur.version() == avant
    with pytest.raises(Invalide, match="numéro de téléphone") as faute:
        diagnostics.ouvrir_signature(ES, d.id)
    assert set(faute.value.champs) == {"voix.es"}
    diagnostics.enregistrer(ES, d.id, ("voix", "es"), "Appelez-nous.", 1)
    assert diagnostics.ouvrir_signature(ES, d.id).etat == OUVERT
    with pytest.raises(Invalide, match="courriel"):
        diagnostics.enregistrer(ES, d.id, ("voix", "es"), "Écrivez à moi@exemple.fr", 2)
    assert vue(d.id).diagnostic.textes["voix", "es"].texte == "Appelez-nous."


# --- seeing ---


def test_un_brouillon_ne_se_lit_que_de_ceux_qui_l_ecrivent() -> None:
    d = brouillon()
    for qui in (ES, TS, MODERATION):
        assert vue(d.id, qui).diagnostic.id == d.id
    for qui in (TIERS, ANONYME):
        with pytest.raises(Refus, match="brouillon"):
            vue(d.id, qui)
    diagnostics.ouvrir_signature(ES, d.id)
    assert vue(d.id, ANONYME).diagnostic.etat == OUVERT
    diagnostics.retirer(MODERATION, d.id)
    with pytest.raises(Refus, match="retiré"):
        vue(d.id, ANONYME)
    with pytest.raises(Introuvable):
        vue("inconnu")


def test_les_chiffres_sont_ceux_de_la_page() -> None:
    une_alliance()
    c = vue(brouillon().id).chiffres
    with lire() as cur:
        ici = obtenir(cur, ICI)
        portrait, lue, detail = (
            indicateurs.portrait(cur, ici),
            presence(cur, ici),
            lire_detail(cur, ICI, TOUS),
        )
        matrice = lire_matrice(cur, ICI)
    assert [m["code"] for m in c["portrait"]] == [m.indicateur.code for m in portrait.mesures]
    assert {k: c["pratiques"][k] for k in ("ici", "dessous", "dessus")} == dict(lue.comptes)
    assert c["pratiques"]["mixtes"] == lue.mixtes == 1
    assert c["alliances"]["en_cours"] == detail.case.presence.alliances == 1
    assert [p["titre"] for p in c["alliances"]["liste"]] == ["Une alliance neuve"]
    assert c["offre"]["es"] == {"structures": 1, "noms": ["Vélos & Cie"]}
    assert set(c["zones"]) == set(THEMES)
    for theme, z in c["zones"].items():
        case = matrice.case(ICI, theme)
        assert (z["classe"], z["es"], z["ts"]) == (case.classe, case.presence.es, case.presence.ts)
    assert json.loads(canonique(c)) == c, "nothing of it is lost as JSON"


# --- signing ---


def test_les_deux_signatures_valent_sur_la_meme_empreinte() -> None:
    d = a_signer()
    lue = vue(d.id)
    apres = diagnostics.signer(ES, d.id, lue.empreinte)
    assert apres.etat == OUVERT
    demi = vue(d.id)
    assert (demi.signatures["es"].vaut, demi.signatures["ts"].signature) == (True, None)
    assert diagnostics.signer(TS, d.id, demi.empreinte).etat == SIGNE
    entier = vue(d.id, ANONYME)
    assert all(s.vaut for s in entier.signatures.values())
    assert {s.signature.empreinte for s in entier.signatures.values() if s.signature} == {lue.empreinte}
    with pytest.raises(Refus, match="Les deux côtés"):
        diagnostics.signer(ES, d.id, entier.empreinte)


def test_signer_d_un_seul_cote_deux_fois_ne_fait_pas_deux_cotes() -> None:
    d = a_signer()
    autre = diagnostics.rejoindre(TIERS, diagnostics.inviter(ES, d.id, "es"), "Une autre entreprise")
    for qui in (ES, TIERS, ES):
        assert diagnostics.signer(qui, d.id, vue(d.id).empreinte).etat == OUVERT
    assert autre.cote_de(TIERS.id) == "es"
    for qui in (MODERATION, ANONYME):
        with pytest.raises(Refus):
            diagnostics.signer(qui, d.id, vue(d.id).empreinte)


def test_on_ne_signe_que_ce_qu_on_a_lu() -> None:
    d = a_signer()
    lue = vue(d.id)
    diagnostics.enregistrer(TS, d.id, ("zones", "ts"), "Entre-temps.", 0)
    with pytest.raises(Conflit, match="pendant que vous lisiez"):
        diagnostics.signer(ES, d.id, lue.empreinte)
    une_alliance()
    with pytest.raises(Conflit, match="reprenez ceux du jour"):
        diagnostics.signer(ES, d.id, vue(d.id).empreinte)
    assert vue(d.id).signatures["es"].signature is None


def test_une_pratique_publiee_fait_tomber_les_signatures_et_dit_pourquoi() -> None:
    d = signe()
    une_alliance()
    lue = vue(d.id)
    for cote in ("es", "ts"):
        tombee = lue.signatures[cote]
        assert not tombee.vaut
        assert "Alliances en cours\u00a0: 0\u00a0→\u00a01." in tombee.changes
        assert "Alliance en cours, nouvelle\u00a0: «\u00a0Une alliance neuve\u00a0»." in tombee.changes
        assert any(c.startswith("Mobilité\u00a0: non observé → alliance") for c in tombee.changes)
    assert lue.chiffres["alliances"]["en_cours"] == 0, "what is shown is what was frozen"
    assert lue.changes
    assert diagnostics.actualiser(TS, d.id).etat == OUVERT
    neuve = vue(d.id)
    assert neuve.chiffres["alliances"]["en_cours"] == 1
    assert neuve.changes == ()
    assert not any(s.vaut for s in neuve.signatures.values())
    for qui in (ES, TS):
        diagnostics.signer(qui, d.id, vue(d.id).empreinte)
    assert etat(d.id) == SIGNE


def test_un_texte_change_fait_tomber_les_signatures_et_revenir_en_arriere_les_rend() -> None:
    d = signe()
    avant = vue(d.id).diagnostic.textes["besoins", "es"]
    diagnostics.enregistrer(ES, d.id, ("besoins", "es"), "Autre chose.", avant.version)
    lue = vue(d.id)
    assert lue.diagnostic.etat == OUVERT
    assert [s.changes for s in lue.signatures.values()] == [
        ("La lecture ES de «\u00a0Besoins\u00a0» a changé.",)
    ] * 2
    diagnostics.enregistrer(ES, d.id, ("besoins", "es"), avant.texte, avant.version + 1)
    assert all(s.vaut for s in vue(d.id).signatures.values()), "the very content that was signed"


def test_un_chiffre_qui_revient_rend_la_signature() -> None:
    d = signe()
    une_alliance()
    assert not vue(d.id).signatures["es"].vaut
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'neuve'")
    assert vue(d.id).signatures["es"].vaut


def test_le_journal_dit_chaque_fait_sans_texte_ni_nom() -> None:
    d = signe()
    diagnostics.enregistrer(ES, d.id, ("voix", "es"), "Une phrase à nous.", 0)
    diagnostics.actualiser(ES, d.id)
    diagnostics.retirer(MODERATION, d.id)
    with lire() as cur:
        lus = lister_journal(cur, "diagnostic", d.id)
    assert [e.verbe for e in lus] == [
        "ouvert", "invite", "rejoint", "ouvert_a_signature", "signe", "signe", "ecrit", "actualise", "retire",
    ]  # fmt: skip
    assert {e.acteur for e in lus} == {ES.id, TS.id, MODERATION.id}
    tout = str([e.details for e in lus])
    assert "Une phrase" not in tout
    assert NOMS["es"] not in tout
    assert etat_brut(d.id) == RETIRE


def etat_brut(identifiant: str) -> str:
    with lire() as cur:
        return str(cur.valeur("select etat from base.diagnostic where id = $id", id=identifiant))


def test_les_memes_figures_donnent_la_meme_empreinte_sur_les_deux_moteurs() -> None:
    """A hash written here: it moves only with what is signed (figures, themes, names of classes)."""
    une_alliance()
    with lire() as cur:
        lus = lire_chiffres(cur, obtenir(cur, ICI))
        assert canonique(lus) == canonique(lire_chiffres(cur, obtenir(cur, ICI)))
    assert diagnostics_empreinte(lus) == EMPREINTE


def diagnostics_empreinte(chiffres: diagnostics.Chiffres) -> str:
    return empreinte(contenu(chiffres, {}))


EMPREINTE = "dbc333e6cf64ef04430c3fa2b398ae18e889d988777bbbb6c380b4cc53ff2045"
