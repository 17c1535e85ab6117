"""告知与收信: what one was told at once, and which letters one wants."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from magazine.models import Habit, Notice
from magazine.telling import unseen

SHOWN = 50


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The last notices of whoever asks, and their habits."""
    context = {
        **admin.site.each_context(request),
        "title": _("告知与收信"),
        "notices": Notice.objects.filter(person=request.user).select_related("article")[:SHOWN],
        "unseen": unseen(request.user).count(),
        "habit": Habit.objects.filter(person=request.user).first() or Habit(person=request.user),
    }
    return TemplateResponse(request, "desk/notices.html", context)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """To the place that the notice `pk` tells of; whoever follows it has seen it."""
    found = get_object_or_404(Notice, pk=pk, person=request.user)
    unseen(request.user).filter(pk=pk).update(seen_at=timezone.now())
    return HttpResponseRedirect(found.address)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Everything that was told is seen."""
    unseen(request.user).update(seen_at=timezone.now())
    return HttpResponseRedirect(reverse("admin:index" if request.POST.get("back") == "desk" else "notices"))


@require_POST
def habits(request: HttpRequest) -> HttpResponse:
    """Keep which letters the one who posts wants, and their own address."""
    email = request.POST.get("email", "").strip()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        messages.error(request, _("“{email}”不像邮箱地址，核对后再存。").format(email=email[:80]))
        return HttpResponseRedirect(reverse("notices"))
    Habit.objects.update_or_create(
        person=request.user,
        defaults={"at_once": "at_once" in request.POST, "digest": "digest" in request.POST},
    )
    request.user.email = email
    request.user.save(update_fields=["email"])
    messages.success(request, _("收信习惯已保存。"))
    return HttpResponseRedirect(reverse("notices"))
