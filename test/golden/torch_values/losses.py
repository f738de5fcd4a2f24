"""Cross entropy: losses and gradients."""
import torch

from .files import tensor, uniform, write


def make_cross_entropy():
    seed = 200
    torch.manual_seed(seed)
    rows, classes = 6, 4
    mild, wild = uniform(rows, classes, scale=3), uniform(rows, classes, scale=900)
    settings = [
        ("plain", mild, [0, 3, 1, 2, 2, 0], -100),
        ("some-ignored", mild, [0, -100, 1, -100, 2, 0], -100),
        ("zero-ignored", mild, [0, 3, 1, 0, 2, 0], 0),
        ("one-left", mild, [-100, -100, -100, -100, 2, -100], -100),
        ("large-logits", wild, [0, 3, 1, 2, -100, 1], -100),
    ]
    cases = []
    for name, logits, targets, ignore in settings:
        for reduction in ("mean", "sum"):
            logits = logits.detach().clone().requires_grad_()
            loss = torch.nn.functional.cross_entropy(
                logits, torch.tensor(targets), ignore_index=ignore, reduction=reduction
            )
            loss.backward()
            cases.append(
                {
                    "name": f"{name}-{reduction}",
                    "reduction": reduction,
                    "ignoreIndex": ignore,
                    "logits": tensor(logits),
                    "targets": targets,
                    "loss": loss.item(),
                    "gradient": tensor(logits.grad),
                }
            )
    write("crossEntropy.json", seed, {"cases": cases})
