"""Two languages, both whole: every sentence of the interface is in the catalogues, with its placeholders."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template import engines
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from magazine.models import Magazine
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_person,
    make_section,
    make_slot,
    moment,
    publish_issue,
)

ROOT = Path(settings.BASE_DIR)
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
SCRIPTS = ENGLISH.with_name("djangojs.po")
APPS = ["magazine", "articles", "events", "media"]
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext_lazy"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# %(name)s, %s, and the name alone of {name:%-d %B}: how a date is written is the translator's business.
PERCENT = re.compile(r"%\([a-z_]+\)[sd]|%[sd](?![a-z])")
BRACES = re.compile(r"\{([a-z_]*)[^{}]*\}")
SAID = re.compile(r"""(?:{%\s*translate\s+|_\()(["'])(.+?)\1""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*(?:%(?!})[^%]*)*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
IN_SCRIPT = re.compile(r'gettext\(\s*"([^"]+)"\s*,?\s*\)')


def placeholders(text: str) -> list[str]:
    """Every placeholder of `text`, sorted: a translation may move them but not lose one."""
    return sorted(PERCENT.findall(text) + BRACES.findall(text))


def said_in_python() -> set[str]:
    """Every literal in Chinese that the code hands to gettext. English ones belong to Django and its like."""
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                    found |= {part.value for part in node.args if isinstance(part, ast.Constant)}
    return {text for text in found if HAN.search(text)}


def said_in_templates() -> set[str]:
    """Every literal in Chinese that the templates hand to gettext, a block's variables written %(name)s."""
    found = set()
    for path in (ROOT / "templates").rglob("*.*"):
        text = path.read_text("utf-8")
        found |= {literal for _quote, literal in SAID.findall(text)}
        found |= {VARIABLE.sub(r"%(\1)s", block) for block in BLOCK.findall(text)}
    return {text for text in found if HAN.search(text)}


class Shown(HTMLParser):
    """What a page says in Han: texts, and the attributes that are read or shown."""

    SPOKEN = {"alt", "aria-label", "title", "placeholder", "value", "content"}

    def __init__(self, page: str):
        super().__init__()
        self.han: list[str] = []
        self.silent = 0
        self.feed(page)

    def keep(self, text: str) -> None:
        if HAN.search(text):
            self.han.append(text.strip())

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.silent += tag in {"script", "style"}
        for name, value in attrs:
            if name in self.SPOKEN:
                self.keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.keep(data)


@pytest.fixture
def english():
    """The site with LANGUAGE_CODE=en."""
    with override_settings(LANGUAGE_CODE="en"), translation.override("en"):
        yield


@pytest.fixture
def published(db):
    """One published issue; all that its people wrote is in Han, as `content` lists it."""
    Magazine.objects.create(pk=1, name="云江工运", permit="（云）L0000001号", supervisor="云江总工会")
    section = make_section(name="关注", slug="guanzhu")
    article = make_article(section=section, title="夜校进厂区", authors=[make_author(name="高远")], tags=["职工教育"])
    issue = make_issue(year=2024, number=11, total_number=312, theme="把课堂搬进车间")
    make_slot(issue, article, page_from=3, page_to=5)
    publish_issue(issue, at=moment(2024, 11, 5))
    return issue


CONTENT = [
    "云江工运",
    "（云）L0000001号",
    "云江总工会",
    "关注",
    "夜校进厂区",
    "高远",
    "职工教育",
    "把课堂搬进车间",
    "清晨，班组长先问安全。",
    "随后分派活计。",
    *["初审人", "复审人", "终审人", "同意。"],
]


def left_in_han(page: str) -> list[str]:
    """What a page still says in Chinese once the magazine's own words are taken out."""
    return [text for text in Shown(page).han if HAN.search(_without_content(text))]


def _without_content(text: str) -> str:
    for words in CONTENT:
        text = text.replace(words, "")
    return text


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
class TestCatalogue:
    def test_nothing_is_left_untranslated_fuzzy_or_obsolete(self, path):
        entries = polib.pofile(str(path))
        assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy or entry.obsolete] == []

    def test_placeholders_are_those_of_the_original(self, path):
        """Ours are all kept. A sentence of Django's may be said in Chinese without one, but never with another."""
        changed = []
        for entry in polib.pofile(str(path)):
            given = [set(placeholders(text)) for text in (entry.msgid, entry.msgid_plural) if text]
            for said in entry.msgstr_plural.values() or [entry.msgstr]:
                kept = set(placeholders(said))
                missing = HAN.search(entry.msgid) and placeholders(entry.msgid) != placeholders(said)
                if missing or not kept <= set.union(*given):
                    changed.append((entry.msgid, said))
        assert changed == []

    def test_the_compiled_catalogue_says_the_same(self, path):
        compiled = {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
            for entry in polib.mofile(str(path.with_suffix(".mo")))
        }
        written = {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in polib.pofile(str(path))
        }
        assert compiled == written


def test_both_languages_have_a_catalogue():
    assert {path.parts[-3] for path in CATALOGUES} == {"en", "zh_Hans"}


@pytest.mark.parametrize("path", [ENGLISH, SCRIPTS], ids=["pages", "scripts"])
def test_english_has_no_han(path):
    assert [entry.msgid for entry in polib.pofile(str(path)) if HAN.search(entry.msgstr)] == []


@pytest.mark.parametrize("said", [said_in_python, said_in_templates])
def test_every_sentence_of_the_sources_is_in_the_english_catalogue(said):
    sentences = said()
    assert len(sentences) > 100
    assert sorted(sentences - {entry.msgid for entry in polib.pofile(str(ENGLISH))}) == []


def test_english_keeps_to_straight_quotes():
    """A Chinese font sets the curly ones as wide as a character, in the middle of a word."""
    said = [entry.msgstr for path in (ENGLISH, SCRIPTS) for entry in polib.pofile(str(path))]
    assert [text for text in said if re.search("[‘’“”]", text)] == []


def test_every_sentence_of_the_scripts_is_in_the_english_catalogue():
    scripts = [COMMENT.sub("", path.read_text("utf-8")) for path in (ROOT / "static").rglob("*.js")]
    said = {sentence for script in scripts for sentence in IN_SCRIPT.findall(script)}
    assert len(said) > 10
    assert said - {entry.msgid for entry in polib.pofile(str(SCRIPTS))} == set()
    assert [line for script in scripts for line in IN_SCRIPT.sub("", script).splitlines() if HAN.search(line)] == []


def test_the_desk_hands_its_scripts_their_english(client, chief, english):
    client.force_login(chief)
    catalogue = client.get(reverse("admin:jsi18n")).content.decode()
    assert '"Move up"' in catalogue


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("home", []), ("issues", []), ("issue", ["2024-11"]), ("section", ["guanzhu"]), ("events", []), ("search", [])],
)
def test_a_page_of_the_site_in_english_keeps_only_the_magazines_own_words_in_han(
    client, published, english, name, arguments
):
    page = client.get(reverse(name, args=arguments)).content.decode()
    assert "Back issues" in page
    assert left_in_han(page) == []


def test_an_article_in_english_keeps_only_the_magazines_own_words_in_han(client, published, english):
    page = client.get(reverse("article", args=[published.slots.get().article_id])).content.decode()
    assert "2024, No. 11" in page
    assert left_in_han(page) == []


def test_the_login_of_the_desk_is_wholly_in_english(client, db, english):
    page = client.get(reverse("admin:login")).content.decode()
    assert "Password" in page
    assert Shown(page).han == []


@pytest.mark.parametrize(
    "name", ["admin:index", "admin:articles_article_changelist", "admin:magazine_issue_changelist"]
)
def test_the_desk_in_english_keeps_only_content_in_han(client, published, english, name):
    client.force_login(make_person("alice", "总编", first_name="Alice", last_name="Ashby"))
    page = client.get(reverse(name)).content.decode()
    assert "Log out" in page
    assert left_in_han(page) == []


@pytest.mark.parametrize("model", ["issue", "article"])
def test_a_form_of_the_desk_in_english_keeps_only_content_in_han(client, published, english, model):
    client.force_login(make_person("alice", "总编", first_name="Alice", last_name="Ashby"))
    rows = {
        "issue": ("magazine_issue", published.pk),
        "article": ("articles_article", published.slots.get().article_id),
    }
    label, pk = rows[model]
    page = client.get(reverse(f"admin:{label}_change", args=[pk])).content.decode()
    assert "2024, No. 11" in page
    assert left_in_han(page) == []


def test_chinese_is_what_the_site_speaks_unless_told_otherwise(client, published):
    assert settings.LANGUAGE_CODE == "zh-hans"
    assert "往期" in client.get(reverse("home")).content.decode()


def test_a_block_is_collected_as_gettext_collects_it():
    block = "{% load i18n %}{% blocktranslate with n=2 %}共{{ n }}条{% endblocktranslate %}"
    assert [VARIABLE.sub(r"%(\1)s", found) for found in BLOCK.findall(block)] == ["共%(n)s条"]
    with translation.override("en"):
        assert engines["django"].from_string(block).render() == "2 in all"
