"""A published issue in which everything is odd that a whole-issue export may meet, with pictures in the storage."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Byline
from articles.states import BylineRole, Layout
from magazine.models import Issue, Magazine
from media.models import Photo
from media.upload import accept, store
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    make_voices,
    picture_bytes,
    publish_issue,
)
from tests.magazine.exports.issues import ELEVEN, NESTED, SIXTY

BODY = """
<h2><p>标题里的段落</p>还有话</h2>
<p>第一处①，第二处②，又见①；<a href="https://example.org/数据 表?年=2024&amp;b=[1]">外面的数据</a>、
<a href="/articles/3/">站内的稿件</a>、<a href="mailto:a@example.org">信箱</a>。</p>
<strong>没有段落的粗体<p>里面有段落</p></strong>
<ul>散在列表里的话<li>第一项<p>项里的段落</p></li><li>①是编号</li></ul>
<ol start="3"><li>三<ul><li>三之一</li></ul></li></ol>
<table><caption>表1　人数</caption><thead><tr><th scope="col">单位</th><th>人</th></tr></thead>
<tbody><tr><td rowspan="2">甲<p>车间</p></td><td>12</td></tr><tr><td>3</td></tr></tbody></table>
<blockquote>引文没有段落<hr>线后</blockquote>
<p>𠮷祥里的㐂事 A&amp;B &lt; C&nbsp;“d”</p><sup><p>上标里的段落</p></sup><li>散落的一项</li>
"""
NOTES = "①注一 A&B<C\n②注二\n③正文没有提到的注\n没有号的一条"


def stored_photo(width: int = 1200, height: int = 800, **fields) -> Photo:
    """A photo of the library with a real file and its renditions."""
    photo = make_photo(**fields)
    upload = SimpleUploadedFile("车间.jpg", picture_bytes(width, height), content_type="image/jpeg")
    return store(photo, accept(upload))


def odd_issue() -> Issue:
    """云江工运2024年第11期: a feature with a member, a chronicle, voices, a photo essay, and an article of oddities."""
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运", "name_en": "Yunjiang & Labour"})
    issue = make_issue(year=2024, number=11, total_number=226, theme="技能<点亮>前程", cover=stored_photo(800, 1100))
    feature = make_slot(issue, make_article(title=SIXTY, subtitle="《小》&“大”", lead="导语一\n\n导语二"), page_from=1)
    awaited = make_photo(alt="")
    first, second = stored_photo(alt="两人看图纸"), stored_photo(600, 900, alt='一人"登高"', caption="")
    body = BODY + "".join(f'<p>前</p><figure data-photo="{photo.pk}"></figure>' for photo in (first, awaited))
    body += f'<figure data-photo="{first.pk}"></figure><figure data-photo="999999"></figure>'
    odd = make_article(
        authors=[make_author(name=name) for name in ELEVEN],
        photos=[first, awaited, second],
        title=NESTED,
        kicker="㐂市总工会",
        rubric="经验交流",
        body=body,
        notes=NOTES,
        funding_note="云江省工会基金<1>",
        source="《云江工人报》",
        section=feature.section,
    )
    Byline.objects.create(
        article=odd, author=make_author(name="林岚"), role=BylineRole.PHOTO, affiliation="云江", position=12
    )
    make_slot(issue, odd, package=feature, page_from=2)
    make_slot(issue, make_chronicle([date(2024, 10, 7), date(2024, 11, 2)], [stored_photo()]))
    make_slot(issue, make_voices([("先问\n安全", "苏晓", "班组长"), ("再问冷暖", "", "")]))
    essay = make_section(name="镜头", layout=Layout.PHOTO_ESSAY)
    make_slot(issue, make_article(section=essay, photos=[stored_photo()], title="光影", body="<p>说明。</p>"))
    return publish_issue(issue)
