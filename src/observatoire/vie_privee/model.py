"""What may be found in a text."""

from dataclasses import dataclass

COURRIEL, TELEPHONE, SECURITE_SOCIALE, COMPTE, NOM, SANTE = (
    "courriel", "telephone", "securite_sociale", "compte_bancaire", "nom", "sante",
)  # fmt: skip
QUOI = {
    COURRIEL: "une adresse de courriel",
    TELEPHONE: "un numéro de téléphone",
    SECURITE_SOCIALE: "un numéro de sécurité sociale",
    COMPTE: "un numéro de compte bancaire",
    NOM: "le nom d’une personne",
    SANTE: "la santé d’une personne",
}
"""Kind → how a sentence names it."""


@dataclass(frozen=True, slots=True, order=True)
class Trouvaille:
    """One passage of a text, by its place in it (characters)."""

    debut: int
    fin: int
    genre: str
