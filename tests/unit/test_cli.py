"""The command line speaks French, whatever is typed, and never shows a trace."""

import argparse
import ast
import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from observatoire.cli import principal
from observatoire.cli.arguments import ROLES_DE_COMPTE, analyseur
from observatoire.cli.doc import options, sous_commandes
from observatoire.comptes import console, model
from observatoire.errors import ErreurObservatoire, raison
from observatoire.ops.verbes import VERBES
from observatoire.settings import PREFIXE, declarations, lire_environnement, settings

SOURCES = Path(__file__).parents[2] / "src" / "observatoire"
ANGLAIS = re.compile(
    r"\b(usage|options|positional|arguments? (are|is)|show|help message|error|invalid|choose|choice|required|expected|"
    r"unrecognized|ambiguous|default|ignored|explicit|not allowed|value:)\b"
)


def parseurs(parseur: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parseur
    for enfant in sous_commandes(parseur).values():
        yield from parseurs(enfant)


PARSEURS = {p.prog: p for p in parseurs(analyseur())}


@pytest.mark.parametrize(
    ("tape", "dit"),
    [
        ("", "il manque\u00a0: verbe"),
        ("zut", "verbe\u00a0: «\u00a0zut\u00a0» n’est pas possible\u202f; choisissez\u00a0: servir, migrer"),
        ("compte", "il manque\u00a0: action"),
        ("compte zut", "action\u00a0: «\u00a0zut\u00a0» n’est pas possible"),
        ("compte creer", "il manque\u00a0: --courriel, --role, --nom"),
        ("compte creer --courriel", "--courriel\u00a0: il manque sa valeur"),
        ("compte role --courriel a@b.fr --role chef", "--role\u00a0: «\u00a0chef\u00a0» n’est pas possible"),
        ("verifier vite", "en trop\u00a0: vite"),
        ("restaurer --liste=oui", "--liste\u00a0: cette option ne prend pas de valeur"),
        ("demo --pratiques", "--pratiques\u00a0: il manque sa valeur"),
        ("demo --pratiques -3", "--pratiques"),
        ("demo --pratiques ²", "«\u00a0²\u00a0» n’est pas un nombre entre 0 et 2\u202f000\u202f000"),
        ("demo --pratiques 2000001", "n’est pas un nombre entre"),
    ],
)
def test_une_commande_mal_ecrite(tape: str, dit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as arret:
        principal(tape.split())
    assert arret.value.code == 2
    sortie, erreur = capsys.readouterr()
    assert sortie == ""
    assert erreur.startswith("Commande non comprise\u00a0: ")
    assert dit in erreur
    assert re.search(r"L’aide\u00a0: \./observatoire( \w+)* --help\n$", erreur)
    assert not ANGLAIS.search(erreur)


@pytest.mark.parametrize("parseur", PARSEURS.values(), ids=PARSEURS)
def test_l_aide_est_en_francais(parseur: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as arret:
        principal([*parseur.prog.split()[1:], "--help"])
    assert arret.value.code == 0
    aide = capsys.readouterr().out
    assert aide.startswith(f"Utilisation\u00a0: {parseur.prog}")
    assert "montre cette aide" in aide
    assert not ANGLAIS.search(aide)


@pytest.mark.parametrize("parseur", PARSEURS.values(), ids=PARSEURS)
def test_tout_est_explique(parseur: argparse.ArgumentParser) -> None:
    assert parseur.description
    assert [o.dest for o in options(parseur) if not o.help] == []


def test_chaque_verbe_a_son_code_et_chaque_code_son_verbe() -> None:
    verbes = sous_commandes(analyseur())
    assert set(verbes) == set(VERBES) | {"servir", "restaurer"}
    assert set(sous_commandes(verbes["compte"])) == set(console.ACTIONS)
    assert ROLES_DE_COMPTE == model.ROLES_DE_COMPTE


def test_une_erreur_imprevue_garde_sa_trace_dans_un_fichier(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def en_panne(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setitem(VERBES, "migrer", en_panne)
    assert principal(["migrer"]) == 1
    erreur = capsys.readouterr().err
    fichier = Path(erreur.strip().rpartition(" ")[2])
    assert erreur.startswith("La commande n’a pas pu finir\u00a0: erreur imprévue (ZeroDivisionError).")
    assert "Traceback" not in erreur
    assert "ZeroDivisionError: secret" in fichier.read_text("utf-8")


def test_un_refus_du_systeme_est_dit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def plein(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/donnees")

    monkeypatch.setitem(VERBES, "migrer", plein)
    assert principal(["migrer"]) == 1
    assert capsys.readouterr().err == (
        "Le système a refusé une opération sur /donnees\u00a0: le disque est plein.\n"
    )


def test_ctrl_c_pendant_un_verbe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrompu(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(VERBES, "migrer", interrompu)
    assert principal(["migrer"]) == 130
    assert "Interrompu" in capsys.readouterr().err


def test_la_raison_du_systeme() -> None:
    assert raison(OSError(errno.EACCES, "Permission denied")) == "les droits ne le permettent pas"
    assert raison(OSError(errno.ELOOP, "Too many")) == "le système a répondu ELOOP"
    assert raison(OSError("autre")) == "le système a répondu autre"


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "²"), ("PORT", "http"), ("DAILY_SNAPSHOTS", "-1"),
        ("DAILY_SNAPSHOTS", "1001"), ("TWO_COLLEGES", "autre"), ("MEMORY_LIMIT", "beaucoup"), ("MEMORY_LIMIT", "0GB"),
    ],
)  # fmt: skip
def test_un_reglage_incompris_est_nomme(nom: str, valeur: str) -> None:
    with pytest.raises(ErreurObservatoire, match=f"{PREFIXE}{nom} vaut «\u00a0{re.escape(valeur)}\u00a0»"):
        lire_environnement({PREFIXE + nom: valeur})


def test_chaque_reglage_declare_est_lu() -> None:
    valeurs = {
        "PORT": "81",
        "DAILY_SNAPSHOTS": "3",
        "TWO_COLLEGES": "oui",
        "MEMORY_LIMIT": "2GB",
        "BASE_MAP": "plan-ign",
        "SMTP_URL": "smtp://courrier.exemple.fr",
    }
    avec = {"SMTP_URL": {PREFIXE + "MAIL_FROM": "observatoire@exemple.fr"}}
    defaut = lire_environnement({})
    for declaration in declarations():
        nom = declaration.variable.removeprefix(PREFIXE)
        lue = lire_environnement({declaration.variable: valeurs.get(nom, "autre"), **avec.get(nom, {})})
        assert getattr(lue, declaration.champ) != getattr(defaut, declaration.champ), declaration.variable
        assert declaration.aide.endswith(".")


@pytest.mark.parametrize(
    "env",
    [
        {"SMTP_URL": "courrier.exemple.fr", "MAIL_FROM": "a@exemple.fr"},
        {"SMTP_URL": "http://courrier.exemple.fr", "MAIL_FROM": "a@exemple.fr"},
        {"SMTP_URL": "smtp://courrier.exemple.fr"},
        {"SMTP_URL": "smtp://courrier.exemple.fr", "MAIL_FROM": "Observatoire"},
    ],
)
def test_un_serveur_de_courrier_mal_ecrit_est_refuse(env: dict[str, str]) -> None:
    with pytest.raises(ErreurObservatoire, match="indiquez"):
        lire_environnement({PREFIXE + nom: valeur for nom, valeur in env.items()})


def test_un_reglage_vide_vaut_son_defaut() -> None:
    assert lire_environnement({PREFIXE + "PORT": "  "}).port == 8501
    assert settings().snapshot_dir == settings().local_dir / "sauvegardes"


OPERATEUR = [
    *(SOURCES / "cli").glob("*.py"), *(SOURCES / "ops").glob("*.py"), *(SOURCES / "store").glob("*.py"),
    *(SOURCES / "demo").glob("*.py"), SOURCES / "comptes" / "console.py", SOURCES / "settings.py", SOURCES / "errors.py",
]  # fmt: skip


@pytest.mark.parametrize("source", OPERATEUR, ids=lambda s: f"{s.parent.name}/{s.name}")
def test_les_phrases_ont_leur_typographie(source: Path) -> None:
    arbre = ast.parse(source.read_text("utf-8"))
    docs = {id(n.value) for n in ast.walk(arbre) if isinstance(n, ast.Expr)}
    textes = [
        n.value
        for n in ast.walk(arbre)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]
    assert [t for t in textes if re.search(r"(^|[^\W\d_]) [:;!?»](?= |$)|« |[a-zéè]'[a-zéè]", t)] == []
