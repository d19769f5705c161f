"""The front door from a checkout; the product itself lives in src/ebulletin."""

from ebulletin.cli import main

if __name__ == "__main__":
    main()
