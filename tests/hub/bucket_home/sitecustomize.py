"""Every Python process that has this folder on PYTHONPATH meets a bucket at BUCKET: files have mode 664, always.

So does Cloud Storage FUSE, as GKE's driver mounts it for a pod with an fsGroup: the modes are the mount's, and chmod
succeeds without an effect. Nothing else of the file system is made up.
"""

import os
from typing import Any

BUCKET = os.path.realpath(os.environ["BUCKET"])
FILE_MODE, FOLDER_MODE = 0o664, 0o775
real_open, real_mkdir, real_chmod, real_fchmod = os.open, os.mkdir, os.chmod, os.fchmod


def in_bucket(path: Any) -> bool:
    """Whether the path, or the open file of this number, is in the bucket."""
    where = f"/proc/self/fd/{path}" if isinstance(path, int) else os.fsdecode(path)
    return f"{os.path.realpath(where)}/".startswith(f"{BUCKET}/")


def open_(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    opened = real_open(path, flags, mode, dir_fd=dir_fd)
    if flags & os.O_CREAT and in_bucket(path):
        real_fchmod(opened, FILE_MODE)
    return opened


def mkdir(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
    real_mkdir(path, mode, dir_fd=dir_fd)
    if in_bucket(path):
        real_chmod(path, FOLDER_MODE)


def chmod(path: Any, mode: int, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> None:
    if not in_bucket(path):
        real_chmod(path, mode, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def fchmod(fd: int, mode: int) -> None:
    if not in_bucket(fd):
        real_fchmod(fd, mode)


os.open, os.mkdir, os.chmod, os.fchmod = open_, mkdir, chmod, fchmod
