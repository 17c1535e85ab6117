"""Addresses of the intake desk; every one asks for a person of the desk."""

from django.contrib import admin
from django.urls import path

from magazine.desk import intake, intake_edits

inside = admin.site.admin_view

urlpatterns = [
    path("", inside(intake.door), name="intake_door"),
    path("<int:pk>/", inside(intake.sheet), name="intake_sheet"),
    path("<int:pk>/edit/", inside(intake_edits.edit), name="intake_edit"),
    path("<int:pk>/take/", inside(intake_edits.taking), name="intake_take"),
    path("<int:pk>/withdraw/", inside(intake_edits.withdrawing), name="intake_withdraw"),
    path("<int:pk>/drop/", inside(intake_edits.dropping), name="intake_drop"),
    path("<int:pk>/pictures/<int:number>/", inside(intake.picture), name="intake_picture"),
    path("<int:pk>/pages/<int:number>/", inside(intake.page), name="intake_page"),
]
