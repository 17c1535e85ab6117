"""The foot says everything that the print must say, once."""

from magazine.models import Issue, Magazine
from magazine.site.imprint import imprint

MAGAZINE = Magazine(
    pk=1, name="云江工运", supervisor="云江总工会", sponsor="宣教部", permit="（云）L1号", email="a@b.example"
)


def test_without_an_issue_it_is_the_magazines():
    assert imprint(MAGAZINE, None) == [
        ("主管", "云江总工会"),
        ("主办", "宣教部"),
        ("投稿", "a@b.example"),
        ("准印证号", "（云）L1号"),
    ]


def test_the_issues_own_lines_stand_for_the_magazines():
    issue = Issue(
        year=2024, number=11, masthead="主管单位：云江省总工会\n主编：陈明\n准印证号：（云）L2号\n内部资料，免费交流"
    )
    assert imprint(MAGAZINE, issue) == [
        ("主办", "宣教部"),
        ("主管单位", "云江省总工会"),
        ("主编", "陈明"),
        ("准印证号", "（云）L2号"),
        ("", "内部资料，免费交流"),
        ("投稿", "a@b.example"),
    ]
