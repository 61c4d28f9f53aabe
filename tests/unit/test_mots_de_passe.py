"""Passwords: which are refused, what is kept of them."""

import subprocess
import sys
import unicodedata
from types import SimpleNamespace

import pytest

from observatoire.comptes import mots_de_passe as module
from observatoire.comptes.mots_de_passe import (
    MAXIMUM,
    a_rehacher,
    correspond,
    erreur_mot_de_passe,
    hacher,
)

EMAIL, NOM = "amelie.lefevre@ccas-exemple.fr", "Amélie Lefèvre"


@pytest.mark.parametrize(
    ("mot_de_passe", "mot_de_la_phrase"),
    [
        ("", "0 caractère\u00a0"),
        ("court", "5 caractères"),
        ("onze-signes", "11 caractères"),
        ("x" * (MAXIMUM + 1), "raccourcissez"),
        ("aaaaaaaaaaaa", "trop courant"),
        ("123456789012", "trop courant"),
        ("motdepasse123", "trop courant"),
        ("Mot-De-Passe-2026", "trop courant"),
        ("MotDePasseMotDePasse", "trop courant"),
        ("Azertyuiop123!", "trop courant"),
        ("password1234", "trop courant"),
        ("administrateur1", "trop courant"),
        ("observatoire2026", "trop courant"),
        ("amelie.lefevre@ccas-exemple.fr", "reprend"),
        ("Amélie Lefèvre 92", "reprend"),
        ("lefevreamelie", "reprend"),
        ("ccas-exemple-2026", "reprend"),
    ],
)
def test_un_mot_de_passe_faible_est_refuse_en_disant_pourquoi(
    mot_de_passe: str, mot_de_la_phrase: str
) -> None:
    phrase = erreur_mot_de_passe(mot_de_passe, EMAIL, NOM)
    assert phrase is not None
    assert mot_de_la_phrase in phrase
    assert mot_de_passe == "" or mot_de_passe not in phrase


@pytest.mark.parametrize(
    "mot_de_passe",
    [
        "cheval agrafe pile correcte",
        "douze signes",
        "Ptce-des-Mureaux-78!",
        "ÉtéàLaPlage…",
        "bonjour les grenouilles",
    ],
)
def test_un_bon_mot_de_passe_est_accepte(mot_de_passe: str) -> None:
    assert erreur_mot_de_passe(mot_de_passe, EMAIL, NOM) is None


def test_l_empreinte_livree_coute_cher_a_deviner() -> None:
    """In a process of its own: conftest makes hashing cheap here."""
    code = "from observatoire.comptes.mots_de_passe import hacher; print(hacher('douze signes'))"
    sortie = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sortie.stdout.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_on_garde_une_empreinte_argon2id_salee() -> None:
    premiere, seconde = hacher("douze signes"), hacher("douze signes")
    assert premiere.startswith("$argon2id$")
    assert premiere != seconde
    assert "douze" not in premiere
    assert not a_rehacher(premiere)
    assert a_rehacher("$argon2id$v=19$m=16,t=1,p=1$c29tZXNhbHQ$" + "A" * 43)


def test_seul_le_bon_mot_de_passe_correspond() -> None:
    empreinte = hacher("été à la plage")
    assert correspond("été à la plage", empreinte)
    assert correspond(unicodedata.normalize("NFD", "été à la plage"), empreinte)
    assert not correspond("été à la Plage", empreinte)
    assert not correspond("été à la plage", None)
    assert not correspond("été à la plage", "illisible")
    assert not correspond("x" * (MAXIMUM + 1), empreinte)


def test_sans_compte_le_meme_travail_est_fait(monkeypatch: pytest.MonkeyPatch) -> None:
    verifications = []
    hacheur = SimpleNamespace(
        hash=lambda _: "$leurre", verify=lambda empreinte, _: verifications.append(empreinte)
    )
    module._leurre.cache_clear()
    monkeypatch.setattr(module, "_HACHEUR", hacheur)
    assert not correspond("ni un compte ni un mot de passe", None)
    assert correspond("douze signes", "$vraie")
    assert verifications == ["$leurre", "$vraie"]
    module._leurre.cache_clear()
