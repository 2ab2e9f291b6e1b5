"""The images of notebooks that are offered where nobody names one: Jupyter Docker Stacks, by exact tag."""

NOTEBOOK_IMAGE = "quay.io/jupyter/tensorflow-notebook:2026-07-28"

GPU_IMAGES = (
    # CUDA 12: the driver of GKE's default branch (R535) does not run CUDA 13.
    "quay.io/jupyter/pytorch-notebook:cuda12-2026-09-01",
    "quay.io/jupyter/tensorflow-notebook:cuda-2026-09-01",
)
# Nobody maintains an image with Jupyter and a TPU's libraries: `pip install "jax[tpu]"` adds them to this one.
TPU_IMAGES = ("quay.io/jupyter/scipy-notebook:2026-10-05",)
