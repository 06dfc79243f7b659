"""Mistakes to plant into papers: where each can stand, and what then stands there."""
