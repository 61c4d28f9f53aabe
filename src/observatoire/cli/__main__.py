"""`python -m observatoire.cli` is the command `observatoire`."""

import sys

from observatoire.cli import principal

sys.exit(principal())
