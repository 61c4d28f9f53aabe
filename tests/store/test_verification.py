"""The mixity check as a sheet says it: seven answers in words, unknown where nobody told, and nothing to execute."""

from dataclasses import replace

import pytest
from tests.factories_contributions import CONTENU, publiee, quelques_territoires

from observatoire.alliance import dossier_de, verifier
from observatoire.alliance.model import QUESTIONS
from observatoire.contributions import Contenu, PartenaireSaisi
from observatoire.pratiques import Pratique, Recherche, lister, obtenir
from observatoire.store import Store, lire
from observatoire.web.verification import MANQUES, VERDICTS, verification


def fiche(contenu: Contenu = CONTENU) -> Pratique:
    identifiant = str(publiee(contenu)[0].pratique_id)
    with lire() as cur:
        return obtenir(cur, identifiant)


@pytest.fixture
def base(store: Store) -> None:
    quelques_territoires()


@pytest.mark.usefixtures("base")
def test_une_fiche_dit_ses_sept_reponses_et_ce_qui_manque() -> None:
    html = verification(fiche())
    assert html.count("<li ") == len(QUESTIONS)
    assert "On ne sait pas encore tout" in html
    assert html.count('class="oui"') == 2, "both sides are there, and act"
    assert html.count('class="non"') == 0, "what nobody told is not a no"
    assert "la part de chaque côté dans le budget" in html


@pytest.mark.usefixtures("base")
def test_un_seul_cote_nest_pas_une_alliance() -> None:
    un = (PartenaireSaisi(nom="La Marmite solidaire", cote="es", role="porteur"),)
    p = fiche(replace(CONTENU, partenaires=un))
    assert verifier(dossier_de(p)).verdict == "non_mixte"
    assert "Non</summary>" in verification(p)


@pytest.mark.usefixtures("base")
def test_rien_ne_sexecute_et_rien_sans_partenaire() -> None:
    p = fiche()
    piege = replace(p.partenaires[0], nom="<script>alert(1)</script>", siren="443721471")
    assert "<script" not in verification(replace(p, partenaires=(piege, *p.partenaires[1:])))
    assert verification(replace(p, partenaires=())) == ""


@pytest.mark.usefixtures("store_catalogue")
def test_une_page_du_web_qui_ne_nomme_quun_cote_ne_dit_pas_que_lautre_manque() -> None:
    with lire() as cur:
        lues = [obtenir(cur, r.id) for r in lister(cur, Recherche(origine=("documentee",)), taille=30)]
    verdicts = {verifier(dossier_de(p)).verdict for p in lues if p.partenaires}
    assert verdicts == {"a_verifier"}, "none of them tells the budget"
    assert set(VERDICTS) > verdicts
    assert len(MANQUES) == 4
