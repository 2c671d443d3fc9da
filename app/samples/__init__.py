"""Eight invented news articles, clearly marked as samples, that a new installation has something to show with."""
