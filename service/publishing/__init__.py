"""The page: builds, releases, and comments baked into HTML files. Knows the record; is known by nobody below it."""
