"""The page of a territory: a head, then one section chosen in the address by `onglet`.

A section is a module with `dessiner(version: int, ici: Territoire) -> None`; it adds its line to ONGLETS.
"""

from types import ModuleType

from observatoire.web.territoire import comparer, diagnostic, portrait, pratiques, semblables, zones

__all__ = ["ONGLETS"]

ONGLETS: dict[str, tuple[str, ModuleType]] = {
    "portrait": ("Portrait", portrait),
    "pratiques": ("Pratiques et structures", pratiques),
    "zones": ("Zones blanches", zones),
    "semblables": ("Semblables", semblables),
    "comparer": ("Comparer", comparer),
    "diagnostic": ("Diagnostic partagé", diagnostic),
}
"""Code in the address → title, module; in the order of the tabs, the first one being shown by default."""
