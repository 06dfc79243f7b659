"""The pages for people: one family of pages, one module."""
