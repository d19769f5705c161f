"""Write, check, build and send a safeguarding partnership's e-bulletins from plain files."""

__version__ = "0.1.0"
