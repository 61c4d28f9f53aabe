"""The command `observatoire`: run the application, and the verbs of whoever operates it."""

from observatoire.cli.principal import principal

__all__ = ["principal"]
