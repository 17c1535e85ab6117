"""正文编辑器: CKEditor inside the fence that settings.CKEDITOR_CONFIGS["body"] draws."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django.templatetags.static import static
from django.urls import reverse

from media.states import CreditKind

PLUGINS = ["photo", "footnote", "cleanpaste"]


class BodyEditor(CKEditorWidget):
    """The editor of an article's body, with the photo library in its toolbar."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(config_name="body", attrs=attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Addresses are asked for here: under a manifest they are known only once the files are collected."""
        self.external_plugin_resources = []
        for plugin in PLUGINS:
            folder, file = static(f"desk/ckeditor/{plugin}/plugin.js").rsplit("/", 1)
            self.external_plugin_resources.append((plugin, f"{folder}/", file))
        self.config["contentsCss"] = [static("desk/ckeditor/contents.css")]
        self.config["photoSearch"] = reverse("photo_search")
        # A file picture needs its date as well: that one is brought in at the library.
        self.config["photoKinds"] = [(kind.value, kind.label) for kind in CreditKind if kind != CreditKind.FILE]
        self.config["photoTake"] = reverse("photo_take")
        return super().get_context(name, value, attrs)
