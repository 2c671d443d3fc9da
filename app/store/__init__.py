"""The store: records in, records out, exactly as they were. Nothing outside this package writes a query."""
