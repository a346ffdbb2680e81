"""The reading circuit: sheets that go to readers, and what they decided, back into the records."""
