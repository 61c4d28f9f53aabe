"""What a piste is: an idea for a future collaboration, in the report's own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Realisation:
    """A published pratique that does what a piste proposes."""

    id: str
    titre: str


@dataclass(frozen=True, slots=True)
class Piste:
    """An idea written by a table of the workshop."""

    id: str
    titre: str
    texte: str
    """The table's own words."""
    famille: str
    tables: tuple[int, ...]
    dans_synthese: bool
    texte_synthese: str | None
    """The synthesis' own words, when it takes the piste up."""
    realisations: tuple[Realisation, ...]

    @property
    def reformulee(self) -> bool:
        """Tell whether the synthesis says it otherwise than the table."""
        return self.texte_synthese is not None and self.texte_synthese != self.texte


@dataclass(frozen=True, slots=True)
class Famille:
    """The pistes of one of the report's five families, in the order of the tables."""

    code: str
    pistes: tuple[Piste, ...]


@dataclass(frozen=True, slots=True)
class Bilan:
    """How many pistes, and where they stand."""

    nombre: int
    phrases_de_synthese: int
    """Sentences of the synthesis that take pistes up; two pistes may share one."""
    realisees: int
    """Pistes that at least one published pratique realises."""
