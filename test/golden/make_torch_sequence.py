"""Makes the golden values of attention and transformer blocks with PyTorch, in float64 on one thread: full forward and
backward passes. README.md describes every file.

usage: python3 make_torch_sequence.py [folder]    (needs torch; the tests only read the JSON files it writes)
"""
import math

import torch

from torch_values.files import randomize, tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_sequence.py"
NEVER = -1e9


def gradients(scalar, named):
    names = list(named)
    found = torch.autograd.grad(scalar, [named[name] for name in names], allow_unused=True)
    return {name: torch.zeros_like(named[name]) if g is None else g for name, g in zip(names, found)}


def attention_case(kind, name):
    """Luong's and Bahdanau's scores; memory and queries batch first, padding of the source masked."""
    batch, rows, columns, query = 3, 2, 5, 4
    value = query if kind == "dot" else 6
    queries = uniform(batch, rows, query, scale=1.5).requires_grad_()
    encoded = uniform(columns, batch, value, scale=1.5).requires_grad_()
    lengths = [5, 3, 1]
    mask = torch.tensor([[t < length for length in lengths] for t in range(columns)])
    parameters = {
        "dot": {},
        "general": {"weight": uniform(query, value)},
        "additive": {
            "query.weight": uniform(query, query),
            "query.bias": uniform(query),
            "key.weight": uniform(query, value),
            "vector": uniform(query),
        },
    }[kind]
    for parameter in parameters.values():
        parameter.requires_grad_()
    values = encoded.transpose(0, 1)
    if kind == "dot":
        scores = queries @ values.transpose(1, 2)
    elif kind == "general":
        scores = torch.einsum("bqi,ij,bkj->bqk", queries, parameters["weight"], values)
    else:
        asked = queries @ parameters["query.weight"].T + parameters["query.bias"]
        keys = values @ parameters["key.weight"].T
        scores = torch.tanh(asked.unsqueeze(2) + keys.unsqueeze(1)) @ parameters["vector"]
    weights = torch.softmax(scores.masked_fill(~mask.T.unsqueeze(1), NEVER), -1)
    context = weights @ values
    context_weight = uniform(*context.shape, scale=1)
    scalar = (context * context_weight).sum()
    inputs = {"queries": queries, "encoded": encoded, **parameters}
    return {
        "name": name,
        "kind": kind,
        "lengths": lengths,
        "parameters": tensors(parameters),
        "queries": tensor(queries),
        "encoded": tensor(encoded),
        "contextWeight": tensor(context_weight),
        "context": tensor(context),
        "weights": tensor(weights),
        "gradients": tensors(gradients(scalar, inputs)),
    }


def block_case(kind, norm, activation):
    """torch.nn.TransformerEncoderLayer and -DecoderLayer without dropout; padded source, causal target."""
    width, heads, feed_forward, batch, time, columns = 8, 2, 12, 3, 4, 5
    gelu = lambda x: torch.nn.functional.gelu(x, approximate="tanh")
    chosen = {"relu": torch.nn.functional.relu, "gelu": gelu}[activation]
    layers = {"encoder": torch.nn.TransformerEncoderLayer, "decoder": torch.nn.TransformerDecoderLayer}
    module = layers[kind](width, heads, feed_forward, 0.0, chosen, norm_first=norm == "pre")
    randomize(module)
    lengths = [5, 3, 1]
    source_padding = torch.tensor([[t >= length for t in range(columns)] for length in lengths])
    length = columns if kind == "encoder" else time
    x = uniform(length, batch, width, scale=1.5).requires_grad_()
    memory = uniform(columns, batch, width, scale=1.5).requires_grad_()
    if kind == "encoder":
        y = module(x, src_key_padding_mask=source_padding)
    else:
        causal = torch.triu(torch.full((time, time), -math.inf), diagonal=1)
        y = module(x, memory, tgt_mask=causal, memory_key_padding_mask=source_padding)
    y_weight = uniform(*y.shape, scale=1)
    scalar = (y * y_weight).sum()
    named = dict(module.named_parameters())
    inputs = {"x": x, **({"memory": memory} if kind == "decoder" else {}), **named}
    return {
        "name": f"{kind}-{norm}-{activation}",
        **{"kind": kind, "norm": norm, "activation": activation, "width": width, "heads": heads},
        **{"feedForward": feed_forward, "lengths": lengths},
        "parameters": tensors(named),
        "x": tensor(x),
        "memory": tensor(memory),
        "yWeight": tensor(y_weight),
        "y": tensor(y),
        "gradients": tensors(gradients(scalar, inputs)),
    }


def sinusoids(length, width):
    """Vaswani et al. 2017, 3.5: sine in even components, cosine in odd ones; in single precision, as the engine has it."""
    places = torch.arange(length).unsqueeze(1)
    rates = torch.pow(10000.0, -torch.arange(0, width, 2) / width)
    table = torch.zeros(length, width)
    table[:, 0::2] = torch.sin(places * rates)
    table[:, 1::2] = torch.cos(places * rates)
    return table.float().double()


def encoder_stack(layers, width, heads, feed_forward, norm, activation):
    """torch.nn.TransformerEncoder, without dropout, under the names of the engine."""
    gelu = lambda x: torch.nn.functional.gelu(x, approximate="tanh")
    chosen = {"relu": torch.nn.functional.relu, "gelu": gelu}[activation]
    layer = torch.nn.TransformerEncoderLayer(width, heads, feed_forward, 0.0, chosen, norm_first=norm == "pre")
    return torch.nn.TransformerEncoder(layer, layers, torch.nn.LayerNorm(width) if norm == "pre" else None)


def decoder_only_case(name, norm, activation, positions, source_attention, tied):
    """A decoder alone: each sentence one text without any padding, source, begin symbol, target; the loss on the target.
    The texts are run one by one, so that the engine's padding has something to be held against."""
    width, heads, feed_forward, layers, vocabulary, longest = 8, 2, 12, 2, 9, 7
    sources = [[4, 5, 6, 3], [7, 3], [8, 8, 5, 4, 3]]
    targets = [[5, 4], [6, 8, 7, 4], [7]]
    begin, end = 2, 3
    stack = encoder_stack(layers, width, heads, feed_forward, norm, activation)
    randomize(stack)
    named = {f"decoder.{key}": value for key, value in stack.named_parameters()}
    for key, shape in (
        [("source_embedding.weight", (vocabulary, width)), ("target_embedding.weight", (vocabulary, width))]
        + ([("positions.weight", (2 * longest, width))] if positions == "learned" else [])
        + ([] if tied else [("output.weight", (vocabulary, width))])
        + [("output.bias", (vocabulary,))]
    ):
        named[key] = uniform(*shape).requires_grad_()
    table = named["positions.weight"] if positions == "learned" else sinusoids(2 * longest, width)
    time = max(len(target) for target in targets) + 1
    logits, losses = torch.zeros(time, len(sources), vocabulary), []
    for column, (source, target) in enumerate(zip(sources, targets)):
        length, given = len(source), [begin, *target]
        vectors = torch.cat([named["source_embedding.weight"][source], named["target_embedding.weight"][given]])
        x = vectors * math.sqrt(width) + table[: len(vectors)]
        forbidden = torch.triu(torch.ones(len(x), len(x), dtype=torch.bool), diagonal=1)
        if source_attention == "full":
            forbidden[:length, :length] = False
        y = stack(x.unsqueeze(1), mask=forbidden).squeeze(1)[length:]
        weight = named["target_embedding.weight" if tied else "output.weight"]
        found = y @ weight.T + named["output.bias"]
        logits[: len(given), column] = found.detach()
        losses.append(torch.nn.functional.cross_entropy(found, torch.tensor([*target, end]), reduction="sum"))
    loss = sum(losses) / sum(len(target) + 1 for target in targets)
    model = {"width": width, "heads": heads, "feedForward": feed_forward, "norm": norm, "positions": positions}
    model |= {"activation": activation, "layers": layers, "sourceAttention": source_attention, "tieEmbeddings": tied}
    return {
        "name": name,
        "model": {"type": "decoder-only", **model},
        **{"vocabulary": vocabulary, "longest": longest, "sources": sources, "targets": targets},
        "parameters": tensors(named),
        "logits": tensor(logits),
        "loss": float(loss.detach()),
        "gradients": tensors(gradients(loss, named)),
    }


def transformer_classifier_case(name, norm, activation, positions, pooling):
    """torch.nn.TransformerEncoder with a pooling of the tokens and a linear layer; texts run one by one."""
    width, heads, feed_forward, layers, vocabulary, classes, longest = 8, 2, 12, 2, 9, 3, 6
    texts = [[4, 5, 6, 3], [7], [8, 8, 5, 4, 6]]
    labels = [2, 0, 1]
    stack = encoder_stack(layers, width, heads, feed_forward, norm, activation)
    randomize(stack)
    named = dict(stack.named_parameters())
    for key, shape in (
        [("embedding.weight", (vocabulary, width)), ("output.weight", (classes, width)), ("output.bias", (classes,))]
        + ([("positions.weight", (longest, width))] if positions == "learned" else [])
        + ([] if pooling != "attention" else [
            ("attention.weight", (width, width)), ("attention.bias", (width,)), ("attention.vector", (width,))
        ])
    ):
        named[key] = uniform(*shape).requires_grad_()
    table = named["positions.weight"] if positions == "learned" else sinusoids(longest, width)
    rows = []
    for text in texts:
        x = named["embedding.weight"][text] * math.sqrt(width) + table[: len(text)]
        y = stack(x.unsqueeze(1)).squeeze(1)
        if pooling == "mean":
            pooled = y.mean(0)
        elif pooling == "max":
            pooled = y.max(0).values
        else:
            scores = torch.tanh(y @ named["attention.weight"].T + named["attention.bias"]) @ named["attention.vector"]
            pooled = torch.softmax(scores, 0) @ y
        rows.append(named["output.weight"] @ pooled + named["output.bias"])
    logits = torch.stack(rows)
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(labels))
    model = {"width": width, "heads": heads, "feedForward": feed_forward, "norm": norm, "positions": positions}
    return {
        "name": name,
        "model": {"type": "transformer", **model, "activation": activation, "layers": layers, "pooling": pooling},
        **{"vocabulary": vocabulary, "classes": classes, "longest": longest, "texts": texts, "labels": labels},
        "parameters": tensors(named),
        "logits": tensor(logits),
        "loss": float(loss.detach()),
        "gradients": tensors(gradients(loss, named)),
    }


torch.manual_seed(51)
write("attention.json", 51, {"cases": [attention_case(kind, kind) for kind in ("dot", "general", "additive")]}, ORIGIN)
torch.manual_seed(52)
cases = [
    block_case(kind, norm, activation)
    for kind in ("encoder", "decoder")
    for norm, activation in (("pre", "relu"), ("post", "gelu"))
]
write("transformerBlocks.json", 52, {"cases": cases}, ORIGIN)
torch.manual_seed(53)
smoothed = []
for smoothing in (0.0, 0.1, 0.6):
    logits = uniform(5, 7, scale=3).requires_grad_()
    labels = torch.tensor([0, 6, 3, 3, 1])
    loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=smoothing, ignore_index=3)
    smoothed.append(
        {
            "name": f"smoothing {smoothing}",
            **{"smoothing": smoothing, "ignore": 3, "labels": labels.tolist()},
            "logits": tensor(logits),
            "loss": float(loss.detach()),
            "gradient": tensor(torch.autograd.grad(loss, logits)[0]),
        }
    )
write("labelSmoothing.json", 53, {"cases": smoothed}, ORIGIN)
torch.manual_seed(54)
decoders = [
    decoder_only_case("pre-norm, sinusoidal, causal, tied", "pre", "relu", "sinusoidal", "causal", True),
    decoder_only_case("post-norm, learned, full, untied", "post", "gelu", "learned", "full", False),
]
write("decoderOnly.json", 54, {"cases": decoders}, ORIGIN)
torch.manual_seed(55)
classifiers = [
    transformer_classifier_case("pre-norm, sinusoidal, mean", "pre", "relu", "sinusoidal", "mean"),
    transformer_classifier_case("post-norm, learned, max", "post", "gelu", "learned", "max"),
    transformer_classifier_case("pre-norm, learned, attention", "pre", "gelu", "learned", "attention"),
]
write("classifier-transformer.json", 55, {"cases": classifiers}, ORIGIN)
