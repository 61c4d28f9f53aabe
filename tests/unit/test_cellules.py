"""Lists in one cell of the technical CSV."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from observatoire.publication.cellules import joindre, separer


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("ab|\\\n ,"), min_size=1), max_size=4))
@example(["a|", "\\"])
def test_les_valeurs_jointes_se_separent(valeurs: list[str]) -> None:
    assert separer(joindre(valeurs)) == valeurs
