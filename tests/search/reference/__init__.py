"""The search engine in Python, which the browser's is held to: what a query finds, over the same index."""
