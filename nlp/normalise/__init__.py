"""Original text in, working copy out: cleaned, with a map back, cut into paragraphs, sentences and tokens."""
