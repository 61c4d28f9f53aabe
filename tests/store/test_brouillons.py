"""The draft behind a form, when Streamlit stops a run in the middle of a save."""

from contextlib import suppress
from threading import Event, Thread

import pytest

from observatoire import contributions
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contenu
from observatoire.store import lire
from observatoire.web.brouillons import Atelier
from observatoire.web.saisie_pratique import Saisie


class Arret(Exception):
    """What Streamlit raises in a run that a newer one replaces."""


class Session(dict):
    """A visitor's session; once `arretee`, any access stops the run, as Streamlit does."""

    arretee = False

    def get(self, cle, defaut=None):
        self._passer()
        return super().get(cle, defaut)

    def __getitem__(self, cle):
        self._passer()
        return super().__getitem__(cle)

    def __setitem__(self, cle, valeur):
        self._passer()
        super().__setitem__(cle, valeur)

    def setdefault(self, cle, valeur):
        self._passer()
        return super().setdefault(cle, valeur)

    def _passer(self):
        if self.arretee:
            raise Arret


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    session = Session()
    monkeypatch.setattr(Saisie, "etat", property(lambda _: session))
    return session


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("verbe", ["commencer_brouillon", "enregistrer_brouillon"])
def test_un_arret_juste_apres_lenregistrement_ne_cree_pas_de_conflit(verbe, session, monkeypatch):
    atelier = Atelier(Saisie("proposer"), ANONYME)
    atelier.ouvrir(None, "", Contenu())
    session["proposer_titre"] = "Un jardin"
    if verbe == "enregistrer_brouillon":
        atelier.garder()
        session["proposer_titre"] = "Un jardin partagé"
    vrai = getattr(contributions, verbe)

    def puis_arreter(*args, **options):
        faite = vrai(*args, **options)
        session.arretee = True
        return faite

    with monkeypatch.context() as pendant, suppress(Arret):
        pendant.setattr(contributions, verbe, puis_arreter)
        atelier.garder()
    assert session.arretee
    session.arretee = False
    session["proposer_titre"] = "Un jardin partagé par tous"
    atelier.garder()
    assert not atelier.en_conflit
    with lire() as cur:
        gardee = contributions.obtenir_par_jeton(cur, ANONYME, atelier.jeton)
    assert gardee.contenu.titre == "Un jardin partagé par tous"


@pytest.mark.usefixtures("store")
def test_deux_passages_ensemble_enregistrent_lun_apres_lautre(session, monkeypatch):
    atelier = Atelier(Saisie("proposer"), ANONYME)
    atelier.ouvrir(None, "", Contenu())
    session["proposer_titre"] = "Un jardin"
    atelier.garder()
    vrai, ecrit, double = contributions.enregistrer_brouillon, Event(), Event()

    def lentement(*args, **options):
        if ecrit.is_set():
            double.set()
            return vrai(*args, **options)
        faite = vrai(*args, **options)
        ecrit.set()
        double.wait(0.3)  # time for a second save to come in between, were it let in
        return faite

    monkeypatch.setattr(contributions, "enregistrer_brouillon", lentement)
    session["proposer_titre"] = "Un jardin partagé"
    passages = [Thread(target=atelier.garder) for _ in range(2)]
    passages[0].start()
    assert ecrit.wait(10)
    session["proposer_titre"] = "Un jardin partagé par tous"
    passages[1].start()
    for passage in passages:
        passage.join(10)
    assert not atelier.en_conflit
    assert atelier.contribution.contenu.titre == "Un jardin partagé par tous"
