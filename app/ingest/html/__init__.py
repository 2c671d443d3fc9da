"""Web pages: which part is the article, its words as they stand, and what the page says about itself."""
