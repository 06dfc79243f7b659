"""Facts and status -> papers in the layout that official ones have. They only render."""
