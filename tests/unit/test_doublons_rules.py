"""How near two records are: symmetric, said in words, and no more than what they share."""

from hypothesis import given
from hypothesis import strategies as st

from observatoire.doublons import Trait, comparer
from observatoire.doublons.rules import ordonnee

LIEUX = ("commune-78440", "epci-200059889", "departement-78", "region-11", "pays-FR", "commune-75056")
traits = st.builds(
    Trait,
    id=st.sampled_from("abcd"),
    titre=st.sampled_from(
        ["Une cuisine partagée", "La cuisine partagée", "Un garage solidaire", "Épicerie", ""]
    ),
    perimetre=st.frozensets(st.sampled_from(LIEUX)),
    partenaires=st.frozensets(st.sampled_from(["ccas", "regie", "ess-78"])),
    sirets=st.frozensets(st.sampled_from(["1", "2"])),
)
ICI = frozenset({"commune-78440", "epci-200059889", "departement-78"})
CUISINE = Trait(id="a", titre="Une cuisine partagée au centre social", perimetre=ICI, partenaires=frozenset({"la-marmite", "centre-social"}))  # fmt: skip


@given(traits, traits)
def test_la_ressemblance_est_symetrique_et_bornee(une, autre):
    ici, la = comparer(une, autre), comparer(autre, une)
    assert (ici.note, ici.raisons, ici.doublon) == (la.note, la.raisons, la.doublon)
    assert 0 <= ici.note <= 1


@given(traits, traits)
def test_partager_un_partenaire_de_plus_ne_rapproche_jamais_moins(une, autre):
    avec = [Trait(**{**{n: getattr(t, n) for n in Trait.__dataclass_fields__}, "partenaires": t.partenaires | {"x"}}) for t in (une, autre)]  # fmt: skip
    assert comparer(*avec).note >= comparer(une, autre).note


@given(traits)
def test_une_fiche_est_son_propre_double(une):
    assert comparer(une, une).doublon or not une.titre


def test_un_titre_proche_au_meme_lieu_avec_un_partenaire_est_un_doublon_qui_se_dit():
    autre = Trait(id="b", titre="Cuisine partagée du centre social", perimetre=ICI, partenaires=frozenset({"la-marmite"}))  # fmt: skip
    lue = comparer(CUISINE, autre)
    assert lue.doublon
    assert lue.raisons == ("un titre proche", "la même commune", "un partenaire commun")


def test_le_meme_titre_ailleurs_sans_rien_de_commun_n_en_est_pas_un():
    loin = Trait(id="b", titre=CUISINE.titre, perimetre=frozenset({"commune-13055", "departement-13"}))
    assert not comparer(CUISINE, loin).doublon
    assert comparer(CUISINE, Trait(id="b", titre=CUISINE.titre)).doublon, "its place is not said: it is asked"


def test_un_meme_siret_compte_comme_deux_partenaires():
    a = Trait(id="a", titre="Atelier vélo", perimetre=ICI, sirets=frozenset({"1"}))
    b = Trait(id="b", titre="Atelier de vélos", perimetre=ICI, sirets=frozenset({"1"}))
    assert "un partenaire au même SIRET" in comparer(a, b).raisons
    assert comparer(a, b).doublon


@given(st.text(max_size=5), st.text(max_size=5))
def test_une_decision_a_un_seul_ordre(une, autre):
    assert ordonnee(une, autre) == ordonnee(autre, une)
