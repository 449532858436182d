"""Every address of the site. Pages that do not exist or fail use 404.html and 500.html."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("prorata_site.profile_urls")),
    path("", include("planner.urls")),
]
