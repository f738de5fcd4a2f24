# lstm.nlplab.json: update 1, batch 1 of 4. It prints what One Batch of NLP Lab shows.

import torch
from torch.nn import functional as F


def show(name, x):
    x = x.detach().double()
    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")


# The batch, and what the step begins with
mask = torch.tensor([
    [True, True], [True, True], [True, True], [False, True],
], dtype=torch.bool)
ids = torch.tensor([
    [4, 12], [4, 15], [11, 13], [0, 14],
], dtype=torch.int32)
labels = torch.tensor([1, 1], dtype=torch.int32)
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
        [0.27026218, 0.15968926, -0.068628184, -0.43931282], [0.08873626, -0.13859797, -0.15418473, 0.06288822],
        [-0.3138944, 0.042146478, -0.21528532, 0.4705197], [-0.019469522, 0.34075788, -0.49800903, -0.5216181],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0": torch.tensor([
        [0.37807837, -0.51447755, 0.55564296], [-0.36786738, -0.45023307, -0.5150348],
        [-0.25033256, -0.12616733, -0.2911791], [0.3694125, 0.05666273, 0.2494739],
        [0.06490287, -0.18991561, 0.21366939], [-0.3506929, -0.0656237, 0.54643184],
        [-0.3585227, 0.2917294, -0.22245479], [0.46092653, -0.14278202, -0.2595387],
        [0.4250912, -0.057246078, -0.5225396], [0.40807292, -0.5602172, 0.12391219],
        [0.35834178, 0.51474786, -0.14647323], [0.1443298, -0.12402062, 0.44971833],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0": torch.tensor([-0.07450284, 0.18672594, 0.34716251, 0.3527485, -0.41550082, 0.10742942, 0.007577785, -0.078194715, -0.35429004, 0.08796157, 0.16077511, 0.5099874], dtype=torch.float32),
    "recurrent.bias_hh_l0": torch.tensor([0.030571958, -0.19889608, 0.41889164, -0.13248052, 0.26882488, -0.206597, -0.4180225, -0.5703863, -0.04240537, 0.3753696, -0.15155801, -0.25073773], dtype=torch.float32),
    "recurrent.weight_ih_l0_reverse": torch.tensor([
        [0.4805226, 0.24652009, 0.37628534, -0.55834526], [-0.41894388, -0.375137, 0.49401638, 0.06793524],
        [0.22694449, 0.22908041, -0.13800567, -0.14033502], [-0.17818044, -0.09024508, 0.19668798, 0.42939088],
        [0.08573994, 0.5022102, 0.3157213, -0.22623767], [0.4907495, -0.060094953, 0.32493275, -0.30221593],
        [-0.12374369, 0.52183473, 0.38819486, 0.22719017], [-0.15060326, 0.5397127, -0.40014127, -0.48318383],
        [0.34724686, 0.061277036, -0.4354191, 0.066257775], [0.1180139, 0.5126182, 0.4927255, -0.07757146],
        [-0.081224926, -0.021843242, 0.49973628, -0.41614315], [0.31034645, 0.47454464, -0.04643257, -0.55259794],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l0_reverse": torch.tensor([
        [0.5374244, -0.42345208, -0.11935173], [0.2332714, -0.18159315, -0.30705994],
        [0.5642367, -0.009162288, -0.5706148], [0.55083877, -0.007861345, 0.30148068],
        [0.19841307, -0.36481825, 0.057276696], [0.27285156, 0.044488914, -0.32629624],
        [-0.53612983, 0.021576734, 0.5551439], [0.079712346, 0.51553863, -0.24521583],
        [-0.2508129, 0.0046743667, -0.45461607], [0.10632691, -0.31297362, -0.54651076],
        [-0.077187106, 0.03747811, -0.04161635], [-0.4444056, -0.02622165, -0.24513716],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l0_reverse": torch.tensor([-0.468459, 0.08761033, 0.38752463, 0.38942826, 0.5139431, 0.5008338, 0.27366367, 0.33790514, 0.3580071, -0.29738018, -0.46267265, -0.53254324], dtype=torch.float32),
    "recurrent.bias_hh_l0_reverse": torch.tensor([0.27048638, 0.48129994, -0.33260214, 0.40024439, -0.3581732, -0.041102882, 0.4372921, 0.510876, -0.3460333, 0.20316993, -0.5765054, -0.0039170147], dtype=torch.float32),
    "recurrent.weight_ih_l1": torch.tensor([
        [-0.08994262, -0.16407676, -0.3576081, 0.29879996, -0.066020414, 0.0065551205],
        [-0.49411234, -0.16562483, 0.18675725, 0.31916392, 0.38690478, 0.07849912],
        [-0.47200283, -0.4375286, -0.17822716, 0.010921644, -0.09119027, -0.51986086],
        [-0.43020287, -0.017129969, 0.31528848, 0.118332095, 0.54121196, -0.19943586],
        [-0.32434943, 0.4424605, -0.517783, -0.44600466, 0.105567746, -0.029783795],
        [0.2418087, 0.45770824, 0.39882314, -0.3780846, -0.50976926, -0.29951224],
        [-0.5657126, 0.09333627, -0.24363683, -0.41373003, -0.547972, -0.39066947],
        [-0.474144, 0.036507957, -0.5214507, 0.1108632, 0.16102363, 0.43401295],
        [0.14129798, 0.33734822, 0.49041843, -0.08131968, 0.35294083, -0.09653819],
        [-0.14266308, 0.5135931, 0.28182018, -0.27956817, 0.54764956, 0.22433184],
        [0.08200378, 0.30344832, -0.022402484, -0.4026123, -0.11294744, 0.51392484],
        [-0.11577777, 0.2003516, -0.44565052, 0.3769131, 0.02082281, -0.4647803],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l1": torch.tensor([
        [0.011792375, 0.294117, 0.423637], [0.35651326, -0.55484134, -0.23436145],
        [0.0949851, 0.30263126, -0.4418061], [-0.37023255, 0.35844812, 0.08059459],
        [0.3477859, 0.0061553344, 0.5439407], [0.17876688, -0.4391641, 0.30227187],
        [-0.04182886, 0.022870056, 0.06881863], [-0.13073918, 0.22970754, 0.24448803],
        [0.45671135, -0.010678724, 0.17781232], [0.46963644, 0.20698617, -0.08827963],
        [-0.1774583, 0.3725502, 0.0107341325], [0.3969316, 0.5663388, 0.41307208],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l1": torch.tensor([0.031778734, -0.5646421, 0.4625103, 0.5582369, 0.45219457, -0.51871717, 0.54034764, -0.4188855, -0.34631577, 0.5557664, 0.17577575, -0.010866521], dtype=torch.float32),
    "recurrent.bias_hh_l1": torch.tensor([0.064495735, -0.24686761, -0.31791392, 0.5729398, -0.4974461, 0.044110406, -0.19492869, 0.08237646, 0.3771217, 0.51364845, -0.3439304, -0.5742627], dtype=torch.float32),
    "recurrent.weight_ih_l1_reverse": torch.tensor([
        [-0.3502072, -0.048383757, 0.15297878, -0.4757645, 0.05025761, -0.30719927],
        [-0.41182452, 0.49826646, 0.2684833, -0.54496276, 0.11314252, -0.12867112],
        [0.26149136, -0.38730943, 0.11702655, -0.55600584, 0.06646691, 0.13801475],
        [0.05826594, -0.40809917, 0.46037817, 0.20274203, -0.34105894, -0.035058413],
        [0.19997302, -0.3626325, 0.57391137, 0.12067592, -0.33969754, 0.21145707],
        [-0.41958675, -0.44424668, -0.50831985, -0.0015681058, 0.47977993, -0.4526544],
        [0.5454292, 0.24968344, 0.0025914067, -0.005310091, 0.013818357, 0.17819254],
        [-0.5242976, 0.3778963, 0.5631313, 0.38487405, -0.19027591, 0.47898525],
        [-0.04787052, -0.2750262, -0.32337072, 0.43897802, -0.31985676, -0.38034794],
        [-0.0546217, 0.045521025, 0.13215505, -0.38861912, 0.48821908, 0.040134437],
        [-0.16661616, 0.5566856, -0.41900605, 0.46146142, 0.5663625, -0.008401252],
        [-0.1522713, 0.35373506, -0.35277966, -0.0077005806, -0.07674169, 0.4922221],
    ], dtype=torch.float32),
    "recurrent.weight_hh_l1_reverse": torch.tensor([
        [-0.46117076, 0.36261958, -0.020591754], [-0.4657571, 0.4814105, -0.11011398],
        [-0.36033994, -0.08482262, 0.4858073], [0.4501077, 0.34295195, -0.46762198],
        [-0.41793734, 0.085582145, 0.24364251], [0.44776267, 0.022853144, -0.1359777],
        [-0.5054543, -0.20591882, -0.13823333], [0.20862097, -0.25153488, 0.43958768],
        [0.16972248, -0.058928333, 0.09312848], [-0.50067925, -0.23688346, -0.5232259],
        [-0.29059774, 0.13104746, -0.5219704], [0.18632744, 0.47288275, -0.17155536],
    ], dtype=torch.float32),
    "recurrent.bias_ih_l1_reverse": torch.tensor([-0.11430988, 0.37865803, 0.32062474, -0.33397406, 0.51713616, -0.5391256, 0.075778954, -0.5025495, 0.50060695, 0.03979964, 0.42040542, -0.118104815], dtype=torch.float32),
    "recurrent.bias_hh_l1_reverse": torch.tensor([-0.01209146, 0.5423673, 0.4418894, -0.31525683, 0.3029055, -0.032327697, -0.2476851, -0.4247473, 0.10746423, 0.20800124, -0.31915453, -0.43562967], dtype=torch.float32),
    "output.weight": torch.tensor([
        [-0.34389874, -0.14355844, 0.30047867, 0.21220306, 0.37133387, -0.2897103],
        [-0.32536492, 0.28613827, -0.35054895, 0.023232594, -0.028678175, 0.1712866],
    ], dtype=torch.float32),
    "output.bias": torch.tensor([-0.36754003, 0.086845145], dtype=torch.float32),
}
state = {
    "mean.embedding.weight": torch.zeros((18, 4)),
    "mean.recurrent.weight_ih_l0": torch.zeros((12, 4)),
    "mean.recurrent.weight_hh_l0": torch.zeros((12, 3)),
    "mean.recurrent.bias_ih_l0": torch.zeros((12,)),
    "mean.recurrent.bias_hh_l0": torch.zeros((12,)),
    "mean.recurrent.weight_ih_l0_reverse": torch.zeros((12, 4)),
    "mean.recurrent.weight_hh_l0_reverse": torch.zeros((12, 3)),
    "mean.recurrent.bias_ih_l0_reverse": torch.zeros((12,)),
    "mean.recurrent.bias_hh_l0_reverse": torch.zeros((12,)),
    "mean.recurrent.weight_ih_l1": torch.zeros((12, 6)),
    "mean.recurrent.weight_hh_l1": torch.zeros((12, 3)),
    "mean.recurrent.bias_ih_l1": torch.zeros((12,)),
    "mean.recurrent.bias_hh_l1": torch.zeros((12,)),
    "mean.recurrent.weight_ih_l1_reverse": torch.zeros((12, 6)),
    "mean.recurrent.weight_hh_l1_reverse": torch.zeros((12, 3)),
    "mean.recurrent.bias_ih_l1_reverse": torch.zeros((12,)),
    "mean.recurrent.bias_hh_l1_reverse": torch.zeros((12,)),
    "mean.output.weight": torch.zeros((2, 6)),
    "mean.output.bias": torch.zeros((2,)),
    "squares.embedding.weight": torch.zeros((18, 4)),
    "squares.recurrent.weight_ih_l0": torch.zeros((12, 4)),
    "squares.recurrent.weight_hh_l0": torch.zeros((12, 3)),
    "squares.recurrent.bias_ih_l0": torch.zeros((12,)),
    "squares.recurrent.bias_hh_l0": torch.zeros((12,)),
    "squares.recurrent.weight_ih_l0_reverse": torch.zeros((12, 4)),
    "squares.recurrent.weight_hh_l0_reverse": torch.zeros((12, 3)),
    "squares.recurrent.bias_ih_l0_reverse": torch.zeros((12,)),
    "squares.recurrent.bias_hh_l0_reverse": torch.zeros((12,)),
    "squares.recurrent.weight_ih_l1": torch.zeros((12, 6)),
    "squares.recurrent.weight_hh_l1": torch.zeros((12, 3)),
    "squares.recurrent.bias_ih_l1": torch.zeros((12,)),
    "squares.recurrent.bias_hh_l1": torch.zeros((12,)),
    "squares.recurrent.weight_ih_l1_reverse": torch.zeros((12, 6)),
    "squares.recurrent.weight_hh_l1_reverse": torch.zeros((12, 3)),
    "squares.recurrent.bias_ih_l1_reverse": torch.zeros((12,)),
    "squares.recurrent.bias_hh_l1_reverse": torch.zeros((12,)),
    "squares.output.weight": torch.zeros((2, 6)),
    "squares.output.bias": torch.zeros((2,)),
}
masks = {
    "embedding": torch.tensor([
        [[False, True, False, False], [True, False, True, False]],
        [[True, True, False, True], [True, True, False, False]],
        [[True, True, True, True], [True, True, True, True]],
        [[True, True, False, False], [False, True, True, True]],
    ], dtype=torch.bool),
    "recurrent.1": torch.tensor([
        [[True, True, False, True, True, True], [True, True, True, True, True, False]],
        [[True, True, True, True, True, True], [False, True, False, False, True, True]],
        [[True, True, True, True, True, False], [True, True, True, True, True, True]],
        [[False, False, True, True, True, False], [False, False, False, False, True, True]],
    ], dtype=torch.bool),
    "pooled": torch.tensor([
        [False, False, True, True, False, True], [False, True, True, True, False, True],
    ], dtype=torch.bool),
}
trained = ["embedding.weight","recurrent.weight_ih_l0","recurrent.weight_hh_l0","recurrent.bias_ih_l0","recurrent.bias_hh_l0","recurrent.weight_ih_l0_reverse","recurrent.weight_hh_l0_reverse","recurrent.bias_ih_l0_reverse","recurrent.bias_hh_l0_reverse","recurrent.weight_ih_l1","recurrent.weight_hh_l1","recurrent.bias_ih_l1","recurrent.bias_hh_l1","recurrent.weight_ih_l1_reverse","recurrent.weight_hh_l1_reverse","recurrent.bias_ih_l1_reverse","recurrent.bias_hh_l1_reverse","output.weight","output.bias"]
for name in trained:
    p[name].requires_grad_()

# Input
show("ids", ids)

# Embedding
embedding = F.embedding(ids, p["embedding.weight"])
show("embedding", embedding)

# LSTM 1 forward
# In one call: nn.LSTM(4, 3, bidirectional=True); where padding is masked, of what pack_padded_sequence gives
add = p["recurrent.bias_ih_l0"] + p["recurrent.bias_hh_l0"]
mul = embedding * (masks["embedding"].to(torch.float32) * 1.4285714285714286)
fill = torch.full((batch, 3), 0, dtype=torch.float32)
h = fill
c = fill
lstm0_hidden_state_steps, lstm0_cell_state_steps, lstm0_candidate_steps, lstm0_input_gate_steps, lstm0_forget_gate_steps, lstm0_output_gate_steps = [], [], [], [], [], []
for t in range(time):
    affine = h @ p["recurrent.weight_hh_l0"].mT + F.linear(mul[t], p["recurrent.weight_ih_l0"], add)
    part, part_2, part_3, part_4 = torch.split(affine, [3, 3, 3, 3], dim=1)
    lstm0_output_gate_t = torch.sigmoid(part_4)
    lstm0_forget_gate_t = torch.sigmoid(part_2)
    lstm0_input_gate_t = torch.sigmoid(part)
    lstm0_candidate_t = torch.tanh(part_3)
    lstm0_cell_state_t = lstm0_forget_gate_t * c + lstm0_input_gate_t * lstm0_candidate_t
    lstm0_hidden_state_t = lstm0_output_gate_t * torch.tanh(lstm0_cell_state_t)
    lstm0_hidden_state_steps.append(lstm0_hidden_state_t)
    lstm0_cell_state_steps.append(lstm0_cell_state_t)
    lstm0_candidate_steps.append(lstm0_candidate_t)
    lstm0_input_gate_steps.append(lstm0_input_gate_t)
    lstm0_forget_gate_steps.append(lstm0_forget_gate_t)
    lstm0_output_gate_steps.append(lstm0_output_gate_t)
    h, c = lstm0_hidden_state_t, lstm0_cell_state_t
lstm0_hidden_state = torch.stack(lstm0_hidden_state_steps)
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
show("lstm0_hidden_state", lstm0_hidden_state)

# LSTM 1 backward
add_2 = p["recurrent.bias_ih_l0_reverse"] + p["recurrent.bias_hh_l0_reverse"]
h_2 = fill
c_2 = fill
state_steps, lstm0_backward_hidden_state_steps, lstm0_backward_cell_state_steps, lstm0_backward_candidate_steps, lstm0_backward_input_gate_steps, lstm0_backward_forget_gate_steps, lstm0_backward_output_gate_steps = [], [], [], [], [], [], []
for t_2 in reversed(range(time)):
    affine_2 = h_2 @ p["recurrent.weight_hh_l0_reverse"].mT + F.linear(mul[t_2], p["recurrent.weight_ih_l0_reverse"], add_2)
    part_5, part_6, part_7, part_8 = torch.split(affine_2, [3, 3, 3, 3], dim=1)
    lstm0_backward_output_gate_t = torch.sigmoid(part_8)
    lstm0_backward_forget_gate_t = torch.sigmoid(part_6)
    lstm0_backward_input_gate_t = torch.sigmoid(part_5)
    lstm0_backward_candidate_t = torch.tanh(part_7)
    lstm0_backward_cell_state_t = lstm0_backward_forget_gate_t * c_2 + lstm0_backward_input_gate_t * lstm0_backward_candidate_t
    lstm0_backward_hidden_state_t = lstm0_backward_output_gate_t * torch.tanh(lstm0_backward_cell_state_t)
    where = torch.where(mask[t_2].reshape((batch, 1)), lstm0_backward_hidden_state_t, 0.0)
    where_2 = torch.where(mask[t_2].reshape((batch, 1)), lstm0_backward_cell_state_t, 0.0)
    state_steps.append(where)
    lstm0_backward_hidden_state_steps.append(lstm0_backward_hidden_state_t)
    lstm0_backward_cell_state_steps.append(lstm0_backward_cell_state_t)
    lstm0_backward_candidate_steps.append(lstm0_backward_candidate_t)
    lstm0_backward_input_gate_steps.append(lstm0_backward_input_gate_t)
    lstm0_backward_forget_gate_steps.append(lstm0_backward_forget_gate_t)
    lstm0_backward_output_gate_steps.append(lstm0_backward_output_gate_t)
    h_2, c_2 = where, where_2
loop = torch.stack(state_steps[::-1])
lstm0_backward_hidden_state = torch.stack(lstm0_backward_hidden_state_steps[::-1])
lstm0_backward_cell_state = torch.stack(lstm0_backward_cell_state_steps[::-1])
lstm0_backward_candidate = torch.stack(lstm0_backward_candidate_steps[::-1])
lstm0_backward_input_gate = torch.stack(lstm0_backward_input_gate_steps[::-1])
lstm0_backward_forget_gate = torch.stack(lstm0_backward_forget_gate_steps[::-1])
lstm0_backward_output_gate = torch.stack(lstm0_backward_output_gate_steps[::-1])
show("lstm0_backward_output_gate", lstm0_backward_output_gate)
show("lstm0_backward_forget_gate", lstm0_backward_forget_gate)
show("lstm0_backward_input_gate", lstm0_backward_input_gate)
show("lstm0_backward_candidate", lstm0_backward_candidate)
show("lstm0_backward_cell_state", lstm0_backward_cell_state)
show("lstm0_backward_hidden_state", lstm0_backward_hidden_state)

# LSTM 1
lstm0_output = torch.where(mask.reshape((time, batch, 1)), torch.cat([lstm0_hidden_state, loop], dim=2), 0.0)
show("lstm0_output", lstm0_output)

# LSTM 2 forward
# In one call: nn.LSTM(6, 3, bidirectional=True); where padding is masked, of what pack_padded_sequence gives
add_3 = p["recurrent.bias_ih_l1"] + p["recurrent.bias_hh_l1"]
mul_2 = lstm0_output * (masks["recurrent.1"].to(torch.float32) * 1.4285714285714286)
h_3 = fill
c_3 = fill
lstm1_hidden_state_steps, lstm1_cell_state_steps, lstm1_candidate_steps, lstm1_input_gate_steps, lstm1_forget_gate_steps, lstm1_output_gate_steps = [], [], [], [], [], []
for t_3 in range(time):
    affine_3 = h_3 @ p["recurrent.weight_hh_l1"].mT + F.linear(mul_2[t_3], p["recurrent.weight_ih_l1"], add_3)
    part_9, part_10, part_11, part_12 = torch.split(affine_3, [3, 3, 3, 3], dim=1)
    lstm1_output_gate_t = torch.sigmoid(part_12)
    lstm1_forget_gate_t = torch.sigmoid(part_10)
    lstm1_input_gate_t = torch.sigmoid(part_9)
    lstm1_candidate_t = torch.tanh(part_11)
    lstm1_cell_state_t = lstm1_forget_gate_t * c_3 + lstm1_input_gate_t * lstm1_candidate_t
    lstm1_hidden_state_t = lstm1_output_gate_t * torch.tanh(lstm1_cell_state_t)
    lstm1_hidden_state_steps.append(lstm1_hidden_state_t)
    lstm1_cell_state_steps.append(lstm1_cell_state_t)
    lstm1_candidate_steps.append(lstm1_candidate_t)
    lstm1_input_gate_steps.append(lstm1_input_gate_t)
    lstm1_forget_gate_steps.append(lstm1_forget_gate_t)
    lstm1_output_gate_steps.append(lstm1_output_gate_t)
    h_3, c_3 = lstm1_hidden_state_t, lstm1_cell_state_t
lstm1_hidden_state = torch.stack(lstm1_hidden_state_steps)
lstm1_cell_state = torch.stack(lstm1_cell_state_steps)
lstm1_candidate = torch.stack(lstm1_candidate_steps)
lstm1_input_gate = torch.stack(lstm1_input_gate_steps)
lstm1_forget_gate = torch.stack(lstm1_forget_gate_steps)
lstm1_output_gate = torch.stack(lstm1_output_gate_steps)
show("lstm1_output_gate", lstm1_output_gate)
show("lstm1_forget_gate", lstm1_forget_gate)
show("lstm1_input_gate", lstm1_input_gate)
show("lstm1_candidate", lstm1_candidate)
show("lstm1_cell_state", lstm1_cell_state)
show("lstm1_hidden_state", lstm1_hidden_state)

# LSTM 2 backward
add_4 = p["recurrent.bias_ih_l1_reverse"] + p["recurrent.bias_hh_l1_reverse"]
h_4 = fill
c_4 = fill
state_steps_2, lstm1_backward_hidden_state_steps, lstm1_backward_cell_state_steps, lstm1_backward_candidate_steps, lstm1_backward_input_gate_steps, lstm1_backward_forget_gate_steps, lstm1_backward_output_gate_steps = [], [], [], [], [], [], []
for t_4 in reversed(range(time)):
    affine_4 = h_4 @ p["recurrent.weight_hh_l1_reverse"].mT + F.linear(mul_2[t_4], p["recurrent.weight_ih_l1_reverse"], add_4)
    part_13, part_14, part_15, part_16 = torch.split(affine_4, [3, 3, 3, 3], dim=1)
    lstm1_backward_output_gate_t = torch.sigmoid(part_16)
    lstm1_backward_forget_gate_t = torch.sigmoid(part_14)
    lstm1_backward_input_gate_t = torch.sigmoid(part_13)
    lstm1_backward_candidate_t = torch.tanh(part_15)
    lstm1_backward_cell_state_t = lstm1_backward_forget_gate_t * c_4 + lstm1_backward_input_gate_t * lstm1_backward_candidate_t
    lstm1_backward_hidden_state_t = lstm1_backward_output_gate_t * torch.tanh(lstm1_backward_cell_state_t)
    where_3 = torch.where(mask[t_4].reshape((batch, 1)), lstm1_backward_hidden_state_t, 0.0)
    where_4 = torch.where(mask[t_4].reshape((batch, 1)), lstm1_backward_cell_state_t, 0.0)
    state_steps_2.append(where_3)
    lstm1_backward_hidden_state_steps.append(lstm1_backward_hidden_state_t)
    lstm1_backward_cell_state_steps.append(lstm1_backward_cell_state_t)
    lstm1_backward_candidate_steps.append(lstm1_backward_candidate_t)
    lstm1_backward_input_gate_steps.append(lstm1_backward_input_gate_t)
    lstm1_backward_forget_gate_steps.append(lstm1_backward_forget_gate_t)
    lstm1_backward_output_gate_steps.append(lstm1_backward_output_gate_t)
    h_4, c_4 = where_3, where_4
loop_2 = torch.stack(state_steps_2[::-1])
lstm1_backward_hidden_state = torch.stack(lstm1_backward_hidden_state_steps[::-1])
lstm1_backward_cell_state = torch.stack(lstm1_backward_cell_state_steps[::-1])
lstm1_backward_candidate = torch.stack(lstm1_backward_candidate_steps[::-1])
lstm1_backward_input_gate = torch.stack(lstm1_backward_input_gate_steps[::-1])
lstm1_backward_forget_gate = torch.stack(lstm1_backward_forget_gate_steps[::-1])
lstm1_backward_output_gate = torch.stack(lstm1_backward_output_gate_steps[::-1])
show("lstm1_backward_output_gate", lstm1_backward_output_gate)
show("lstm1_backward_forget_gate", lstm1_backward_forget_gate)
show("lstm1_backward_input_gate", lstm1_backward_input_gate)
show("lstm1_backward_candidate", lstm1_backward_candidate)
show("lstm1_backward_cell_state", lstm1_backward_cell_state)
show("lstm1_backward_hidden_state", lstm1_backward_hidden_state)

# LSTM 2
lstm1_output = torch.where(mask.reshape((time, batch, 1)), torch.cat([lstm1_hidden_state, loop_2], dim=2), 0.0)
show("lstm1_output", lstm1_output)

# Pooling
and_2 = mask & ~torch.cat([mask[1:time], torch.full((1, batch), False)], dim=0)
where_5 = torch.where(and_2.reshape((time, batch, 1)), lstm1_hidden_state, 0.0)
pooled = torch.cat([where_5.sum(0), h_4], dim=1)
show("pooled", pooled)

# Output layer
mul_3 = pooled * (masks["pooled"].to(torch.float32) * 1.4285714285714286)
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
torch.nn.utils.clip_grad_norm_([p[name] for name in trained], 0.5)
learning_rate = 0.01
optimizer = torch.optim.Adam([p[name] for name in trained], lr=learning_rate, betas=(0.9, 0.999), eps=1e-8, weight_decay=0)
for name in trained:
    optimizer.state[p[name]] = {"step": torch.tensor(float(0)), "exp_avg": state[f"mean.{name}"], "exp_avg_sq": state[f"squares.{name}"]}
optimizer.step()
for name in trained:
    show(f"new {name}", p[name])
