"""The stories that join the rooms: check, build; one function each, no rule of its own."""
