"""A comment's text: Markdown to safe HTML, and as a search compares it. Pure: knows no record and no page."""
