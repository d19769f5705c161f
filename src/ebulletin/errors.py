"""The one base of every error that the product raises on purpose."""


class EbulletinError(Exception):
    """Stops the whole run; its words say what is wrong, which thing, and what to do next.

    What an author wrote wrong in a file is a finding, not an error.

    Attributes:
        exit_code: The status with which the command ends.
    """

    exit_code = 1
