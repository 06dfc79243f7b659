"""A status, a list or a supposition as sentences and table rows, in English and Chinese."""
