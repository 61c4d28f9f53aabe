"""The errors a person can meet. Each message is French, names what is wrong and says what to do."""


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
