"""The command line, the HTTP API and the page: the only package that talks to a person."""
