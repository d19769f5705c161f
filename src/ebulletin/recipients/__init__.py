"""Lists of recipients: read from any spreadsheet, merged, kept as plain files, and chosen from."""
