"""People's names in JupyterHub, and in objects as KubeSpawner 7 writes them. Plan-time functions."""

from jupyter_on_gke.plan_time import lower, matches, plan_time, replaced, sha256, start

# Of KubeSpawner's safe_slug, in slugs.py.
SLUG_LENGTH = 48
HASH_LENGTH = 8
READABLE_LENGTH = SLUG_LENGTH - HASH_LENGTH - len("---")
LED_LENGTH = READABLE_LENGTH - len("x-")
# With its first letter and its last one, as long as a slug.
VALID = f"^[a-z]([-a-z0-9]{{0,{SLUG_LENGTH - 2}}}[a-z0-9])?$"


@plan_time
def local_part(address: str) -> str:
    """What is before the @, in small letters."""
    return lower(address).split("@")[0]


@plan_time
def readable(name: str) -> str:
    """What can be read of a name: begins with a letter, ends with a letter or digit, has no two hyphens in a row."""
    letters = replaced("[^a-z0-9]+", "-", lower(name)).removeprefix("-")
    short = start(letters, READABLE_LENGTH).removesuffix("-")
    if short == "":
        return "x"
    return short if matches("^[a-z]", short) else f"x-{start(short, LED_LENGTH)}"


@plan_time
def slug(name: str) -> str:
    """The name itself where it is one of an object, else what can be read of it, and a hash."""
    if matches(VALID, name) and "--" not in name:
        return name
    return f"{readable(name)}---{start(sha256(name), HASH_LENGTH)}"
