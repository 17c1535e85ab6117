"""The desk's pages for 目录样式 and 导出记录."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.people import person_name
from articles.records import RecordAdmin
from magazine.models import ContentsStyle, Export
from media.listing import YearListFilter


@admin.register(ContentsStyle)
class ContentsStyleAdmin(ModelAdmin):
    list_display = ["name", "word", "page_first", "separator"]
    fields = [
        "name",
        ("word", "separator", "page_first"),
        ("theme", "section_en"),
        ("kicker", "subtitle", "authors"),
        ("covers", "english"),
    ]
    actions = None
    compressed_fields = False


@admin.register(Export)
class ExportAdmin(RecordAdmin):
    list_display = ["what", "form", "who", "issue_state", "making", "at"]
    list_filter = ["form", "making", ("at", YearListFilter)]
    list_select_related = ["person"]
    search_fields = ["what"]
    fields = ["what", "form", "who", "at", "issue_state", "making", "said", "file_name", "size"]
    readonly_fields = ["who"]

    @display(description=gettext_lazy("导出人"))
    def who(self, export: Export) -> str:
        return person_name(export.person)
