"""Runs upgrade-check."""

import sys

from jupyter_on_gke.upgrading.command import main

if __name__ == "__main__":
    sys.exit(main())
