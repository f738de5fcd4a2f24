# rnn.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
mask = torch.tensor([
    [True, True, True], [True, True, True], [False, True, True], [False, True, True], [False, True, True],
    [False, False, True], [False, False, False], [False, False, False],
], dtype=torch.bool)
ids = torch.tensor([
    [17, 12, 7], [11, 16, 5], [0, 13, 8], [0, 8, 6], [0, 14, 9], [0, 0, 10], [0, 0, 0], [0, 0, 0],
], dtype=torch.int32)
labels = torch.tensor([0, 0, 1], dtype=torch.int32)
time = mask.shape[0]
batch = mask.shape[1]
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
    "recurrent.weight_ih_l0": torch.tensor([
        [-0.5051204, -0.2467214, 0.18974325, 0.079676725], [0.272467, 0.024956394, -0.49511087, -0.46679357],
        [0.4362315, 0.1495891, 0.45246878, 0.5347983],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0": torch.tensor([
        [-0.12022159, -0.4632841, 0.35124895], [0.26578343, -0.09404555, -0.058276873],
        [-0.31555203, 0.5439245, -0.5182661],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0": torch.tensor([-0.4791264, 0.4786656, 0.508113], dtype=torch.float32),
    "recurrent.bias_hh_l0": torch.tensor([0.1394576, 0.14942762, 0.29805142], dtype=torch.float32),
    "recurrent.weight_ih_l0_reverse": torch.tensor([
        [-0.09123512, 0.27211627, -0.10833576, 0.20040864], [-0.15050553, 0.27026218, 0.15968926, -0.068628184],
        [-0.43931282, 0.08873626, -0.13859797, -0.15418473],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0_reverse": torch.tensor([
        [0.06288822, -0.3138944, 0.042146478], [-0.21528532, 0.4705197, -0.019469522],
        [0.34075788, -0.49800903, -0.5216181],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0_reverse": torch.tensor([0.37807837, -0.51447755, 0.55564296], dtype=torch.float32),
    "recurrent.bias_hh_l0_reverse": torch.tensor([-0.36786738, -0.45023307, -0.5150348], dtype=torch.float32),
    "output.weight": torch.tensor([
        [-0.17701185, -0.089213766, -0.20589471, 0.26121408, 0.0400666, 0.17640468],
        [0.045893263, -0.13429062, 0.15108708, -0.24797733, -0.046402965, 0.38638565],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([-0.25351384, 0.20628384], dtype=torch.float32),
}
state = {
    "squares.embedding.weight": torch.zeros((18, 4)),
    "squares.recurrent.weight_ih_l0": torch.zeros((3, 4)),
    "squares.recurrent.weight_hh_l0": torch.zeros((3, 3)),
    "squares.recurrent.bias_ih_l0": torch.zeros((3,)),
    "squares.recurrent.bias_hh_l0": torch.zeros((3,)),
    "squares.recurrent.weight_ih_l0_reverse": torch.zeros((3, 4)),
    "squares.recurrent.weight_hh_l0_reverse": torch.zeros((3, 3)),
    "squares.recurrent.bias_ih_l0_reverse": torch.zeros((3,)),
    "squares.recurrent.bias_hh_l0_reverse": torch.zeros((3,)),
    "squares.output.weight": torch.zeros((2, 6)),
    "squares.output.bias": torch.zeros((2,)),
    "momentum.embedding.weight": torch.zeros((18, 4)),
    "momentum.recurrent.weight_ih_l0": torch.zeros((3, 4)),
    "momentum.recurrent.weight_hh_l0": torch.zeros((3, 3)),
    "momentum.recurrent.bias_ih_l0": torch.zeros((3,)),
    "momentum.recurrent.bias_hh_l0": torch.zeros((3,)),
    "momentum.recurrent.weight_ih_l0_reverse": torch.zeros((3, 4)),
    "momentum.recurrent.weight_hh_l0_reverse": torch.zeros((3, 3)),
    "momentum.recurrent.bias_ih_l0_reverse": torch.zeros((3,)),
    "momentum.recurrent.bias_hh_l0_reverse": torch.zeros((3,)),
    "momentum.output.weight": torch.zeros((2, 6)),
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
        [False, False, True, True, False, True], [False, True, True, True, False, True],
        [True, False, True, True, True, True],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","recurrent.weight_ih_l0","recurrent.weight_hh_l0","recurrent.bias_ih_l0","recurrent.bias_hh_l0","recurrent.weight_ih_l0_reverse","recurrent.weight_hh_l0_reverse","recurrent.bias_ih_l0_reverse","recurrent.bias_hh_l0_reverse","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# RNN 1 forward
# In one call: nn.RNN(4, 3, bidirectional=True); where padding is masked, of what pack_padded_sequence gives
add = p["recurrent.bias_ih_l0"] + p["recurrent.bias_hh_l0"]
mul = embedding * (masks["embedding"].to(torch.float32) * 1.4285714285714286)
fill = torch.full((batch, 3), 0, dtype=torch.float32)
h = fill
rnn0_hidden_state_steps = []
for t in range(time):
    affine = h @ p["recurrent.weight_hh_l0"].mT + F.linear(mul[t], p["recurrent.weight_ih_l0"], add)
    rnn0_hidden_state_t = torch.tanh(affine)
    rnn0_hidden_state_steps.append(rnn0_hidden_state_t)
    h = rnn0_hidden_state_t
rnn0_hidden_state = torch.stack(rnn0_hidden_state_steps)
show("rnn0_hidden_state", rnn0_hidden_state)

# RNN 1 backward
add_2 = p["recurrent.bias_ih_l0_reverse"] + p["recurrent.bias_hh_l0_reverse"]
h_2 = fill
state_steps, rnn0_backward_hidden_state_steps = [], []
for t_2 in reversed(range(time)):
    affine_2 = h_2 @ p["recurrent.weight_hh_l0_reverse"].mT + F.linear(mul[t_2], p["recurrent.weight_ih_l0_reverse"], add_2)
    rnn0_backward_hidden_state_t = torch.tanh(affine_2)
    where = torch.where(mask[t_2].reshape((batch, 1)), rnn0_backward_hidden_state_t, 0.0)
    state_steps.append(where)
    rnn0_backward_hidden_state_steps.append(rnn0_backward_hidden_state_t)
    h_2 = where
loop = torch.stack(state_steps[::-1])
rnn0_backward_hidden_state = torch.stack(rnn0_backward_hidden_state_steps[::-1])
show("rnn0_backward_hidden_state", rnn0_backward_hidden_state)

# RNN 1
rnn0_output = torch.where(mask.reshape((time, batch, 1)), torch.cat([rnn0_hidden_state, loop], dim=2), 0.0)
show("rnn0_output", rnn0_output)

# Pooling
cast = mask.reshape((time, batch, 1)).to(torch.float32)
pooled = (rnn0_output * cast).sum(0) / torch.maximum(cast.sum(0), torch.tensor(float(1)))
show("pooled", pooled)

# Output layer
mul_2 = pooled * (masks["pooled"].to(torch.float32) * 1.4285714285714286)
logits = F.linear(mul_2, p["output.weight"], p["output.bias"])
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
torch.nn.utils.clip_grad_norm_([p[name] for name in trained], 0.1)
learning_rate = 0.01
optimizer = torch.optim.RMSprop([p[name] for name in trained], lr=learning_rate, alpha=0.99, momentum=0.5, eps=1e-8, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "square_avg": state[f"squares.{name}"], "momentum_buffer": state[f"momentum.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
