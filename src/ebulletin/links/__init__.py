"""Asks other sites whether the links of a bulletin still lead somewhere; only when told to."""
