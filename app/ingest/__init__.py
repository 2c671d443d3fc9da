"""Documents in: from a link, a file or a collection of files to the article's own words, or to a reason why not."""
