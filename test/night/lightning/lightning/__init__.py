"""A stand-in for the package `lightning`: the hooks that exported folders use, in the order in
which Lightning 2 calls them, on one process and the CPU. It proves the order, not the library."""

import json
from pathlib import Path

import torch


class LightningDataModule:
    trainer = None

    def setup(self, stage=None):
        pass


class LightningModule(torch.nn.Module):
    trainer = None
    device = torch.device("cpu")

    def save_hyperparameters(self):
        pass

    @property
    def global_step(self):
        return self.trainer.global_step

    @property
    def global_rank(self):
        return self.trainer.global_rank

    @property
    def current_epoch(self):
        return self.trainer.current_epoch

    def optimizers(self):
        return self.trainer.optimizer

    def log(self, name, value, **_):
        self.trainer.logged.setdefault(name, []).append(float(value))

    def __getattr__(self, name):
        if name.startswith("on_"):
            return lambda *_: None
        return super().__getattr__(name)


class Trainer:
    global_rank, world_size = 0, 1

    def __init__(self, max_epochs, max_steps):
        self.max_epochs, self.max_steps = max_epochs, max_steps
        self.global_step = self.current_epoch = 0
        self.logged = {}

    def fit(self, module, data):
        module.trainer = data.trainer = self
        data.setup("fit")
        self.optimizer = module.configure_optimizers()
        self.validate(module, data, batches=2)  # the sanity check
        self.logged = {}
        module.on_fit_start()
        module.on_train_start()
        for self.current_epoch in range(self.max_epochs):
            module.train()
            module.on_train_epoch_start()
            for index, batch in enumerate(data.train_dataloader()):
                if self.global_step >= self.max_steps:
                    break
                self.step(module, batch, index)
            self.validate(module, data)
            module.on_train_epoch_end()
        module.on_train_end()
        module.on_fit_end()
        Path("logged.json").write_text(json.dumps(self.logged))

    def step(self, module, batch, index):
        module.on_train_batch_start(batch, index)

        def closure():
            loss = module.training_step(batch, index)
            module.on_before_zero_grad(self.optimizer)
            self.optimizer.zero_grad()
            module.on_before_backward(loss)
            loss.backward()
            module.on_after_backward()
            module.on_before_optimizer_step(self.optimizer)
            module.configure_gradient_clipping(self.optimizer, None, None)
            return loss

        self.optimizer.step(closure)
        self.global_step += 1
        module.on_train_batch_end(None, batch, index)

    @torch.no_grad()
    def validate(self, module, data, batches=None):
        loader = data.val_dataloader()
        if loader == []:
            return
        module.eval()
        module.on_validation_start()
        module.on_validation_epoch_start()
        for index, batch in enumerate(loader):
            if index == batches:
                break
            module.validation_step(batch, index)
        module.on_validation_epoch_end()
        module.on_validation_end()
        module.train()
