"""What is kept: the tables, the statements that read and write them, what is counted. Knows no page and no request."""
