# sequence-gru.nlplab.json: update 1, batch 1 of 2. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
source_mask = torch.tensor([
    [True, True], [True, True], [True, True], [True, False],
], dtype=torch.bool)
source = torch.tensor([
    [6, 4], [5, 8], [7, 3], [3, 0],
], dtype=torch.int32)
target = torch.tensor([
    [2, 2], [8, 9], [4, 6], [5, 0],
], dtype=torch.int32)
labels = torch.tensor([
    [8, 9], [4, 6], [5, 3], [3, 0],
], dtype=torch.int32)
source_time = source_mask.shape[0]
batch = source_mask.shape[1]
time = target.shape[0]
p = {
    "source_embedding.weight": torch.tensor([
        [0, 0, 0, 0], [0.04072409, -0.13539897, -0.103699505, 0.09662694],
        [-0.05094918, 0.11877785, -0.050280206, -0.12025087], [0.01838943, -0.00815158, -0.03359002, -0.018833736],
        [0.08613381, -0.19681732, -0.23757926, -0.05115293], [0.24154297, 0.19542414, -0.044445828, 0.06017869],
        [-0.058058426, 0.18098691, -0.0017743381, 0.11548753],
        [-0.09034317, 0.037554942, 0.009056515, -0.07224071], [0.041541856, 0.052595712, 0.16356628, -0.09289884],
    ], dtype=torch.float32),
    "target_embedding.weight": torch.tensor([
        [0, 0, 0, 0], [-0.0749141, -0.063206084, -0.10534552, -0.01011835],
        [0.061551798, -0.02197218, -0.014844414, -0.07897567],
        [-0.011300983, -0.04454949, -0.080123335, 0.15382057], [0.036305595, 0.0908042, -0.18165274, -0.027050994],
        [0.1596232, -0.086195014, -0.02810739, 0.06808399], [-0.1012557, -0.048800897, 0.21702707, -0.058309812],
        [0.3153667, -0.20039566, 0.030652054, -0.16436832], [-0.013115499, -0.10654663, 0.041988555, -0.11863861],
        [-0.008134233, 0.035010476, -0.13408624, -0.06207229],
        [-0.16169481, -0.022093756, 0.031692192, 0.021755528],
    ], dtype=torch.float32),
    "encoder.weight_ih_l0": torch.tensor([
        [0.4362315, 0.1495891, 0.45246878, 0.5347983], [-0.12022159, -0.4632841, 0.35124895, 0.26578343],
        [-0.09404555, -0.058276873, -0.31555203, 0.5439245], [-0.5182661, -0.4791264, 0.4786656, 0.508113],
        [0.1394576, 0.14942762, 0.29805142, -0.09123512], [0.27211627, -0.10833576, 0.20040864, -0.15050553],
        [0.27026218, 0.15968926, -0.068628184, -0.43931282], [0.08873626, -0.13859797, -0.15418473, 0.06288822],
        [-0.3138944, 0.042146478, -0.21528532, 0.4705197],
    ], dtype=torch.float32),
    "encoder.weight_hh_l0": torch.tensor([
        [-0.019469522, 0.34075788, -0.49800903], [-0.5216181, 0.37807837, -0.51447755],
        [0.55564296, -0.36786738, -0.45023307], [-0.5150348, -0.25033256, -0.12616733],
        [-0.2911791, 0.3694125, 0.05666273], [0.2494739, 0.06490287, -0.18991561],
        [0.21366939, -0.3506929, -0.0656237], [0.54643184, -0.3585227, 0.2917294],
        [-0.22245479, 0.46092653, -0.14278202],
    ], dtype=torch.float32),
    "encoder.bias_ih_l0": torch.tensor([-0.2595387, 0.4250912, -0.057246078, -0.5225396, 0.40807292, -0.5602172, 0.12391219, 0.35834178, 0.51474786], dtype=torch.float32),
    "encoder.bias_hh_l0": torch.tensor([-0.14647323, 0.1443298, -0.12402062, 0.44971833, -0.07450284, 0.18672594, 0.34716251, 0.3527485, -0.41550082], dtype=torch.float32),
    "encoder.weight_ih_l0_reverse": torch.tensor([
        [0.10742942, 0.007577785, -0.078194715, -0.35429004], [0.08796157, 0.16077511, 0.5099874, 0.030571958],
        [-0.19889608, 0.41889164, -0.13248052, 0.26882488], [-0.206597, -0.4180225, -0.5703863, -0.04240537],
        [0.3753696, -0.15155801, -0.25073773, 0.4805226], [0.24652009, 0.37628534, -0.55834526, -0.41894388],
        [-0.375137, 0.49401638, 0.06793524, 0.22694449], [0.22908041, -0.13800567, -0.14033502, -0.17818044],
        [-0.09024508, 0.19668798, 0.42939088, 0.08573994],
    ], dtype=torch.float32),
    "encoder.weight_hh_l0_reverse": torch.tensor([
        [0.5022102, 0.3157213, -0.22623767], [0.4907495, -0.060094953, 0.32493275],
        [-0.30221593, -0.12374369, 0.52183473], [0.38819486, 0.22719017, -0.15060326],
        [0.5397127, -0.40014127, -0.48318383], [0.34724686, 0.061277036, -0.4354191],
        [0.066257775, 0.1180139, 0.5126182], [0.4927255, -0.07757146, -0.081224926],
        [-0.021843242, 0.49973628, -0.41614315],
    ], dtype=torch.float32),
    "encoder.bias_ih_l0_reverse": torch.tensor([0.31034645, 0.47454464, -0.04643257, -0.55259794, 0.5374244, -0.42345208, -0.11935173, 0.2332714, -0.18159315], dtype=torch.float32),
    "encoder.bias_hh_l0_reverse": torch.tensor([-0.30705994, 0.5642367, -0.009162288, -0.5706148, 0.55083877, -0.007861345, 0.30148068, 0.19841307, -0.36481825], dtype=torch.float32),
    "bridge.h0.weight": torch.tensor([
        [0.04050074, 0.19293518, 0.03145841, -0.23072629, -0.37910104, 0.015257055],
        [0.392546, 0.05636514, 0.36454085, -0.17339377, -0.1773515, 0.0033052764],
        [-0.3214621, 0.07518448, -0.22130576, -0.38644147, -0.054579526, 0.026501026],
    ], dtype=torch.float32),
    "bridge.h0.bias": torch.tensor([-0.029427202, -0.3142422, -0.018541507], dtype=torch.float32),
    "attention.weight": torch.tensor([
        [-0.17333815, -0.33125055, 0.061949857, 0.2740213, 0.27536735, 0.36341262],
        [0.35414296, 0.19350943, 0.23893501, 0.25314924, -0.21027954, -0.32715896],
        [-0.37656495, 0.19126275, 0.34033045, -0.23518522, 0.28301552, -0.2532667],
    ], dtype=torch.float32),
    "decoder.weight_ih_l0": torch.tensor([
        [-0.041102882, 0.4372921, 0.510876, -0.3460333, 0.20316993, -0.5765054, -0.0039170147],
        [-0.08994262, -0.16407676, -0.3576081, 0.29879996, -0.066020414, 0.0065551205, -0.49411234],
        [-0.16562483, 0.18675725, 0.31916392, 0.38690478, 0.07849912, -0.47200283, -0.4375286],
        [-0.17822716, 0.010921644, -0.09119027, -0.51986086, -0.43020287, -0.017129969, 0.31528848],
        [0.118332095, 0.54121196, -0.19943586, -0.32434943, 0.4424605, -0.517783, -0.44600466],
        [0.105567746, -0.029783795, 0.2418087, 0.45770824, 0.39882314, -0.3780846, -0.50976926],
        [-0.29951224, -0.5657126, 0.09333627, -0.24363683, -0.41373003, -0.547972, -0.39066947],
        [-0.474144, 0.036507957, -0.5214507, 0.1108632, 0.16102363, 0.43401295, 0.14129798],
        [0.33734822, 0.49041843, -0.08131968, 0.35294083, -0.09653819, -0.14266308, 0.5135931],
    ], dtype=torch.float32),
    "decoder.weight_hh_l0": torch.tensor([
        [0.28182018, -0.27956817, 0.54764956], [0.22433184, 0.08200378, 0.30344832],
        [-0.022402484, -0.4026123, -0.11294744], [0.51392484, -0.11577777, 0.2003516],
        [-0.44565052, 0.3769131, 0.02082281], [-0.4647803, 0.011792375, 0.294117],
        [0.423637, 0.35651326, -0.55484134], [-0.23436145, 0.0949851, 0.30263126],
        [-0.4418061, -0.37023255, 0.35844812],
    ], dtype=torch.float32),
    "decoder.bias_ih_l0": torch.tensor([0.08059459, 0.3477859, 0.0061553344, 0.5439407, 0.17876688, -0.4391641, 0.30227187, -0.04182886, 0.022870056], dtype=torch.float32),
    "decoder.bias_hh_l0": torch.tensor([0.06881863, -0.13073918, 0.22970754, 0.24448803, 0.45671135, -0.010678724, 0.17781232, 0.46963644, 0.20698617], dtype=torch.float32),
    "combine.weight": torch.tensor([
        [-0.050968267, -0.1024556, 0.21509196, 0.0061973543, 0.22916855, 0.32697585, 0.23848729, 0.01834746, -0.32599625],
        [0.26703045, 0.3222982, 0.26107466, -0.29948148, 0.31196988, -0.24184367, -0.1999455, 0.32087186, 0.10148418],
        [-0.006273789, 0.03723663, -0.14252909, -0.18354769, 0.33078697, -0.28720063, 0.025467156, -0.11254213, 0.04756007],
    ], dtype=torch.float32),
    "combine.bias": torch.tensor([0.21773131, 0.29655507, -0.1985683], dtype=torch.float32),
    "output.weight": torch.tensor([
        [-0.5742627, -0.3502072, -0.048383757], [0.15297878, -0.4757645, 0.05025761],
        [-0.30719927, -0.41182452, 0.49826646], [0.2684833, -0.54496276, 0.11314252],
        [-0.12867112, 0.26149136, -0.38730943], [0.11702655, -0.55600584, 0.06646691],
        [0.13801475, 0.05826594, -0.40809917], [0.46037817, 0.20274203, -0.34105894],
        [-0.035058413, 0.19997302, -0.3626325], [0.57391137, 0.12067592, -0.33969754],
        [0.21145707, -0.41958675, -0.44424668],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([-0.50831985, -0.0015681058, 0.47977993, -0.4526544, 0.5454292, 0.24968344, 0.0025914067, -0.005310091, 0.013818357, 0.17819254, -0.5242976], dtype=torch.float32),
}
state = {
    "mean.source_embedding.weight": torch.zeros((9, 4)),
    "mean.target_embedding.weight": torch.zeros((11, 4)),
    "mean.encoder.weight_ih_l0": torch.zeros((9, 4)),
    "mean.encoder.weight_hh_l0": torch.zeros((9, 3)),
    "mean.encoder.bias_ih_l0": torch.zeros((9,)),
    "mean.encoder.bias_hh_l0": torch.zeros((9,)),
    "mean.encoder.weight_ih_l0_reverse": torch.zeros((9, 4)),
    "mean.encoder.weight_hh_l0_reverse": torch.zeros((9, 3)),
    "mean.encoder.bias_ih_l0_reverse": torch.zeros((9,)),
    "mean.encoder.bias_hh_l0_reverse": torch.zeros((9,)),
    "mean.bridge.h0.weight": torch.zeros((3, 6)),
    "mean.bridge.h0.bias": torch.zeros((3,)),
    "mean.attention.weight": torch.zeros((3, 6)),
    "mean.decoder.weight_ih_l0": torch.zeros((9, 7)),
    "mean.decoder.weight_hh_l0": torch.zeros((9, 3)),
    "mean.decoder.bias_ih_l0": torch.zeros((9,)),
    "mean.decoder.bias_hh_l0": torch.zeros((9,)),
    "mean.combine.weight": torch.zeros((3, 9)),
    "mean.combine.bias": torch.zeros((3,)),
    "mean.output.weight": torch.zeros((11, 3)),
    "mean.output.bias": torch.zeros((11,)),
    "squares.source_embedding.weight": torch.zeros((9, 4)),
    "squares.target_embedding.weight": torch.zeros((11, 4)),
    "squares.encoder.weight_ih_l0": torch.zeros((9, 4)),
    "squares.encoder.weight_hh_l0": torch.zeros((9, 3)),
    "squares.encoder.bias_ih_l0": torch.zeros((9,)),
    "squares.encoder.bias_hh_l0": torch.zeros((9,)),
    "squares.encoder.weight_ih_l0_reverse": torch.zeros((9, 4)),
    "squares.encoder.weight_hh_l0_reverse": torch.zeros((9, 3)),
    "squares.encoder.bias_ih_l0_reverse": torch.zeros((9,)),
    "squares.encoder.bias_hh_l0_reverse": torch.zeros((9,)),
    "squares.bridge.h0.weight": torch.zeros((3, 6)),
    "squares.bridge.h0.bias": torch.zeros((3,)),
    "squares.attention.weight": torch.zeros((3, 6)),
    "squares.decoder.weight_ih_l0": torch.zeros((9, 7)),
    "squares.decoder.weight_hh_l0": torch.zeros((9, 3)),
    "squares.decoder.bias_ih_l0": torch.zeros((9,)),
    "squares.decoder.bias_hh_l0": torch.zeros((9,)),
    "squares.combine.weight": torch.zeros((3, 9)),
    "squares.combine.bias": torch.zeros((3,)),
    "squares.output.weight": torch.zeros((11, 3)),
    "squares.output.bias": torch.zeros((11,)),
}
masks = {
    "source embedding": torch.tensor([
        [[True, True, True, True], [False, True, True, True]],
        [[True, False, True, False], [True, True, False, True]],
        [[True, False, True, True], [True, True, False, False]],
        [[True, True, False, False], [False, False, True, True]],
    ], dtype=torch.bool),
    "target embedding": torch.tensor([
        [[True, False, True, True], [False, True, True, False]],
        [[True, True, True, True], [True, True, True, False]],
        [[True, True, False, True], [True, True, True, True]],
        [[True, False, True, True], [True, True, True, True]],
    ], dtype=torch.bool),
    "answer": torch.tensor([
        [[True, False, True], [True, True, False]], [[True, True, False], [True, True, False]],
        [[True, True, False], [True, True, False]], [[True, True, True], [True, True, True]],
    ], dtype=torch.bool),
}
trained = ["source_embedding.weight","target_embedding.weight","encoder.weight_ih_l0","encoder.weight_hh_l0","encoder.bias_ih_l0","encoder.bias_hh_l0","encoder.weight_ih_l0_reverse","encoder.weight_hh_l0_reverse","encoder.bias_ih_l0_reverse","encoder.bias_hh_l0_reverse","bridge.h0.weight","bridge.h0.bias","attention.weight","decoder.weight_ih_l0","decoder.weight_hh_l0","decoder.bias_ih_l0","decoder.bias_hh_l0","combine.weight","combine.bias","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# encoder Input
show("source", source)

# encoder Embedding
encoder_embedding = F.embedding(source, p["source_embedding.weight"])
show("encoder_embedding", encoder_embedding)

# encoder GRU 1 forward
# In one call: nn.GRU(4, 3, bidirectional=True); where padding is masked, of what pack_padded_sequence gives
mul = encoder_embedding * (masks["source embedding"].to(torch.float32) * 1.4285714285714286)
fill = torch.full((batch, 3), 0, dtype=torch.float32)
h = fill
encoder_gru0_hidden_state_steps, encoder_gru0_update_gate_steps, encoder_gru0_new_state_steps, encoder_gru0_reset_gate_steps = [], [], [], []
for t in range(source_time):
    affine = F.linear(mul[t], p["encoder.weight_ih_l0"], p["encoder.bias_ih_l0"])
    part, part_2, part_3 = torch.split(affine, [3, 3, 3], dim=1)
    part_4, part_5, part_6 = torch.split(F.linear(h, p["encoder.weight_hh_l0"], p["encoder.bias_hh_l0"]), [3, 3, 3], dim=1)
    encoder_gru0_reset_gate_t = torch.sigmoid(part + part_4)
    encoder_gru0_new_state_t = torch.tanh(part_3 + encoder_gru0_reset_gate_t * part_6)
    encoder_gru0_update_gate_t = torch.sigmoid(part_2 + part_5)
    encoder_gru0_hidden_state_t = encoder_gru0_new_state_t + encoder_gru0_update_gate_t * (h - encoder_gru0_new_state_t)
    encoder_gru0_hidden_state_steps.append(encoder_gru0_hidden_state_t)
    encoder_gru0_update_gate_steps.append(encoder_gru0_update_gate_t)
    encoder_gru0_new_state_steps.append(encoder_gru0_new_state_t)
    encoder_gru0_reset_gate_steps.append(encoder_gru0_reset_gate_t)
    h = encoder_gru0_hidden_state_t
encoder_gru0_hidden_state = torch.stack(encoder_gru0_hidden_state_steps)
encoder_gru0_update_gate = torch.stack(encoder_gru0_update_gate_steps)
encoder_gru0_new_state = torch.stack(encoder_gru0_new_state_steps)
encoder_gru0_reset_gate = torch.stack(encoder_gru0_reset_gate_steps)
show("encoder_gru0_reset_gate", encoder_gru0_reset_gate)
show("encoder_gru0_new_state", encoder_gru0_new_state)
show("encoder_gru0_update_gate", encoder_gru0_update_gate)
show("encoder_gru0_hidden_state", encoder_gru0_hidden_state)

# encoder GRU 1 backward
h_2 = fill
state_steps, encoder_gru0_backward_hidden_state_steps, encoder_gru0_backward_update_gate_steps, encoder_gru0_backward_new_state_steps, encoder_gru0_backward_reset_gate_steps = [], [], [], [], []
for t_2 in reversed(range(source_time)):
    affine_2 = F.linear(mul[t_2], p["encoder.weight_ih_l0_reverse"], p["encoder.bias_ih_l0_reverse"])
    part_7, part_8, part_9 = torch.split(affine_2, [3, 3, 3], dim=1)
    affine_3 = F.linear(h_2, p["encoder.weight_hh_l0_reverse"], p["encoder.bias_hh_l0_reverse"])
    part_10, part_11, part_12 = torch.split(affine_3, [3, 3, 3], dim=1)
    encoder_gru0_backward_reset_gate_t = torch.sigmoid(part_7 + part_10)
    encoder_gru0_backward_new_state_t = torch.tanh(part_9 + encoder_gru0_backward_reset_gate_t * part_12)
    encoder_gru0_backward_update_gate_t = torch.sigmoid(part_8 + part_11)
    mul_2 = encoder_gru0_backward_update_gate_t * (h_2 - encoder_gru0_backward_new_state_t)
    encoder_gru0_backward_hidden_state_t = encoder_gru0_backward_new_state_t + mul_2
    where = torch.where(source_mask[t_2].reshape((batch, 1)), encoder_gru0_backward_hidden_state_t, 0.0)
    state_steps.append(where)
    encoder_gru0_backward_hidden_state_steps.append(encoder_gru0_backward_hidden_state_t)
    encoder_gru0_backward_update_gate_steps.append(encoder_gru0_backward_update_gate_t)
    encoder_gru0_backward_new_state_steps.append(encoder_gru0_backward_new_state_t)
    encoder_gru0_backward_reset_gate_steps.append(encoder_gru0_backward_reset_gate_t)
    h_2 = where
loop = torch.stack(state_steps[::-1])
encoder_gru0_backward_hidden_state = torch.stack(encoder_gru0_backward_hidden_state_steps[::-1])
encoder_gru0_backward_update_gate = torch.stack(encoder_gru0_backward_update_gate_steps[::-1])
encoder_gru0_backward_new_state = torch.stack(encoder_gru0_backward_new_state_steps[::-1])
encoder_gru0_backward_reset_gate = torch.stack(encoder_gru0_backward_reset_gate_steps[::-1])
show("encoder_gru0_backward_reset_gate", encoder_gru0_backward_reset_gate)
show("encoder_gru0_backward_new_state", encoder_gru0_backward_new_state)
show("encoder_gru0_backward_update_gate", encoder_gru0_backward_update_gate)
show("encoder_gru0_backward_hidden_state", encoder_gru0_backward_hidden_state)

# encoder GRU 1
encoder_gru0_output = torch.where(source_mask.reshape((source_time, batch, 1)), torch.cat([encoder_gru0_hidden_state, loop], dim=2), 0.0)
show("encoder_gru0_output", encoder_gru0_output)

# Bridge
concat = torch.cat([source_mask[1:source_time], torch.full((1, batch), False)], dim=0)
where_2 = torch.where((source_mask & ~concat).reshape((source_time, batch, 1)), encoder_gru0_hidden_state, 0.0)
affine_4 = F.linear(torch.cat([where_2.sum(0), h_2], dim=1), p["bridge.h0.weight"], p["bridge.h0.bias"])
bridge_first = torch.tanh(affine_4)
show("bridge_first", bridge_first)

# decoder Input
show("target", target)

# decoder Embedding
decoder_embedding = F.embedding(target, p["target_embedding.weight"])
show("decoder_embedding", decoder_embedding)

# decoder GRU 1
decoder_cross_attention_value = encoder_gru0_output.permute(1, 0, 2)
where_3 = torch.where(source_mask, torch.tensor([0], dtype=torch.float32).reshape((1, 1)), torch.tensor([-1000000000], dtype=torch.float32).reshape((1, 1)))
reshape = where_3.permute(1, 0).reshape((batch, 1, 1, source_time)).reshape((batch, 1, source_time))
decoder_cross_attention_key = decoder_cross_attention_value @ p["attention.weight"].mT
mul_3 = decoder_embedding * (masks["target embedding"].to(torch.float32) * 1.4285714285714286)
h0 = bridge_first
fed = torch.full((batch, 3), 0, dtype=torch.float32)
state_steps_2, decoder_hidden_attentional_steps, decoder_cross_attention_context_steps, decoder_cross_attention_weights_steps, decoder_cross_attention_masked_scores_steps, decoder_cross_attention_scores_steps, decoder_cross_attention_query_steps, decoder_gru0_hidden_state_steps, decoder_gru0_update_gate_steps, decoder_gru0_new_state_steps, decoder_gru0_reset_gate_steps = [], [], [], [], [], [], [], [], [], [], []
for t_3 in range(time):
    affine_5 = F.linear(torch.cat([mul_3[t_3], fed], dim=1), p["decoder.weight_ih_l0"], p["decoder.bias_ih_l0"])
    part_13, part_14, part_15 = torch.split(affine_5, [3, 3, 3], dim=1)
    part_16, part_17, part_18 = torch.split(F.linear(h0, p["decoder.weight_hh_l0"], p["decoder.bias_hh_l0"]), [3, 3, 3], dim=1)
    decoder_gru0_reset_gate_t = torch.sigmoid(part_13 + part_16)
    decoder_gru0_new_state_t = torch.tanh(part_15 + decoder_gru0_reset_gate_t * part_18)
    decoder_gru0_update_gate_t = torch.sigmoid(part_14 + part_17)
    decoder_gru0_hidden_state_t = decoder_gru0_new_state_t + decoder_gru0_update_gate_t * (h0 - decoder_gru0_new_state_t)
    decoder_cross_attention_query_t = decoder_gru0_hidden_state_t.reshape((batch, 1, 3))
    decoder_cross_attention_scores_t = decoder_cross_attention_query_t @ decoder_cross_attention_key.mT
    decoder_cross_attention_masked_scores_t = decoder_cross_attention_scores_t + reshape
    decoder_cross_attention_weights_t = F.softmax(decoder_cross_attention_masked_scores_t, dim=2)
    decoder_cross_attention_context_t = decoder_cross_attention_weights_t @ decoder_cross_attention_value
    concat_2 = torch.cat([decoder_cross_attention_context_t, decoder_cross_attention_query_t], dim=2)
    decoder_hidden_attentional_t = torch.tanh(F.linear(concat_2, p["combine.weight"], p["combine.bias"]))
    reshape_2 = decoder_hidden_attentional_t.reshape((batch, 3))
    state_steps_2.append(reshape_2)
    decoder_hidden_attentional_steps.append(decoder_hidden_attentional_t)
    decoder_cross_attention_context_steps.append(decoder_cross_attention_context_t)
    decoder_cross_attention_weights_steps.append(decoder_cross_attention_weights_t)
    decoder_cross_attention_masked_scores_steps.append(decoder_cross_attention_masked_scores_t)
    decoder_cross_attention_scores_steps.append(decoder_cross_attention_scores_t)
    decoder_cross_attention_query_steps.append(decoder_cross_attention_query_t)
    decoder_gru0_hidden_state_steps.append(decoder_gru0_hidden_state_t)
    decoder_gru0_update_gate_steps.append(decoder_gru0_update_gate_t)
    decoder_gru0_new_state_steps.append(decoder_gru0_new_state_t)
    decoder_gru0_reset_gate_steps.append(decoder_gru0_reset_gate_t)
    h0, fed = decoder_gru0_hidden_state_t, reshape_2
loop_2 = torch.stack(state_steps_2)
decoder_hidden_attentional = torch.stack(decoder_hidden_attentional_steps)
decoder_cross_attention_context = torch.stack(decoder_cross_attention_context_steps)
decoder_cross_attention_weights = torch.stack(decoder_cross_attention_weights_steps)
decoder_cross_attention_masked_scores = torch.stack(decoder_cross_attention_masked_scores_steps)
decoder_cross_attention_scores = torch.stack(decoder_cross_attention_scores_steps)
decoder_cross_attention_query = torch.stack(decoder_cross_attention_query_steps)
decoder_gru0_hidden_state = torch.stack(decoder_gru0_hidden_state_steps)
decoder_gru0_update_gate = torch.stack(decoder_gru0_update_gate_steps)
decoder_gru0_new_state = torch.stack(decoder_gru0_new_state_steps)
decoder_gru0_reset_gate = torch.stack(decoder_gru0_reset_gate_steps)
show("decoder_gru0_reset_gate", decoder_gru0_reset_gate)
show("decoder_gru0_new_state", decoder_gru0_new_state)
show("decoder_gru0_update_gate", decoder_gru0_update_gate)
show("decoder_gru0_hidden_state", decoder_gru0_hidden_state)

# decoder Attention to the source
show("decoder_cross_attention_query", decoder_cross_attention_query)
show("decoder_cross_attention_value", decoder_cross_attention_value)
show("decoder_cross_attention_key", decoder_cross_attention_key)
show("decoder_cross_attention_scores", decoder_cross_attention_scores)
show("decoder_cross_attention_masked_scores", decoder_cross_attention_masked_scores)
show("decoder_cross_attention_weights", decoder_cross_attention_weights)
show("decoder_cross_attention_context", decoder_cross_attention_context)

# decoder Hidden layer
show("decoder_hidden_attentional", decoder_hidden_attentional)

# Output layer
mul_4 = loop_2 * (masks["answer"].to(torch.float32) * 1.4285714285714286)
logits = F.linear(mul_4, p["output.weight"], p["output.bias"])
show("logits", logits)

# Loss
not_2 = ~(labels == 0)
negative_log_likelihood = F.cross_entropy(logits.flatten(0, -2), torch.where(not_2, labels, 0.0).long().flatten(), reduction="none", label_smoothing=0.1).reshape((time, batch))
cast = not_2.to(torch.float32)
loss = (negative_log_likelihood * cast).sum() / torch.maximum(cast.sum(), torch.tensor(float(1)))
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
