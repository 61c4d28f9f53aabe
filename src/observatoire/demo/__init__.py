"""Invented pratiques, to try the observatory at scale: plausible, deterministic, always marked `est_demo`."""

from observatoire.demo.chargement import charger_demo, retirer_demo

__all__ = ["charger_demo", "retirer_demo"]
