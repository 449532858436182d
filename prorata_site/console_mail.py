"""Mails on the console of who develops, instead of sent."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    """Prints a mail as it is read: what is encoded for the way breaks a long link in two."""

    def write_message(self, message: EmailMessage) -> None:
        """Print whom it is to, what it is about and what it says."""
        head = f"From: {message.from_email}\nTo: {', '.join(message.to)}"
        about = f"Subject: {message.subject}"
        self.stream.write(f"{head}\n{about}\n\n{message.body}\n{'-' * 79}\n")
