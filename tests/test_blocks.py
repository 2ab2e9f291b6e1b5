"""What dynamic blocks are there for."""

from jupyter_on_gke.blocks import block_if, block_with


def test_one_element_or_none() -> None:
    assert block_if(True) == [True]
    assert block_if(False) == []
    assert block_with("a") == ["a"]
    assert block_with("") == []
