"""Builders of the shipped reference tables, one module a subject."""
