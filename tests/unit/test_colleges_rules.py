"""Two colleges: what opinions make, who may give the next one, and who may read those given."""

from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.colleges import rules
from observatoire.colleges.model import Avis, Lecteur

MOTIF = "Le rôle du centre social n’est pas dit."


def avis(compte: str, college: str, oui: bool, motif: str = MOTIF) -> Avis:
    return Avis(compte, college, oui, motif, datetime(2026, 1, 1))


ISSUES = {
    (): "premier_avis",
    (True,): "second_avis",
    (False,): "second_avis",
    (True, True): "publier",
    (False, False): "demander_correction",
    (True, False): "troisieme_avis",
    (False, True): "troisieme_avis",
    (True, False, True): "publier",
    (True, False, False): "demander_correction",
    (False, True, True): "publier",
    (False, True, False): "demander_correction",
}


@pytest.mark.parametrize("dits", ISSUES)
def test_ce_que_font_les_avis(dits: tuple[bool, ...]) -> None:
    assert (
        rules.suite([avis(str(n), "es" if n % 2 else "ts", oui) for n, oui in enumerate(dits)])
        == ISSUES[dits]
    )


@pytest.mark.parametrize(("premier", "second"), [*product((True, False), repeat=2)])
def test_echanger_les_deux_premiers_avis_ne_change_pas_lissue(premier: bool, second: bool) -> None:
    assert ISSUES[premier, second] == ISSUES[second, premier]


ES, TS, TS2 = Lecteur("e", "es", ""), Lecteur("t", "ts", "Mission locale"), Lecteur("t2", "ts", "")


@pytest.mark.parametrize(
    ("lecteur", "donnes", "dit"),
    [
        (None, (), "aucun collège"),
        (ES, (), ""),
        (TS, (), ""),
        (TS, (avis("t2", "ts", True),), "Votre collège a donné son avis"),
        (ES, (avis("e", "es", True),), "Vous avez donné votre avis"),
        (ES, (avis("t", "ts", False),), ""),
        (TS2, (avis("e", "es", True), avis("t", "ts", False)), ""),
        (TS, (avis("e", "es", True), avis("t", "ts", False)), "Vous avez donné votre avis"),
        (TS2, (avis("e", "es", True), avis("t", "ts", True)), "la décision est prise"),
    ],
)
def test_qui_peut_donner_le_prochain_avis(
    lecteur: Lecteur | None, donnes: tuple[Avis, ...], dit: str
) -> None:
    rendu = rules.obstacle(lecteur, donnes, ["La Marmite solidaire"])
    assert (dit in rendu) if dit else not rendu


@pytest.mark.parametrize("nom", ["Mission locale", "mission  LOCALE", "La Mission locale des Mureaux"])
def test_personne_ne_lit_la_collaboration_de_sa_structure(nom: str) -> None:
    assert "Votre structure est partenaire" in rules.obstacle(TS, (), ["Autre", nom])
    assert not rules.obstacle(TS, (), ["Mission régionale"])


@given(st.lists(st.booleans(), max_size=3), st.sampled_from(["0", "1", "2", "ailleurs", None]))
def test_un_avis_seul_nest_lu_que_de_qui_le_donne(dits: list[bool], qui: str | None) -> None:
    donnes = [avis(str(n), "es", oui) for n, oui in enumerate(dits)]
    vus = rules.visibles(donnes, qui)
    if len(donnes) < 2:
        assert all(a.compte_id == qui for a in vus)
        assert len(vus) == (1 if donnes and qui == "0" else 0)
    else:
        assert vus == tuple(donnes)


def test_un_non_se_motive_un_oui_pas_forcement() -> None:
    assert not rules.faute("", oui=True)
    assert rules.faute("", oui=False)
    assert rules.faute("Non", oui=False)
    assert rules.faute("Oh", oui=True), "a remark is worth reading or is not made"
    commun = rules.motif_commun(
        [avis("a", "es", False), avis("b", "ts", True), avis("c", "es", False, "Un autre motif.")]
    )
    assert commun == f"{MOTIF}\n\nUn autre motif."
