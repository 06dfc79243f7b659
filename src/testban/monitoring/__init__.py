"""Is anyone testing? From arrivals to located, sized and screened events.

Needs the extra `monitoring`: `pip install 'testban[monitoring]'`.
"""
