"""What readers see of a thread, as frozen values for templates and feeds. Knows no HTML file and no request."""
