"""HTML from templates, and the site's shell around it. Knows no other room."""
