"""The threshold simulator: what a policy would change before it is put in force."""

from core.health.simulator.backtest import WEEKS, backtest, outcomes
from core.health.simulator.model import (
    Backtest,
    Colour,
    Foreseen,
    Moved,
    Outcome,
    Rate,
    Simulation,
    Warned,
)
from core.health.simulator.replay import health_under, replay
from core.health.simulator.say import backtest_json, simulation_json
from core.health.simulator.simulate import simulate
from core.health.simulator.warn import warnings

__all__ = [
    "WEEKS",
    "Backtest",
    "Colour",
    "Foreseen",
    "Moved",
    "Outcome",
    "Rate",
    "Simulation",
    "Warned",
    "backtest",
    "backtest_json",
    "health_under",
    "outcomes",
    "replay",
    "simulate",
    "simulation_json",
    "warnings",
]
