"""A tile server on loopback: each tile says its z, x and y, and the server remembers what was asked of it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import asinh, pi, radians, tan

CREDIT = "© Tuiles d’essai"
_DESSIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="{fond}" '
    'stroke="#99a" stroke-width="2"/><text x="128" y="136" text-anchor="middle" font-size="26" fill="#667">{z}/{x}/{y}</text></svg>'
)


@dataclass
class Tuiles:
    """What was asked, `(z, x, y)` in order; `en_panne` refuses, `barriere` makes answers wait until it is set."""

    port: int = 0
    demandees: list[tuple[int, int, int]] = field(default_factory=list)
    referents: set[str] = field(default_factory=set)
    en_panne: bool = False
    barriere: threading.Event = field(default_factory=threading.Event)
    en_cours: int = 0
    au_plus: int = 0
    _verrou: threading.Lock = field(default_factory=threading.Lock)

    @property
    def modele(self) -> str:
        """Return the address to give to OBSERVATOIRE_BASE_MAP."""
        return f"http://127.0.0.1:{self.port}/{{z}}/{{x}}/{{y}}.svg"

    def recommencer(self) -> None:
        """Forget what was asked, answer at once and well."""
        self.en_panne = False
        self.barriere.set()
        self.demandees, self.referents, self.au_plus = [], set(), 0

    def repondre(self, lieu: tuple[int, int, int], referent: str) -> bytes | None:
        """Return a tile, None when it is refused."""
        with self._verrou:
            self.demandees.append(lieu)
            self.referents.add(referent)
            self.en_cours += 1
            self.au_plus = max(self.au_plus, self.en_cours)
        self.barriere.wait(60)
        with self._verrou:
            self.en_cours -= 1
        z, x, y = lieu
        return (
            None
            if self.en_panne
            else _DESSIN.format(z=z, x=x, y=y, fond=("#eef", "#efe")[(x + y) % 2]).encode()
        )


@contextmanager
def servir() -> Iterator[Tuiles]:
    """Run the server until the end of the `with`."""
    tuiles = Tuiles()
    tuiles.recommencer()

    class Reponse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            lu = re.fullmatch(r"/(\d+)/(\d+)/(\d+)\.svg", self.path)
            z, x, y = (int(n) for n in lu.groups()) if lu else (0, 0, 0)
            corps = tuiles.repondre((z, x, y), self.headers.get("Referer", "")) if lu else None
            try:
                self.send_response(200 if corps else 503)
                self.send_header("Content-Type", "image/svg+xml")
                self.send_header("Content-Length", str(len(corps or b"")))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(corps or b"")
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Reponse)
    serveur.daemon_threads = True
    tuiles.port = serveur.server_address[1]
    fil = threading.Thread(target=serveur.serve_forever)
    fil.start()
    try:
        yield tuiles
    finally:
        tuiles.barriere.set()
        serveur.shutdown()
        serveur.server_close()
        fil.join()


def monde(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place is in the square [0, 1]² of Web Mercator, from the north-west (EPSG:3857)."""
    return (lon + 180) / 360, (1 - asinh(tan(radians(lat))) / pi) / 2
