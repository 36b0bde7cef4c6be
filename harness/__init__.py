"""What tests and measurements share: the service started for real, sites to start it on, a browser, weights."""
