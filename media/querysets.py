"""What one asks of the photo library."""

from django.db import models
from django.db.models import Q


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
