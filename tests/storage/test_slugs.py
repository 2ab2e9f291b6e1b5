"""People's names are what JupyterHub and KubeSpawner make of them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kubespawner.slugs import safe_slug

from jupyter_on_gke.storage import settling, slugs
from jupyter_on_gke.storage.rules import PERSON

ASCII = st.text(string.ascii_letters + string.digits + "-.@+_' ", max_size=70)


# By chance, and so for every name: it takes a second to make some up.
@pytest.mark.slow
@pytest.mark.promise
@given(st.from_regex(PERSON, fullmatch=True) | ASCII | st.text("ab-", max_size=60))
@settings(max_examples=300, deadline=None)
def test_slug_is_kubespawners(name: str) -> None:
    assert slugs.slug(name) == safe_slug(name, max_length=slugs.SLUG_LENGTH)


@pytest.mark.parametrize(
    ("address", "name", "local_part"),
    [("Ann.B@Example.com", "ann.b@example.com", "ann.b"), ("ann", "ann", "ann"), ("a@b@c", "a@b@c", "a"), ("", "", "")],
)
def test_names_of_people(address: str, name: str, local_part: str) -> None:
    assert settling.user_bucket_people([address], False) == [name]
    assert settling.user_bucket_people([address], True) == [local_part] == [slugs.local_part(address)]


def test_buckets_of_people() -> None:
    assert settling.user_buckets(["ann", "bob@example.com"], "acme") == {
        "ann": "acme-ann",
        "bob@example.com": "acme-bob-example-com---5ff860bf",
    }
