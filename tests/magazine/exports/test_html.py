"""The stand-alone HTML page, read back with a parser of its own."""

from html.parser import HTMLParser

from magazine.exports.html import write
from tests.magazine.exports.issues import empty, odd, plain


class Reader(HTMLParser):
    """Every tag, and the text inside each class."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.stack: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        self.addresses += [attributes[name] for name in ("src", "href") if name in attributes]
        if tag not in ("meta", "link"):
            self.stack.append(attributes.get("class") or tag)
            self.texts.setdefault(self.stack[-1], []).append("")

    def handle_endtag(self, tag):
        self.stack.pop()

    def handle_data(self, data):
        for name in self.stack:
            self.texts[name][-1] += data


def test_it_stands_alone():
    page = Reader(write(plain()))
    assert page.addresses == []
    assert {"script", "link", "img"} & set(page.tags) == set()
    assert b"@import" not in write(plain())
    assert b"url(" not in write(plain())


def test_titles_people_and_pages_are_there_in_order():
    page = Reader(write(plain()))
    assert page.texts["title"][0] == "云江工运2024年第11期（总第226期）目录"
    assert page.texts["folio"] == ["1", "3", "4", "6", "7", "8", "13", "15"]
    assert len(page.texts["leader"]) == 8
    assert page.texts["person"] == ["苏晓", "何川", "罗启明（整理）", "陶然", "林岚（摄）", "林岚／摄"]
    assert page.texts["h2"] == ["大事", "之声", "关注TOPIC", "调研STUDY", "实践PRACTICE", "镜头"]
    assert page.texts["level-1"] == ["经验交流"]


def test_a_title_is_text_and_nothing_else():
    data = write(odd()).decode("utf-8")
    assert "&lt;b&gt;*星号*&lt;/b&gt;" in data
    assert "<b>" not in data
    assert "a" not in Reader(write(odd())).tags


def test_what_has_no_page_has_no_leader():
    page = Reader(write(odd()))
    assert page.texts["folio"] == ["1", "12", "108", "110", "112", "113"]
    assert len(page.texts["leader"]) == 6


def test_an_empty_issue_is_a_head():
    page = Reader(write(empty()))
    assert page.texts["h1"] == ["目录"]
    assert "section" not in page.tags
