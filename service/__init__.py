"""The part that runs: takes comments, lets people moderate them, and publishes them into the pages."""
