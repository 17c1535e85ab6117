"""What a person asks of an intake: the issue it is for, and the same file dropped twice."""

from pathlib import Path

import pytest
from django.conf import settings

from magazine.intake.encoding import IntakeError
from magazine.intake.staging.receiving import Wishes, issue_wished, receive
from tests.builders import moment

SAMPLE = Path(settings.BASE_DIR) / "magazine" / "sample" / "issue-2026-11.txt"


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("", None),
        ("2024-11", (2024, 11)),
        ("2024-1", (2024, 1)),
        ("2024年第11期", (2024, 11)),
        (" 2024 年 11 期 ", (2024, 11)),
    ],
)
def test_an_issue_is_understood_as_it_is_written(words, issue):
    assert issue_wished(words) == issue


@pytest.mark.parametrize("words", ["11", "2024", "第11期", "2024-13", "2024-0", "1024-11", "二〇二四年十一期"])
def test_anything_else_is_asked_for_again(words):
    with pytest.raises(IntakeError, match="没有读懂是哪一期"):
        issue_wished(words)


@pytest.mark.django_db
def test_a_file_that_waits_for_another_issue_says_so():
    data = SAMPLE.read_bytes()
    first = receive(data, "a.txt", Wishes(None, None, "", None), moment(2026, 11, 1)).intakes[0]
    assert receive(data, "a.txt", Wishes(2026, 11, "", None), moment(2026, 11, 2)).intakes == [first]
    with pytest.raises(IntakeError, match="这份文件正在校，算作2026年第11期"):
        receive(data, "a.txt", Wishes(2027, 1, "", None), moment(2026, 11, 2))
