"""正文编辑器: CKEditor inside the fence that settings.CKEDITOR_CONFIGS["body"] draws."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django.templatetags.static import static
from django.urls import reverse


class BodyEditor(CKEditorWidget):
    """The editor of an article's body, with the photo library in its toolbar."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(config_name="body", attrs=attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Addresses are asked for here: under a manifest they are known only once the files are collected."""
        folder, file = static("desk/ckeditor/photo/plugin.js").rsplit("/", 1)
        self.external_plugin_resources = [("photo", f"{folder}/", file)]
        self.config["contentsCss"] = [static("desk/ckeditor/contents.css")]
        self.config["photoSearch"] = reverse("photo_search")
        return super().get_context(name, value, attrs)
