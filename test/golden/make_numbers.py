"""Makes numbers.json: losses of numbers and what compares two vectors, with gradients, by PyTorch (float64, one thread).

usage: python3 make_numbers.py [folder]    (needs torch)
"""
import torch

from torch_values.files import tensor, uniform, write

ORIGIN = "test/golden/make_numbers.py"
SEED = 900
torch.manual_seed(SEED)


def losses():
    scores, targets = uniform(12, scale=3), uniform(12, scale=3)
    targets[3] = scores[3].detach() + 0.5
    losses_of = {
        "squared": (1, torch.nn.functional.mse_loss),
        "absolute": (1, torch.nn.functional.l1_loss),
        "huber": (1, torch.nn.functional.huber_loss),
        "huber-narrow": (0.3, lambda x, t: torch.nn.functional.huber_loss(x, t, delta=0.3)),
    }
    for name, (delta, loss_of) in losses_of.items():
        x = scores.detach().clone().requires_grad_()
        loss = loss_of(x, targets)
        loss.backward()
        yield {
            "name": name, "kind": "loss", "loss": name.split("-")[0], "delta": delta, "scores": tensor(scores),
            "targets": tensor(targets), "value": tensor(loss), "gradient": tensor(x.grad),
        }


def comparisons():
    batch, width = 5, 3
    vectors = uniform(2 * batch, width, scale=2)
    vectors[4] = 0  # a text without any value
    pairs = lambda x: (x.reshape(batch, 2, width)[:, 0], x.reshape(batch, 2, width)[:, 1])
    compared = lambda u, v: torch.cat([u, v, (u - v).abs(), u * v], 1)
    cosine = lambda u, v: torch.nn.functional.cosine_similarity(u, v).reshape(batch, 1)
    for name, of in (("vectors", compared), ("cosine", cosine)):
        x = vectors.detach().clone().requires_grad_()
        value = of(*pairs(x))
        weights = uniform(*value.shape)
        (value * weights).sum().backward()
        yield {
            "name": name, "kind": "comparison", "vectors": tensor(vectors), "weights": tensor(weights),
            "value": tensor(value), "gradient": tensor(x.grad),
        }


write("numbers.json", SEED, {"cases": [*losses(), *comparisons()]}, ORIGIN)
