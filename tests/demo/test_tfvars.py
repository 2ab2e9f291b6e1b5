"""A tfvars file is read as Terraform reads it; what is no value is refused with its line."""

from pathlib import Path

import pytest

from jupyter_on_gke.demo.tfvars import read_tfvars

TEXT = """
# a comment
name = "a \\"b\\" $${c}"
numbers = [1, -2.5, # another
  true, null,
]
one = { key = "v", "q" : {} }
values = <<-EOT
  singleuser:
    uid: 1
EOT
empty = ""
"""
VALUES = {
    "name": 'a "b" ${c}',
    "numbers": [1, -2.5, True, None],
    "one": {"key": "v", "q": {}},
    "values": "singleuser:\n  uid: 1\n",
    "empty": "",
}


def test_values_are_read(tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text(TEXT, encoding="utf-8")
    assert read_tfvars(file) == VALUES


def test_json_is_read(tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars.json"
    file.write_text('{"name": [1]}', encoding="utf-8")
    assert read_tfvars(file) == {"name": [1]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = 1\nb = "x${a}"\n', "my.tfvars:2: .* is to be computed: write the value itself"),
        ("a = 1\nb = upper(a)\n", "my.tfvars:2: .* is to be computed: write the value itself"),
        ("a = 1\n\nb = = 2\n", "my.tfvars:3: this is not the form NAME = VALUE"),
    ],
)
def test_what_is_no_value_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "my.tfvars"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        read_tfvars(file)
