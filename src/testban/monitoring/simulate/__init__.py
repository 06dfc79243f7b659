"""Made-up events with known truth, to test what the other modules claim."""

from testban.monitoring.simulate.arrivals import SCENARIOS, Scenario, Truth, simulate

__all__ = ["SCENARIOS", "Scenario", "Truth", "simulate"]
