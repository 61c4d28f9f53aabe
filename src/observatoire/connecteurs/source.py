"""Read what a connector's source tells now, from its address or its file. Nothing is written."""

from collections.abc import Callable
from pathlib import Path

from observatoire.connecteurs.entites import lire_entites
from observatoire.connecteurs.fichiers import DOSSIER
from observatoire.connecteurs.formats import Brute, lire_lignes, page_suivante
from observatoire.connecteurs.lieux import Lieux
from observatoire.connecteurs.model import Connecteur, Lue
from observatoire.connecteurs.telechargement import OCTETS_AU_PLUS, Demande, telecharger
from observatoire.errors import ErreurObservatoire
from observatoire.settings import jeton_de_connecteur, settings
from observatoire.store import lire

Dire = Callable[[str], None]


def lire_source(connecteur: Connecteur, dire: Dire) -> Lue:
    """Return the structures that the source tells, whole or not at all.

    Raises ErreurObservatoire: unreachable, too slow, too big, elsewhere, malformed, or nothing to read in it.
    """
    demande = _demande(connecteur, dire)
    lignes = _lignes(connecteur, connecteur.adresse or connecteur.fichier, demande)
    services = _lignes(connecteur, connecteur.services, demande) if connecteur.services else []
    dire(f"{len(lignes)} lignes lues\u00a0: recherche de leurs communes…")
    with lire() as cur:
        lieux = Lieux(cur, connecteur.territoires)
    lue = lire_entites(connecteur, lignes, services, lieux)
    if not lue.entites:
        raise ErreurObservatoire(
            f"La source n’a donné aucune structure lisible ({lue.lues} lignes)\u00a0: rien n’a changé ici. "
            "Vérifiez l’adresse, les champs et les territoires du fichier."
        )
    return lue


def _demande(connecteur: Connecteur, dire: Dire) -> Demande:
    jeton = jeton_de_connecteur(connecteur.code) if connecteur.jeton else ""
    if connecteur.jeton and not jeton:
        raise ErreurObservatoire(
            "Cette source demande une clé\u00a0: donnez-la dans l’environnement, sous le nom "
            f"OBSERVATOIRE_JETON_{connecteur.code.upper()}, puis relancez l’observatoire."
        )
    dits = [0]

    def avancer(recus: int) -> None:
        if recus // 1_000_000 > dits[0]:
            dits[0] = recus // 1_000_000
            dire(f"{dits[0]}\u00a0Mo reçus…")

    return Demande(connecteur.delai_s, jeton, avancer)


def _lignes(connecteur: Connecteur, ou: str, demande: Demande) -> list[Brute]:
    if not ou.startswith(("http://", "https://")):
        return lire_lignes(connecteur, [_fichier(ou)])
    suivante = (lambda page: page_suivante(ou, page)) if connecteur.pages else None
    return lire_lignes(connecteur, telecharger(ou, demande, suivante))


def _fichier(nom: str) -> bytes:
    chemin = Path(settings().data_dir, DOSSIER, nom)
    if not chemin.is_file():
        raise ErreurObservatoire(
            f"Le fichier {nom} n’est pas dans data/{DOSSIER}\u00a0: déposez-le, puis recommencez."
        )
    if chemin.stat().st_size > OCTETS_AU_PLUS:
        raise ErreurObservatoire(
            f"Le fichier {nom} dépasse {OCTETS_AU_PLUS // 1_000_000}\u00a0Mo\u00a0: coupez-le."
        )
    return chemin.read_bytes()
