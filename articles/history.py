"""历史: what happened to a manuscript in the order of its way, and any two of its versions side by side."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles import body
from articles.comparing import Span, spans
from articles.models import Article, Comment, Proof, Version
from articles.people import person_name
from articles.states import BylineRole, Outcome, Verdict
from articles.versions import snapshot

# More that stayed the same than this is folded between two changes.
LONG = 240
BETWEEN = re.compile(r">\s+<")


@dataclass(frozen=True)
class Moment:
    """One thing that happened. `milestone`: one of 收稿 新建 初审 复审 终审 定稿 付印 更正; `number`: the version of then."""

    what: str
    who: str
    when: datetime
    detail: str
    milestone: bool
    number: int | None


@dataclass(frozen=True)
class Row:
    """One part of a manuscript in two versions, as spans of plain words; `photos`: (id, gone, new) of its pictures."""

    label: str
    spans: list[Span]
    photos: list[tuple[int, bool, bool]] = field(default_factory=list)
    only_markup: bool = False


def moments(article: Article) -> list[Moment]:
    """Everything that is on record, newest first. What was only autosaved is not here: it never happened."""
    versions = list(article.versions.select_related("editor").order_by("number"))
    suggestions = list(article.comments.exclude(outcome="").select_related("person", "resolved_by").order_by("start"))
    taken_in = bool(article.import_ref)
    found = [
        _saved(version, [one for one in suggestions if one.version == version.number], taken_in) for version in versions
    ]
    for one in suggestions:
        if one.outcome == Outcome.REJECTED and one.resolved_at is not None:
            words = _("没有采纳{name}的修改建议").format(name=person_name(one.person))
            found.append(_moment(words, one.resolved_by, one.resolved_at, _proposed(one), False, versions))
    for review in article.reviews.select_related("reviewer").order_by("at", "pk"):
        signed = review.verdict == Verdict.APPROVE
        stage = str(review.get_stage_display()) if review.stage else ""
        words = f"{stage}{review.get_verdict_display()}"
        found.append(_moment(words, review.reviewer, review.at, review.opinion, signed, versions))
    for release in article.releases.select_related("review__reviewer").order_by("number"):
        words = _("第{number}次定稿").format(number=release.number)
        found.append(Moment(words, person_name(release.review.reviewer), release.made_at, "", True, release.version))
    for proof in article.proofs.select_related("reader"):
        if proof.closed_at is not None:
            found.append(_moment(_read(proof), proof.reader, proof.closed_at, "", False, versions))
    found += _published(article, versions)
    return sorted(found, key=lambda moment: moment.when, reverse=True)


def _read(proof: Proof) -> str:
    words = _("{kind}校完").format(kind=proof)
    return f"{words}：{proof.get_conclusion_display()}" if proof.conclusion else words


def folded(found: list[Moment]) -> list[Moment | list[Moment]]:
    """The moments with every run of two or more that are no milestones put together, to be opened by whoever wants them."""
    rows: list[Moment | list[Moment]] = []
    for moment in found:
        if moment.milestone:
            rows.append(moment)
        elif rows and isinstance(rows[-1], list):
            rows[-1].append(moment)
        else:
            rows.append([moment])
    return [row[0] if isinstance(row, list) and len(row) == 1 else row for row in rows]


def _saved(version: Version, accepted: list[Comment], taken_in: bool) -> Moment:
    """A save; where it was made by accepting suggestions, whose words they were. `taken_in`: an intake made the draft."""
    first = version.number == 1
    begun = _("收稿，第1稿") if taken_in else _("新建，第1稿")
    words = begun if first else _("改稿，存为第{number}稿").format(number=version.number)
    detail = ""
    if accepted:
        names = "、".join(dict.fromkeys(person_name(one.person) for one in accepted))
        words = _("采纳{names}的修改建议，存为第{number}稿").format(names=names, number=version.number)
        several = len({one.person_id for one in accepted}) > 1
        detail = "；".join(_proposed(one, person_name(one.person) if several else "") for one in accepted)
    return Moment(words, person_name(version.editor), version.at, detail, first, version.number)


def _proposed(suggestion: Comment, name: str = "") -> str:
    """`罗启明：“看火色”改为“看颜色”`."""
    words = _("“{quote}”改为“{words}”") if suggestion.proposal else _("删去“{quote}”")
    said = words.format(quote=_cut(suggestion.quote), words=_cut(suggestion.proposal or ""))
    return _("{name}：{words}").format(name=name, words=said) if name else said


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:29]}……{words[-29:]}"


def _published(article: Article, versions: list[Version]) -> list[Moment]:
    slot: Any = getattr(article, "slot", None)
    if slot is None:
        return []
    found = []
    for line in slot.issue.publications.select_related("person").order_by("at", "pk"):
        if line.verb != "correct":
            words = f"{_('付印')}：{slot.issue}{line.get_verb_display()}" if line.verb == "publish" else str(line)
            found.append(_moment(words, line.person, line.at, "", line.verb == "publish", versions))
        elif line.detail.startswith(f"《{slot}》"):
            detail = line.detail[len(f"《{slot}》") :]
            found.append(_moment(str(line.get_verb_display()), line.person, line.at, detail, True, versions))
    return found


def _moment(words: str, person: Any, at: datetime, detail: str, milestone: bool, versions: list[Version]) -> Moment:
    then = [version.number for version in versions if version.at <= at]
    return Moment(words, person_name(person), at, detail, milestone, then[-1] if then else None)


# --- Two versions ---------------------------------------------------------------------------------------------------
def words_of(article: Article, number: int) -> dict[str, Any] | None:
    """The words of one version; those of the present one are there even where nobody froze them."""
    version = article.versions.filter(number=number).first()
    if version is not None:
        return version.words
    return snapshot(article) if number == article.version else None


def compared(old: dict[str, Any], new: dict[str, Any]) -> list[Row]:
    """The parts in which two snapshots differ, in printed order: titles, bylines, text, pictures, entries, place."""
    rows = []
    for label, before, after in zip(labels(), _parts(old), _parts(new), strict=True):
        if before != after:
            rows.append(Row(label, _folded(spans(before, after)), _photos(label, old, new)))
        elif label == _("正文") and _packed(old) != _packed(new):
            rows.append(Row(label, [], only_markup=True))
    return rows


def _packed(words: dict[str, Any]) -> str:
    """The body without the line ends between its blocks, which an editor puts in and takes out at will."""
    return BETWEEN.sub("><", words["texts"]["body"])


def labels() -> list[str]:
    return [
        _("栏目"), _("肩题"), _("标题"), _("副题"), _("栏题"), _("署名"), _("导语"), _("正文"), _("大事"), _("之声"),
        _("注释"), _("配图"), _("摘编来源"), _("基金说明"), _("标签"), _("版位"),
    ]  # fmt: skip


def _parts(words: dict[str, Any]) -> list[str]:
    texts = words["texts"]
    return [
        words["section"]["name"],
        texts["kicker"],
        texts["title"],
        texts["subtitle"],
        texts["rubric"],
        "\n".join(_byline(row) for row in words["bylines"]),
        texts["lead"],
        body.plain_text(body.PHOTO_FIGURE.sub(r"<p>［图片\1］</p>", texts["body"])),
        "\n".join(_event(row) for row in words["events"]),
        "\n".join(_voice(row) for row in words["voices"]),
        texts["notes"].replace("\r\n", "\n"),
        "\n".join(_figure(row) for row in words["figures"]),
        texts["source"],
        texts["funding_note"],
        "、".join(words["tags"]),
        _place(words["slot"]),
    ]


def _byline(row: dict[str, Any]) -> str:
    role = "" if row["role"] == BylineRole.TEXT else f"（{row['role']}）"
    return f"{row['name']}{role}　{row['affiliation']}".strip()


def _figure(row: dict[str, Any]) -> str:
    credit = f"（{row['credit']}）" if row["credit"] else ""
    # Printed nowhere, but read out, and a change of it voids signatures.
    alt = _("替代文字：{words}").format(words=row["printed_alt"]) if row.get("printed_alt") else ""
    return "\n".join(filter(None, [f"{row['printed'] or row['name']}{credit}", alt]))


def _event(row: dict[str, Any]) -> str:
    days = "—".join(day for day in (row["starts_on"], row["ends_on"]) if day)
    named = [row[name] for name in ("people", "place") if row.get(name)]
    return "\n".join([f"{days}　{row['text']}", *named, *(_figure(figure) for figure in row["figures"])])


def _voice(row: dict[str, Any]) -> str:
    return "　".join(part for part in (row["text"], row["speaker"], row["speaker_title"], row["source"]) if part)


def _place(slot: dict[str, Any] | None) -> str:
    if slot is None:
        return ""
    pages = _("第{pages}页").format(pages=slot["pages"]) if slot["pages"] else ""
    order = _("第{position}条").format(position=slot["position"])
    return "　".join(part for part in (slot["issue"], slot["section"], order, pages) if part)


def _photos(label: str, old: dict[str, Any], new: dict[str, Any]) -> list[tuple[int, bool, bool]]:
    if label != _("配图"):
        return []
    before, after = ([row["photo"] for row in words["figures"]] for words in (old, new))
    return [(photo, photo not in after, photo not in before) for photo in dict.fromkeys([*before, *after])]


def _folded(found: list[Span]) -> list[Span]:
    """Long stretches that stayed the same with their middle left out."""
    return [_shortened(span) if span.same and len(span.before) > LONG else span for span in found]


def _shortened(span: Span) -> Span:
    cut = _("［略{count}字］").format(count=len(span.before) - LONG // 2)
    words = f"{span.before[: LONG // 4]}{cut}{span.before[-LONG // 4 :]}"
    return Span(words, words)
