"""梁工 takes the contents out: looks, changes the style, downloads; then makes the book and watches it."""

import threading
from zipfile import ZipFile

import pytest

from magazine.exports import jobs
from magazine.models import Magazine
from tests.builders import make_article, make_author, make_issue, make_section, make_slot, publish_issue


@pytest.fixture
def issue(transactional_db):
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    issue = make_issue(year=2024, number=11)
    section = make_section(name="实践")
    for page, title in enumerate(("夜校进厂区", "一杯工前茶"), start=3):
        article = make_article(
            title=title, section=section, authors=[make_author(name="高远"), make_author(name="苏晓")]
        )
        make_slot(issue, article, page_from=page)
    return publish_issue(issue)


def test_the_contents_are_looked_at_and_taken(window, issue, exporter, tmp_path):
    desk = window("梁工")
    page = desk.open("/admin/issues/2024-11/export/")
    frame = page.frame_locator("iframe.desk-preview")
    frame.locator(".folio").first.wait_for()
    assert frame.locator(".folio").all_inner_texts() == ["3", "4"]
    assert frame.locator("h1").inner_text() == "目录"
    page.select_option("select[name=style]", label="国标目次")
    page.click("text=预览")
    frame.locator("h1", has_text="目次").wait_for()
    assert "高远，苏晓" in frame.locator("body").inner_text().replace("\n", "")
    for form in ("Word", "PDF", "JSON"):
        with page.expect_download() as download:
            page.click(f".desk-take button:text-is('{form}')")
        assert download.value.suggested_filename.startswith("云江工运-2024年第11期-目次.")
        download.value.save_as(tmp_path / form)
        assert (tmp_path / form).stat().st_size > 500
    page.reload()
    assert page.locator("text=云江工运2024年第11期目次（PDF）").count() == 1
    assert desk.faults == []


def test_a_book_is_watched_until_it_is_there(window, issue, exporter, tmp_path, monkeypatch):
    # The process of its own would open another database than the test's: here a thread makes it.
    monkeypatch.setattr(jobs, "spawn", lambda number: threading.Thread(target=jobs.make, args=[number]).start())
    desk = window("梁工")
    page = desk.open("/admin/issues/2024-11/export/")
    page.click("text=做电子书（EPUB）")
    page.wait_for_selector("text=做好了", timeout=20_000)
    with page.expect_download() as download:
        page.click(".desk-button-go:text-is('下载')")
    assert download.value.suggested_filename == "云江工运-2024年第11期.epub"
    download.value.save_as(tmp_path / "book.epub")
    assert "EPUB/piece-002.xhtml" in ZipFile(tmp_path / "book.epub").namelist()
    assert desk.faults == []
