"""Reading applications on the screens: what a reader does with one file, what a funder does with the whole call."""
