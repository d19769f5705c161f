"""Runs the command line as `python -m ebulletin`."""

from ebulletin.cli import main

if __name__ == "__main__":
    main()
