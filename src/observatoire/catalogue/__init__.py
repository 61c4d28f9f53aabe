"""The catalogue of data/catalogue/: its reviewed files, read, settled and loaded into the store."""
