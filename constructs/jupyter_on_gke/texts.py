"""Reads the text files of a folder so that every machine gets the same: checkouts differ in line ends, and more."""

from pathlib import Path


def texts(folder: Path, *patterns: str) -> dict[str, str]:
    """The files of these patterns: path with slashes -> text, its lines ended by LF. Hidden files are left out."""
    found = sorted(file.relative_to(folder).as_posix() for pattern in patterns for file in folder.glob(pattern))
    return {
        name: (folder / name).read_text(encoding="utf-8")
        for name in found
        if not any(part.startswith(".") for part in name.split("/"))
    }
