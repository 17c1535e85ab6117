"""Coming in, and what the pages for accounts and roles show of themselves."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from magazine.desk import accounts

pytestmark = pytest.mark.django_db


def test_five_wrong_passwords_get_a_page_and_a_way_back(client, editor, settings):
    settings.AXES_ENABLED = True
    for _time in range(5):
        answer = client.post("/admin/login/", {"username": editor.username, "password": "猜错的密码"})
    words = answer.content.decode()
    assert answer.status_code == 429
    assert "账号停用5分钟" in words
    assert 'href="/admin/login/"' in words
    assert "desk/desk.css" in words
    assert "<form" not in words.partition('role="alert"')[0]


@pytest.mark.parametrize("who", ["manager", "superuser"])
def test_rights_go_by_chinese_names(client, request, who):
    client.force_login(request.getfixturevalue(who))
    role = Group.objects.get(name="责任编辑")
    words = client.get(reverse("admin:auth_group_change", args=[role.pk])).content.decode()
    assert "新建稿件" in words
    assert "编辑全部稿件" in words
    assert "Can " not in words
    assert "superuser" not in words
    assert "historical" not in words
    right = Permission.objects.get(codename="add_historicalarticle")
    assert accounts.right_name(right) == "新建稿件的历史"


def test_an_account_says_that_it_has_a_password_and_not_how_it_is_kept(client, manager, author):
    client.force_login(manager)
    words = client.get(reverse("admin:auth_user_change", args=[author.pk])).content.decode()
    assert "已设密码" in words
    assert 'href="../password/"' in words
    assert "LDAP" not in words
    for detail in ("md5", "算法", "盐", "哈希"):
        assert detail not in words


def test_an_account_without_a_password_says_so(client, superuser, author):
    author.set_unusable_password()
    author.save()
    client.force_login(superuser)
    words = client.get(reverse("admin:auth_user_change", args=[author.pk])).content.decode()
    assert "还没有密码" in words
    assert "Can " not in words
