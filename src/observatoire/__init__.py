"""Observatoire des bonnes pratiques ES/TS: local alliances between social entrepreneurs and social workers."""

__version__ = "0.1.0"
