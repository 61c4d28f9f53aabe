"""Ranges of addresses, and what looks like a machine: never a French text of the field."""

import pytest
import yaml
from tests.conftest import RACINE

from observatoire.abus import rules
from observatoire.abus.rules import plage, soupcons


@pytest.mark.parametrize(
    ("adresse", "attendue"),
    [
        ("203.0.114.77", "203.0.114.0/24"),
        ("2a01:e0a:1:2:3:4:5:6", "2a01:e0a:1::/48"),
        ("::ffff:80.12.33.4", "80.12.33.0/24"),
        ("10.0.0.4", None),
        ("192.168.1.9", None),
        ("127.0.0.1", None),
        ("fe80::1", None),
        ("", None),
        (None, None),
        ("ailleurs", None),
    ],
)
def test_une_adresse_se_compte_par_plage(adresse: str | None, attendue: str | None) -> None:
    assert plage(adresse) == attendue


@pytest.mark.parametrize(
    ("texte", "signe"),
    [
        ("http://a.fr http://b.fr www.c.fr", rules.LIENS),
        ("Le meilleur casino en ligne", rules.VENTE),
        ("achetez achetez achetez achetez achetez achetez", rules.REPETITION),
        ("aaaaaaaaaaaaaaaaaaa", rules.REPETITION),
        ("CLIQUEZ ICI POUR GAGNER " * 7, rules.CAPITALES),
        ("buy cheap shoes online today free shipping worldwide best quality " * 4, rules.AUTRE_LANGUE),
    ],
)
def test_chaque_signe_se_voit(texte: str, signe: str) -> None:
    assert signe in soupcons([texte])


def catalogue() -> list[list[str]]:
    """Return the free texts of every real pratique that is delivered."""
    fichiers = sorted((RACINE / "data" / "catalogue").rglob("*.yaml"))
    lus = [yaml.safe_load(f.read_text("utf-8")) for f in fichiers]
    fiches = [f for lu in lus for f in (lu if isinstance(lu, list) else [lu]) if isinstance(f, dict)]
    return [
        [str(f.get(nom) or "") for nom in ("titre", "resume", "recit", "resultats", "difficultes")]
        for f in fiches
        if f.get("titre") and f.get("resume")
    ]


def test_aucune_pratique_reelle_n_est_placee_plus_loin() -> None:
    textes = catalogue()
    assert len(textes) > 250
    assert [t[0] for t in textes if len(soupcons(t)) >= rules.SUSPECTE] == []
