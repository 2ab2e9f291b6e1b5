"""What floats: each function reads the text of a file and says what in it is not bound to one version.

A complaint names what floats. Nothing here asks a network: whether a version or a digest is there is not its question.
"""

import base64
import binascii
import json
import re
from itertools import accumulate

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from tests.support.synth import Json
from tests.support.walk import walk

EXACT_VERSION = r"v?[0-9]+\.[0-9]+\.[0-9]+([-+][-+.0-9A-Za-z]+)?"
SHA256 = "sha256:[0-9a-f]{64}"
DIGEST = f"@{SHA256}"
# A name that can be told from other texts: a registry's host, a path, and a tag or digest or both.
IMAGE_IN_TEXT = re.compile(
    r"(?<![\w./:@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:/[a-z0-9._-]+)+(?::[A-Za-z0-9_][\w.-]*)?(?:@sha256:\w+)?"
)
# Jupyter's tags hold a date, others a whole version or a commit.
EXACT_IN_TAG = r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2}|v?[0-9]+\.[0-9]+\.[0-9]+)(?![0-9])|^(sha-)?[0-9a-f]{7,40}$"
FLOATING_WORDS = {"latest", "main", "master", "stable", "edge", "nightly", "rolling", "dev", "devel", "head", "current"}


def locked(text: str) -> list[tuple[Requirement, list[str]]]:
    """The requirements of a pip lock with their hashes, as they are written."""
    lines = re.sub(r"\\\n", " ", text).splitlines()
    entries = [line.split(" --hash=") for line in lines if line.strip() and not line.startswith("#")]
    return [(Requirement(head.strip()), [each.strip() for each in hashes]) for head, *hashes in entries]


def floating_requirements(text: str) -> list[str]:
    """What a pip lock leaves open. An option in it, like an address of an index, is no requirement."""
    try:
        entries = locked(text)
    except InvalidRequirement as error:
        return [f"no requirement: {error}"]
    found = [] if entries else ["nothing is locked"]
    for requirement, hashes in entries:
        versions = list(requirement.specifier)
        if requirement.url or len(versions) != 1 or versions[0].operator != "==" or "*" in versions[0].version:
            found.append(f"{requirement.name} has no exact version")
        if not hashes or not all(re.fullmatch(SHA256, each) for each in hashes):
            found.append(f"{requirement.name} has no sha256 alone")
    return found


def unmet(wanted: list[str], lock: str) -> list[str]:
    """What of the wanted requirements the lock does not have, or not within its range."""
    have: dict[str, list[str]] = {}
    for requirement, _ in locked(lock):
        have.setdefault(canonicalize_name(requirement.name), []).extend(each.version for each in requirement.specifier)
    found = []
    for line in wanted:
        requirement = Requirement(line)
        # One name may be locked twice, for different Pythons.
        versions = have.get(canonicalize_name(requirement.name), [])
        if not versions or not all(requirement.specifier.contains(each, prereleases=True) for each in versions):
            found.append(f"{line}: locked is {', '.join(versions) or 'nothing'}")
    return found


def floating_packages(text: str) -> list[str]:
    """What a package.json leaves open."""
    package = json.loads(text)
    kinds = [kind for kind in package if kind.lower().endswith("dependencies")]
    named = [(name, version) for kind in kinds for name, version in package[kind].items()]
    found = [] if named else ["nothing is named"]
    return found + [f"{name} is {version}" for name, version in named if not re.fullmatch(EXACT_VERSION, version)]


def floating_lock(text: str) -> list[str]:
    """What a package-lock.json leaves open, and which addresses it names."""
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    found = [] if packages else ["nothing is locked"]
    for name, package in packages.items():
        if not re.fullmatch(EXACT_VERSION, package.get("version", "")):
            found.append(f"{name} has no exact version")
        if "resolved" in package:
            found.append(f"{name} is from an address")
        if not is_sha512(package.get("integrity", "")) and not is_in_bundle(name, packages):
            found.append(f"{name} has no sha512")
    return found


def is_sha512(integrity: str) -> bool:
    """Whether npm's text is the whole hash."""
    try:
        return integrity.startswith("sha512-") and len(base64.b64decode(integrity[7:], validate=True)) == 64
    except binascii.Error:
        return False


def is_in_bundle(name: str, packages: Json) -> bool:
    """Whether a package comes inside the archive of one above it, whose hash then holds for both."""
    above = accumulate(name.split("/node_modules/")[:-1], "{}/node_modules/{}".format)
    return bool(packages[name].get("inBundle")) and any(
        is_sha512(packages[each].get("integrity", "")) for each in above
    )


def floating_image(image: str, *, digest: bool) -> list[str]:
    """What an image leaves open. `digest`: whether it needs one beside the tag, or one of both is enough."""
    named, _, sha = image.partition("@")
    tag = named.rpartition("/")[2].partition(":")[2]
    if sha and not re.fullmatch(SHA256, sha):
        return [f"{image} has no whole digest"]
    if digest and not sha:
        return [f"{image} has no digest"]
    if not tag:
        return [] if sha and not digest else [f"{image} has no tag"]
    words = set(re.split(r"[-_.]", tag.lower()))
    return [] if re.search(EXACT_IN_TAG, tag) and not words & FLOATING_WORDS else [f"{image} has no exact tag"]


def images_in_text(text: str) -> set[str]:
    """Everything in a text that reads like an image with a tag or a digest, addresses of pages left out."""
    found = (match.group().rstrip(".") for match in IMAGE_IN_TEXT.finditer(text))
    return {each for each in found if "@" in each or ":" in each.rpartition("/")[2]}


def images_in_tfvars(text: str) -> list[str]:
    """The images that a text of tfvars names, with or without a tag."""
    lists = re.findall(r"\bimages\s*=\s*\[([^]]*)\]", text)
    return re.findall(r'\bnotebook_image\s*=\s*"([^"]*)"', text) + re.findall(r'"([^"]*)"', "\n".join(lists))


def images_in_values(values: Json) -> set[str]:
    """The images in values of a chart: a name beside a tag, an `image`, or what reads like one."""
    found = set()
    for path, value in walk(values):
        if isinstance(value, dict) and {"name", "tag"} <= value.keys():
            found.add(f"{value['name']}:{value['tag']}")
        # KubeSpawner puts in what people typed.
        elif isinstance(value, str) and value != "{value}":
            found |= {value} if path.endswith(".image") else images_in_text(value)
    return found


INSTALLS = {
    "pip install": r"--require-hashes\b.* -r\b",
    "npm": r"npm ci\b",
    "go install": rf"@{EXACT_VERSION}(?![.\w])",
    "helm pull": rf"--version {EXACT_VERSION}(?!\S)",
    "curl": None,
    "wget": None,
    "npx": None,
    "pipx": None,
    "uvx": None,
}
"""A command that installs -> what it must hold; None where nothing would make it exact.

apt-get is left out: Debian's packages are the distribution's, whose release is the machine's.
"""


def floating_installs(text: str) -> list[str]:
    """The commands of a shell script or a Makefile that install what they do not name exactly."""
    lines = [line for line in re.sub(r"\\\n", " ", text).splitlines() if not line.lstrip().startswith("#")]
    matches = [re.match(r"\s*(\w+) ?[:?]?= ?(.*)$", line) for line in lines]
    given = {match[1]: match[2] for match in matches if match}
    found = []
    for part in re.split(r"\n|&&|\|\|?|;", "\n".join(lines)):
        whole = re.sub(r"\$[{(]?(\w+)[})]?", lambda match: given.get(match.group(1), match.group()), part)
        for command, needed in INSTALLS.items():
            if re.search(rf"(?<![\w.-]){command}(?![\w.:-])", whole) and not (needed and re.search(needed, whole)):
                found.append(part.strip())
    return found
