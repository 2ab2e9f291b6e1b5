"""Runs upgrade-check."""

import sys

from jupyter_on_gke.upgrading.command import main

sys.exit(main())
