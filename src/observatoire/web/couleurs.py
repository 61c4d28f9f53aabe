"""The palette: one meaning per colour, in a light and a dark value. Everything drawn takes its colours from here.

Contrasts on their own background (checked by tests/unit/test_couleurs.py): 4.5 for text, 3 for marks and borders.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["clair", "sombre"]


@dataclass(frozen=True, slots=True)
class Couleur:
    """One meaning in both themes, as #rrggbb."""

    clair: str
    sombre: str

    def dans(self, theme: Theme) -> str:
        """Return the value for a theme."""
        return self.sombre if theme == "sombre" else self.clair


FOND = Couleur("#FBF8F2", "#17181B")
SURFACE = Couleur("#FFFFFF", "#212329")
RELIEF = Couleur("#F2ECE1", "#272A31")
FILET = Couleur("#DED5C5", "#3A3E47")
BORD = Couleur("#857C6E", "#7E828C")
TEXTE = Couleur("#23262B", "#ECE7DE")
DISCRET = Couleur("#5C6068", "#A9ACB3")
ENCRE = Couleur("#2F3F73", "#AFBDF2")
"""Links, buttons and the counts of a choropleth: the observatory's own voice, no side's."""
SUR_ENCRE = Couleur("#FFFFFF", "#17181B")

ES = Couleur("#96540A", "#F0B35C")
TS = Couleur("#0E6667", "#63CBC3")
MIXTE = Couleur("#7C2F6C", "#E09BD2")
AUTRE = Couleur("#545E6C", "#AEB8C6")
ES_FOND = Couleur("#FAEBD3", "#3B2D17")
TS_FOND = Couleur("#DDEFEC", "#15302F")
MIXTE_FOND = Couleur("#F4E3F0", "#38213A")
AUTRE_FOND = Couleur("#E9ECF0", "#2B3038")

REUSSITE = Couleur("#2C6A3A", "#86CF95")
ATTENTION = Couleur("#7A5A00", "#E6C75A")
ERREUR = Couleur("#A82A22", "#FF9A8F")
REUSSITE_FOND = Couleur("#E2F1E3", "#1B3021")
ATTENTION_FOND = Couleur("#FBF1CC", "#352E15")
ERREUR_FOND = Couleur("#FBE6E3", "#3D2120")

TERRE = Couleur("#F0EADF", "#24272D")
"""Land without a value on a map; the sea is FOND."""
CONTOUR = Couleur("#B9AE9B", "#565B66")

JETONS: dict[str, Couleur] = {
    "fond": FOND,
    "surface": SURFACE,
    "relief": RELIEF,
    "filet": FILET,
    "bord": BORD,
    "texte": TEXTE,
    "discret": DISCRET,
    "encre": ENCRE,
    "sur-encre": SUR_ENCRE,
    "es": ES,
    "es-fond": ES_FOND,
    "ts": TS,
    "ts-fond": TS_FOND,
    "mixte": MIXTE,
    "mixte-fond": MIXTE_FOND,
    "autre": AUTRE,
    "autre-fond": AUTRE_FOND,
    "reussite": REUSSITE,
    "reussite-fond": REUSSITE_FOND,
    "attention": ATTENTION,
    "attention-fond": ATTENTION_FOND,
    "erreur": ERREUR,
    "erreur-fond": ERREUR_FOND,
}

COTES: dict[str, Couleur] = {"es": ES, "ts": TS, "les_deux": MIXTE, "mixte": MIXTE}
"""Side or mixity code → colour; a code that is not here is slate."""


def couleur_cote(code: str | None) -> Couleur:
    """Return the colour of a side or mixity code (slate when the code has none of its own)."""
    return COTES.get(code or "", AUTRE)


# Sequential scales of one hue, from few to many; lightness moves steadily, so that they read in greyscale.
ECHELLE: dict[Theme, tuple[str, ...]] = {
    "clair": ("#DDE2F1", "#B4BFDF", "#8696C6", "#5669A5", "#2F3F73"),
    "sombre": ("#2B3350", "#43507F", "#6577B3", "#8C9EDA", "#C3CEFA"),
}
ECHELLE_MIXTE: dict[Theme, tuple[str, ...]] = {
    "clair": ("#F0DBEA", "#D9AFCF", "#BA7DAE", "#994F8A", "#6E255F"),
    "sombre": ("#3F2740", "#653F66", "#92608F", "#BF86B9", "#EBB9E2"),
}


def jetons_css() -> str:
    """Return the palette as CSS custom properties that follow the element's color-scheme."""
    lignes = [f"--{nom}: light-dark({c.clair}, {c.sombre});" for nom, c in JETONS.items()]
    return ":root {\n  color-scheme: light dark;\n  " + "\n  ".join(lignes) + "\n}\n"
