"""Settings, read once from the environment. Every default works on a fresh machine with no configuration."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from observatoire.errors import ErreurObservatoire

RACINE = Path(__file__).resolve().parents[2]
PREFIXE = "OBSERVATOIRE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; docs/reference/reglages.md lists the variables."""

    store_url: str
    """Path of the DuckDB file, or a postgresql:// address."""
    local_dir: Path
    """Where the store, its snapshots and prepared files live (ignored by git)."""
    data_dir: Path
    """Where the delivered referentiel and catalogue are."""
    public_url: str
    """Address people type, without a trailing slash; https makes cookies Secure."""
    host: str
    port: int
    allowed_hosts: tuple[str, ...]
    """Host headers accepted besides those of public_url and loopback."""
    memory_limit: str
    """Memory that DuckDB may take, e.g. '1GB'."""
    publisher: str
    """Who answers for this installation, shown in the legal notice; '' says that it was not filled in."""
    contact: str
    """How to reach them: an e-mail or a web address, shown in the legal notice."""

    @property
    def secure(self) -> bool:
        """Tell whether the public address is https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def snapshot_dir(self) -> Path:
        """Folder of the store's snapshots."""
        return self.local_dir / "sauvegardes"


def _port(texte: str) -> int:
    if not texte.isdigit() or not 0 < int(texte) < 65536:
        raise ErreurObservatoire(
            f"{PREFIXE}PORT vaut « {texte} » : indiquez un numéro de port entre 1 et 65535."
        )
    return int(texte)


def lire_environnement(env: dict[str, str]) -> Settings:
    """Build the settings from environment variables (all optional).

    Raises ErreurObservatoire when a value cannot be understood.
    """

    def valeur(nom: str, defaut: str) -> str:
        return env.get(PREFIXE + nom, "").strip() or defaut

    local_dir = Path(valeur("LOCAL_DIR", str(RACINE / "data" / "local")))
    port = _port(valeur("PORT", "8501"))
    host = valeur("HOST", "127.0.0.1")
    return Settings(
        store_url=valeur("STORE_URL", str(local_dir / "observatoire.duckdb")),
        local_dir=local_dir,
        data_dir=Path(valeur("DATA_DIR", str(RACINE / "data"))),
        public_url=valeur("PUBLIC_URL", f"http://{host}:{port}").rstrip("/"),
        host=host,
        port=port,
        allowed_hosts=tuple(h.strip() for h in valeur("ALLOWED_HOSTS", "").split(",") if h.strip()),
        memory_limit=valeur("MEMORY_LIMIT", "1GB"),
        publisher=valeur("PUBLISHER", ""),
        contact=valeur("CONTACT", ""),
    )


@cache
def settings() -> Settings:
    """Return the process's settings."""
    return lire_environnement(dict(os.environ))
