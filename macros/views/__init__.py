"""What a page shows: catalogue -> plain view objects, sorted and filtered. No HTML here, no decision in the templates."""
