"""The demo reads files as `check` does, and says where one cannot be read."""

from pathlib import Path

import pytest

from jupyter_on_gke.demo.tfvars import read_tfvars


def test_the_later_file_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first.tfvars", tmp_path / "second.tfvars.json"
    first.write_text('a = 1\nb = ["x", { c = true }]\n', encoding="utf-8")
    second.write_text('{"a": 2}', encoding="utf-8")
    assert read_tfvars([first, second]) == {"a": 2, "b": ["x", {"c": True}]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("admin_users = null", {}),
        ('create_cluster = "false"', {"create_cluster": False}),
        ('home_disk_size_gb = "20"', {"home_disk_size_gb": 20}),
        ("admin_users = [1]", {"admin_users": ["1"]}),
    ],
)
def test_values_are_as_the_variable_has_them(text: str, value: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text(f"{text}\n", encoding="utf-8")
    found = read_tfvars([file])
    assert found == value
    assert {name: type(each) for name, each in found.items()} == {name: type(each) for name, each in value.items()}


def test_every_value_of_another_type_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text('admin_users = "ann@example.org"\nadd_auth = "no"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"my.tfvars:1.*admin_users is .*\n.*my.tfvars:2.*add_auth is "):
        read_tfvars([file])


@pytest.mark.parametrize("text", ["a = 1\n\nb = = 2\n", "a = 1\na = 2\n", "a = upper(b)\n"])
def test_what_is_no_value_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"my.tfvars:\d|only Terraform reads"):
        read_tfvars([file])
