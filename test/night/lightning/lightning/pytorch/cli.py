import re
import sys
from pathlib import Path

import torch

from lightning import Trainer


class LightningCLI:
    """`fit --config <file>`; of the file only what a trainer of this kind needs is read."""

    def __init__(self, model_class, data_class, seed_everything_default=None):
        verb, option, file = sys.argv[1:]
        assert (verb, option) == ("fit", "--config"), sys.argv
        config = dict(re.findall(r"^\s*(\w+): (\S+)$", Path(file).read_text("utf-8"), re.MULTILINE))
        torch.manual_seed(int(config["seed_everything"]))
        model = model_class(weights=config["weights"])
        Trainer(int(config["max_epochs"]), int(config["max_steps"])).fit(model, data_class())
