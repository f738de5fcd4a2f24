# gru.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
mask = torch.tensor([
    [False, False, False], [False, False, False], [False, False, True], [False, True, True],
    [False, True, True], [False, True, True], [True, True, True], [True, True, True],
], dtype=torch.bool)
ids = torch.tensor([
    [0, 0, 0], [0, 0, 0], [0, 0, 7], [0, 12, 5], [0, 16, 8], [0, 13, 6], [17, 8, 9], [11, 14, 10],
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
        [0.4362315, 0.1495891, 0.45246878, 0.5347983], [-0.12022159, -0.4632841, 0.35124895, 0.26578343],
        [-0.09404555, -0.058276873, -0.31555203, 0.5439245], [-0.5182661, -0.4791264, 0.4786656, 0.508113],
        [0.1394576, 0.14942762, 0.29805142, -0.09123512], [0.27211627, -0.10833576, 0.20040864, -0.15050553],
        [0.27026218, 0.15968926, -0.068628184, -0.43931282],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0": torch.tensor([
        [0.08873626, -0.13859797, -0.15418473], [0.06288822, -0.3138944, 0.042146478],
        [-0.21528532, 0.4705197, -0.019469522], [0.34075788, -0.49800903, -0.5216181],
        [0.37807837, -0.51447755, 0.55564296], [-0.36786738, -0.45023307, -0.5150348],
        [-0.25033256, -0.12616733, -0.2911791], [0.3694125, 0.05666273, 0.2494739],
        [0.06490287, -0.18991561, 0.21366939],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0": torch.tensor([-0.3506929, -0.0656237, 0.54643184, -0.3585227, 0.2917294, -0.22245479, 0.46092653, -0.14278202, -0.2595387], dtype=torch.float32),
    "recurrent.bias_hh_l0": torch.tensor([0.4250912, -0.057246078, -0.5225396, 0.40807292, -0.5602172, 0.12391219, 0.35834178, 0.51474786, -0.14647323], dtype=torch.float32),
    "recurrent.weight_ih_l0_reverse": torch.tensor([
        [0.1443298, -0.12402062, 0.44971833, -0.07450284], [0.18672594, 0.34716251, 0.3527485, -0.41550082],
        [0.10742942, 0.007577785, -0.078194715, -0.35429004], [0.08796157, 0.16077511, 0.5099874, 0.030571958],
        [-0.19889608, 0.41889164, -0.13248052, 0.26882488], [-0.206597, -0.4180225, -0.5703863, -0.04240537],
        [0.3753696, -0.15155801, -0.25073773, 0.4805226], [0.24652009, 0.37628534, -0.55834526, -0.41894388],
        [-0.375137, 0.49401638, 0.06793524, 0.22694449],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0_reverse": torch.tensor([
        [0.22908041, -0.13800567, -0.14033502], [-0.17818044, -0.09024508, 0.19668798],
        [0.42939088, 0.08573994, 0.5022102], [0.3157213, -0.22623767, 0.4907495],
        [-0.060094953, 0.32493275, -0.30221593], [-0.12374369, 0.52183473, 0.38819486],
        [0.22719017, -0.15060326, 0.5397127], [-0.40014127, -0.48318383, 0.34724686],
        [0.061277036, -0.4354191, 0.066257775],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0_reverse": torch.tensor([0.1180139, 0.5126182, 0.4927255, -0.07757146, -0.081224926, -0.021843242, 0.49973628, -0.41614315, 0.31034645], dtype=torch.float32),
    "recurrent.bias_hh_l0_reverse": torch.tensor([0.47454464, -0.04643257, -0.55259794, 0.5374244, -0.42345208, -0.11935173, 0.2332714, -0.18159315, -0.30705994], dtype=torch.float32),
    "attention.weight": torch.tensor([
        [0.3989756, -0.0064787157, -0.4034856, 0.3895018, -0.00555881, 0.21317904],
        [0.14029923, -0.25796545, 0.04050074, 0.19293518, 0.03145841, -0.23072629],
        [-0.37910104, 0.015257055, 0.392546, 0.05636514, 0.36454085, -0.17339377],
        [-0.1773515, 0.0033052764, -0.3214621, 0.07518448, -0.22130576, -0.38644147],
        [-0.054579526, 0.026501026, -0.029427202, -0.3142422, -0.018541507, -0.17333815],
        [-0.33125055, 0.061949857, 0.2740213, 0.27536735, 0.36341262, 0.35414296],
    ], dtype=torch.float32),
    "attention.bias": torch.tensor([0.19350943, 0.23893501, 0.25314924, -0.21027954, -0.32715896, -0.37656495], dtype=torch.float32),
    "attention.vector": torch.tensor([0.19126275, 0.34033045, -0.23518522, 0.28301552, -0.2532667, -0.029064128], dtype=torch.float32),
    "output.weight": torch.tensor([
        [0.3092122, 0.36124387, -0.2446825, 0.14366284, -0.4076509, -0.0027697475],
        [-0.063599035, -0.116019785, -0.25286713, 0.21128348, -0.046683483, 0.00463517],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([-0.3493902, -0.11711444], dtype=torch.float32),
}
state = {
    "squares.embedding.weight": torch.zeros((18, 4)),
    "squares.recurrent.weight_ih_l0": torch.zeros((9, 4)),
    "squares.recurrent.weight_hh_l0": torch.zeros((9, 3)),
    "squares.recurrent.bias_ih_l0": torch.zeros((9,)),
    "squares.recurrent.bias_hh_l0": torch.zeros((9,)),
    "squares.recurrent.weight_ih_l0_reverse": torch.zeros((9, 4)),
    "squares.recurrent.weight_hh_l0_reverse": torch.zeros((9, 3)),
    "squares.recurrent.bias_ih_l0_reverse": torch.zeros((9,)),
    "squares.recurrent.bias_hh_l0_reverse": torch.zeros((9,)),
    "squares.attention.weight": torch.zeros((6, 6)),
    "squares.attention.bias": torch.zeros((6,)),
    "squares.attention.vector": torch.zeros((6,)),
    "squares.output.weight": torch.zeros((2, 6)),
    "squares.output.bias": torch.zeros((2,)),
    "changes.embedding.weight": torch.zeros((18, 4)),
    "changes.recurrent.weight_ih_l0": torch.zeros((9, 4)),
    "changes.recurrent.weight_hh_l0": torch.zeros((9, 3)),
    "changes.recurrent.bias_ih_l0": torch.zeros((9,)),
    "changes.recurrent.bias_hh_l0": torch.zeros((9,)),
    "changes.recurrent.weight_ih_l0_reverse": torch.zeros((9, 4)),
    "changes.recurrent.weight_hh_l0_reverse": torch.zeros((9, 3)),
    "changes.recurrent.bias_ih_l0_reverse": torch.zeros((9,)),
    "changes.recurrent.bias_hh_l0_reverse": torch.zeros((9,)),
    "changes.attention.weight": torch.zeros((6, 6)),
    "changes.attention.bias": torch.zeros((6,)),
    "changes.attention.vector": torch.zeros((6,)),
    "changes.output.weight": torch.zeros((2, 6)),
    "changes.output.bias": torch.zeros((2,)),
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
trained = ["embedding.weight","recurrent.weight_ih_l0","recurrent.weight_hh_l0","recurrent.bias_ih_l0","recurrent.bias_hh_l0","recurrent.weight_ih_l0_reverse","recurrent.weight_hh_l0_reverse","recurrent.bias_ih_l0_reverse","recurrent.bias_hh_l0_reverse","attention.weight","attention.bias","attention.vector","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# GRU 1 forward
# In one call: nn.GRU(4, 3, bidirectional=True); where padding is masked, of what pack_padded_sequence gives
mul = embedding * (masks["embedding"].to(torch.float32) * 1.4285714285714286)
fill = torch.full((batch, 3), 0, dtype=torch.float32)
h = fill
state_steps, gru0_hidden_state_steps, gru0_update_gate_steps, gru0_new_state_steps, gru0_reset_gate_steps = [], [], [], [], []
for t in range(time):
    affine = F.linear(mul[t], p["recurrent.weight_ih_l0"], p["recurrent.bias_ih_l0"])
    part, part_2, part_3 = torch.split(affine, [3, 3, 3], dim=1)
    affine_2 = F.linear(h, p["recurrent.weight_hh_l0"], p["recurrent.bias_hh_l0"])
    part_4, part_5, part_6 = torch.split(affine_2, [3, 3, 3], dim=1)
    gru0_reset_gate_t = torch.sigmoid(part + part_4)
    gru0_new_state_t = torch.tanh(part_3 + gru0_reset_gate_t * part_6)
    gru0_update_gate_t = torch.sigmoid(part_2 + part_5)
    gru0_hidden_state_t = gru0_new_state_t + gru0_update_gate_t * (h - gru0_new_state_t)
    where = torch.where(mask[t].reshape((batch, 1)), gru0_hidden_state_t, 0.0)
    state_steps.append(where)
    gru0_hidden_state_steps.append(gru0_hidden_state_t)
    gru0_update_gate_steps.append(gru0_update_gate_t)
    gru0_new_state_steps.append(gru0_new_state_t)
    gru0_reset_gate_steps.append(gru0_reset_gate_t)
    h = where
loop = torch.stack(state_steps)
gru0_hidden_state = torch.stack(gru0_hidden_state_steps)
gru0_update_gate = torch.stack(gru0_update_gate_steps)
gru0_new_state = torch.stack(gru0_new_state_steps)
gru0_reset_gate = torch.stack(gru0_reset_gate_steps)
show("gru0_reset_gate", gru0_reset_gate)
show("gru0_new_state", gru0_new_state)
show("gru0_update_gate", gru0_update_gate)
show("gru0_hidden_state", gru0_hidden_state)

# GRU 1 backward
h_2 = fill
gru0_backward_hidden_state_steps, gru0_backward_update_gate_steps, gru0_backward_new_state_steps, gru0_backward_reset_gate_steps = [], [], [], []
for t_2 in reversed(range(time)):
    affine_3 = F.linear(mul[t_2], p["recurrent.weight_ih_l0_reverse"], p["recurrent.bias_ih_l0_reverse"])
    part_7, part_8, part_9 = torch.split(affine_3, [3, 3, 3], dim=1)
    affine_4 = F.linear(h_2, p["recurrent.weight_hh_l0_reverse"], p["recurrent.bias_hh_l0_reverse"])
    part_10, part_11, part_12 = torch.split(affine_4, [3, 3, 3], dim=1)
    gru0_backward_reset_gate_t = torch.sigmoid(part_7 + part_10)
    gru0_backward_new_state_t = torch.tanh(part_9 + gru0_backward_reset_gate_t * part_12)
    gru0_backward_update_gate_t = torch.sigmoid(part_8 + part_11)
    gru0_backward_hidden_state_t = gru0_backward_new_state_t + gru0_backward_update_gate_t * (h_2 - gru0_backward_new_state_t)
    gru0_backward_hidden_state_steps.append(gru0_backward_hidden_state_t)
    gru0_backward_update_gate_steps.append(gru0_backward_update_gate_t)
    gru0_backward_new_state_steps.append(gru0_backward_new_state_t)
    gru0_backward_reset_gate_steps.append(gru0_backward_reset_gate_t)
    h_2 = gru0_backward_hidden_state_t
gru0_backward_hidden_state = torch.stack(gru0_backward_hidden_state_steps[::-1])
gru0_backward_update_gate = torch.stack(gru0_backward_update_gate_steps[::-1])
gru0_backward_new_state = torch.stack(gru0_backward_new_state_steps[::-1])
gru0_backward_reset_gate = torch.stack(gru0_backward_reset_gate_steps[::-1])
show("gru0_backward_reset_gate", gru0_backward_reset_gate)
show("gru0_backward_new_state", gru0_backward_new_state)
show("gru0_backward_update_gate", gru0_backward_update_gate)
show("gru0_backward_hidden_state", gru0_backward_hidden_state)

# GRU 1
gru0_output = torch.where(mask.reshape((time, batch, 1)), torch.cat([loop, gru0_backward_hidden_state], dim=2), 0.0)
show("gru0_output", gru0_output)

# Pooling
affine_5 = F.linear(gru0_output, p["attention.weight"], p["attention.bias"])
reshape = (torch.tanh(affine_5) @ p["attention.vector"].reshape((6, 1))).reshape((time, batch))
pooling_weights = F.softmax(torch.where(mask, reshape, -1e+30), dim=0)
pooled = (gru0_output * pooling_weights.reshape((time, batch, 1))).sum(0)
show("pooling_weights", pooling_weights)
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
torch.nn.utils.clip_grad_value_([p[name] for name in trained], 0.01)
torch.nn.utils.clip_grad_norm_([p[name] for name in trained], 1)
learning_rate = 1
optimizer = torch.optim.Adadelta([p[name] for name in trained], lr=learning_rate, rho=0.9, eps=0.000001, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "square_avg": state[f"squares.{name}"], "acc_delta": state[f"changes.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
