"""Makes the golden values in this folder with PyTorch, in float64 on one thread. README.md describes every file.

usage: python3 make_torch.py [folder]    (needs torch; the tests only read the JSON files it writes)
Deterministic: the same torch version writes the same bytes. Prints each file with its seed and size.
"""
from torch_values.chains import make_chains
from torch_values.classifiers import make_classifiers
from torch_values.features import make_features
from torch_values.losses import make_cross_entropy
from torch_values.optimizers import make_clipping, make_optimizers
from torch_values.recurrent import make_recurrent
from torch_values.schedules import make_schedules

make_recurrent()
make_cross_entropy()
make_optimizers()
make_clipping()
make_schedules()
make_classifiers()
make_chains()
make_features()
