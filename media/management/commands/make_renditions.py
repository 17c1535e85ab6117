"""manage.py make_renditions: makes the renditions that are missing, or all of them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media.models import Photo
from media.renditions import make, missing


class Command(BaseCommand):
    help = "补做缺少的图片版本；--all 全部重做。只做不删。"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="不论缺不缺，全部重做")

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
                self.stderr.write(f"{number}/{total} 图片{photo.pk}“{photo}”的原图读不出来（{error}），重新上传一份。")
                continue
            made += 1
            self.stdout.write(f"{number}/{total} 图片{photo.pk}“{photo}”：{'、'.join(map(str, widths))} 像素宽。")
        summary = f"共查看 {total} 张图片：做好 {made} 张，{total - made - failed} 张本来齐全，{failed} 张没有做成。"
        if failed:
            raise CommandError(summary)
        self.stdout.write(summary)
