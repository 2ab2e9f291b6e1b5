"""A Terraform stack whose addresses are plain names, and whose state is where people keep theirs."""

from dataclasses import dataclass
from typing import Any

from cdktf import GcsBackend, LocalBackend, TerraformElement, TerraformStack

from constructs import Construct, Node

# Write-only attributes, by which the OAuth client's secret stays out of the state.
TERRAFORM_VERSION = ">= 1.11"


@dataclass(frozen=True, kw_only=True)
class State:
    """Where Terraform keeps its states: a bucket, or by default beside `cdktf.out`, which may be deleted."""

    bucket: str = ""
    prefix: str = ""


LOCAL_STATE = State()


class Stack(TerraformStack):
    """What holds for the stack before anything is in it: Terraform's version, state, and names."""

    def __init__(self, scope: Construct, id_: str, *, state: State) -> None:
        super().__init__(scope, id_)
        self._paths: dict[tuple[type, str], str] = {}
        self.add_override("terraform.required_version", TERRAFORM_VERSION)
        if state.bucket:
            GcsBackend(self, bucket=state.bucket, prefix=state.prefix or id_)
        else:
            # Relative to cdktf.out/stacks/NAME, where Terraform runs: the folder that holds cdktf.out.
            file = f"../../../terraform.{id_}.tfstate"
            LocalBackend(self, path=file, workspace_dir=f"{file}.d")

    def _allocate_logical_id(self, tf_element: Any) -> str:
        """The name in a Terraform address: the construct's own id, without the hash of its path.

        Addresses are a contract with people's state. Two elements of one kind with one id would
        silently become one, so that is an error.
        """
        node: Node = tf_element.node if isinstance(tf_element, TerraformElement) else tf_element
        path = node.path  # asked of Node.js each time; the id is its last part
        id_ = path.rpartition("/")[2]
        first = self._paths.setdefault((type(tf_element), id_), path)
        if first != path:
            raise ValueError(f"{path} has the address of {first}: give it another id.")
        return id_
