"""The files that people copy, with a project and a person in the place of theirs."""

from pathlib import Path

PLACEHOLDERS = {
    "your-project-id": "demo-project",
    "you@example.com": "ann@example.com",
    "your-client-secret": "the-clients-secret",
}


def filled_in(file: Path, folder: Path) -> Path:
    """The file, or where it has places to fill in a copy in the folder, which is filled in."""
    text = written = file.read_text(encoding="utf-8")
    for placeholder, value in PLACEHOLDERS.items():
        written = written.replace(placeholder, value)
    if written == text:
        return file
    copy = folder / f"filled-in-{file.name}"
    copy.write_text(written, encoding="utf-8")
    return copy
