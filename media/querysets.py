"""What one asks of the photo library."""

from functools import partial

from django.db import models, transaction
from django.db.models import Q

from media.keeping import discard


class PhotoQuerySet(models.QuerySet):
    def search(self, words: str) -> "PhotoQuerySet":
        """Photos whose caption, credit name, place or file name holds every word of `words`, newest first."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(caption__icontains=word)
                | Q(credit_name__icontains=word)
                | Q(place__icontains=word)
                | Q(original_name__icontains=word)
            )
        return found.order_by("-created_at", "-pk")

    def uncredited(self) -> "PhotoQuerySet":
        """Photos that may not be printed yet, because nobody is named for them."""
        return self.filter(credit_name="").exclude(credit_kind="资料图片")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Like deleting one photo: the files go with it, once that is committed."""
        files = list(self.values_list("token", "original"))
        answer = super().delete()
        for token, original in files:
            transaction.on_commit(partial(discard, token, original))
        return answer

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
