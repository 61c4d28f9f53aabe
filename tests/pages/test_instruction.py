"""The page of instruction: a conflict is asked before a file opens, marks are kept as typed, the whole call shows after."""

from dataclasses import replace

import pytest
from tests.factories_appels import CONTENU as APPEL
from tests.factories_appels import FEVRIER, JANVIER, publie
from tests.factories_candidatures import CONTENU, deposee
from tests.factories_comptes import un_compte
from tests.visiteur import html, lu, visiteur

from observatoire import instruction
from observatoire.clock import temps_fige
from observatoire.comptes.model import Personne
from observatoire.store import lire


class Monde:
    """A funder, a call, one application, two readers."""

    def __init__(self, visiter, aveugle=False):
        self.visiter = visiter
        self.financeuse, *self.lecteurs = (
            un_compte(role, email=email, nom=nom)
            for role, email, nom in (
                ("financeur", "f@exemple.fr", "Fanny Finance"),
                ("contributeur", "a@exemple.fr", "Aya Lit"),
                ("contributeur", "b@exemple.fr", "Bo Relit"),
            )
        )
        self.personne = Personne(self.financeuse.id, "Fanny Finance", "financeur")
        with temps_fige(JANVIER):
            self.appel = publie(replace(APPEL, aveugle=aveugle), self.personne)
        self.deux = deposee(self.appel)

    def nommer(self):
        instruction.nommer(self.personne, self.appel.id, "a@exemple.fr", "es", structure="Ailleurs")
        instruction.nommer(self.personne, self.appel.id, "b@exemple.fr", "ts", structure="Autre part")
        instruction.repartir(self.personne, self.appel.id, {"es": 1, "ts": 1})

    def relecture(self, lecteur):
        with lire() as cur:
            return instruction.une(cur, self.deux.id, lecteur.id)


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    with temps_fige(FEVRIER):
        yield visiteur(monkeypatch)


def w(onglet, nom):
    widgets = (
        *onglet.button,
        *onglet.text_input,
        *onglet.text_area,
        *onglet.selectbox,
        *onglet.button_group,
        *onglet.number_input,
    )
    return next(x for x in widgets if x.key == f"lecture_{nom}")


def noter(onglet, **notes):
    for rang, note in notes.items():
        w(onglet, f"note_{rang.removeprefix('n')}").set_value(note).run()


def test_sans_compte_la_page_demande_de_se_connecter(visiter):
    assert "À lire" not in lu(visiter("instruction"))


def test_un_financeur_nomme_repartit_et_voit_l_avancement(visiter):
    monde = Monde(visiter)
    onglet = visiter("instruction", monde.financeuse, appel=monde.appel.id)
    assert CONTENU.titre in lu(onglet)
    for nom, valeur in (("courriel", "a@exemple.fr"), ("structure", "Ailleurs")):
        w(onglet, nom).set_value(valeur).run()
    w(onglet, "college").set_value("es").run()
    w(onglet, "nommer").click().run()
    assert "Aya Lit" in lu(onglet)
    w(onglet, "repartir").click().run()
    assert "0 sur 1" in lu(onglet)
    assert monde.relecture(monde.lecteurs[0]).etat == "demandee"


def test_un_lecteur_declare_note_et_rend(visiter):
    monde = Monde(visiter)
    monde.nommer()
    aya = monde.lecteurs[0]
    onglet = visiter("instruction", aya)
    assert f"/instruction?lire={monde.deux.id}" in html(onglet)
    onglet = visiter("instruction", aya, lire=monde.deux.id)
    assert "La Cuisine des Deux Rives" in lu(onglet)
    assert CONTENU.resume not in lu(onglet), "nothing of the file before a tie is denied"
    w(onglet, "sans_lien").click().run()
    assert CONTENU.resume in lu(onglet)
    w(onglet, "rendre").click().run()
    assert "Donnez une note" in lu(onglet)
    noter(onglet, n0="4", n1="Sans objet")
    w(onglet, "note_privee").set_value("à revoir ").run()
    assert monde.relecture(aya).saisie.notes == {"Force de l’alliance": 4, "Besoin du territoire": None}
    w(onglet, "recommandation").set_value("oui").run()
    w(onglet, "rendre").click().run()
    assert "Votre avis est rendu" in lu(onglet)
    onglet.run()
    assert monde.relecture(aya).etat == "rendue", "reading it again changes nothing"
    assert visiter("instruction", aya, lire=monde.deux.id).session_state["lecture_note_privee"] == "à revoir "
    assert monde.relecture(aya).etat == "rendue"


def test_un_conflit_ferme_le_dossier(visiter):
    monde = Monde(visiter)
    monde.nommer()
    onglet = visiter("instruction", monde.lecteurs[0], lire=monde.deux.id)
    w(onglet, "avec_lien").click().run()
    assert "Dites le lien" in lu(onglet)
    w(onglet, "lien").set_value("J’y ai travaillé deux ans.").run()
    w(onglet, "avec_lien").click().run()
    assert "ne vous est plus ouverte" in lu(onglet)
    assert CONTENU.resume not in lu(visiter("instruction", monde.lecteurs[0], lire=monde.deux.id))


def test_a_l_aveugle_le_lecteur_ne_lit_aucun_nom(visiter):
    monde = Monde(visiter, aveugle=True)
    monde.nommer()
    onglet = visiter("instruction", monde.lecteurs[0], lire=monde.deux.id)
    dits = [html(onglet)]
    w(onglet, "sans_lien").click().run()
    dits.append(html(onglet))
    assert "Partenaire A" in dits[1]
    for dit in dits:
        assert "Deux Rives" not in dit
        assert "CCAS de Poissy" not in dit


def test_la_mise_en_commun_montre_les_notes_et_le_desaccord(visiter):
    monde = Monde(visiter)
    monde.nommer()
    for lecteur, note in zip(monde.lecteurs, (5, 1), strict=True):
        qui = Personne(lecteur.id, lecteur.nom, "contributeur")
        instruction.declarer(qui, monde.deux.id, 1, conflit=False)
        saisie = instruction.Saisie(
            notes=dict.fromkeys(("Force de l’alliance", "Besoin du territoire"), note),
            recommandation="oui",
            note_privee="secret",
        )
        instruction.rendre(qui, monde.deux.id, 2, saisie)
    onglet = visiter("instruction", monde.financeuse, appel=monde.appel.id)
    assert "2 sur 2" in lu(onglet)
    assert "désaccord" not in html(onglet)
    w(onglet, "etape").click().run()
    assert "4 (désaccord)" in lu(onglet)
    w(onglet, "tri").set_value("montant").run()
    dossier = visiter("instruction", monde.financeuse, dossier=monde.deux.id)
    assert "Avis\u00a0: 2" in lu(dossier)
    assert "Bo Relit" in lu(dossier)
    assert "secret" not in html(dossier)


def test_un_autre_financeur_ne_voit_pas_la_table(visiter):
    monde = Monde(visiter)
    autre = un_compte("financeur", email="autre@exemple.fr")
    for params in ({"appel": monde.appel.id}, {"dossier": monde.deux.id}, {"lire": monde.deux.id}):
        assert CONTENU.titre not in lu(visiter("instruction", autre, **params))
