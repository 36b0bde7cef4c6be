"""What readers ask: the form, its preview, posting, and what became of it."""
