"""French search: one normaliser, documents, a lunr index cut into shards, and the same queries as the browser answers."""
