"""The demo reads files as `check` does, and says where one cannot be read."""

from pathlib import Path

import pytest

from jupyter_on_gke.demo.tfvars import read_tfvars


def test_the_later_file_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first.tfvars", tmp_path / "second.tfvars.json"
    first.write_text('a = 1\nb = ["x", { c = true }]\n', encoding="utf-8")
    second.write_text('{"a": 2}', encoding="utf-8")
    assert read_tfvars([first, second]) == {"a": 2, "b": ["x", {"c": True}]}


@pytest.mark.parametrize("text", ["a = 1\n\nb = = 2\n", "a = 1\na = 2\n", "a = upper(b)\n"])
def test_what_is_no_value_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"my.tfvars:\d|only Terraform reads"):
        read_tfvars([file])
