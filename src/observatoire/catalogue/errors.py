"""What is wrong in a file of the catalogue, said in French to the person who edits it."""

from observatoire.errors import ErreurObservatoire


class ErreurCatalogue(ErreurObservatoire, ValueError):
    """A file of the catalogue cannot be taken as it is; the sentence says which entry and what to do."""
