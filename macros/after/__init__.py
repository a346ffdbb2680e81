"""What runs around a build of the pages: the site put in place, its offline copy, booklets, the files of screens."""
