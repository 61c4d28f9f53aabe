"""The explorer's pieces: each reads the same frozen question and changes it through `etat`."""
