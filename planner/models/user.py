"""Who signs in: a person known by an e-mail address."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in, with a password or without one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody with a login. What they may see is decided elsewhere, by households."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    idle_minutes: int | None = None
    """After how long without a request they are signed out: as the strictest practice says."""

    needs_second_step: bool = False
    """Whether a practice asks for a second step that they have not set up."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_without_case"),)

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name that mails and pages use."""
        return str(self)


class Guest(AnonymousUser):
    """Somebody without a login who came by the link of a household, and sees that one only."""

    def __init__(self, link: int, today: date) -> None:
        """``link`` is the id of the guest link, which is looked at anew with each request."""
        super().__init__()
        self.link = link
        self.today = today

    def __str__(self) -> str:
        return "Guest"
