"""Settings, read once from the environment. Every default works on a fresh machine with no configuration."""

import os
import re
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from observatoire.errors import ErreurObservatoire

RACINE = Path(__file__).resolve().parents[2]
PREFIXE = "OBSERVATOIRE_"
PLAN_IGN = "plan-ign"
"""The base map that needs no address: Plan IGN, of the French Géoplateforme."""
_TUILES = re.compile(
    r"(https://[a-z0-9.-]+|http://(127\.0\.0\.1|localhost))(:\d{1,5})?/"
    r"(?=[^{}]*(\{[xyz]\}[^{}]*){3}$)(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})[^\s\"'<>\\;,]+"
)
"""An address of raster tiles; without encryption, on the machine itself only."""


def _dit(nom: str, defaut: str, aide: str) -> dict[str, str]:
    """Tell a setting's variable, its default and what it does, for docs/reference/reglages.md."""
    return {"variable": PREFIXE + nom, "defaut": defaut, "aide": aide}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; docs/reference/reglages.md is written from these declarations."""

    store_url: str = field(
        metadata=_dit(
            "STORE_URL",
            "observatoire.duckdb dans OBSERVATOIRE_LOCAL_DIR",
            "Chemin du fichier DuckDB, ou adresse postgresql:// quand plusieurs exemplaires de l’application se partagent une base.",
        )
    )
    local_dir: Path = field(
        metadata=_dit(
            "LOCAL_DIR",
            "data/local",
            "Dossier de la base, des sauvegardes, des accusés de réception et des fichiers préparés. À sauvegarder.",
        )
    )
    data_dir: Path = field(
        metadata=_dit("DATA_DIR", "data", "Dossier du référentiel et du catalogue livrés avec l’application.")
    )
    public_url: str = field(
        metadata=_dit(
            "PUBLIC_URL",
            "http:// suivi de OBSERVATOIRE_HOST et OBSERVATOIRE_PORT",
            "Adresse que tapent les visiteurs, sans barre finale. En https, les cookies ne passent qu’en connexion chiffrée.",
        )
    )
    host: str = field(
        metadata=_dit(
            "HOST",
            "127.0.0.1",
            "Adresse d’écoute. 127.0.0.1\u00a0: cette machine seulement\u202f; 0.0.0.0\u00a0: toutes.",
        )
    )
    port: int = field(metadata=_dit("PORT", "8501", "Port d’écoute, entre 1 et 65535."))
    allowed_hosts: tuple[str, ...] = field(
        metadata=_dit(
            "ALLOWED_HOSTS",
            "",
            "Autres noms de site acceptés dans l’en-tête Host, séparés par des virgules. "
            "Celui de OBSERVATOIRE_PUBLIC_URL et la machine elle-même le sont toujours.",
        )
    )
    memory_limit: str = field(
        metadata=_dit("MEMORY_LIMIT", "1GB", "Mémoire que DuckDB peut prendre, comme 512MB ou 2GB.")
    )
    daily_snapshots: int = field(
        metadata=_dit(
            "DAILY_SNAPSHOTS",
            "7",
            "Combien de sauvegardes quotidiennes sont gardées, de 0 à 1000\u202f; 0\u00a0: aucune n’est écrite. "
            "Les sauvegardes demandées à la main ne sont jamais effacées. Sans effet avec PostgreSQL.",
        )
    )
    publisher: str = field(
        metadata=_dit(
            "PUBLISHER",
            "",
            "Qui répond de cette installation, dans les mentions légales. Vide\u00a0: dit comme non renseigné.",
        )
    )
    contact: str = field(
        metadata=_dit(
            "CONTACT",
            "",
            "Comment joindre ces personnes\u00a0: courriel ou adresse web, dans les mentions légales.",
        )
    )

    base_map: str = field(
        metadata=_dit(
            "BASE_MAP",
            "",
            "Fond de carte sous les contours. Vide\u00a0: aucun, rien n’est demandé ailleurs. plan-ign\u00a0: le Plan IGN de la "
            "Géoplateforme. Ou l’adresse https:// d’un serveur d’images, avec {z}, {x} et {y}. "
            "Le navigateur des visiteurs demande alors ces images à ce serveur.",
        )
    )
    base_map_credit: str = field(
        metadata=_dit(
            "BASE_MAP_CREDIT",
            "",
            "Mention que demande ce serveur d’images, obligatoire avec une adresse. Sans effet avec plan-ign.",
        )
    )

    smtp_url: str = field(
        default="",
        metadata=_dit(
            "SMTP_URL",
            "",
            "Serveur qui envoie les messages\u00a0: smtp://compte:mot-de-passe@serveur:587 (chiffré dès que le serveur le peut) ou "
            "smtps://…:465. Vide\u00a0: rien ne part, la modération voit les messages prêts à envoyer.",
        ),
    )
    mail_from: str = field(
        default="",
        metadata=_dit(
            "MAIL_FROM",
            "",
            "Adresse d’où partent les messages, obligatoire avec OBSERVATOIRE_SMTP_URL.",
        ),
    )

    two_colleges: bool = field(
        default=False,
        metadata=_dit(
            "TWO_COLLEGES",
            "non",
            "oui\u00a0: chaque contribution est lue par une personne du collège des entrepreneurs sociaux et une du travail social\u00a0; "
            "un désaccord appelle une troisième personne. Nommez-les avec ./observatoire lecteur.",
        ),
    )

    @property
    def secure(self) -> bool:
        """Tell whether the public address is https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def snapshot_dir(self) -> Path:
        """Folder of the store's snapshots."""
        return self.local_dir / "sauvegardes"


@dataclass(frozen=True, slots=True)
class Declaration:
    """How a setting is told: variable, default and help, in French."""

    champ: str
    variable: str
    defaut: str
    aide: str


def declarations() -> tuple[Declaration, ...]:
    """Return every setting's declaration, in the order of `Settings`."""
    return tuple(Declaration(champ=f.name, **f.metadata) for f in fields(Settings))


def _entier(nom: str, texte: str, minimum: int, maximum: int) -> int:
    if not (texte.isascii() and texte.isdigit()) or not minimum <= int(texte) <= maximum:
        raise ErreurObservatoire(
            f"{PREFIXE}{nom} vaut «\u00a0{texte}\u00a0»\u00a0: indiquez un nombre entre {minimum} et {maximum}."
        )
    return int(texte)


def _memoire(texte: str) -> str:
    if not re.fullmatch(r"[1-9]\d*(\.\d+)?\s?[KMGT]i?B", texte):
        raise ErreurObservatoire(
            f"{PREFIXE}MEMORY_LIMIT vaut «\u00a0{texte}\u00a0»\u00a0: indiquez une quantité comme 512MB ou 2GB."
        )
    return texte


def _oui_ou_non(nom: str, texte: str) -> bool:
    if texte not in ("oui", "non"):
        raise ErreurObservatoire(f"{PREFIXE}{nom} vaut «\u00a0{texte}\u00a0»\u00a0: indiquez oui ou non.")
    return texte == "oui"


def _fond_de_carte(texte: str, credit: str) -> str:
    if texte in ("", PLAN_IGN):
        return texte
    if not _TUILES.fullmatch(texte):
        raise ErreurObservatoire(
            f"{PREFIXE}BASE_MAP vaut «\u00a0{texte}\u00a0»\u00a0: indiquez plan-ign, ou une adresse comme "
            "https://tuiles.exemple.fr/{z}/{x}/{y}.png, en https, avec {z}, {x} et {y} une fois chacun."
        )
    if not credit:
        raise ErreurObservatoire(
            f"{PREFIXE}BASE_MAP_CREDIT manque\u00a0: indiquez la mention que demande le serveur d’images, "
            "comme «\u00a0© les contributeurs d’OpenStreetMap\u00a0»."
        )
    return texte


def _serveur_de_courrier(texte: str, expediteur: str) -> str:
    if not texte:
        return ""
    lue = urlsplit(texte)
    if lue.scheme not in ("smtp", "smtps") or not lue.hostname or lue.path.strip("/"):
        raise ErreurObservatoire(
            f"{PREFIXE}SMTP_URL n’est pas reconnue\u00a0: indiquez une adresse comme smtp://compte:mot-de-passe@serveur:587."
        )
    if not re.fullmatch(r"[^\s@<>]+@[\w.-]+", expediteur):
        raise ErreurObservatoire(
            f"{PREFIXE}MAIL_FROM manque ou n’est pas une adresse\u00a0: indiquez celle d’où partent les messages."
        )
    return texte


def lire_environnement(env: dict[str, str]) -> Settings:
    """Build the settings from environment variables (all optional).

    Raises ErreurObservatoire when a value cannot be understood.
    """

    def valeur(nom: str, defaut: str) -> str:
        return env.get(PREFIXE + nom, "").strip() or defaut

    local_dir = Path(valeur("LOCAL_DIR", str(RACINE / "data" / "local")))
    port = _entier("PORT", valeur("PORT", "8501"), 1, 65535)
    host = valeur("HOST", "127.0.0.1")
    return Settings(
        store_url=valeur("STORE_URL", str(local_dir / "observatoire.duckdb")),
        local_dir=local_dir,
        data_dir=Path(valeur("DATA_DIR", str(RACINE / "data"))),
        public_url=valeur("PUBLIC_URL", f"http://{host}:{port}").rstrip("/"),
        host=host,
        port=port,
        allowed_hosts=tuple(h.strip() for h in valeur("ALLOWED_HOSTS", "").split(",") if h.strip()),
        memory_limit=_memoire(valeur("MEMORY_LIMIT", "1GB")),
        daily_snapshots=_entier("DAILY_SNAPSHOTS", valeur("DAILY_SNAPSHOTS", "7"), 0, 1000),
        publisher=valeur("PUBLISHER", ""),
        contact=valeur("CONTACT", ""),
        base_map=_fond_de_carte(valeur("BASE_MAP", ""), valeur("BASE_MAP_CREDIT", "")),
        base_map_credit=valeur("BASE_MAP_CREDIT", ""),
        smtp_url=_serveur_de_courrier(valeur("SMTP_URL", ""), valeur("MAIL_FROM", "")),
        mail_from=valeur("MAIL_FROM", ""),
        two_colleges=_oui_ou_non("TWO_COLLEGES", valeur("TWO_COLLEGES", "non")),
    )


@cache
def settings() -> Settings:
    """Return the process's settings."""
    return lire_environnement(dict(os.environ))


def jeton_de_connecteur(code: str) -> str:
    """Return the key that a connector's source asks for, '' without any: never in a file, so never published by mistake."""
    return os.environ.get(f"{PREFIXE}JETON_{code.upper()}", "").strip()
