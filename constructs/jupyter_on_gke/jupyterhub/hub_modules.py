"""The modules that the hub imports beside its configuration: its authenticator, and what belongs to it."""

from pathlib import Path

from jupyter_on_gke.texts import texts

FOLDER = Path(__file__).parent / "hub"
HUBS_MODULES = {Path(name).stem: text for name, text in texts(FOLDER, "*.py").items()}
"""Name -> text."""
