"""Is the nuclear-test ban in force, and is anyone testing? Answers from primary sources."""

__version__ = "0.1.0"

__all__ = ["__version__"]
