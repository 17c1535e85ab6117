"""旧址 at the desk: 管理员 keep the table, nobody else sees it."""

from magazine.models import Redirect


def test_a_manager_keeps_old_addresses(client, manager, editor):
    client.force_login(manager)
    answer = client.post("/admin/magazine/redirect/add/", {"old": "/a.asp?id=1", "new": "/articles/1/"})
    assert answer.status_code == 302
    assert Redirect.objects.get().new == "/articles/1/"
    answer = client.post("/admin/magazine/redirect/add/", {"old": "/b.asp", "new": "https://elsewhere.example/"})
    assert "新址只能在本站" in answer.content.decode()
    assert Redirect.objects.count() == 1
    client.force_login(editor)
    assert client.get("/admin/magazine/redirect/").status_code == 403
