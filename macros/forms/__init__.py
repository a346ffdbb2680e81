"""What people fill in to contribute: the annotated specimens, and the forms of the forge."""
