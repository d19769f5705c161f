"""What a careful sub-editor, an accessibility officer and a data protection officer would catch."""
