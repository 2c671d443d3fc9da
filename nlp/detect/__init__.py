"""Finding attributions in their sentences: reporting words, what the tagger reads around each, quotation marks."""
