"""The preview in the browser: what every reader will see, while its authors write."""
