"""Deadlines counted back from press day, and how late a piece is, in words."""

from datetime import date

import pytest
from django.urls import reverse

from articles.states import State
from magazine.models import Magazine
from magazine.schedule import Step, days_in_words, due_days, out_of_order, step_of

PRESS = date(2026, 12, 10)


def test_every_step_is_counted_back_from_press_day():
    assert due_days(PRESS, Magazine()) == {
        Step.MANUSCRIPT: date(2026, 11, 19),
        Step.FIRST: date(2026, 11, 22),
        Step.SECOND: date(2026, 11, 25),
        Step.FINAL: date(2026, 11, 28),
        Step.PROOFS: date(2026, 12, 6),
    }
    assert due_days(None, Magazine()) == {}


def test_a_magazine_with_one_review_has_no_deadline_for_the_others(settings):
    settings.REVIEW_STAGES = ("final",)
    assert list(due_days(PRESS, Magazine())) == [Step.MANUSCRIPT, Step.FINAL, Step.PROOFS]


@pytest.mark.parametrize(
    ("day", "words"),
    [(7, "逾期3天"), (9, "逾期1天"), (10, "今天到期"), (11, "明天到期"), (15, "还有5天")],
)
def test_days_in_words(day, words):
    assert days_in_words(date(2026, 12, day), date(2026, 12, 10)) == words


def test_the_step_follows_the_state():
    steps = [step_of(state) for state in ("", State.DRAFT, State.FIRST, State.SECOND, State.FINAL, State.RELEASED)]
    assert steps == [Step.MANUSCRIPT, Step.MANUSCRIPT, Step.FIRST, Step.SECOND, Step.FINAL, Step.PROOFS]


def test_days_that_run_backwards_are_refused():
    assert out_of_order(Magazine()) == ""
    assert out_of_order(Magazine(days_second=30)) == "复审排在初审后面，离付印的天数不能比初审多。"


@pytest.mark.django_db
def test_the_days_are_settings_of_the_magazine(client, chief):
    magazine = Magazine.objects.create(pk=1, name="云江工运")
    client.force_login(chief)
    page = reverse("admin:magazine_magazine_change", args=[1])
    assert "复审（付印前几天）" in client.get(page).content.decode()
    offered = {field.name: field.value() for field in client.get(page).context["adminform"].form if field.value()}
    data = offered | {"days_manuscript": 30, "days_first": 25, "days_second": 20, "days_final": 15}
    answer = client.post(page, data | {"days_proofs": 16})
    assert "校完排在终审后面，离付印的天数不能比终审多。" in answer.content.decode()
    client.post(page, data | {"days_proofs": 3})
    magazine.refresh_from_db()
    assert (magazine.days_manuscript, magazine.days_proofs) == (30, 3)
