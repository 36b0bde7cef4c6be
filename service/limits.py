"""How much is taken: each limit once, for forms, tables, templates (as ``limits``), messages and requests.

The build has its own copy of what the form of an article says, since it never imports the service:
``plugins/guidance/limits.py``. Lengths are in characters (code points).
"""

LONGEST_NAME = 80
LONGEST_EMAIL = 254  # as long as an address can be: RFC 5321, less the brackets around it
LONGEST_BODY = 8000
LONGEST_ANSWER = 500
LONGEST_NUMBER = 20  # of an answer, as it is typed
LONGEST_REASON = 500  # why a comment was declined, or a discussion closed
LONGEST_USERNAME = 150  # of a moderator, as Django keeps it
LONGEST_SEARCH = 200  # at the desk
LARGEST_FORM = 128 * 1024  # bytes; the longest comment has 96,000 when each of its letters is written as %F0%9F%91%8D
MOST_FIELDS = 100  # of one form
