"""Delivery: one message to each person, recorded before and after it is carried."""
