"""Answers requests: files from the current release, everything else from Django; nothing slow or huge gets that far."""
