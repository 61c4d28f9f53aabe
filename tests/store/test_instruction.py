"""Reading in the store: nobody reads a file of theirs, a conflict closes it for good, opinions stay hidden while one reads alone."""

from dataclasses import replace

import pytest
from tests.factories_appels import AUTRE_FINANCEUR, FEVRIER, JANVIER, publie
from tests.factories_appels import CONTENU as APPEL
from tests.factories_candidatures import CONTENU, CUISINE, Deux, deposee
from tests.factories_comptes import un_compte
from tests.factories_contributions import quelques_territoires

from observatoire import candidatures, instruction
from observatoire.appels import Appel
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.instruction import Saisie
from observatoire.instruction.visibilite import a_l_aveugle
from observatoire.journal import lister_journal
from observatoire.store import Store, lire

NOTES = {"Force de l’alliance": 4, "Besoin du territoire": 2}


def personne(role: str, email: str) -> Personne:
    compte = un_compte(role, email=email)
    return Personne(compte.id, compte.nom, compte.role)


class Instruction:
    """A call with one application, and three readers of whom the third comes from a partner of it."""

    def __init__(self, appel: Appel, funder: Personne) -> None:
        self.appel, self.financeuse = appel, funder
        self.deux = deposee(appel)
        self.lecteurs = [personne("contributeur", f"l{i}@exemple.fr") for i in range(3)]
        for i, (college, siren) in enumerate((("es", "732829320"), ("ts", "732829320"), ("es", "552100554"))):
            instruction.nommer(funder, appel.id, f"l{i}@exemple.fr", college, siren)

    def version(self, lecteur: Personne) -> int:
        with lire() as cur:
            return instruction.une(cur, self.deux.id, lecteur.id or "").version

    def declarer(self, lecteur: Personne, conflit: bool = False) -> None:
        instruction.declarer(
            lecteur,
            self.deux.id,
            self.version(lecteur),
            conflit=conflit,
            lien="J’y ai travaillé." if conflit else "",
        )

    def rendre(self, lecteur: Personne, **notes: int | None) -> None:
        self.declarer(lecteur)
        saisie = Saisie(notes=NOTES | notes, recommandation="oui", note_privee="pour moi seul")
        instruction.rendre(lecteur, self.deux.id, self.version(lecteur), saisie)

    def rangee(self) -> instruction.Rangee:
        with lire() as cur:
            return instruction.table(cur, self.financeuse, self.appel)[0]


@pytest.fixture
def ici(store_deux_moteurs: Store):
    quelques_territoires()
    funder = personne("financeur", "fanny@exemple.fr")
    with temps_fige(JANVIER):
        appel = publie(APPEL, funder)
    with temps_fige(FEVRIER):
        yield Instruction(appel, funder)


def test_la_repartition_ecarte_qui_vient_d_un_partenaire_et_met_en_lecture(ici: Instruction) -> None:
    rendu = instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1, "ts": 1})
    assert rendu.impossibles == ()
    assert {r for _, r in rendu.lectures} == {ici.lecteurs[0].id, ici.lecteurs[1].id}
    assert ici.deux.lue().etat == "en_relecture"
    assert instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1, "ts": 1}).lectures == rendu.lectures
    rendu = instruction.repartir(ici.financeuse, ici.appel.id, {"es": 2})
    assert len(rendu.impossibles) == 1
    with pytest.raises(Refus, match="même SIREN"):
        instruction.confier(ici.financeuse, ici.deux.id, ici.lecteurs[2].id or "")


def test_le_dossier_ne_s_ouvre_qu_apres_avoir_dit_son_absence_de_lien(ici: Instruction) -> None:
    lecteur = ici.lecteurs[0]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1})
    with lire() as cur, pytest.raises(Introuvable):
        instruction.ouvrir_le_dossier(cur, lecteur, ici.deux.id)
    with pytest.raises(Refus):
        instruction.rendre(
            lecteur, ici.deux.id, ici.version(lecteur), Saisie(notes=NOTES, recommandation="oui")
        )
    ici.declarer(lecteur)
    with lire() as cur:
        assert instruction.ouvrir_le_dossier(cur, lecteur, ici.deux.id)[0].contenu == CONTENU


def test_un_conflit_ferme_le_dossier_efface_les_notes_et_ne_compte_jamais(ici: Instruction) -> None:
    premier, second = ici.lecteurs[:2]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1, "ts": 1})
    ici.rendre(premier)
    ici.rendre(second, **{"Force de l’alliance": 0})
    with pytest.raises(Invalide):
        instruction.declarer(second, ici.deux.id, ici.version(second), conflit=True, lien="")
    ici.declarer(second, conflit=True)
    with lire() as cur:
        with pytest.raises(Introuvable):
            instruction.ouvrir_le_dossier(cur, second, ici.deux.id)
        assert instruction.une(cur, ici.deux.id, second.id or "").saisie.notes == {}
    with pytest.raises(Refus):
        instruction.enregistrer(second, ici.deux.id, ici.version(second), Saisie(notes=NOTES))
    instruction.passer_a(ici.financeuse, ici.appel.id, "mise_en_commun")
    synthese = ici.rangee().synthese
    assert synthese.score is not None
    assert (float(synthese.score), synthese.avancement.conflits) == (pytest.approx(20 / 6), 1)


def test_tant_que_chacun_lit_seul_nul_ne_voit_les_notes_d_un_autre(ici: Instruction) -> None:
    premier, second = ici.lecteurs[:2]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1, "ts": 1})
    ici.rendre(premier)

    def vus(qui: Personne) -> list[str]:
        with lire() as cur:
            return [r.compte_id for r in instruction.avis_des_autres(cur, qui, ici.deux.id)]

    assert [vus(p) for p in (second, ici.financeuse, AUTRE_FINANCEUR, ANONYME)] == [[], [], [], []]
    seul = ici.rangee()
    assert (
        seul.synthese.score,
        seul.relectures,
        seul.synthese.avancement.rendus,
        seul.synthese.avancement.demandes,
    ) == (None, (), 1, 2)
    instruction.passer_a(ici.financeuse, ici.appel.id, "mise_en_commun")
    assert vus(ici.financeuse) == [premier.id]
    assert vus(second) == [], "one who has not given theirs sees no other"
    ici.rendre(second)
    assert vus(second) == [premier.id]
    assert [vus(p) for p in (ici.lecteurs[2], AUTRE_FINANCEUR, ANONYME)] == [[], [], []]
    with lire() as cur:
        for qui in (second, ici.financeuse):
            assert all(r.saisie.note_privee == "" for r in instruction.avis_des_autres(cur, qui, ici.deux.id))
        assert instruction.une(cur, ici.deux.id, premier.id or "").saisie.note_privee == "pour moi seul"
        assert all(
            r.saisie.note_privee == ""
            for r in instruction.table(cur, ici.financeuse, ici.appel)[0].relectures
        )


def test_un_lecteur_ecarte_en_pleine_lecture_ne_compte_plus(ici: Instruction) -> None:
    premier, second = ici.lecteurs[:2]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1, "ts": 1})
    ici.rendre(premier)
    ici.rendre(second, **{"Force de l’alliance": 0})
    instruction.ecarter(ici.financeuse, ici.appel.id, second.id or "")
    with pytest.raises(Refus, match="retirée"):
        instruction.enregistrer(second, ici.deux.id, ici.version(second), Saisie(notes=NOTES))
    instruction.passer_a(ici.financeuse, ici.appel.id, "mise_en_commun")
    rangee = ici.rangee()
    assert len(rangee.relectures) == 1
    assert rangee.synthese.avancement.demandes == 1


def test_les_etapes_ne_reviennent_pas_et_figent_les_avis(ici: Instruction) -> None:
    premier = ici.lecteurs[0]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1})
    with pytest.raises(Conflit):
        instruction.passer_a(ici.financeuse, ici.appel.id, "decision")
    ici.rendre(premier)
    instruction.passer_a(ici.financeuse, ici.appel.id, "mise_en_commun")
    instruction.passer_a(ici.financeuse, ici.appel.id, "decision")
    assert ici.deux.lue().etat == "a_decider"
    with pytest.raises(Refus, match="on décide"):
        instruction.enregistrer(premier, ici.deux.id, ici.version(premier), Saisie(notes=NOTES))
    with pytest.raises(Conflit):
        instruction.passer_a(ici.financeuse, ici.appel.id, "individuel")
    with lire() as cur:
        assert {e.verbe for e in lister_journal(cur, "appel", ici.appel.id)} >= {
            "relecteur_nomme",
            "lectures_reparties",
            "phase",
        }


@pytest.mark.parametrize("qui", [AUTRE_FINANCEUR, ANONYME])
def test_nul_autre_n_instruit_l_appel(ici: Instruction, qui: Personne) -> None:
    for geste in (
        lambda: instruction.nommer(qui, ici.appel.id, "l0@exemple.fr", "es", "732829320"),
        lambda: instruction.repartir(qui, ici.appel.id, {"es": 1}),
        lambda: instruction.passer_a(qui, ici.appel.id, "mise_en_commun"),
        lambda: instruction.ecarter(qui, ici.appel.id, ici.lecteurs[0].id or ""),
        lambda: instruction.confier(qui, ici.deux.id, ici.lecteurs[0].id or ""),
    ):
        with pytest.raises(Refus):
            geste()
    with lire() as cur:
        assert instruction.table(cur, qui, ici.appel) == []


def test_nommer_dit_tout_ce_qui_manque(ici: Instruction) -> None:
    with pytest.raises(Invalide) as refus:
        instruction.nommer(ici.financeuse, ici.appel.id, "personne@exemple.fr", "amis", "123")
    assert set(refus.value.champs) == {"college", "siren", "courriel"}
    with pytest.raises(Invalide) as refus:
        instruction.nommer(ici.financeuse, ici.appel.id, "l0@exemple.fr", "es")
    assert set(refus.value.champs) == {"structure"}


def test_une_candidature_retiree_sort_de_la_table_et_ne_se_lit_plus(ici: Instruction) -> None:
    premier = ici.lecteurs[0]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1})
    ici.rendre(premier)
    candidatures.retirer(ANONYME, ici.deux.id, ici.deux.lue().version, jeton=ici.deux.jeton)
    with lire() as cur:
        assert instruction.table(cur, ici.financeuse, ici.appel) == []
        with pytest.raises(Introuvable, match="retirée"):
            instruction.ouvrir_le_dossier(cur, premier, ici.deux.id)
    with pytest.raises(Refus, match="retirée"):
        instruction.enregistrer(premier, ici.deux.id, ici.version(premier), Saisie(notes=NOTES))


def test_a_l_aveugle_le_commentaire_d_un_autre_ne_nomme_personne(ici: Instruction) -> None:
    with temps_fige(JANVIER):
        appel = publie(replace(APPEL, aveugle=True), ici.financeuse)
    deux, (premier, second) = deposee(appel), ici.lecteurs[:2]
    for i, college in enumerate(("es", "ts")):
        instruction.nommer(ici.financeuse, appel.id, f"l{i}@exemple.fr", college, structure="Ailleurs")
    instruction.repartir(ici.financeuse, appel.id, {"es": 1, "ts": 1})
    saisie = Saisie(
        notes=NOTES,
        recommandation="oui",
        commentaire="Je reconnais le CCAS de Poissy.",
        commentaires={"Besoin du territoire": "Vu par la Cuisine des Deux Rives."},
    )
    for qui in (premier, second):
        instruction.declarer(qui, deux.id, 1, conflit=False)
        instruction.rendre(qui, deux.id, 2, saisie)
    instruction.passer_a(ici.financeuse, appel.id, "mise_en_commun")
    with lire() as cur:
        (vu,) = instruction.avis_des_autres(cur, second, deux.id)
        assert "Poissy" not in vu.saisie.commentaire
        assert "Deux Rives" not in vu.saisie.commentaires["Besoin du territoire"]
        assert "Poissy" in instruction.avis_des_autres(cur, ici.financeuse, deux.id)[0].saisie.commentaire


def test_deux_onglets_ne_s_ecrasent_pas(ici: Instruction) -> None:
    premier = ici.lecteurs[0]
    instruction.repartir(ici.financeuse, ici.appel.id, {"es": 1})
    ici.declarer(premier)
    version = ici.version(premier)
    instruction.enregistrer(premier, ici.deux.id, version, Saisie(notes={"Besoin du territoire": 3}))
    with pytest.raises(Conflit):
        instruction.enregistrer(premier, ici.deux.id, version, Saisie(notes={}))
    with pytest.raises(Invalide) as refus:
        instruction.rendre(
            premier, ici.deux.id, ici.version(premier), Saisie(notes={"Besoin du territoire": 3})
        )
    assert set(refus.value.champs) == {"Force de l’alliance", "recommandation"}


def test_a_l_aveugle_aucun_nom_ne_reste(ici: Instruction) -> None:
    noms = ("La Cuisine des Deux Rives", "CCAS de Poissy")
    contenu = replace(
        CONTENU,
        titre="La cuisine des deux rives à Poissy",
        resume=CONTENU.resume + " Le CCAS DE POISSY accueille, la Cuisine des Deux-Rives forme.",
        membres=(CUISINE, CONTENU.membres[1]),
    )
    lue = a_l_aveugle(replace(Deux(ici.appel, contenu).lue(), complement="Demandez au CCAS de Poissy."))
    dit = (lue.contenu.to_json() + repr(lue.signatures) + (lue.complement or "")).casefold().replace("-", " ")
    for nom in noms:
        assert nom.casefold() not in dit
    assert "552" not in dit
    assert [m.nom for m in lue.contenu.membres] == ["Partenaire A", "Partenaire B"]
