"""The room that turns finished content into what a mailing tool, Outlook, Word or a wall needs."""
