"""What moderators and the rules do to a thread and its comments, and what follows from it in the record."""
