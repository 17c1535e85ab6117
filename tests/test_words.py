"""One word per thing: no synonym of the glossary's words, buttons of two to six characters, the tone of the house."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

SAID = [
    entry.msgid
    for name in ("django", "djangojs")
    for entry in polib.pofile(str(settings.BASE_DIR / f"locale/en/LC_MESSAGES/{name}.po"))
]
# What the house says instead: 图片 配图 图说, 期, 出刊 撤回, 退回, 批注 意见, 账号, 删除.
SYNONYMS = [
    "照片",
    "相片",
    "插图",
    "图注",
    "刊期",
    "杂志",
    "发布",
    "上线",
    "下架",
    "驳回",
    "退稿",
    "评论",
    "留言",
    "帐号",
    "删掉",
    "移除",
]
TONE = ["！", "您", "成功", "失败", "无效", "错误", "抱歉", "请稍", "请勿", "请重", "请输"]
BUTTON = re.compile(r'<button[^>]*>(.*?)</button>|<a class="desk-button[^>]*>(.*?)</a>', re.DOTALL)
# What each of these opens is said in its brackets, or beside it on a key of a typewriter's width.
SHORT = {"大", "中", "小", "浅", "深"}


@pytest.mark.parametrize("word", [*SYNONYMS, *TONE])
def test_nobody_says(word):
    assert [text for text in SAID if word in text] == []


def test_buttons_say_what_they_do_in_two_to_six_characters():
    said = {
        words
        for path in Path(settings.BASE_DIR / "templates").rglob("*.html")
        for parts in BUTTON.findall(path.read_text(encoding="utf-8"))
        for words in re.findall(r'{% translate "([^"]+)" %}', "".join(parts))
    }
    assert len(said) > 60
    long_or_short = {words for words in said if not 2 <= len(re.findall(r"[\u4e00-\u9fff]", words)) <= 6}
    assert long_or_short - SHORT == set()
