"""The OAuth client, Google's or the team's own."""

from __future__ import annotations

import hashlib

import pytest

from jupyter_on_gke.iap import oauth_client


def test_revision_is_another_one_for_another_client() -> None:
    assert oauth_client.revision("id", "secret") == int(hashlib.sha256(b"id secret").hexdigest()[:7], 16) + 1
    assert len({oauth_client.revision(*each) for each in (("a", "b"), ("a", "c"), ("c", "b"))}) == 3


@pytest.mark.parametrize(
    ("client_id", "keeps", "name"), [("", False, ""), ("1-a.apps.example", True, "jupyter-secret")]
)
def test_secret(client_id: str, keeps: bool, name: str) -> None:
    assert oauth_client.keeps_secret(True, client_id) == keeps
    assert not oauth_client.keeps_secret(False, client_id)
    assert oauth_client.secret_in_use(client_id, "jupyter-secret") == name


@pytest.mark.parametrize(
    ("secret", "client_id", "whole"), [("", "", True), ("a", "b", True), ("a", "", False), ("", "b", False)]
)
def test_half_a_client_is_refused(secret: str, client_id: str, whole: bool) -> None:
    assert (oauth_client.client_is_whole(secret, client_id) == "") == whole


@pytest.mark.parametrize(("client_id", "in_organization"), [("a", False), ("", True), ("a", True), ("", False)])
def test_somebody_can_sign_in(client_id: str, in_organization: bool) -> None:
    says = oauth_client.somebody_can_sign_in(client_id, in_organization, "demo-project")
    assert says.startswith('project_id is "demo-project", a project without') == (not client_id and not in_organization)
