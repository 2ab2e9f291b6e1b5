"""Amounts of memory, as profiles and KubeSpawner write them."""

MEMORY = "^([0-9]+([.][0-9]+)?)([MGT])$"


def gibibytes(memory: str) -> str:
    """An expression for an amount of memory like 512M or 8G, of which KubeSpawner counts 1,024 to the next."""
    parts = f'regex("{MEMORY}", {memory})'
    return f"tonumber({parts}[0]) * {{M = 1 / 1024, G = 1, T = 1024}}[{parts}[2]]"
