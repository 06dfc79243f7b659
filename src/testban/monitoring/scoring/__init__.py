"""How good is a bulletin? Its events against those of another that is taken as the truth."""

from testban.monitoring.scoring.explain import Case, explain
from testban.monitoring.scoring.matching import Gates, Match, match_events
from testban.monitoring.scoring.score import Score, Share, Spread, score, size_of

__all__ = [
    "Case", "Gates", "Match", "Score", "Share", "Spread", "explain", "match_events", "score", "size_of",
]  # fmt: skip
