"""Read SQL files: numbered migrations and views, cut into statements, engine-only blocks kept or left out."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ICI = Path(__file__).parent
_BLOC = re.compile(r"^-- @(duckdb|postgres)\n(.*?)^-- @end\n", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Script:
    """One SQL file."""

    numero: int
    nom: str
    texte: str

    @property
    def empreinte(self) -> str:
        """SHA-256 of the text: a migration already applied never changes."""
        return hashlib.sha256(self.texte.encode()).hexdigest()

    def instructions(self, moteur: str) -> list[str]:
        """Return the statements for an engine ('duckdb' or 'postgresql').

        Our files hold no semicolon inside a string or a comment's code, so cutting at `;` is enough.
        """

        def garder(bloc: re.Match[str]) -> str:
            return bloc.group(2) if moteur.startswith(bloc.group(1)) else ""

        sans_commentaires = re.sub(r"--[^\n]*", "", _BLOC.sub(garder, self.texte))
        return [s.strip() for s in sans_commentaires.split(";") if s.strip()]


def _lire(dossier: str) -> tuple[Script, ...]:
    fichiers = sorted((_ICI / dossier).glob("*.sql"))
    return tuple(Script(i, f.stem, f.read_text(encoding="utf-8")) for i, f in enumerate(fichiers, 1))


@cache
def migrations() -> tuple[Script, ...]:
    """Return the migrations in order; file NNNN_name.sql is number NNNN."""
    scripts = _lire("migrations")
    for script in scripts:
        if int(script.nom.split("_")[0]) != script.numero:
            raise ValueError(f"migration {script.nom} should be number {script.numero:04d}")
    return scripts


@cache
def vues() -> tuple[Script, ...]:
    """Return the view files in order; views are code, re-applied whenever their text changed."""
    return _lire("vues")


def empreinte_vues() -> str:
    """Return one SHA-256 over all view files."""
    return hashlib.sha256("".join(v.empreinte for v in vues()).encode()).hexdigest()
