"""What the form of an article takes, in characters. A test holds it against service/limits.py."""

LONGEST_NAME = 80
LONGEST_EMAIL = 254
LONGEST_BODY = 8000
LONGEST_ANSWER = 500
LONGEST_NUMBER = 20  # as it is typed
