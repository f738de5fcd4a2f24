"""How many evaluations Optuna's default sampler needs on three standard functions: writes optuna.json beside this file.

    python3 test/golden/make_optuna.py        # Debian's python3-optuna 3.1.0

A search ends when a value below the function's goal is found; the mean is over 20 seeds. The functions are those of
test/engine/sweep/support/functions.ts.
"""

import json
import math
import os
import statistics

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
MOST = 200
SEEDS = range(20)


def branin(trial):
    x = trial.suggest_float("x", -5, 10)
    y = trial.suggest_float("y", 0, 15)
    a = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return a * a + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def sphere(trial):
    return sum((trial.suggest_float(name, -5, 5) - 1) ** 2 for name in ("a", "b", "c"))


def mixed(trial):
    """As a training may be: a rate on a log scale, whole numbers, a choice, and a key that only one choice has."""
    rate = trial.suggest_float("rate", 1e-5, 1, log=True)
    layers = trial.suggest_int("layers", 1, 8)
    kind = trial.suggest_categorical("kind", ["sgd", "momentum", "adam"])
    loss = (math.log10(rate) + 2.5) ** 2 + 0.25 * abs(layers - 3) + {"sgd": 1, "momentum": 0.5, "adam": 0}[kind]
    if kind == "momentum":
        loss += (trial.suggest_float("momentum", 0, 1) - 0.9) ** 2
    return loss


GOALS = {"branin": (branin, 0.8), "sphere": (sphere, 0.5), "mixed": (mixed, 0.1)}


def evaluations(function, goal, seed):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))

    def stop(study, trial):
        if trial.value < goal:
            study.stop()

    study.optimize(function, n_trials=MOST, callbacks=[stop])
    return len(study.trials)


figures = {}
for name, (function, goal) in GOALS.items():
    needed = [evaluations(function, goal, seed) for seed in SEEDS]
    error = statistics.stdev(needed) / math.sqrt(len(needed))
    figures[name] = {"goal": goal, "mean": statistics.mean(needed), "standardError": round(error, 2), "needed": needed}

out = {"optuna": optuna.__version__, "most": MOST, "functions": figures}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optuna.json"), "w") as file:
    file.write(json.dumps(out, indent=1) + "\n")
