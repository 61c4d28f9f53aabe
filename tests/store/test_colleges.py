"""Reading by two colleges in the store: two yes publish, two no go back, one of each calls a third; one effect in any case."""

import threading
from dataclasses import replace

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, quelques_territoires

from observatoire import colleges, contributions, settings
from observatoire.comptes.model import ANONYME, OPERATEUR, Personne
from observatoire.contributions import Contribution, PartenaireSaisi
from observatoire.errors import Conflit, ErreurObservatoire, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import ecrire, lire

NON = "Le rôle du centre social n’est pas dit."
AUTRE_NON = "Le lieu n’est pas précisé."


@pytest.fixture
def base(store_deux_moteurs, monkeypatch):
    quelques_territoires()
    monkeypatch.setenv("OBSERVATOIRE_TWO_COLLEGES", "oui")
    settings.settings.cache_clear()


def lectrice(college: str, nom: str, structure: str = "") -> Personne:
    compte = un_compte("moderateur", email=f"{nom}@exemple.fr", nom=nom)
    colleges.nommer_lecteur(OPERATEUR, compte.id, college, structure)
    return compte.personne


def avis(personne: Personne, c: Contribution, oui: bool, motif: str = "") -> Contribution:
    return colleges.donner_avis(personne, c.id, c.version, oui=oui, motif=motif)


def test_deux_oui_publient(base):
    elise, tom = lectrice("es", "elise"), lectrice("ts", "tom")
    c, _ = deposee()
    assert avis(elise, c, True).statut == "a_relire"
    publiee = avis(tom, c, True)
    assert (publiee.statut, publiee.moderateur_id) == ("publiee", tom.id)
    with lire() as cur:
        verbes = [e.verbe for e in lister_journal(cur, "contribution", c.id)]
    assert verbes.count("avis_donne") == 2
    assert verbes.count("publiee") == 1


def test_deux_non_rendent_a_lauteur_qui_lit_les_deux_raisons(base):
    c, jeton = deposee()
    avis(lectrice("ts", "tom"), c, False, NON)
    rendue = avis(lectrice("es", "elise"), c, False, AUTRE_NON)
    assert (rendue.statut, rendue.motif) == ("a_corriger", f"{NON}\n\n{AUTRE_NON}")
    with lire() as cur:
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).motif == rendue.motif


@pytest.mark.parametrize(("oui", "statut"), [(True, "publiee"), (False, "a_corriger")])
def test_un_desaccord_appelle_une_troisieme_personne_qui_decide(base, oui, statut):
    elise, tom, lea = lectrice("es", "elise"), lectrice("ts", "tom"), lectrice("ts", "lea")
    c, _ = deposee()
    avis(elise, c, True)
    assert avis(tom, c, False, NON).statut == "a_relire"
    for deja in (elise, tom):
        with pytest.raises(Refus, match="Vous avez donné"):
            avis(deja, c, True)
    with lire() as cur:
        lecture = colleges.lire(cur, lea, c)
    assert (lecture.suite, lecture.obstacle, len(lecture.avis)) == ("troisieme_avis", "", 2)
    assert avis(lea, c, oui, "" if oui else AUTRE_NON).statut == statut


def test_le_premier_avis_nest_pas_montre_au_second(base):
    elise, tom = lectrice("es", "elise"), lectrice("ts", "tom")
    c, _ = deposee()
    avis(elise, c, False, NON)
    with lire() as cur:
        assert colleges.lire(cur, tom, c).avis == ()
        assert colleges.lire(cur, tom, c).donnes == ("es",)
        assert [a.motif for a in colleges.lire(cur, elise, c).avis] == [NON]
        assert colleges.attendus(cur, tom, [c.id]) == {c.id: "second_avis"}
        with pytest.raises(Refus):
            colleges.lire(cur, ANONYME, c)


def test_ni_son_college_ni_sa_structure_ni_soi_meme(base):
    tom, lea = lectrice("ts", "tom"), lectrice("ts", "lea")
    marmite = lectrice("es", "marie", "La Marmite solidaire")
    sans_college = un_compte("moderateur", email="sans@exemple.fr").personne
    c, _ = deposee()
    avis(tom, c, True)
    for personne, dit in (
        (lea, "Votre collège"),
        (marmite, "Votre structure"),
        (sans_college, "aucun collège"),
    ):
        with pytest.raises(Refus, match=dit):
            avis(personne, c, True)
    sienne, _ = deposee(auteur=lea)
    with pytest.raises(Refus, match="déposé"):
        avis(lea, sienne, True)
    with pytest.raises(Invalide) as faute:
        avis(lectrice("es", "elise"), c, False)
    assert "motif" in faute.value.champs


def test_personne_ne_decide_seul_sauf_un_refus_et_un_recours(base):
    c, jeton = deposee()
    with pytest.raises(Refus, match="Deux collèges"):
        contributions.publier(MODERATRICE, c.id, c.version)
    with pytest.raises(Refus, match="Deux collèges"):
        contributions.demander_correction(MODERATRICE, c.id, c.version, NON)
    refusee = contributions.refuser(MODERATRICE, c.id, c.version, NON)
    contestee = contributions.contester(ANONYME, c.id, refusee.version, f"{NON} {NON}", jeton=jeton)
    assert contributions.publier(lectrice("es", "elise"), c.id, contestee.version).statut == "publiee"


def test_une_nouvelle_version_se_lit_a_nouveau(base):
    elise, tom = lectrice("es", "elise"), lectrice("ts", "tom")
    c, jeton = deposee()
    avis(elise, c, False, NON)
    rendue = avis(tom, c, False, NON)
    corrige = replace(
        CONTENU, partenaires=(*CONTENU.partenaires, PartenaireSaisi(nom="CCAS", cote="ts", role="soutien"))
    )
    redeposee = contributions.deposer(ANONYME, c.id, rendue.version, corrige, jeton=jeton)
    with lire() as cur:
        assert colleges.lire(cur, elise, redeposee).suite == "premier_avis"
    with pytest.raises(Conflit):
        avis(elise, c, True)
    avis(elise, redeposee, True)
    assert avis(tom, redeposee, True).statut == "publiee"


def test_cinquante_avis_a_la_fois_ne_font_quun_effet(base):
    lecteurs = [lectrice(c, f"{c}{n}") for c in ("es", "ts") for n in range(5)]
    c, _ = deposee()
    obstacles: list[ErreurObservatoire] = []

    def essayer(personne: Personne) -> None:
        try:
            avis(personne, c, True)
        except ErreurObservatoire as erreur:
            obstacles.append(erreur)

    fils = [threading.Thread(target=essayer, args=(p,)) for p in lecteurs * 5]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(obstacles) == 48
    with lire() as cur:
        verbes = [e.verbe for e in lister_journal(cur, "contribution", c.id)]
        assert cur.valeur("select count(*) from public.pratique") == 1
    assert (verbes.count("avis_donne"), verbes.count("publiee")) == (2, 1)


def test_sans_le_reglage_on_decide_seul(store):
    quelques_territoires()
    c, _ = deposee()
    with pytest.raises(Refus, match="pas demandée"):
        avis(lectrice("es", "elise"), c, True)
    assert contributions.publier(MODERATRICE, c.id, c.version).statut == "publiee"


def test_les_lecteurs_se_nomment_et_soublient(base):
    compte = un_compte("moderateur")
    with pytest.raises(Refus):
        colleges.nommer_lecteur(compte.personne, compte.id, "es")
    with pytest.raises(Invalide):
        colleges.nommer_lecteur(OPERATEUR, compte.id, "usager")
    colleges.nommer_lecteur(OPERATEUR, compte.id, "es")
    colleges.nommer_lecteur(OPERATEUR, compte.id, "ts", "CCAS")
    with lire() as cur:
        assert [(x["college"], x["structure"]) for x in colleges.lister_lecteurs(cur, OPERATEUR)] == [
            ("ts", "CCAS")
        ]
    colleges.oublier_lecteur(OPERATEUR, compte.id)
    with lire() as cur:
        assert colleges.lecteur(cur, compte.id) is None


def test_un_avis_et_un_lecteur_ne_sont_jamais_publics(base):
    with ecrire() as tx:
        tables = tx.lignes(
            "select table_name as nom from information_schema.tables where table_schema = 'public'"
        )
    assert not {t["nom"] for t in tables} & {"avis", "lecteur"}
