"""What a harvester asks, checked against the protocol; every fault has its code and a sentence."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.http import QueryDict

# verb → (arguments that must stand, arguments that may stand); a resumption token stands alone.
VERBS = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
}
PREFIX = "oai_dc"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Fault(Exception):
    """An answer of the protocol that is an error: `code` is one of its eight, `sentence` says what to do."""

    def __init__(self, code: str, sentence: str):
        self.code, self.sentence = code, sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Window:
    """Which records a list holds: those stamped from `since` to `until`, both included, of the section `section`
    (empty: of all), beginning after the record (stamp, slot) in `after`.
    """

    since: datetime | None = None
    until: datetime | None = None
    section: str = ""
    after: tuple[datetime, int] | None = None

    def token(self, stamp: datetime, slot: int) -> str:
        """The resumption token of the list that goes on after the record of `slot`."""
        parts = [_written(self.since), _written(self.until), self.section, stamp.isoformat(), str(slot)]
        return base64.urlsafe_b64encode("\n".join(parts).encode()).decode()


def arguments(query: QueryDict) -> dict[str, str]:
    """The request's arguments with its verb, each once. Raises Fault badVerb or badArgument."""
    repeated = [name for name, values in query.lists() if len(values) > 1]
    verb = query.get("verb", "")
    if verb not in VERBS or "verb" in repeated:
        raise Fault("badVerb", "The verb is missing, repeated or unknown.")
    given = {name: value for name, value in query.items() if name != "verb"}
    must, may = VERBS[verb]
    if repeated or set(given) - must - may or any("\0" in value for value in given.values()):
        raise Fault("badArgument", "An argument is repeated, holds a NUL or does not belong to this verb.")
    if "resumptionToken" in given:
        if len(given) > 1:
            raise Fault("badArgument", "A resumptionToken stands alone.")
    elif must - set(given):
        raise Fault("badArgument", f"Missing: {', '.join(sorted(must - set(given)))}.")
    if given.get("metadataPrefix", PREFIX) != PREFIX:
        raise Fault("cannotDisseminateFormat", f"Records are given as {PREFIX} only.")
    return given | {"verb": verb}


def window(given: dict[str, str]) -> Window:
    """The list that checked arguments ask for. Raises Fault badArgument or badResumptionToken."""
    if "resumptionToken" in given:
        return _resumed(given["resumptionToken"])
    since, until = given.get("from", ""), given.get("until", "")
    if since and until and len(since) != len(until):
        raise Fault("badArgument", "from and until must have the same granularity.")
    found = Window(_moment(since, time.min), _moment(until, time(23, 59, 59)), given.get("set", ""))
    if found.since and found.until and found.since > found.until:
        raise Fault("badArgument", "from is later than until.")
    return found


def _moment(text: str, of_day: time) -> datetime | None:
    """`text` as UTC; a day alone stands for `of_day`. A second holds all its parts, since stamps are finer."""
    if not text:
        return None
    try:
        if DAY.fullmatch(text):
            return datetime.combine(datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC), of_day, UTC)
        if SECOND.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise Fault("badArgument", "A date is written 2024-11-05 or 2024-11-05T09:00:00Z.")


def _resumed(token: str) -> Window:
    try:
        since, until, section, stamp, slot = base64.urlsafe_b64decode(token.encode()).decode().split("\n")
        after = (datetime.fromisoformat(stamp), int(slot))
        if after[0].tzinfo is None or not 0 < after[1] < 1 << 63 or "\0" in section:
            raise ValueError(token)
        return Window(_read(since), _read(until), section, after)
    except (ValueError, binascii.Error, OverflowError) as error:
        raise Fault("badResumptionToken", "This resumptionToken is not one of ours: begin the list anew.") from error


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _read(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def end_of_second(moment: datetime) -> datetime:
    """The first moment that is not of the second of `moment` any more."""
    return moment.replace(microsecond=0) + timedelta(seconds=1)
