"""Views: access, form, engine or service, render; at most 25 lines each."""
