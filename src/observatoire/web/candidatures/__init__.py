"""Applications on the screens: written by one partner, read and signed by the others, received by the funder."""
