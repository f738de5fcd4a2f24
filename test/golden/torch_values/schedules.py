"""Learning rates by schedule."""
import math

import torch

from .files import write


def rates(scheduler_of, count, base, figures=None):
    """The learning rate used by update 0, 1, ... count - 1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base)
    scheduler = scheduler_of(optimizer)
    values = []
    for step in range(count):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(*([] if figures is None else [figures[step]]))
    return values


def make_schedules():
    seed = 500
    torch.manual_seed(seed)
    lr = torch.optim.lr_scheduler
    count, base = 100, 0.02
    cases = []
    for every, factor in ((7, 0.5), (1, 0.95), (30, 0.1)):
        values = rates(lambda o: lr.StepLR(o, step_size=every, gamma=factor), count, base)
        cases.append({"schedule": {"type": "step", "every": every, "factor": factor}, "rates": values})
    for warmup, final in ((0, 0.0), (10, 0.0), (25, 0.1)):
        values = rates(lambda o: lr.LambdaLR(o, lambda t: (t + 1) / max(warmup, 1)), warmup, base)
        values += rates(
            lambda o: lr.CosineAnnealingLR(o, T_max=count - warmup, eta_min=base * final), count - warmup, base
        )
        schedule = {"type": "cosine", "warmupSteps": warmup, "finalFactor": final}
        cases.append({"schedule": schedule, "totalSteps": count, "rates": values})
    for warmup in (1, 20, 200):
        values = rates(lambda o: lr.LambdaLR(o, lambda t: min((t + 1) / warmup, math.sqrt(warmup / (t + 1)))), count, base)
        cases.append({"schedule": {"type": "inverse-square-root", "warmupSteps": warmup}, "rates": values})
    falling = [2 / (1 + 0.1 * t) for t in range(count)]
    figures = [value + noise for value, noise in zip(falling, (torch.rand(count) * 0.4).tolist())]
    for mode, threshold, factor, patience, floor in (
        ("min", 0.0, 0.5, 2, 0.0),
        ("min", 0.0, 0.3, 4, 0.001),
        ("max", 0.0, 0.5, 3, 0.005),
    ):
        series = figures if mode == "min" else [1 - value / 3 for value in figures]
        values = rates(
            lambda o: lr.ReduceLROnPlateau(
                o, mode=mode, factor=factor, patience=patience, threshold=threshold, min_lr=floor, eps=0
            ),
            count,
            base,
            series,
        )
        schedule = {"type": "reduce-on-plateau", "factor": factor, "patience": patience, "minLearningRate": floor}
        cases.append({"schedule": schedule, "mode": mode, "threshold": threshold, "figures": series, "rates": values})
    write("schedules.json", seed, {"learningRate": base, "count": count, "cases": cases})
