"""What the site gives besides its pages."""
