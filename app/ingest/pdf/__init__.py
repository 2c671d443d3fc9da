"""PDF: from glyphs at places on a page to the article's words in reading order."""
