"""Who may do what at Google: the grants of all plans."""

from __future__ import annotations

from jupyter_on_gke.previewing.access import WORDS
from tests.pictures.svg import Arrow, Box, Picture
from tests.support.cases import case_files, expected
from tests.support.grants import role_of


def rights() -> str:
    """The picture: accounts and people to the left, what they may use to the right."""
    found = {
        (address, "any role" if address.endswith("notebooks_roles") else role_of(line))
        for file in case_files()
        for address, lines in expected(file)["grants"].items()
        for line in lines
    }
    who = {WORDS[address][0] for address, _ in found}
    roles: dict[tuple[str, str, str], list[str]] = {}
    for address, role in sorted(found):
        roles.setdefault(WORDS[address], []).append(role)
    who_can = sorted(roles.items())
    targets = [Box(f"on {key}", _plain(key[1]), [*each, f"where {_plain(key[2])}"], "out") for key, each in who_can]
    holders = [Box(each, _plain(each[0].upper() + each[1:]), [], "in") for each in sorted(who)]
    return Picture(
        "Who may do what at Google",
        [holders, targets],
        [Arrow(key[0], f"on {key}") for key in sorted(roles)],
        gap=120,
    ).svg()


def _plain(words: str) -> str:
    return words.replace("`", "")
