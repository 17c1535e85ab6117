"""The forms of the desk's article page: the text, its rows in order, and the guard against a stale save."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagWidget
from unfold.widgets import INPUT_CLASSES, UnfoldAdminTextareaWidget

from articles import body
from articles.autosave import new_author
from articles.editor import BodyEditor
from articles.models import Article, Section
from articles.ordering import OUT_OF_THE_WAY, renumber
from articles.permissions import edit_refusal
from articles.states import Layout
from media.models import Photo

WRITTEN = [
    "section",
    "kicker",
    "title",
    "subtitle",
    "rubric",
    "lead",
    "body",
    "notes",
    "source",
    "funding_note",
    "tags",
]

OF_ENTRIES = (Layout.CHRONICLE, Layout.VOICES)


class GuardedForm(forms.ModelForm):
    """A form that changes a manuscript. `person` and `restored` are set by the admin on the class made for a request.

    `opened_version` is the article's version when the page was opened. Where it is outrun the form is invalid and
    `stale` is True: nothing is saved, and the page shows both texts. `restored`: the words are an autosave that is
    only shown, so the form is invalid too.
    """

    person: Any = None
    restored = False
    stale = False
    opened_version = forms.IntegerField(label=gettext_lazy("打开时的稿本"), required=False, widget=forms.HiddenInput)

    @property
    def manuscript(self) -> Article:
        return self.instance if isinstance(self.instance, Article) else self.instance.article

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened_version"] = self.manuscript.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            refusal = edit_refusal(self.person, self.manuscript) if self.person else ""
            if refusal:
                raise forms.ValidationError(_("{reason}你写的文字还在下面，没有存入。").format(reason=refusal))
            self.stale = cleaned.get("opened_version") != self.manuscript.version
        if self.stale and self.restored:
            raise forms.ValidationError(
                _("这是你没有保存的文字，写在别人存过新的稿本以前，还没有存入。对照两份文字，改好后再保存。")
            )
        if self.restored:
            raise forms.ValidationError(_("这是你没有保存的文字，已放回表单，还没有存入。看过再保存。"))
        if self.stale:
            raise forms.ValidationError(
                _("这篇稿件在你打开之后有人存过，你的改动还没有存入。对照两份文字，改好后再保存一次。")
            )
        return cleaned


class ArticleForm(GuardedForm):
    """The words of an article."""

    class Meta:
        model = Article
        fields = WRITTEN
        widgets = {
            "body": BodyEditor(),
            "tags": TagWidget(attrs={"class": " ".join(INPUT_CLASSES)}),
            "lead": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "notes": UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # What was stored under older rules is cleaned before the editor sees it, not only after.
            self.initial["body"] = body.clean(self.instance.body)
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.offered(self.instance.section_id)
        if "body" in self.fields and self.instance.section_id and self.instance.section.layout in OF_ENTRIES:
            # Such a piece consists of its entries; its body is a sentence or two at most.
            editor = self.fields["body"].widget
            editor.config = {**editor.config, "height": 140}

    def clean_body(self) -> str:
        html = body.clean(self.cleaned_data["body"])
        wanted = body.photo_ids(html)
        there = set(Photo.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        missing = [str(pk) for pk in wanted if pk not in there]
        if missing:
            raise forms.ValidationError(
                _("正文里的图片{ids}已不在图片库，删去它或另选一张再保存。").format(ids="、".join(missing))
            )
        return html


class RowChoice(AutocompleteSelect):
    """The choice of an author or a photo in a row. `chosen`: what the row points to, where that has been read already."""

    chosen: Any = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        if value and value[0] and not value[0].isdecimal():
            # Chosen to be put on the roster, and kept before it was: the page's script puts it there (bylines.js).
            return [(None, [self.create_option(name, value[0], new_author(value[0]), set(value), 0)], 0)]
        if self.chosen is None or not self.is_required or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.chosen)
        return [(None, [self.create_option(name, self.chosen.pk, label, set(value), 0)], 0)]


class RowForm(forms.ModelForm):
    """One row of an ordered list. Its position is the list's business, so the form does not check it."""

    position = forms.IntegerField(required=False, label=gettext_lazy("次序"), widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The heads of Unfold's rows are no labels; a screen reader needs one beside each field.
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))
        for name, field in self.fields.items():
            choice = getattr(field.widget, "widget", None)
            if isinstance(choice, RowChoice):
                choice.chosen = self.instance._state.fields_cache.get(name)

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"position"}

    @property
    def changed_data(self) -> list[str]:
        """A new row of which only the place is known is an empty row."""
        changed = super().changed_data
        return [] if self.instance.pk is None and set(changed) <= {"position"} else changed

    def has_changed(self) -> bool:
        return bool(self.changed_data)


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows that stand in an order: saved in the order of their `position` fields, counted 1, 2, 3 …"""

    def save(self, commit: bool = True) -> list[Any]:
        if not commit or not self.has_changed():
            return super().save(commit)
        kept = [
            form
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())
        ]
        # A new row without a place comes last; sorting is stable.
        kept.sort(key=_place)
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        with transaction.atomic():
            rows.update(position=F("position") + OUT_OF_THE_WAY)
            for place, form in enumerate(kept, start=1):
                form.instance.position = place
            saved = super().save(commit)
            renumber(rows, [form.instance.pk for form in kept])
        return saved


def _place(form: RowForm) -> int:
    place = form.cleaned_data.get("position")
    return OUT_OF_THE_WAY if place is None else place
