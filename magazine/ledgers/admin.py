"""稿酬标准 at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from magazine.models import FeeRate


@admin.register(FeeRate)
class FeeRateAdmin(ModelAdmin):
    list_display = ["label", "per_thousand", "per_photo"]
    list_select_related = ["section"]
    fields = ["section", ("per_thousand", "per_photo")]
    actions = None
    compressed_fields = False

    @display(description=gettext_lazy("栏目"))
    def label(self, rate: FeeRate) -> str:
        return str(rate)
