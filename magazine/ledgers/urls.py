"""Addresses of the ledgers, in the desk."""

from django.urls import path

from magazine.ledgers import views

urlpatterns = [
    path("issues/<str:name>/fees.xlsx", views.fees, name="fees"),
    path("tallies/", views.this_year, name="tallies"),
    path("tallies/<int:year>/", views.year, name="year_tallies"),
    path("tallies/<int:year>/tallies.xlsx", views.tallies, name="tallies_download"),
    path("tallies/<int:year>/<slug:slug>.<str:fmt>", views.chart, name="tally_chart"),
]
