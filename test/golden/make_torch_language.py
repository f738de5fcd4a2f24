"""Makes the golden values of neural language models with PyTorch, in float64 on one thread: whole windows forward and backward.
README.md describes the file.

usage: python3 make_torch_language.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import math

import torch

from torch_values.files import randomize, tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_language.py"
VOCABULARY = 9
#: The windows, [time, batch] each, with the tokens behind them; the second goes on where the first one ends.
WINDOWS = [
    ([[4, 8], [5, 6], [7, 3], [3, 3], [6, 5]], [[5, 6], [7, 3], [3, 3], [6, 5], [8, 7]]),
    ([[8, 7], [4, 4], [4, 6]], [[4, 4], [4, 6], [7, 5]]),
]


def gradients(loss, named):
    found = torch.autograd.grad(loss, list(named.values()))
    return dict(zip(named, found))


def cross_entropy(logits, labels):
    return torch.nn.functional.cross_entropy(logits.reshape(-1, VOCABULARY), torch.tensor(labels).reshape(-1))


def rotated(x):
    """x [batch, heads, time, depth]: component k and k + depth/2 are the parts of a complex number, turned by t·10000^(−2k/depth)."""
    time, depth = x.shape[2:]
    rates = torch.pow(10000.0, -torch.arange(0, depth, 2) / depth)
    turn = torch.polar(torch.ones(time, depth // 2), torch.arange(time).unsqueeze(1) * rates)
    # As the engine has it, in single precision.
    turn = torch.complex(turn.real.float().double(), turn.imag.float().double())
    turned = torch.complex(x[..., : depth // 2], x[..., depth // 2 :]) * turn
    return torch.cat([turned.real, turned.imag], -1)


def transformer_case(name, positions, tied):
    """Pre-norm blocks with the parameters of torch.nn.TransformerEncoderLayer, written out so that queries and keys can be turned."""
    width, heads, feed_forward, layers, context = 8, 2, 12, 2, 5
    depth = width // heads
    stack = torch.nn.ModuleList(
        torch.nn.TransformerEncoderLayer(width, heads, feed_forward, 0.0, norm_first=True) for _ in range(layers)
    )
    last = torch.nn.LayerNorm(width)
    randomize(stack)
    randomize(last)
    named = {f"decoder.layers.{key}": value for key, value in stack.named_parameters()}
    named |= {f"decoder.norm.{key}": value for key, value in last.named_parameters()}
    named["embedding.weight"] = uniform(VOCABULARY, width).requires_grad_()
    if positions == "learned":
        named["positions.weight"] = uniform(context, width).requires_grad_()
    if not tied:
        named["output.weight"] = uniform(VOCABULARY, width).requires_grad_()
    named["output.bias"] = uniform(VOCABULARY).requires_grad_()

    ids, labels = WINDOWS[0]
    x = named["embedding.weight"][torch.tensor(ids)] * math.sqrt(width)  # [time, batch, width]
    if positions == "learned":
        x = x + named["positions.weight"][: len(ids)].unsqueeze(1)
    time, batch = len(ids), len(ids[0])
    later = torch.triu(torch.ones(time, time, dtype=torch.bool), diagonal=1)
    for block in stack:
        projected = torch.nn.functional.linear(
            block.norm1(x), block.self_attn.in_proj_weight, block.self_attn.in_proj_bias
        )
        q, k, v = projected.reshape(time, batch, 3, heads, depth).permute(2, 1, 3, 0, 4)
        if positions == "rotary":
            q, k = rotated(q), rotated(k)
        scores = (q @ k.transpose(2, 3) / math.sqrt(depth)).masked_fill(later, -1e9)
        found = (torch.softmax(scores, -1) @ v).permute(2, 0, 1, 3).reshape(time, batch, width)
        x = x + block.self_attn.out_proj(found)
        inner = torch.nn.functional.gelu(block.linear1(block.norm2(x)), approximate="tanh")
        x = x + block.linear2(inner)
    weight = named["embedding.weight" if tied else "output.weight"]
    logits = last(x) @ weight.T + named["output.bias"]
    loss = cross_entropy(logits, labels)
    model = {"width": width, "heads": heads, "feedForward": feed_forward, "layers": layers, "norm": "pre"}
    return {
        "name": name,
        "model": {"type": "transformer", **model, "positions": positions, "activation": "gelu", "tieEmbeddings": tied},
        "context": context,
        "parameters": tensors(named),
        "windows": [{"logits": tensor(logits), "loss": float(loss.detach()), "gradients": tensors(gradients(loss, named))}],
    }


def recurrent_case(kind, tied):
    """torch.nn.RNN, LSTM or GRU over two windows, the state of the first handed to the second without its gradient."""
    width, hidden, layers = (6, 6, 2) if tied else (4, 6, 2)
    stack = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](width, hidden, layers)
    randomize(stack)
    named = {f"recurrent.{key}": value for key, value in stack.named_parameters()}
    named["embedding.weight"] = uniform(VOCABULARY, width).requires_grad_()
    if not tied:
        named["output.weight"] = uniform(VOCABULARY, hidden).requires_grad_()
    named["output.bias"] = uniform(VOCABULARY).requires_grad_()
    state, windows = None, []
    for ids, labels in WINDOWS:
        outputs, state = stack(named["embedding.weight"][torch.tensor(ids)], state)
        state = tuple(each.detach() for each in state) if kind == "lstm" else state.detach()
        weight = named["embedding.weight" if tied else "output.weight"]
        logits = outputs @ weight.T + named["output.bias"]
        loss = cross_entropy(logits, labels)
        found = tensors(gradients(loss, named))
        windows.append({"logits": tensor(logits), "loss": float(loss.detach()), "gradients": found})
    return {
        "name": f"{kind}, {'tied' if tied else 'untied'}",
        "model": {"type": kind, "embedding": width, "hidden": hidden, "layers": layers, "tieEmbeddings": tied},
        "context": 5,
        "parameters": tensors(named),
        "windows": windows,
    }


torch.manual_seed(61)
cases = [
    transformer_case("transformer, rotary, tied", "rotary", True),
    transformer_case("transformer, learned, untied", "learned", False),
    recurrent_case("rnn", True),
    recurrent_case("lstm", True),
    recurrent_case("gru", False),
]
content = {"vocabulary": VOCABULARY, "ids": [ids for ids, _ in WINDOWS], "labels": [labels for _, labels in WINDOWS]}
write("languageModels.json", 61, {**content, "cases": cases}, ORIGIN)
