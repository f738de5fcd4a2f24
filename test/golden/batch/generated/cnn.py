# cnn.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

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
    "layers.0.window2.weight": torch.tensor([
        [[-0.30932182, -0.15108539], [0.11619354, 0.04879183], [0.16685127, 0.015282608], [-0.30319226, -0.2858515]],
        [[0.26713613, 0.09160425], [0.2770794, 0.32749575], [-0.073620394, -0.28370243], [0.21509516, 0.16275844]],
        [[-0.0575909, -0.035687152], [-0.19323537, 0.33308437], [-0.31737188, -0.29340377], [0.2931216, 0.3111544]],
    ], dtype=torch.float32),
    "layers.0.window2.bias": torch.tensor([0.085399985, 0.091505356, 0.18251848], dtype=torch.float32),
    "layers.0.window3.weight": torch.tensor([
        [[-0.04561756, 0.13605814, -0.05416788], [0.10020432, -0.075252764, 0.13513109], [0.07984463, -0.034314092, -0.21965641], [0.04436813, -0.06929898, -0.077092364]],
        [[0.03144411, -0.1569472, 0.021073239], [-0.10764266, 0.23525985, -0.009734761], [0.17037894, -0.24900451, -0.26080906], [0.18903919, -0.25723878, 0.27782148]],
        [[-0.18393369, -0.22511654, -0.2575174], [-0.12516628, -0.06308366, -0.14558955], [0.18470626, 0.028331365, 0.12473695], [0.032451436, -0.094957806, 0.106834695]],
    ], dtype=torch.float32),
    "layers.0.window3.bias": torch.tensor([-0.17534645, -0.03281185, 0.27321592], dtype=torch.float32),
    "layers.1.window2.weight": torch.tensor([
        [[-0.17926136, 0.1458647], [-0.11122739, 0.23046327], [-0.07139101, -0.12976936], [0.2125456, -0.028623039], [-0.2612698, 0.20403646], [-0.2801086, 0.061956096]],
        [[0.17917089, 0.25737393], [-0.073236614, 0.0721649], [-0.06201031, 0.22485916], [-0.03725142, 0.09336297], [0.17358126, 0.17637426], [-0.20775041, 0.05371471]],
        [[0.0037888924, -0.039097358], [-0.17714502, 0.043980785], [0.080387555, 0.2549937], [0.015285979, -0.09944804], [0.20944582, -0.06624026], [0.13441244, -0.1032985]],
    ], dtype=torch.float32),
    "layers.1.window2.bias": torch.tensor([-0.20901126, -0.28519315, -0.021202685], dtype=torch.float32),
    "layers.1.window3.weight": torch.tensor([
        [[0.153244, -0.061873302, -0.10236325], [0.19617254, 0.1006414, 0.15361784], [-0.2279435, -0.17103311, -0.15314904], [0.20168135, 0.027734445, 0.092649706], [0.093521684, -0.056340583, -0.057291534], [-0.07274186, -0.0368424, 0.08029753]],
        [[0.1752981, 0.035003185, 0.20502646], [0.12889269, -0.092361145, 0.20034765], [-0.024533661, 0.13265324, -0.12337913], [-0.050518148, 0.21303813, 0.15847988], [0.09275, -0.06148352, 0.2203368], [-0.16335699, -0.19725898, 0.14176293]],
        [[0.025016245, -0.17775911, 0.027049623], [0.048178975, 0.2092755, 0.20115434], [-0.031668413, -0.033159938, -0.008917466], [0.20401648, -0.16988972, 0.12669842], [0.19373204, -0.018956017, -0.22559717], [0.21940258, -0.17287359, -0.04872514]],
    ], dtype=torch.float32),
    "layers.1.window3.bias": torch.tensor([0.09523266, -0.074135095, -0.1253567], dtype=torch.float32),
    "output.weight": torch.tensor([
        [0.3989756, -0.0064787157, -0.4034856, 0.3895018, -0.00555881, 0.21317904],
        [0.14029923, -0.25796545, 0.04050074, 0.19293518, 0.03145841, -0.23072629],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([-0.37910104, 0.015257055], dtype=torch.float32),
}
state = {
    "sum.embedding.weight": torch.zeros((18, 4)),
    "sum.layers.0.window2.weight": torch.zeros((3, 4, 2)),
    "sum.layers.0.window2.bias": torch.zeros((3,)),
    "sum.layers.0.window3.weight": torch.zeros((3, 4, 3)),
    "sum.layers.0.window3.bias": torch.zeros((3,)),
    "sum.layers.1.window2.weight": torch.zeros((3, 6, 2)),
    "sum.layers.1.window2.bias": torch.zeros((3,)),
    "sum.layers.1.window3.weight": torch.zeros((3, 6, 3)),
    "sum.layers.1.window3.bias": torch.zeros((3,)),
    "sum.output.weight": torch.zeros((2, 6)),
    "sum.output.bias": torch.zeros((2,)),
}
masks = {
    "layer1": torch.tensor([
        [[True, True, True, True, False, False], [True, False, False, False, True, False], [False, False, True, False, False, True]],
        [[False, True, False, True, True, True], [False, True, False, True, False, True], [False, True, True, False, False, False]],
        [[False, False, True, False, True, False], [True, True, True, True, False, True], [True, True, False, False, False, True]],
        [[True, False, False, True, True, False], [True, False, False, False, False, False], [False, True, True, True, False, True]],
        [[True, True, False, False, False, False], [False, True, False, False, False, True], [True, True, True, False, False, False]],
        [[True, False, False, False, False, True], [True, True, True, False, True, True], [True, False, True, True, False, False]],
        [[True, True, True, False, False, True], [True, False, True, False, False, True], [False, False, True, False, True, False]],
        [[True, True, False, False, False, False], [True, False, False, False, False, False], [False, False, False, False, True, False]],
    ], dtype=torch.bool),
    "pooled": torch.tensor([
        [False, False, True, True, False, True], [False, True, True, True, False, False],
        [False, False, True, True, True, True],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","layers.0.window2.weight","layers.0.window2.bias","layers.0.window3.weight","layers.0.window3.bias","layers.1.window2.weight","layers.1.window2.bias","layers.1.window3.weight","layers.1.window3.bias","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# Convolution 1
# layers.0.window2.weight in one call: nn.Conv1d(4, 3, 2, padding="same"), time last
# layers.0.window3.weight in one call: nn.Conv1d(4, 3, 3, padding="same"), time last
cast = mask.reshape((time, batch, 1)).to(torch.float32)
mul = embedding * cast
matmul = mul @ p["layers.0.window2.weight"].permute(1, 2, 0).reshape((4, 6))
part, part_2 = torch.split(matmul, [3, 3], dim=2)
concat = torch.cat([part_2, torch.full((1, batch, 3), 0, dtype=torch.float32)], dim=0)
convolution0_filters = part + concat[1:time + 1] + p["layers.0.window2.bias"]
matmul_2 = mul @ p["layers.0.window3.weight"].permute(1, 2, 0).reshape((4, 9))
part_3, part_4, part_5 = torch.split(matmul_2, [3, 3, 3], dim=2)
concat_2 = torch.cat([torch.full((1, batch, 3), 0, dtype=torch.float32), part_3], dim=0)
concat_3 = torch.cat([part_5, torch.full((1, batch, 3), 0, dtype=torch.float32)], dim=0)
convolution0_filters_2 = concat_2[:time] + part_4 + concat_3[1:time + 1] + p["layers.0.window3.bias"]
convolution0_found = F.relu(torch.cat([convolution0_filters, convolution0_filters_2], dim=2))
show("convolution0_filters", convolution0_filters)
show("convolution0_filters_2", convolution0_filters_2)
show("convolution0_found", convolution0_found)

# Convolution 2
mul_2 = convolution0_found * (masks["layer1"].to(torch.float32) * 2) * cast
matmul_3 = mul_2 @ p["layers.1.window2.weight"].permute(1, 2, 0).reshape((6, 6))
part_6, part_7 = torch.split(matmul_3, [3, 3], dim=2)
concat_4 = torch.cat([torch.full((1, batch, 3), 0, dtype=torch.float32), part_6], dim=0)
concat_5 = torch.cat([part_7, torch.full((1, batch, 3), 0, dtype=torch.float32)], dim=0)
convolution1_filters = concat_4[:time] + concat_5[1:time + 1] + p["layers.1.window2.bias"]
matmul_4 = mul_2 @ p["layers.1.window3.weight"].permute(1, 2, 0).reshape((6, 9))
part_8, part_9, part_10 = torch.split(matmul_4, [3, 3, 3], dim=2)
concat_6 = torch.cat([torch.full((2, batch, 3), 0, dtype=torch.float32), part_8], dim=0)
concat_7 = torch.cat([part_10, torch.full((2, batch, 3), 0, dtype=torch.float32)], dim=0)
convolution1_filters_2 = concat_6[:time] + part_9 + concat_7[2:time + 2] + p["layers.1.window3.bias"]
convolution1_found = F.relu(torch.cat([convolution1_filters, convolution1_filters_2], dim=2))
show("convolution1_filters", convolution1_filters)
show("convolution1_filters_2", convolution1_filters_2)
show("convolution1_found", convolution1_found)

# Pooling
where = torch.where(mask.reshape((time, batch, 1)), convolution1_found, -1e+30)
pooled = torch.amax(where, 0) * torch.amax(mask.reshape((time, batch, 1)).to(torch.float32), 0)
show("pooled", pooled)

# Output layer
logits = F.linear(pooled * (masks["pooled"].to(torch.float32) * 2), p["output.weight"], p["output.bias"])
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
optimizer = torch.optim.Adagrad([p[name] for name in trained], lr=learning_rate, eps=1e-10, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "sum": state[f"sum.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
