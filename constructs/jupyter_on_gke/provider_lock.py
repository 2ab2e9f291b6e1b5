"""Keeps Terraform's lock file beside `cdktf.out`, for git: Terraform has it inside, which may be deleted."""

import shutil
from pathlib import Path

LOCK = ".terraform.lock.hcl"


def kept_lock(outdir: Path, stack: str) -> Path:
    """The file that is in git."""
    return outdir.parent / f"terraform.{stack}.lock.hcl"


def keep_lock(outdir: Path, stack: str) -> None:
    """Copies the newer of the two files over the older: Terraform's after an init, ours after a pull."""
    ours, terraforms = kept_lock(outdir, stack), outdir / "stacks" / stack / LOCK
    times = {file: file.stat().st_mtime_ns for file in (ours, terraforms) if file.exists()}
    if len(set(times.values())) == 1 and len(times) == 2:
        return
    if times:
        newer = max(times, key=lambda file: times[file])
        older = terraforms if newer == ours else ours
        older.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(newer, older)
