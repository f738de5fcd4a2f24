# bow.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
ids = torch.tensor([
    [17, 12, 7], [11, 16, 5], [0, 13, 8], [0, 8, 6], [0, 14, 9], [0, 0, 10], [0, 0, 0], [0, 0, 0],
], dtype=torch.int32)
mask = torch.tensor([
    [True, True, True], [True, True, True], [False, True, True], [False, True, True], [False, True, True],
    [False, False, True], [False, False, False], [False, False, False],
], dtype=torch.bool)
labels = torch.tensor([0, 0, 1], dtype=torch.int32)
time = ids.shape[0]
batch = ids.shape[1]
p = {
    "embedding.weight": torch.tensor([
        [0, 0, 0, 0], [0.04072409, -0.13539897, -0.103699505, 0.09662694],
        [-0.05094918, 0.11877785, -0.050280206, -0.12025087], [0.01838943, -0.00815158, -0.03359002, -0.018833736],
        [0.08613381, -0.19681732, -0.23757926, -0.05115293], [0.24154297, 0.19542414, -0.044445828, 0.06017869],
        [-0.058058426, 0.18098691, -0.0017743381, 0.11548753],
        [-0.09034317, 0.037554942, 0.009056515, -0.07224071], [0.041541856, 0.052595712, 0.16356628, -0.09289884],
        [0.029032094, 0.05506008, 0.02683703, -0.0149997445], [-0.0749141, -0.063206084, -0.10534552, -0.01011835],
        [0.061551798, -0.02197218, -0.014844414, -0.07897567],
        [-0.011300983, -0.04454949, -0.080123335, 0.15382057], [0.036305595, 0.0908042, -0.18165274, -0.027050994],
        [0.1596232, -0.086195014, -0.02810739, 0.06808399], [-0.1012557, -0.048800897, 0.21702707, -0.058309812],
        [0.3153667, -0.20039566, 0.030652054, -0.16436832], [-0.013115499, -0.10654663, 0.041988555, -0.11863861],
    ], dtype=torch.float32),
    "hidden.0.weight": torch.tensor([
        [-0.4374471, -0.213667, 0.16432248, 0.06900207], [0.23596333, 0.021612871, -0.4287786, -0.4042551],
        [0.37778753, 0.12954797, 0.39184946, 0.46314895], [-0.10411496, -0.40121582, 0.30419052, 0.2301752],
    ], dtype=torch.float32),
    "hidden.0.bias": torch.tensor([-0.081445836, -0.050469253, -0.2732761, 0.47105244], dtype=torch.float32),
    "output.weight": torch.tensor([
        [-0.44883162, -0.41493562, 0.41453654, 0.4400388], [0.12077382, 0.12940812, 0.25812012, -0.07901193],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([0.23565961, -0.093821526], dtype=torch.float32),
}
state = {
    "momentum.embedding.weight": torch.zeros((18, 4)),
    "momentum.hidden.0.weight": torch.zeros((4, 4)),
    "momentum.hidden.0.bias": torch.zeros((4,)),
    "momentum.output.weight": torch.zeros((2, 4)),
    "momentum.output.bias": torch.zeros((2,)),
}
masks = {
    "embedding": torch.tensor([
        [[False, True, False, False], [True, False, True, False], [True, True, False, True]],
        [[True, True, False, False], [True, True, True, True], [True, True, True, True]],
        [[True, True, False, False], [False, True, True, True], [True, False, False, True]],
        [[True, True, False, True], [True, True, True, True], [False, True, True, True]],
        [[True, True, True, True], [True, True, False, True], [True, False, False, False]],
        [[True, True, True, True], [True, False, True, False], [False, True, True, True]],
        [[True, False, False, False], [True, True, False, True], [False, False, False, True]],
        [[True, False, True, True], [True, False, False, True], [True, True, True, False]],
    ], dtype=torch.bool),
    "pooled": torch.tensor([
        [False, False, True, True], [False, True, False, True], [True, True, False, True],
    ], dtype=torch.bool),
    "hidden0": torch.tensor([
        [False, False, True, True], [False, True, True, True], [True, True, True, False],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","hidden.0.weight","hidden.0.bias","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# Pooling
mul = embedding * (masks["embedding"].to(torch.float32) * 1.4285714285714286)
cast = mask.reshape((time, batch, 1)).to(torch.float32)
pooled = (mul * cast).sum(0) / torch.maximum(cast.sum(0), torch.tensor(float(1)))
show("pooled", pooled)

# Hidden layer 1
mul_2 = pooled * (masks["pooled"].to(torch.float32) * 1.4285714285714286)
hidden0_hidden_layer = F.relu(F.linear(mul_2, p["hidden.0.weight"], p["hidden.0.bias"]))
show("hidden0_hidden_layer", hidden0_hidden_layer)

# Output layer
mul_3 = hidden0_hidden_layer * (masks["hidden0"].to(torch.float32) * 1.4285714285714286)
logits = F.linear(mul_3, p["output.weight"], p["output.bias"])
show("logits", logits)

# Loss
loss = F.cross_entropy(logits, labels.long(), reduction="none").sum() / batch
show("loss", loss)

# Gradients
loss.backward()
for name in trained:
    if p[name].grad is None:  # the loss does not depend on it
        p[name].grad = torch.zeros_like(p[name])
gradients = {name: p[name].grad for name in trained}
for name in trained:
    show(f"gradient of {name}", gradients[name])

# Update
torch.nn.utils.clip_grad_norm_([p[name] for name in trained], 1)
learning_rate = 0.1
optimizer = torch.optim.SGD([p[name] for name in trained], lr=learning_rate, momentum=0.9, nesterov=True, weight_decay=0.01)
for name in trained:
    optimizer.state[p[name]] = {"momentum_buffer": state[f"momentum.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
