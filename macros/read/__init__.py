"""Files of data/, docs/ and organisation.yml -> records, pages and settings, with every problem at its place."""
