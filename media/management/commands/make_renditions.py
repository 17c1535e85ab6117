"""manage.py make_renditions: makes the renditions that are missing, or all of them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from media.models import Photo
from media.renditions import make, missing


class Command(BaseCommand):
    help = _("补做缺少的图片版本；--all 全部重做。只做不删。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help=_("不论缺不缺，全部重做"))

    def handle(self, *args: Any, **options: Any) -> None:
        photos = Photo.objects.exclude(original="").order_by("pk")
        total, made, failed = photos.count(), 0, 0
        for number, photo in enumerate(photos.iterator(chunk_size=200), start=1):
            if not options["all"] and photo.widths and not missing(photo):
                continue
            try:
                widths = make(photo)
            except Exception as error:  # one broken file must not stop the repair of the others
                failed += 1
                said = _("{number}/{total} 图片{pk}“{photo}”的原图读不出来（{error}），重新上传一份。")
                self.stderr.write(said.format(number=number, total=total, pk=photo.pk, photo=photo, error=error))
                continue
            made += 1
            said = _("{number}/{total} 图片{pk}“{photo}”：{widths} 像素宽。")
            sizes = _("、").join(map(str, widths))
            self.stdout.write(said.format(number=number, total=total, pk=photo.pk, photo=photo, widths=sizes))
        summary = _("共查看 {total} 张图片：做好 {made} 张，{whole} 张本来齐全，{failed} 张没有做成。").format(
            total=total, made=made, whole=total - made - failed, failed=failed
        )
        if failed:
            raise CommandError(summary)
        self.stdout.write(summary)
