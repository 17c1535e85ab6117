"""The form of a photo: takes the file in, fills what the camera knows, keeps what the editor wrote."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from media.figure import frozen
from media.keeping import unwritable
from media.models import Photo
from media.renditions import FALLBACK, rendition_url
from media.stale import GuardedForm
from media.states import CreditKind
from media.upload import Accepted, accept, fill, same_file, store


class PictureInput(forms.FileInput):
    """A file input that shows the smallest rendition of what is there, and links to the largest.

    The original has no address, so Django's own input, which links to it, cannot be used.
    """

    photo: Photo | None = None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        control = super().render(name, value, attrs, renderer)
        if self.photo is None or not self.photo.widths:
            return control
        photo = frozen(self.photo, self.photo.caption, self.photo.alt)
        smallest, largest = photo["widths"][0], photo["widths"][-1]
        return format_html(
            '<a class="picture-current" href="{}" target="_blank" rel="noopener"><img src="{}" width="240" alt="{}"></a>{}',
            rendition_url(photo["token"], largest, FALLBACK.extension),
            rendition_url(photo["token"], smallest, FALLBACK.extension),
            photo["alt"],
            control,
        )


def focus_field(label: Any) -> forms.IntegerField:
    """Per cent, 0 to 100; the one written in whole numbers and what the picture beside it sets when clicked."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("百分数，0到100；空着就是50。"),
        widget=UnfoldAdminIntegerFieldWidget,
    )


class PhotoForm(GuardedForm):
    """Caption, credit, date and place may stay empty: they are then read from the file. What is typed stands.

    The file is stored by `keep`, which an admin calls in `save_model`; `save()` does it by itself.
    """

    original = forms.FileField(
        label=gettext_lazy("图片文件"),
        required=False,
        allow_empty_file=True,  # the empty file gets our own sentence
        widget=PictureInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=gettext_lazy(
            "JPEG、PNG、WebP或GIF，不超过20MB、5000万像素。图说、署名、日期和地点空着，就取文件里写的。"
        ),
    )

    focus_x = focus_field(gettext_lazy("焦点离左边"))
    focus_y = focus_field(gettext_lazy("焦点离上边"))

    class Meta:
        model = Photo
        fields = [
            "original",
            "focus_x",
            "focus_y",
            "caption",
            "alt",
            "credit_name",
            "credit_kind",
            "taken_on",
            "place",
            "source",
            "permission",
            "consent",
            "minors",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted: Accepted | None = None
        self.twin: Photo | None = None  # the photo of the library that this very file belongs to
        if "original" in self.fields and isinstance(self.fields["original"].widget, PictureInput):
            self.fields["original"].widget.photo = self.instance

    def clean_focus_x(self) -> int:
        return self._per_cent("focus_x")

    def clean_focus_y(self) -> int:
        return self._per_cent("focus_y")

    def _per_cent(self, name: str) -> int:
        """What was typed; the middle where the field was left empty, and as it was where the form has no such field."""
        value = self.cleaned_data[name]
        if value is not None:
            return value
        return 50 if self.add_prefix(name) in self.data else getattr(self.instance, name)

    def clean_original(self) -> Any:
        """The file, checked; from here on it carries a name of ours."""
        file = self.files.get(self.add_prefix("original"))
        if file is None:
            return self.instance.original
        accepted = accept(file)
        twin = same_file(accepted, apart_from=self.instance)
        if twin:
            self.twin = twin
            raise ValidationError(
                _("“{name}”已在图片库：{photo}（编号{number}），直接用那一张。").format(
                    name=accepted.name, photo=twin, number=twin.pk
                )
            )
        if unwritable():
            raise ValidationError(
                _("图片库的文件夹现在写不进去，“{name}”没有存下，告诉管理员。").format(name=accepted.name)
            )
        self.accepted = accepted
        return ContentFile(accepted.data, name=f"original.{accepted.extension}")

    def _post_clean(self) -> None:
        """After the typed values have reached the photo, the file fills the rest; only then the rules can be asked."""
        kept = self.instance.original
        super()._post_clean()
        # `store` puts the new file in place, under a new token; until then the photo keeps the one that it has.
        self.instance.original = kept
        if self.accepted:
            fill(self.instance, self.accepted)
        if self.instance.credit_kind == CreditKind.FILE and not self.instance.taken_on and not self.errors:
            self.add_error("taken_on", _("资料图片要写明拍摄日期。"))

    def reasons(self) -> list[str]:
        """Everything that is wrong, as sentences."""
        return [str(reason) for reasons in self.errors.values() for reason in reasons]

    def keep(self, by: Any = None) -> Photo:
        """Save the photo, and its file if a new one was sent; `by` is whoever brings it into the library."""
        photo = self.instance
        if self.accepted:
            return store(photo, self.accepted, by)
        if photo.created_by is None and photo._state.adding:
            photo.created_by = by
        photo.save()
        return photo

    def save(self, commit: bool = True) -> Photo:
        if not commit:
            return super().save(commit=False)
        if self.errors:
            raise ValueError("The photo cannot be stored: its form has errors.")
        return self.keep()
