"""What a person of the desk is called, on the screen and in print."""

from typing import Any

from django.utils.translation import gettext as _


def printed_name(user: Any) -> str:
    """The name as it may be printed; empty where none is known, since a login name is never printed."""
    return f"{user.last_name}{user.first_name}".strip() if user else ""


def person_name(user: Any) -> str:
    """Surname first and no space between, as Chinese names are written; the account's name where none is known."""
    if user is None:
        return _("系统")
    return printed_name(user) or user.get_username()
