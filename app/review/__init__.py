"""The review page: server-rendered, for a person who checks records one by one. Every page has a JSON twin."""
