"""On a developer's machine too a style sheet comes compressed, and a page of the desk does not."""

import gzip


def test_a_style_sheet_comes_compressed(client, settings, db):
    answer = client.get("/static/site/site.css", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    whole = (settings.BASE_DIR / "static/site/site.css").read_bytes()
    assert gzip.decompress(b"".join(answer.streaming_content)) == whole


def test_the_desk_is_left_alone(client, db):
    assert "Content-Encoding" not in client.get("/admin/login/", headers={"accept-encoding": "gzip"})
