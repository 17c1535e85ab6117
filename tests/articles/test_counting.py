"""字数 by the rules of the trade, and the same numbers in the browser as on the server."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from articles.counting import count

NODE = shutil.which("node")


@pytest.mark.parametrize(
    ("text", "whole", "words"),
    [
        ("工会 2024\n年", 4, 4),
        ("2024年11月5日，工会召开GDP 3.5% COVID-19会。", 16, 14),
        ("“测试”——好……", 9, 3),
        ("It’s OK", 2, 2),
        ("①注，②注。", 6, 4),
        ("\u3000\u3000段首\u00a0\u200b", 2, 2),
        ("--", 1, 0),
        ("１２Ａ", 3, 3),
        ("", 0, 0),
    ],
)
def test_counts_as_word_counts(text, whole, words):
    found = count(text)
    assert (found.whole, found.words) == (whole, words)


@pytest.mark.skipif(NODE is None, reason="没有node；浏览器里的一份由journeys核对。")
def test_the_browser_counts_the_same():
    chance = random.Random(4)
    pool = "甲乙，。a B1_-%’“”…·①\u3000\u00a0 \n\t\u200b𠮷é½９Ａ\u0301\ufeff\u2060"
    texts = ["".join(chance.choices(pool, k=30)) for _ in range(500)]
    script = Path(settings.BASE_DIR, "static/desk/counting.js")
    code = (
        f"global.window = {{}}; require({json.dumps(str(script))});"
        "const texts = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(texts.map((t) => window.deskCount(t))));"
    )
    answer = subprocess.run([NODE, "-e", code], input=json.dumps(texts), text=True, capture_output=True, check=True)
    expected = [{"whole": count(text).whole, "words": count(text).words} for text in texts]
    assert json.loads(answer.stdout) == expected
