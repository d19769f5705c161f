"""The website of all published editions: pages, feed and search, built from what was approved."""
