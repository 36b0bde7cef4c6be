"""The page: builds, releases, and comments baked into HTML files. Knows the record; no room below knows it."""
