"""What a person of the desk is called on the screen."""

from typing import Any

from django.utils.translation import gettext as _


def person_name(user: Any) -> str:
    """Surname first and no space between, as Chinese names are written; the account's name where none is known."""
    if user is None:
        return _("系统")
    return f"{user.last_name}{user.first_name}".strip() or user.get_username()
