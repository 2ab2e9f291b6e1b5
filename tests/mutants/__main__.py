"""Tries mistakes, says by kind how many are noticed, and names the others. Fails below nine of ten."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.mutants.mistakes import Mistake, listed, made_by_operators
from tests.mutants.run import LOGIC, Outcome, attempt, groups_of, outcome

ENOUGH = 0.9
OF_LOGIC = 60


def chosen(kind: str, sample: int, logic: int, seed: str) -> list[Mistake]:
    """The mistakes of the list, and so many of those that operators make; of all these a sample, every n-th of them."""
    mistakes, missing = listed()
    assert not missing, f"these mistakes cannot be made any more, see tests/mutants/mistakes.yaml: {missing}"
    every = mistakes + (made_by_operators(seed=seed)[:logic] if logic and kind in ("", "logic") else [])
    wanted = [each for each in every if kind in ("", each.kind)]
    return wanted if not sample else wanted[:: max(1, len(wanted) // sample)][:sample]


def report(outcomes: Sequence[Outcome]) -> str:
    """A table by kind, and each mistake that nothing noticed."""
    tried, refused = [each for each in outcomes if not each.refused], sum(each.refused for each in outcomes)
    lines = _table(tried)
    if refused:
        lines.append(f"\n{refused} more are refused when Python reads them: no test was asked")
    for each in tried:
        if not each.by:
            where = each.mistake.file.removeprefix("constructs/jupyter_on_gke/")
            lines.append(f"\nNot noticed: {where}: {each.mistake.name}\n  {each.mistake.why or 'NOT EXPLAINED'}")
        elif each.mistake.why:
            lines.append(f"\nNoticed, though said not to be: {each.mistake.name}: take its `why` away")
    return "\n".join(lines)


def _table(outcomes: Sequence[Outcome]) -> list[str]:
    kinds = list(dict.fromkeys(each.mistake.kind for each in outcomes))
    rows = [(kind, [each for each in outcomes if each.mistake.kind == kind]) for kind in kinds]
    lines = ["| kind | mistakes | noticed |", "|---|---|---|"]
    lines += [f"| {kind} | {len(of_kind)} | {sum(bool(each.by) for each in of_kind)} |" for kind, of_kind in rows]
    lines.append(f"| all | {len(outcomes)} | {sum(bool(each.by) for each in outcomes)} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--logic", type=int, default=OF_LOGIC, help="how many of those that operators make")
    parser.add_argument("--seed", default="", help="any text: another choice of those")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    begun = time.monotonic()
    mistakes = chosen(options.kind, options.sample, options.logic, options.seed)
    # Tests that fail by themselves notice everything.
    groups = {tuple(group) for each in mistakes for group in ([LOGIC] if each.logic else groups_of(each))}
    by, said = attempt(None, [[*tests] for tests in sorted(groups)])
    assert not by, f"without a mistake {by} fails:\n{said[-3000:]}"
    outcomes = []
    with ThreadPoolExecutor(options.processes) as pool:
        for each in pool.map(outcome, mistakes):
            outcomes.append(each)
            by = "refused" if each.refused else each.by or "NOT NOTICED"
            print(f"{each.seconds:4.0f} s  {by:90.90}  {each.mistake.name}", flush=True)
    tried = [each for each in outcomes if not each.refused]
    noticed = sum(bool(each.by) for each in tried)
    print(report(outcomes))
    print(f"\n{noticed} of {len(tried)} noticed, in {(time.monotonic() - begun) / 60:.0f} minutes")
    unexplained = [each for each in tried if not each.by and not each.mistake.why]
    return 0 if noticed >= ENOUGH * len(tried) and not unexplained else 1


if __name__ == "__main__":
    sys.exit(main())
