"""The forms in a tagger's window that are no words. The tokeniser makes none of them."""

CUE_OPENS = "[["
CUE_CLOSES = "]]"
"""The marks around the word that is asked about."""

FOLDED = "[..]"
"""What stands for the folded middle of a long quotation."""
