"""SMTP to a relay: ready bytes, pipelined where it may be (RFC 5321, RFC 2920)."""

from ebulletin.delivery.smtp.opening import (
    Relay,
    Security,
    SignIn,
    SmtpTransport,
    is_this_computer,
)

__all__ = ["Relay", "Security", "SignIn", "SmtpTransport", "is_this_computer"]
