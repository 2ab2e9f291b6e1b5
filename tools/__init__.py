"""What `make` runs on a user's machine. The stack itself needs none of it."""

import sys
from pathlib import Path

# As in main.py.
sys.path.insert(0, str(Path(__file__).parents[1] / "constructs"))
