"""Isnad's engine: text in, attribution records out. Pure: no database, no network, no clock.

The one entry point is `nlp.analyse.Analyser`; the shape of what it returns is in `nlp.types`.
"""
