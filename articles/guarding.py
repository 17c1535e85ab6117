"""The guard of every form that changes a manuscript: one saver at a time, no stale save, nothing typed is lost."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.autosave import as_posted, forget, kept_for, new_ones, title_of
from articles.conflict import Difference, base_of, differences, last_save
from articles.models import Article, Autosave
from articles.permissions import edit_refusal
from articles.presence import others
from articles.rows import as_saved, without_lost_rows
from articles.versions import ensure_version
from articles.workflow import text_changed

# Of a page with such a form, in this order: each finds the one before at window.desk.
SCRIPTS = ["desk/order.js", "desk/counting.js", "desk/editor.js", "desk/keeping.js", "desk/conflict.js"]


class GuardedAdmin:
    """Mixin of the admins of an article and of its entries, before ModelAdmin. Their form is a GuardedForm.

    A POST holds the article's row until it is done. `_restore` brings an autosave back into the form and saves
    nothing. `PREFIX-take=saved` leaves a list of rows as it is stored. A save with the header X-Desk-Save is answered
    in JSON, so that the page stays where it is.
    """

    # Given by ModelAdmin, beside which this stands.
    model: Any
    opts: Any
    get_formsets_with_inlines: Any

    # The name of the address that shows the reader's page of what is typed; empty where there is none.
    preview_door = ""

    def manuscript(self, obj: Any) -> Article:
        return obj if isinstance(obj, Article) else obj.article

    def page_key(self, obj: Any) -> str:
        return f"{self.opts.model_name}/{obj.pk}"

    def _lock(self, object_id: str) -> None:
        """Whoever saves holds the article's row until done, so that of two savers the second sees the first."""
        pk = unquote(object_id)
        rows = self.model._default_manager.filter(pk=pk if pk.isdecimal() else None)
        key = "pk" if self.model is Article else "article_id"
        article = Article.objects.select_for_update().filter(pk__in=rows.values_list(key)).first()
        if article is not None:
            ensure_version(article)

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST":
            self._lock(object_id)
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            request.desk_state = self.manuscript(obj).state
        return obj

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.person = request.user
        form.restored = getattr(request, "desk_restored", None) is not None
        return form

    # --- Rows ----------------------------------------------------------------------------------------------------
    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            kwargs["data"] = self._row_data(kwargs["data"], request, obj, inline, prefix, kwargs["queryset"])
        return kwargs

    def _row_data(self, data: QueryDict, request, obj, inline, prefix: str, queryset) -> QueryDict:
        if data.get(f"{prefix}-take") == "saved":
            formset = inline.get_formset(request, obj)
            return as_saved(data, formset(instance=obj, prefix=prefix, queryset=queryset))
        foreign = inline.get_formset(request, obj).fk.name
        present = {str(pk) for pk in queryset.filter(**{foreign: obj}).values_list("pk", flat=True)}
        return without_lost_rows(data, prefix, present)

    # --- The page ------------------------------------------------------------------------------------------------
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_restore" in request.POST:
            number = request.POST["_restore"]
            kept = Autosave.objects.filter(person=request.user, pk=number if number.isdecimal() else None).first()
            if kept is not None and (object_id is None or kept.page == f"{self.opts.model_name}/{unquote(object_id)}"):
                request.desk_restored, request.POST = kept, as_posted(kept)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        form = context["adminform"].form
        if change and form.is_bound and (form.stale or form.restored):
            article = self.manuscript(obj)
            formsets = [wrapped.formset for wrapped in context["inline_admin_formsets"]]
            base = self.base_of(obj, form["opened_version"].value())
            context["conflict"] = {
                "differences": differences(form, formsets, base),
                "last_save": last_save(article) if form.stale else "",
                "restored": form.restored,
                "stale": form.stale,
            }
            # The next save is made with both texts on the screen: it counts from the version shown here.
            form.data = form.data.copy()
            form.data["opened_version"] = str(article.version)
        if add or (obj is not None and not edit_refusal(request.user, self.manuscript(obj))):
            context["editing"] = self.editing(request, obj)
            if not form.is_bound:
                context["kept"] = self.kept(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def base_of(self, obj: Any, opened_version: Any) -> dict[str, Any] | None:
        return base_of(obj, opened_version)

    def editing(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What the page's script has to know."""
        restored = getattr(request, "desk_restored", None)
        article = None if obj is None else self.manuscript(obj)
        return {
            "person": request.user.pk,
            "page": self.page_key(obj) if obj is not None else (restored.page if restored else ""),
            "article": article,
            "preview": self.preview_door,
            "people": others(request.user, article, timezone.now()) if article is not None else [],
        }

    def kept(self, request: HttpRequest, obj: Any) -> list[dict[str, Any]]:
        """What the person typed here and never saved: each with what it differs in. What is the same is silent."""
        if obj is None:
            return [{"autosave": kept, "title": title_of(kept)} for kept in new_ones(request.user)]
        kept = kept_for(request.user, self.page_key(obj))
        if kept is None:
            return []
        found = self._differences(request, obj, kept)
        outdated = kept.opened_version != self.manuscript(obj).version
        return [{"autosave": kept, "differences": found, "outdated": outdated}] if found else []

    def _differences(self, request: HttpRequest, obj: Any, kept: Autosave) -> list[Difference]:
        data = as_posted(kept)
        form = self.get_form(request, obj, change=True)(data, instance=self.model.objects.get(pk=obj.pk))
        formsets = []
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix, queryset = formset.get_default_prefix(), inline.get_queryset(request)
            if f"{prefix}-TOTAL_FORMS" in data:
                rows = self._row_data(data, request, obj, inline, prefix, queryset)
                bound = formset(data=rows, instance=obj, prefix=prefix, queryset=queryset)
                bound.is_valid()  # only then it knows which rows are to go
                formsets.append(bound)
        return differences(form, formsets)

    # --- Saving --------------------------------------------------------------------------------------------------
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        text_changed(self.manuscript(form.instance), request.user)
        pages = [self.page_key(form.instance)] if change else []
        typed = request.POST.get("_kept_page", "")
        forget(request.user, *pages, *([typed] if typed.startswith("article/new-") else []))

    def response_add(self, request, obj, post_url_continue=None):
        return self._in_place(request, obj, super().response_add(request, obj, post_url_continue), reload=True)

    def response_change(self, request, obj):
        rows_moved = any(key.endswith("-DELETE") or value == "" for key, value in _row_ids(request.POST))
        return self._in_place(request, obj, super().response_change(request, obj), reload=rows_moved)

    def _in_place(self, request: HttpRequest, obj: Any, response: HttpResponse, reload: bool) -> HttpResponse:
        """The answer to a save from the page's own script; any other gets `response`."""
        if "X-Desk-Save" not in request.headers or response.status_code != 302:
            return response
        article = Article.objects.get(pk=self.manuscript(obj).pk)
        address = response["Location"]
        stays = "_continue" in request.POST and not reload and article.state == getattr(request, "desk_state", "")
        stays = stays and not self.rows_appeared(request, article)
        answer = {
            "stays": stays,
            "address": address or reverse("admin:index"),
            "version": article.version,
            "fingerprint": article.fingerprint,
            "said": _("已保存{time:%H:%M}").format(time=timezone.localtime()),
        }
        if stays:
            answer["messages"] = [str(message) for message in get_messages(request) if message.level_tag != "success"]
        return JsonResponse(answer)

    def rows_appeared(self, request: HttpRequest, article: Article) -> bool:
        """Whether saving made rows that the page does not show yet, as a photo put into the text does."""
        shown = request.POST.get("figures-INITIAL_FORMS")
        return shown is not None and shown != str(article.figures.count())


def _row_ids(data: QueryDict) -> list[tuple[str, str]]:
    """The fields of a posted form that say which rows it deletes and which are new."""
    return [
        (key, str(data[key])) for key in data if key.endswith("-DELETE") or (key.endswith("-id") and "__" not in key)
    ]
