"""Reads the compact zone lists of the catalog."""


def expand(table: str) -> tuple[str, ...]:
    """`"us-east1:b,c us-west1:a"` -> `("us-east1-b", "us-east1-c", "us-west1-a")`."""
    return tuple(
        f"{region}-{letter}"
        for region, _, letters in (entry.partition(":") for entry in table.split())
        for letter in letters.split(",")
    )
