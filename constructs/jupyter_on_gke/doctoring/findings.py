"""What is found: causes that fit facts, one for each pod, and those of sign-ins."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from jupyter_on_gke.doctoring.cause import PASSES_WITHIN, TOLD_FOR, Cause, Stage
from jupyter_on_gke.doctoring.causes import OF_PODS, kind
from jupyter_on_gke.doctoring.seen import CHARTS, OURS, Fact, Seen, created, is_server, server_of
from jupyter_on_gke.doctoring.sign_in_causes import SIGN_INS
from jupyter_on_gke.looking.programs import Json

SOMEBODY = "somebody"
TROUBLE = re.compile(r"\[[WEC] ")
"""How a record begins that may have a cause in it. Most of a log is neither."""
SPEAKERS = ({"FailedScheduling"}, {"TriggeredScaleUp", "NotTriggerScaleUp", "FailedScaleUp"})
"""Reasons of one speaker, of whom the last word counts: the scheduler, the autoscaler."""
OF_THE_HUB = ("no_audience_yet", "audience_not_granted", "no_audience", "no_keys")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong with whom. `fact` is the last one that says it, `times` how many do."""

    cause: Cause
    who: str
    pod: str
    says: str
    cure: str
    fact: Fact
    times: int = 1
    of_a_server: bool = True

    @property
    def kind(self) -> str:
        """What it keeps from people: "server", "mount" or "sign-in"; "hub" of pods that are nobody's server."""
        return kind(self.cause) if self.of_a_server else "hub"


def findings(seen: Seen, now: datetime, person: str = "") -> list[Finding]:
    """What is found, of a person and of what is for all, or of everybody."""
    records = seen.records()
    log = Log(records=[each for each in records if TROUBLE.match(each.message)], ends=Ends(records))
    found = [*_of_pods(seen, log, now), *_of_sign_ins(log, now)]
    if not person:
        return found
    # The hub's names are in lower case, whatever people write.
    person = person.lower()
    for_all = (*CHARTS.values(), SOMEBODY)
    return [
        each for each in found if each.who.lower() == person or each.who in for_all or each.pod == server_of(person)
    ]


def _of_pods(seen: Seen, log: "Log", now: datetime) -> list[Finding]:
    """The first cause of the table for each pod."""
    there, stages, people = seen.there(), seen.stages(), seen.people()
    facts = _last_words(seen.facts())
    told: dict[str, Finding] = {}
    for cause in OF_PODS:
        for fact in _of_the_log(cause, log, there) if cause.is_of_the_log else facts:
            about = fact.about
            groups = cause.groups(fact.reason, fact.message)
            if groups is None or (about in told and told[about].cause is not cause):
                continue
            if _is_over(cause, stages.get(about, Stage.WITHOUT_NODE), fact, now, is_there=about in there):
                continue
            of_a_server = is_server(about, there)
            if cause.of_servers_alone and not of_a_server:
                continue
            who = groups.get("person") or people.get(about, about)
            says, cure = cause.sentences(groups, of_a_server=of_a_server)
            found = Finding(cause=cause, who=who, pod=about, says=says, cure=cure, fact=fact, of_a_server=of_a_server)
            told[about] = _later(found, told.get(about))
    return list(told.values())


def _of_sign_ins(log: "Log", now: datetime) -> list[Finding]:
    """Each cause and each person once; of a record the first cause that fits."""
    told: dict[tuple[str, str], Finding] = {}
    for record in log.records:
        fitting = ((cause, cause.groups("", record.message)) for cause in SIGN_INS)
        cause, groups = next(((cause, groups) for cause, groups in fitting if groups is not None), (None, {}))
        if cause is None or log.ends.came_after(cause, groups, record):
            continue
        if not cause.over and _age(record, now) > TOLD_FOR:
            continue
        who = groups.get("person") or (OURS["hub"] if cause.name in OF_THE_HUB else SOMEBODY)
        found = Finding(cause=cause, who=who, pod="", says=cause.says.format(**groups), cure=cause.cure, fact=record)
        told[cause.name, who] = _later(found, told.get((cause.name, who)))
    return list(told.values())


def _of_the_log(cause: Cause, log: "Log", there: dict[str, Json]) -> list[Fact]:
    """Records of the hub's log about the servers of people who did not get one later, and have no later one now."""
    found = []
    for record in log.records:
        groups = cause.groups("", record.message)
        if groups is None or log.ends.came_after(cause, groups, record):
            continue
        about = server_of(groups["person"])
        if about not in there or created(there[about]) <= record.moment:
            found.append(replace(record, about=about))
    return found


@dataclass(frozen=True)
class Ends:
    """When the hub wrote last that something is over. A log may have thousands of refusals of one person."""

    records: list[Fact]
    known: dict[str, datetime | None] = field(default_factory=dict)

    def came_after(self, cause: Cause, groups: dict[str, str], record: Fact) -> bool:
        """Whether it is over since a record."""
        over = cause.over.format(person=re.escape(groups.get("person", "")))
        if over and over not in self.known:
            moments = [each.moment for each in self.records if re.search(over, each.message)]
            self.known[over] = max(moments, default=None)
        last = self.known.get(over)
        return last is not None and last > record.moment


@dataclass(frozen=True, kw_only=True)
class Log:
    """The hub's log: warnings and errors, and what ends them."""

    records: list[Fact]
    ends: Ends


def _last_words(facts: list[Fact]) -> list[Fact]:
    """Without what a speaker said earlier of the same pod."""
    last: dict[tuple[str, int], datetime] = {}
    speaker = {reason: number for number, reasons in enumerate(SPEAKERS) for reason in reasons}
    for fact in facts:
        if fact.reason in speaker:
            key = fact.about, speaker[fact.reason]
            last[key] = max(fact.moment, last.get(key, fact.moment))
    return [
        fact for fact in facts if fact.reason not in speaker or fact.moment == last[fact.about, speaker[fact.reason]]
    ]


def _is_over(cause: Cause, reached: Stage, fact: Fact, now: datetime, *, is_there: bool) -> bool:
    """Whether a pod has come further, or it is so long ago that it is told no more."""
    if cause.is_of_the_log:
        return False
    if cause.until is not None and reached > cause.until:
        return True
    happened = (cause.until is None or not is_there) and not (fact.holds or cause.lasts)
    told_for = PASSES_WITHIN if cause.passes else TOLD_FOR if happened else None
    return told_for is not None and _age(fact, now) > told_for


def _age(fact: Fact, now: datetime) -> float:
    """Seconds since it was said."""
    return (now - fact.moment).total_seconds()


def _later(found: Finding, before: Finding | None) -> Finding:
    """The later of two that say the same, with how often it was said."""
    if before is None:
        return found
    last = found if found.fact.moment >= before.fact.moment else before
    return replace(last, times=found.times + before.times)
