# language-transformer.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
ids = torch.tensor([
    [10, 7], [8, 4], [6, 10], [4, 8], [5, 6],
], dtype=torch.int32)
labels = torch.tensor([
    [8, 4], [6, 10], [4, 8], [5, 6], [3, 4],
], dtype=torch.int32)
time = ids.shape[0]
p = {
    "embedding.weight": torch.tensor([
        [0, 0, 0, 0], [0.20362046, -0.67699486, -0.5184975, 0.4831347],
        [-0.2547459, 0.59388924, -0.25140104, -0.60125434], [0.091947146, -0.0407579, -0.1679501, -0.094168685],
        [0.430669, -0.98408663, -1.1878964, -0.25576463], [1.2077148, 0.9771207, -0.22222914, 0.30089346],
        [-0.29029214, 0.9049346, -0.00887169, 0.57743764], [-0.45171583, 0.18777472, 0.045282576, -0.36120355],
        [0.20770927, 0.26297855, 0.8178314, -0.4644942], [0.14516047, 0.2753004, 0.13418515, -0.07499872],
        [-0.3745705, -0.3160304, -0.52672756, -0.050591752], [0.307759, -0.1098609, -0.07422207, -0.39487836],
        [-0.056504916, -0.22274746, -0.40061668, 0.7691029], [0.18152797, 0.454021, -0.9082637, -0.13525496],
    ], dtype=torch.float32),
    "positions.weight": torch.tensor([
        [0, 1, 0, 1], [0.84147096, 0.5403023, 0.009999833, 0.99995], [0.9092974, -0.41614684, 0.019998666, 0.9998],
        [0.14112, -0.9899925, 0.029995501, 0.99955004], [-0.7568025, -0.6536436, 0.039989334, 0.9992001],
    ], dtype=torch.float32),
    "decoder.layers.0.self_attn.in_proj_weight": torch.tensor([
        [0.3760894, 0.5158604, -0.3213835, -0.22986929], [-0.038800728, 0.08754227, 0.51432526, 0.5612094],
        [0.6112339, 0.5020318, 0.30969635, 0.34212366], [-0.07596405, 0.28231186, 0.057587847, 0.37249213],
        [-0.53576106, -0.26168758, 0.20125312, 0.08450993], [0.28899488, 0.026470253, -0.5251444, -0.49510932],
        [0.46269336, 0.15866321, 0.47991562, 0.5672393], [-0.12751426, -0.491387, 0.37255576, 0.2819059],
        [-0.09975037, -0.061811958, -0.33469346, 0.576919], [-0.5497042, -0.5081903, 0.5077015, 0.53893524],
        [0.14791712, 0.15849192, 0.31613126, -0.09676946], [0.2886229, -0.11490743, 0.21256545, -0.15963522],
    ], dtype=torch.float32),
    "decoder.layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "decoder.layers.0.self_attn.out_proj.weight": torch.tensor([
        [0.23405392, 0.13829497, -0.059433747, -0.38045606], [0.07684785, -0.12002936, -0.13352789, 0.054462794],
        [-0.2718405, 0.03649992, -0.18644255, 0.407482], [-0.016861102, 0.29510498, -0.43128848, -0.45173457],
    ], dtype=torch.float32),
    "decoder.layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "decoder.layers.0.linear1.weight": torch.tensor([
        [0.32742545, -0.44555062, 0.4812009, -0.3185825], [-0.3899133, -0.44603324, -0.21679436, -0.109264106],
        [-0.25216848, 0.3199206, 0.049071364, 0.21605073], [0.056207538, -0.16447175, 0.18504313, -0.30370897],
        [-0.056831792, 0.47322384, -0.31048977, 0.25264508], [-0.1926515, 0.3991741, -0.12365285, -0.22476712],
    ], dtype=torch.float32),
    "decoder.layers.0.linear1.bias": torch.tensor([0.36813977, -0.04957656, -0.4525326, 0.3534015, -0.48516232, 0.10731111], dtype=torch.float32),
    "decoder.layers.0.linear2.weight": torch.tensor([
        [0.2533859, 0.36398172, -0.10357221, 0.102056585, -0.08769582, 0.3179989],
        [-0.05268146, 0.13203518, 0.24548097, 0.24943087, -0.29380345, 0.07596408],
        [0.005358303, -0.05529201, -0.25052088, 0.062198225, 0.11368517, 0.36061555],
        [0.021617638, -0.14064077, 0.2962011, -0.09367788, 0.1900879, -0.14608614],
    ], dtype=torch.float32),
    "decoder.layers.0.linear2.bias": torch.tensor([-0.29558656, -0.40332404, -0.029985124, 0.2654264], dtype=torch.float32),
    "decoder.layers.0.norm1.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "decoder.layers.0.norm1.bias": torch.zeros((4,)),
    "decoder.layers.0.norm2.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "decoder.layers.0.norm2.bias": torch.zeros((4,)),
    "decoder.norm.weight": torch.tensor([1, 1, 1, 1], dtype=torch.float32),
    "decoder.norm.bias": torch.zeros((4,)),
    "output.bias": torch.zeros((14,)),
}
state = {
    "mean.embedding.weight": torch.zeros((14, 4)),
    "mean.positions.weight": torch.zeros((5, 4)),
    "mean.decoder.layers.0.self_attn.in_proj_weight": torch.zeros((12, 4)),
    "mean.decoder.layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "mean.decoder.layers.0.self_attn.out_proj.weight": torch.zeros((4, 4)),
    "mean.decoder.layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "mean.decoder.layers.0.linear1.weight": torch.zeros((6, 4)),
    "mean.decoder.layers.0.linear1.bias": torch.zeros((6,)),
    "mean.decoder.layers.0.linear2.weight": torch.zeros((4, 6)),
    "mean.decoder.layers.0.linear2.bias": torch.zeros((4,)),
    "mean.decoder.layers.0.norm1.weight": torch.zeros((4,)),
    "mean.decoder.layers.0.norm1.bias": torch.zeros((4,)),
    "mean.decoder.layers.0.norm2.weight": torch.zeros((4,)),
    "mean.decoder.layers.0.norm2.bias": torch.zeros((4,)),
    "mean.decoder.norm.weight": torch.zeros((4,)),
    "mean.decoder.norm.bias": torch.zeros((4,)),
    "mean.output.bias": torch.zeros((14,)),
    "squares.embedding.weight": torch.zeros((14, 4)),
    "squares.positions.weight": torch.zeros((5, 4)),
    "squares.decoder.layers.0.self_attn.in_proj_weight": torch.zeros((12, 4)),
    "squares.decoder.layers.0.self_attn.in_proj_bias": torch.zeros((12,)),
    "squares.decoder.layers.0.self_attn.out_proj.weight": torch.zeros((4, 4)),
    "squares.decoder.layers.0.self_attn.out_proj.bias": torch.zeros((4,)),
    "squares.decoder.layers.0.linear1.weight": torch.zeros((6, 4)),
    "squares.decoder.layers.0.linear1.bias": torch.zeros((6,)),
    "squares.decoder.layers.0.linear2.weight": torch.zeros((4, 6)),
    "squares.decoder.layers.0.linear2.bias": torch.zeros((4,)),
    "squares.decoder.layers.0.norm1.weight": torch.zeros((4,)),
    "squares.decoder.layers.0.norm1.bias": torch.zeros((4,)),
    "squares.decoder.layers.0.norm2.weight": torch.zeros((4,)),
    "squares.decoder.layers.0.norm2.bias": torch.zeros((4,)),
    "squares.decoder.norm.weight": torch.zeros((4,)),
    "squares.decoder.norm.bias": torch.zeros((4,)),
    "squares.output.bias": torch.zeros((14,)),
}
masks = {
    "source embedding": torch.tensor([
        [[True, True, True, True], [False, True, True, True]],
        [[True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, True, True, False]],
        [[True, True, True, True], [False, True, True, True]],
        [[True, True, True, True], [True, True, True, True]],
    ], dtype=torch.bool),
    "source 0 weights": torch.tensor([
        [[[False, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True]], [[True, True, False, True, False], [True, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True]]],
        [[[True, True, True, True, True], [True, True, True, True, True], [True, False, True, True, True], [False, True, True, True, True], [True, True, True, True, True]], [[True, True, False, True, True], [True, False, True, True, True], [True, True, True, True, True], [True, True, True, True, True], [True, True, True, True, True]]],
    ], dtype=torch.bool),
    "source 0 self": torch.tensor([
        [[True, True, True, True], [True, True, True, True]],
        [[True, True, True, True], [True, False, True, True]],
        [[True, True, True, True], [True, False, True, True]],
        [[True, True, True, True], [True, False, True, True]],
        [[False, True, True, True], [True, True, True, True]],
    ], dtype=torch.bool),
    "source 0 feed inner": torch.tensor([
        [[False, True, True, True, True, True], [False, True, True, True, True, True]],
        [[True, True, True, False, True, False], [True, True, True, True, False, False]],
        [[True, True, True, True, True, True], [True, True, True, True, True, True]],
        [[True, True, True, True, True, True], [True, True, True, True, True, True]],
        [[True, True, True, True, True, True], [True, True, True, True, True, True]],
    ], dtype=torch.bool),
    "source 0 feed": torch.tensor([
        [[True, True, True, True], [True, True, False, True]],
        [[False, True, False, True], [False, True, True, True]],
        [[True, True, True, True], [True, True, True, False]],
        [[True, True, True, False], [True, True, False, True]],
        [[True, True, True, True], [True, False, False, True]],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","positions.weight","decoder.layers.0.self_attn.in_proj_weight","decoder.layers.0.self_attn.in_proj_bias","decoder.layers.0.self_attn.out_proj.weight","decoder.layers.0.self_attn.out_proj.bias","decoder.layers.0.linear1.weight","decoder.layers.0.linear1.bias","decoder.layers.0.linear2.weight","decoder.layers.0.linear2.bias","decoder.layers.0.norm1.weight","decoder.layers.0.norm1.bias","decoder.layers.0.norm2.weight","decoder.layers.0.norm2.bias","decoder.norm.weight","decoder.norm.bias","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
embedding_placed = embedding * 2 + p["positions.weight"][:time].reshape((time, 1, 4))
show("embedding", embedding)
show("embedding_placed", embedding_placed)

# Self-attention 1
# From query, key and value to context in one call: F.scaled_dot_product_attention
mul = embedding_placed * (masks["source embedding"].to(torch.float32) * 1.1111111111111112)
layer_norm = F.layer_norm(mul, (4,), p["decoder.layers.0.norm1.weight"], p["decoder.layers.0.norm1.bias"], eps=0.00001)
affine = F.linear(layer_norm, p["decoder.layers.0.self_attn.in_proj_weight"], p["decoder.layers.0.self_attn.in_proj_bias"])
part, part_2, part_3 = torch.split(affine.reshape((time, 2, 3, 2, 2)).permute(2, 1, 3, 0, 4), [1, 1, 1], dim=0)
self_attention0_query = part.reshape((2, 2, time, 2))
self_attention0_key = part_2.reshape((2, 2, time, 2))
self_attention0_scores = self_attention0_query @ self_attention0_key.mT * 0.7071067811865475
slice = torch.tensor([0, 1, 2, 3, 4], dtype=torch.int32).reshape((5,))[:time]
cast = (slice.reshape((1, time)) > slice.reshape((time, 1))).to(torch.float32)
self_attention0_masked_scores = self_attention0_scores + cast * -1000000000
self_attention0_weights = F.softmax(self_attention0_masked_scores, dim=3)
self_attention0_value = part_3.reshape((2, 2, time, 2))
mul_2 = self_attention0_weights * (masks["source 0 weights"].to(torch.float32) * 1.1111111111111112)
self_attention0_context = mul_2 @ self_attention0_value
reshape = self_attention0_context.permute(2, 0, 1, 3).reshape((time, 2, 4))
affine_2 = F.linear(reshape, p["decoder.layers.0.self_attn.out_proj.weight"], p["decoder.layers.0.self_attn.out_proj.bias"])
mul_3 = affine_2 * (masks["source 0 self"].to(torch.float32) * 1.1111111111111112)
self_attention0_attended = mul + mul_3
show("self_attention0_query", self_attention0_query)
show("self_attention0_key", self_attention0_key)
show("self_attention0_scores", self_attention0_scores)
show("self_attention0_masked_scores", self_attention0_masked_scores)
show("self_attention0_weights", self_attention0_weights)
show("self_attention0_value", self_attention0_value)
show("self_attention0_context", self_attention0_context)
show("self_attention0_attended", self_attention0_attended)

# Feed-forward 1
layer_norm_2 = F.layer_norm(self_attention0_attended, (4,), p["decoder.layers.0.norm2.weight"], p["decoder.layers.0.norm2.bias"], eps=0.00001)
affine_3 = F.linear(layer_norm_2, p["decoder.layers.0.linear1.weight"], p["decoder.layers.0.linear1.bias"])
feed_forward0_inner = F.gelu(affine_3, approximate="tanh")
mul_4 = masks["source 0 feed inner"].to(torch.float32) * 1.1111111111111112
affine_4 = F.linear(feed_forward0_inner * mul_4, p["decoder.layers.0.linear2.weight"], p["decoder.layers.0.linear2.bias"])
mul_5 = affine_4 * (masks["source 0 feed"].to(torch.float32) * 1.1111111111111112)
feed_forward0_block = self_attention0_attended + mul_5
show("feed_forward0_inner", feed_forward0_inner)
show("feed_forward0_block", feed_forward0_block)

# Output layer
layer_norm_3 = F.layer_norm(feed_forward0_block, (4,), p["decoder.norm.weight"], p["decoder.norm.bias"], eps=0.00001)
logits = F.linear(layer_norm_3, p["embedding.weight"], p["output.bias"])
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
optimizer = torch.optim.Adam([p[name] for name in trained], lr=learning_rate, betas=(0.9, 0.999), eps=0.001, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "exp_avg": state[f"mean.{name}"], "exp_avg_sq": state[f"squares.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
