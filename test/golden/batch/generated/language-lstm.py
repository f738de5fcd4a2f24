# language-lstm.nlplab.json: update 1, batch 1 of 3. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
carried_h0 = torch.zeros((2, 4))
continues = torch.zeros(())
carried_c0 = torch.zeros((2, 4))
ids = torch.tensor([
    [4, 4], [5, 10], [8, 11], [6, 7], [4, 4],
], dtype=torch.int32)
labels = torch.tensor([
    [5, 10], [8, 11], [6, 7], [4, 4], [9, 5],
], dtype=torch.int32)
time = ids.shape[0]
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
    ], dtype=torch.float32),
    "recurrent.weight_ih_l0": torch.tensor([
        [0.3070757, 0.42119825, -0.26240852, -0.18768749], [-0.031680662, 0.071477965, 0.41994482, 0.45822552],
        [0.49907038, 0.40990725, 0.252866, 0.2793428], [-0.062024385, 0.23050667, 0.047020283, 0.30413857],
        [-0.4374471, -0.213667, 0.16432248, 0.06900207], [0.23596333, 0.021612871, -0.4287786, -0.4042551],
        [0.37778753, 0.12954797, 0.39184946, 0.46314895], [-0.10411496, -0.40121582, 0.30419052, 0.2301752],
        [-0.081445836, -0.050469253, -0.2732761, 0.47105244], [-0.44883162, -0.41493562, 0.41453654, 0.4400388],
        [0.12077382, 0.12940812, 0.25812012, -0.07901193], [0.23565961, -0.093821526, 0.17355897, -0.1303416],
        [0.23405392, 0.13829497, -0.059433747, -0.38045606], [0.07684785, -0.12002936, -0.13352789, 0.054462794],
        [-0.2718405, 0.03649992, -0.18644255, 0.407482], [-0.016861102, 0.29510498, -0.43128848, -0.45173457],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0": torch.tensor([
        [0.32742545, -0.44555062, 0.4812009, -0.3185825], [-0.3899133, -0.44603324, -0.21679436, -0.109264106],
        [-0.25216848, 0.3199206, 0.049071364, 0.21605073], [0.056207538, -0.16447175, 0.18504313, -0.30370897],
        [-0.056831792, 0.47322384, -0.31048977, 0.25264508], [-0.1926515, 0.3991741, -0.12365285, -0.22476712],
        [0.36813977, -0.04957656, -0.4525326, 0.3534015], [-0.48516232, 0.10731111, 0.31033307, 0.44578475],
        [-0.12684953, 0.12499328, -0.107405014, 0.38946748], [-0.06452135, 0.16170941, 0.30065155, 0.30548915],
        [-0.35983425, 0.093036614, 0.006562554, -0.06771861], [-0.30682418, 0.07617696, 0.13923533, 0.44166204],
        [0.026476093, -0.17224906, 0.3627708, -0.1147315], [0.23280917, -0.17891826, -0.3620181, -0.49396902],
        [-0.036724128, 0.32507962, -0.1312531, -0.21714525], [0.4161448, 0.21349265, 0.32587266, -0.48354116],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0": torch.tensor([-0.36281604, -0.32487816, 0.42783073, 0.058833644, 0.1965397, 0.19838946, -0.119516425, -0.12153369, -0.1543088, -0.078154534, 0.17033678, 0.37186342, 0.07425296, 0.4349268, 0.2734227, -0.19592758], dtype=torch.float32),
    "recurrent.bias_hh_l0": torch.tensor([0.42500156, -0.052043755, 0.28140002, -0.26172668, -0.10716518, 0.45192212, 0.33618662, 0.19675246, -0.13042624, 0.4674049, -0.3465325, -0.4184495, 0.3007246, 0.053067468, -0.37708402, 0.057380915], dtype=torch.float32),
    "output.bias": torch.zeros((14,)),
}
state = {
    "mean.embedding.weight": torch.zeros((14, 4)),
    "mean.recurrent.weight_ih_l0": torch.zeros((16, 4)),
    "mean.recurrent.weight_hh_l0": torch.zeros((16, 4)),
    "mean.recurrent.bias_ih_l0": torch.zeros((16,)),
    "mean.recurrent.bias_hh_l0": torch.zeros((16,)),
    "mean.output.bias": torch.zeros((14,)),
    "squares.embedding.weight": torch.zeros((14, 4)),
    "squares.recurrent.weight_ih_l0": torch.zeros((16, 4)),
    "squares.recurrent.weight_hh_l0": torch.zeros((16, 4)),
    "squares.recurrent.bias_ih_l0": torch.zeros((16,)),
    "squares.recurrent.bias_hh_l0": torch.zeros((16,)),
    "squares.output.bias": torch.zeros((14,)),
}
masks = {
    "embedding": torch.tensor([
        [[False, True, False, True], [True, False, True, False]],
        [[True, True, True, True], [True, True, True, True]], [[True, True, True, True], [True, True, True, True]],
        [[True, True, False, False], [False, True, True, True]],
        [[True, True, False, True], [True, True, False, True]],
    ], dtype=torch.bool),
    "output": torch.tensor([
        [[False, True, True, True], [True, True, True, False]],
        [[False, True, True, True], [True, True, True, False]],
        [[True, True, True, False], [False, True, True, True]],
        [[True, True, True, True], [True, True, True, True]],
        [[True, True, True, False], [True, True, True, True]],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","recurrent.weight_ih_l0","recurrent.weight_hh_l0","recurrent.bias_ih_l0","recurrent.bias_hh_l0","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# LSTM 1
# In one call: nn.LSTM(4, 4); where padding is masked, of what pack_padded_sequence gives
add = p["recurrent.bias_ih_l0"] + p["recurrent.bias_hh_l0"]
mul = embedding * (masks["embedding"].to(torch.float32) * 1.25)
h = carried_h0 * continues
c = carried_c0 * continues
lstm0_output_steps, lstm0_cell_state_steps, lstm0_candidate_steps, lstm0_input_gate_steps, lstm0_forget_gate_steps, lstm0_output_gate_steps = [], [], [], [], [], []
for t in range(time):
    affine = h @ p["recurrent.weight_hh_l0"].mT + F.linear(mul[t], p["recurrent.weight_ih_l0"], add)
    part, part_2, part_3, part_4 = torch.split(affine, [4, 4, 4, 4], dim=1)
    lstm0_output_gate_t = torch.sigmoid(part_4)
    lstm0_forget_gate_t = torch.sigmoid(part_2)
    lstm0_input_gate_t = torch.sigmoid(part)
    lstm0_candidate_t = torch.tanh(part_3)
    lstm0_cell_state_t = lstm0_forget_gate_t * c + lstm0_input_gate_t * lstm0_candidate_t
    lstm0_hidden_state_t = lstm0_output_gate_t * torch.tanh(lstm0_cell_state_t)
    lstm0_output_steps.append(lstm0_hidden_state_t)
    lstm0_cell_state_steps.append(lstm0_cell_state_t)
    lstm0_candidate_steps.append(lstm0_candidate_t)
    lstm0_input_gate_steps.append(lstm0_input_gate_t)
    lstm0_forget_gate_steps.append(lstm0_forget_gate_t)
    lstm0_output_gate_steps.append(lstm0_output_gate_t)
    h, c = lstm0_hidden_state_t, lstm0_cell_state_t
lstm0_output = torch.stack(lstm0_output_steps)
lstm0_cell_state = torch.stack(lstm0_cell_state_steps)
lstm0_candidate = torch.stack(lstm0_candidate_steps)
lstm0_input_gate = torch.stack(lstm0_input_gate_steps)
lstm0_forget_gate = torch.stack(lstm0_forget_gate_steps)
lstm0_output_gate = torch.stack(lstm0_output_gate_steps)
show("lstm0_output_gate", lstm0_output_gate)
show("lstm0_forget_gate", lstm0_forget_gate)
show("lstm0_input_gate", lstm0_input_gate)
show("lstm0_candidate", lstm0_candidate)
show("lstm0_cell_state", lstm0_cell_state)
show("lstm0_output", lstm0_output)
show("lstm0_output", lstm0_output)

# Output layer
logits = F.linear(lstm0_output * (masks["output"].to(torch.float32) * 1.25), p["embedding.weight"], p["output.bias"])
show("logits", logits)

# Loss
negative_log_likelihood = F.cross_entropy(logits.flatten(0, -2), labels.long().flatten(), reduction="none").reshape((time, 2))
loss = negative_log_likelihood.sum() / (time * 2)
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
learning_rate = 0.01
optimizer = torch.optim.Adam([p[name] for name in trained], lr=learning_rate, betas=(0.9, 0.999), eps=1e-8, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "exp_avg": state[f"mean.{name}"], "exp_avg_sq": state[f"squares.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
