"""The language of records, and what a text becomes: HTML, plain text, Markdown, Word."""
