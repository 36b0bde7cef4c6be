"""The record: comments, their form, their text and what moderators decided. Knows nothing of pages or files."""
