"""Chronicle and voices: dated items, their dates and photos, quotations and attributions."""

import pytest

from magazine.intake.front import dated, dates
from magazine.intake.reading import parse


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10月10日，开会", "2031-10-10", "2031-10-10"),
        ("10 月 10 日，开会", "2031-10-10", "2031-10-10"),
        ("10月10日至12日，开会", "2031-10-10", "2031-10-12"),
        ("10月28日至11月2日，开会", "2031-10-28", "2031-11-02"),
        ("10月28日—11月2日，开会", "2031-10-28", "2031-11-02"),
        ("2030年10月28日，开会", "2030-10-28", "2030-10-28"),
        ("12月28日至1月3日，开会", "2030-12-28", "2031-01-03"),
        ("10月32日，开会", "", ""),
    ],
)
def test_dates(text: str, start: str, end: str) -> None:
    assert dates(text, 2031, 11) == (start, end)


@pytest.mark.parametrize("text", ["10月的车间", "10月10日"[:4], "开会10月10日，", "10月10日前完成"])
def test_what_is_not_dated(text: str) -> None:
    assert not dated(text)


FILL = "岚溪市总工会走进车间班组了解职工所想所盼"


def issue(*pages: str) -> str:
    return "\n\n\n" + "\n ".join(pages) + "\n"


def item(day: str) -> str:
    return f"{day}，{FILL[: 18 - len(day)]}\n\n{FILL}\n\n2031年办成实事。"


def test_the_title_may_stand_on_a_later_page_than_the_first_item() -> None:
    read = parse(issue(item("5月3日"), f"5月大事\n\n{item('5月9日')}\n\n{item('5月12日')}"))
    assert [event.start for event in read.entries[0].events] == ["2031-05-03", "2031-05-09", "2031-05-12"]
    assert read.entries[0].title == "5月大事"
    assert (read.issue.year, read.issue.month) == (2031, 6)


def test_a_credit_behind_an_item_is_a_photo_without_caption() -> None:
    first = f"5月3日，{FILL[:14]}\n\n{FILL}\n\n2031年办成。/ 张岚摄"
    read = parse(issue(f"5月大事\n\n{first}\n\n{item('5月9日')}"))
    event = read.entries[0].events[0]
    assert event.text.endswith("2031年办成。")
    assert [(p.caption, p.credit_name, p.credit_kind) for p in event.photos] == [("", "张岚", "摄")]


def voices(*lines: str) -> str:
    return "5月之声\n\n摘编自《岚溪工人报》\n\n" + "\n\n".join(lines)


def test_quotations_and_a_repeated_piece_of_an_item() -> None:
    chronicle = f"5月大事\n\n{item('5月3日')}\n\n{item('5月9日')}"
    stray = f"5月9日，{FILL[:14]}\n\n{FILL}"
    said = f"{FILL[:18]}\n\n{FILL}\n\n就是为了这一天。"
    read = parse(
        issue(
            chronicle,
            voices(said, "——机修班班长孙砚芷", said, "——岚溪市总工会主席兼岚溪职工"),
            stray,
            said + "\n\n——教师张舟",
        )
    )
    entry = read.entries[1]
    assert entry.source == "《岚溪工人报》"
    assert [(voice.speaker_title, voice.speaker) for voice in entry.voices] == [
        ("机修班班长", "孙砚芷"),
        ("岚溪市总工会主席兼岚溪职工", ""),
        ("教师", "张舟"),
    ]
    assert read.unplaced == ["".join(stray.split())]
    assert any("署名行" in doubt.reason for doubt in read.doubts)


def test_an_attribution_over_three_lines() -> None:
    said = f"{FILL[:18]}\n\n{FILL}\n\n就是为了这一天。"
    long = "——全国人大代表、岚溪市劳动奖章获得\n\n者、岚溪鼎丰机器人科技有限公司研发部经\n\n理李政"
    read = parse(issue(f"5月大事\n\n{item('5月3日')}", voices(said, long, said, "——教师张舟")))
    assert read.entries[1].voices[0].speaker == "李政"
    assert read.entries[1].voices[0].speaker_title.endswith("研发部经理")
    assert len(read.entries[1].voices) == 2
