"""The pictures of the documentation are what plans, values and network policies say now."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from jupyter_on_gke.previewing.access import WORDS
from tests.pictures.architecture import architecture
from tests.pictures.network import PLACES, SOURCES, TARGETS, network
from tests.pictures.rights import rights
from tests.support.expectations import expect_text
from tests.support.synth import ROOT

PICTURES = ROOT / "docs" / "pictures"
VARIANTS = (
    "new-autopilot",
    "new-standard-with-gpus",
    "existing-cluster-with-iap",
    "existing-cluster-without-iap",
)
NETWORKS = {"with-iap": "existing-cluster-with-iap", "without-iap": "existing-cluster-without-iap"}
ENOUGH = 4.5
"""WCAG's least contrast of text."""


def tfvars(name: str) -> Path:
    return ROOT / "tfvars" / f"{name}.tfvars"


@pytest.mark.synth
@pytest.mark.parametrize("name", VARIANTS)
def test_architecture(name: str, tmp_path: Path) -> None:
    expect_text(architecture(tfvars(name), tmp_path), PICTURES / f"architecture-{name}.svg")


@pytest.mark.parametrize("name", NETWORKS)
def test_network(name: str) -> None:
    expect_text(network(tfvars(NETWORKS[name])), PICTURES / f"network-{name}.svg")


def test_rights() -> None:
    text = rights()
    expect_text(text, PICTURES / "rights.svg")
    said = " ".join(each.text or "" for each in parsed(text).iter())
    assert all(target.replace("`", "") in said for _, target, _ in WORDS.values())


def test_places_are_those_of_the_written_truth() -> None:
    assert {*SOURCES.values(), *TARGETS.values()} <= PLACES.keys()


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  # our own


def files() -> list[Path]:
    return sorted(PICTURES.glob("*.svg"))


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.name))
def test_a_picture_is_small_safe_and_in_a_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text) < 20_000
    assert "<script" not in text
    assert re.findall(r'(?:href|src)="[^#]|@import|url\((?!#)', text) == [], "it asks nobody"
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert any(f"pictures/{file.name}" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.name))
def test_texts_are_within_the_picture(file: Path) -> None:
    """By the letters' usual width; a browser's font may be a little wider."""
    root = parsed(file.read_text(encoding="utf-8"))
    width = float(root.attrib["width"])
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(each.attrib["x"]) < width


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def fills(style: str) -> dict[str, str]:
    """Class, or element -> its colour."""
    rules = re.findall(r"([\w.,]+)\{[^}]*?fill:(#\w+)[^}]*\}", style)
    return {name.lstrip("."): colour for names, colour in rules for name in names.split(",")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_are_readable_on_each_ground(scheme: str) -> None:
    style = re.findall(r"<style>(.*?)</style>", (PICTURES / "rights.svg").read_text(encoding="utf-8"), re.DOTALL)[0]
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    colours = fills(light) | (fills(dark) if scheme == "dark" else {})
    grounds = [colours[name] for name in ("bg", "box", "in", "out", "halo", "yes", "no")]
    pairs = [(colours[text], ground) for text in ("text", "s", "l") for ground in grounds]
    assert [pair for pair in pairs if contrast(*pair) < ENOUGH] == []
