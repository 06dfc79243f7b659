"""What a score of association means: how many of the events of such a score are true, and what a threshold costs.

Made-up days of the primary seismic network, with a threshold far below the usual one; an event is true
where it matches one that two stations or more heard, within 5 degrees and 50 s. The curve through the
shares is logistic, fitted to all events.

    python benchmarks/association_calibration.py [--seeds 13 14 15 16 17 18 19 20] [--least 8]
        [--keep scores.json] [--draw docs/association-scores.svg]
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from testban.monitoring import TravelTimes
from testban.monitoring.association import Settings, associate
from testban.monitoring.scoring import score
from testban.monitoring.simulate import Settings as Made
from testban.monitoring.simulate import primary_seismic, sensors, simulate_day

EVENTS = 150
HEARD_BY = 3
TRUE_FROM = 2
EDGES = (8, 12, 16, 20, 24, 28, 34, 42, 60, 1000)

Scored = list[tuple[float, bool, bool]]
"""Score of each event, whether it is true, and whether three stations or more heard what it matches."""


def day(seed: int, least: float) -> tuple[Scored, int]:
    """The events of one day, and how many three stations or more heard."""
    network = primary_seismic()
    made = simulate_day(sensors(network), TravelTimes(), Made(events=EVENTS, seed=seed))
    found = associate(made.arrivals, network, settings=Settings(least_score=least)).events
    stations = [len({a.station for a in event.arrivals}) for event in made.truth]
    truth = [e for e, count in zip(made.truth, stations, strict=True) if count >= TRUE_FROM]
    counts = [count for count in stations if count >= TRUE_FROM]
    matches = {m.event: m.truth for m in score(found, truth).matches}
    rows = [
        (float(event.score or 0.0), i in matches, i in matches and counts[matches[i]] >= HEARD_BY)
        for i, event in enumerate(found)
    ]
    return rows, sum(count >= HEARD_BY for count in counts)


def fitted(rows: Scored) -> tuple[float, float]:
    """Slope and middle of the logistic curve that the events make likeliest."""
    x = np.array([row[0] for row in rows])
    y = np.array([row[1] for row in rows])

    def cost(p: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        z = p[0] * (x - p[1])
        return float(np.sum(np.logaddexp(0.0, np.where(y, -z, z))))

    slope, middle = minimize(cost, [0.2, 18.0], method="Nelder-Mead").x
    return float(slope), float(middle)


def curve(rows: Scored, truth: int) -> list[tuple[float, float, float, float]]:
    """Threshold, precision, recall, F1."""
    out = []
    for least in range(8, 61, 2):
        kept = [row for row in rows if row[0] >= least]
        if kept:
            hit, found = sum(row[1] for row in kept), sum(row[2] for row in kept)
            precision, recall = hit / len(kept), found / truth
            out.append((least, precision, recall, 2 * precision * recall / (precision + recall)))
    return out


def draw(rows: Scored, truth: int, slope: float, middle: float, path: Path) -> None:
    """Shares of true events against scores, and what a threshold costs."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    x = np.linspace(EDGES[0], 70, 200)
    left.plot(x, 1 / (1 + np.exp(-slope * (x - middle))), label="logistic curve")
    for low, high, count, share in binned(rows):
        error = math.sqrt(max(share * (1 - share), 0.02) / count)
        left.errorbar(min((low + high) / 2, 65), share, error, fmt="ko", capsize=2)
    left.set(xlabel="score", ylabel="share of events that are true", ylim=(0, 1.05))
    left.legend(loc="lower right")
    found = curve(rows, truth)
    for k, name in ((1, "precision"), (2, "recall"), (3, "F1")):
        right.plot([row[0] for row in found], [row[k] for row in found], label=name)
    right.set(xlabel="least score", ylim=(0.4, 1.02))
    right.legend(loc="lower right")
    for axes in (left, right):
        axes.grid(visible=True, alpha=0.3)
    figure.savefig(path, metadata={"Date": None})


def binned(rows: Scored) -> list[tuple[float, float, int, float]]:
    """From and to which score, how many events, and what share is true."""
    out = []
    for low, high in pairwise(EDGES):
        inside = [row[1] for row in rows if low <= row[0] < high]
        if inside:
            out.append((float(low), float(high), len(inside), sum(inside) / len(inside)))
    return out


def main() -> int:
    """Print shares by score and what thresholds cost."""
    parser = argparse.ArgumentParser(description="What a score of association means.")
    parser.add_argument("--seeds", type=int, nargs="*", default=list(range(13, 21)))
    parser.add_argument("--least", type=float, default=8.0)
    parser.add_argument("--keep", type=Path, help="a file of what each seed gave, to go on from")
    parser.add_argument("--draw", type=Path, help="where the graph goes")
    options = parser.parse_args()
    keep: Path | None = options.keep
    done = json.loads(keep.read_text()) if keep and keep.exists() else {}
    for seed in options.seeds:
        if str(seed) not in done:
            done[str(seed)] = day(seed, options.least)
            if keep:
                keep.write_text(json.dumps(done))
    rows: Scored = [(s, bool(a), bool(b)) for found, _ in done.values() for s, a, b in found]
    truth = sum(count for _, count in done.values())
    slope, middle = fitted(rows)
    print(f"seeds {' '.join(done)}: {len(rows)} events, {truth} of the truth")
    print(f"logistic: slope {slope:.4f}, middle {middle:.2f}")
    print("score        events  true  by the curve")
    for low, high, count, share in binned(rows):
        mean = np.mean(
            [1 / (1 + math.exp(-slope * (r[0] - middle))) for r in rows if low <= r[0] < high]
        )
        print(f"{low:4.0f} to {high:4.0f} {count:7d} {share:5.2f} {mean:8.2f}")
    print("least score  precision  recall    F1")
    for least, precision, recall, f1 in curve(rows, truth):
        print(f"{least:11.0f} {precision:10.3f} {recall:7.3f} {f1:5.3f}")
    if options.draw:
        draw(rows, truth, slope, middle, options.draw)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
