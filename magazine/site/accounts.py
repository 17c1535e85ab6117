"""Logging in and out for readers of issues that are not open to everybody."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from magazine.models import Magazine


class ReaderForm(AuthenticationForm):
    """Account and password, with one sentence for whatever is wrong with them."""

    error_messages = dict.fromkeys(
        ("invalid_login", "inactive"), _("账号或密码不对。再输一次；忘了密码，请编辑部重设。")
    )


class Login(LoginView):
    """The page that a reader logs in on, and out again. Leads back to the page that sent here."""

    template_name = "site/login.html"
    authentication_form = ReaderForm
    next_page = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        magazine = Magazine.current()
        head = {"title": f"{_('登录')} · {magazine.name}", "canonical": "", "description": ""}
        return super().get_context_data(**kwargs) | {"magazine": magazine, "head": head, "next": self._next()}

    def _next(self) -> str:
        """The path asked for, else that of the page of this site with the link to here."""
        came = urlsplit(self.request.headers.get("Referer", ""))
        path = self.request.POST.get("next") or self.request.GET.get("next")
        path = path or (came.path if came.netloc == self.request.get_host() else "")
        safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
        return path if safe and path != self.request.path else ""
