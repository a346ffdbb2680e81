"""What the pages of cases, advice and organisations show."""
