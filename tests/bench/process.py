"""Time and memory of a command, everything that it starts included."""

import contextlib
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import psutil

Key = TypeVar("Key")

EVERY = 0.01
"""Seconds between two looks at the memory."""


def seconds(command: Sequence[str], folder: Path, **environment: str) -> float:
    """Wall time of a command that has to succeed."""
    begin = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    spent = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return spent


def peak_mib(command: Sequence[str], folder: Path, **environment: str) -> float:
    """The most memory that a command and all its children have at one time, in MiB.

    Pages that processes share are counted once (proportional set size), so Linux only. Looking at
    it takes time, so it is not measured together with the time.
    """
    peak = 0
    with psutil.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, [process, *_children(process)])))
            time.sleep(EVERY)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    return peak / 2**20


def _children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children(recursive=True)
    return []


def _memory(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):  # it may just have ended
        return int(process.memory_full_info().pss)
    return 0


def medians(acts: Mapping[Key, Callable[[], float]], rounds: int) -> dict[Key, float]:
    """What each act answers, the median of some rounds in which they take turns."""
    answers: dict[Key, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            answers[name].append(act())
    return {name: statistics.median(each) for name, each in answers.items()}
