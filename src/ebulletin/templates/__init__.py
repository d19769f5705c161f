"""Turns a composed bulletin into what readers get: e-mail, plain text and web page."""
