"""The images of notebooks that are offered where nobody names one: Jupyter Docker Stacks, by exact tag and digest.

`REPOSITORY:TAG@sha256:DIGEST`: the tag says to people what it is, nodes pull by the digest and do not read the tag.
"""

IMAGE_TAG = ":[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}"
IMAGE_DIGEST = "@sha256:[0-9a-f]{64}"
IMAGE_REFERENCE = f"^[a-z0-9][-a-z0-9._:/]*[a-z0-9]({IMAGE_TAG}|{IMAGE_DIGEST}|{IMAGE_TAG}{IMAGE_DIGEST})$"
IMAGE_FORM = "REPOSITORY:TAG, REPOSITORY@sha256:DIGEST or REPOSITORY:TAG@sha256:DIGEST"

# By tag alone: no digest of it is published where we could read it.
NOTEBOOK_IMAGE = "quay.io/jupyter/tensorflow-notebook:2026-07-28"

GPU_IMAGES = (
    # CUDA 12: the driver of GKE's default branch (R535) does not run CUDA 13.
    "quay.io/jupyter/pytorch-notebook:cuda12-2026-09-01"
    "@sha256:dd8e8caed704a61b1e67aac3df981b83bca5b6015903047ebbe584b968022aae",
    "quay.io/jupyter/tensorflow-notebook:cuda-2026-09-01"
    "@sha256:4eec486ebade2506351ecbf78bc0ef6992ebde61bfb21cd26e2eac2934468cf3",
)
# Nobody maintains an image with Jupyter and a TPU's libraries: `pip install "jax[tpu]"` adds them to this one.
TPU_IMAGES = (
    "quay.io/jupyter/scipy-notebook:2026-10-05@sha256:2479174ae36ec84373f3c352cb6d5801382c0aa6642e739f04bea409f6cedae1",
)
