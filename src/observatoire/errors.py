"""The errors a person can meet. Each message is French, names what is wrong and says what to do."""

import errno


class ErreurObservatoire(Exception):
    """Root of every error of the observatory; `str(erreur)` is a sentence to show."""


class Introuvable(ErreurObservatoire):
    """The record asked for does not exist, or is not visible to the person who asks (HTTP 404)."""


class Refus(ErreurObservatoire):
    """A rule forbids the action; the sentence says which and what to do (HTTP 403)."""


class Conflit(ErreurObservatoire):
    """Somebody else changed the record meanwhile; nothing was written (HTTP 409)."""


class Invalide(ErreurObservatoire):
    """What was typed or sent cannot be taken (HTTP 422).

    `champs` maps a field's name to the sentence shown beside it.
    """

    def __init__(self, champs: dict[str, str]) -> None:
        self.champs = dict(champs)
        super().__init__(" ".join(self.champs.values()))


class NonEnregistre(ErreurObservatoire):
    """The store refused the write (disk, fault): nothing was recorded, what was typed must be kept (HTTP 503)."""


class StoreIndisponible(ErreurObservatoire):
    """The store cannot be opened: missing, damaged, or held by another process (HTTP 503)."""


class StoreOccupe(StoreIndisponible):
    """Another process of this machine holds the store."""


_RAISONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EACCES: "les droits ne le permettent pas",
    errno.EPERM: "les droits ne le permettent pas",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOTDIR: "un fichier porte le nom d’un dossier du chemin",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.EISDIR: "c’est un dossier",
    errno.ENOENT: "le chemin n’existe pas",
    errno.EIO: "le disque a répondu par une erreur",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EADDRINUSE: "l’adresse est déjà prise",
    errno.EADDRNOTAVAIL: "cette adresse n’est pas celle de la machine",
}


def raison(cause: OSError) -> str:
    """Return why the system refused, in French, to put between brackets in a sentence."""
    return _RAISONS.get(
        cause.errno or 0, f"le système a répondu {errno.errorcode.get(cause.errno or 0, cause)}"
    )
