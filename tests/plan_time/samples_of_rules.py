"""Rules: plan-time functions that give the sentence which refuses, or an empty text."""

from __future__ import annotations

from typing import Any

from jupyter_on_gke.plan_time import PlanTime, matches, plan_time


def sentence(name: str, pattern: str, *, optional: bool) -> PlanTime[[str], str]:
    @plan_time
    def refused(value: str) -> str:
        if (optional and value == "") or matches(pattern, value):
            return ""
        return f'{name} is "{value}": write ${{a}} or "b".'

    return refused


refused_text = sentence("text", "^[a-z]+$", optional=False)
refused_optional = sentence("text", "^[a-z]+$", optional=True)


@plan_time
def refused_texts(texts: list[str], text: str, number: int, maybe: str | None) -> str:
    """Several sentences."""
    wrong = [each for each in texts if not matches("^[a-z]*$", each)]
    if len(wrong) > 0:
        return f"texts has {', '.join(wrong)}: write letters."
    if number < 1 and text in texts:
        return "number is too low."
    if maybe is not None:
        return f"{maybe}" if maybe != "a" else f"{text}{maybe}"
    return "" if number > 0 else text


@plan_time
def of_branches(a: bool, b: bool, c: bool, text: str) -> str:
    """Texts, and none, within others' branches."""
    if a:
        if b:
            return ""
        said = f"{text} has b"
        return f"{said}, {said}"
    if b:
        if c:
            return f"c of {text}"
        return ""
    if c:
        return "c alone" if text != "" else ""
    return ""


@plan_time
def of_a_last_sentence(a: bool, b: bool, c: bool) -> str:
    if a:
        return ""
    if b:
        if c:
            return "C"
        return ""
    return "D"


@plan_time
def of_elif(a: bool, b: bool, text: str) -> str:
    if a:
        return ""
    elif b:  # noqa: RET505 - what people write, too
        return f"X {text}"
    return "Y"


@plan_time
def of_else(a: bool) -> str:
    if a:
        return ""
    else:  # noqa: RET505
        return "X"


@plan_time
def of_empty_after_empty(a: bool, b: bool, c: bool) -> str:
    if a or b:
        return ""
    if c:
        return "C"
    return ""


RULES: tuple[PlanTime[..., Any], ...] = (
    refused_text,
    refused_optional,
    refused_texts,
    of_branches,
    of_a_last_sentence,
    of_elif,
    of_else,
    of_empty_after_empty,
)
