"""Runs the scripts of test/golden/batch/generated with PyTorch and keeps what they print, in batch/figures.json.

    for case in bow cnn rnn lstm gru transformer language-lstm language-transformer sequence-gru; do
        node dist/cli.js batch test/golden/batch/$case.nlplab.json --script test/golden/batch/generated/$case.py; done
    python3 test/golden/make_torch_batch.py
"""
import json
import pathlib
import re
import subprocess
import sys

import torch

folder = pathlib.Path(__file__).parent / "batch"
LINE = re.compile(r"(.*)  \[(.*)\]  mean (\S+)  norm (\S+)")
cases = {}
for script in sorted(folder.glob("generated/*.py")):
    printed = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True).stdout
    found = [LINE.fullmatch(line) for line in printed.splitlines()]
    cases[script.stem] = [[m[1], [int(n) for n in m[2].split(", ") if n], float(m[3]), float(m[4])] for m in found]
figures = {"origin": "test/golden/make_torch_batch.py", "torch": torch.__version__, "cases": cases}
with open(folder / "figures.json", "w") as file:
    rows = ",\n".join(f'  {json.dumps(name)}: {json.dumps(lines)}' for name, lines in cases.items())
    file.write(f'{{"origin": {json.dumps(figures["origin"])}, "torch": {json.dumps(torch.__version__)}, "cases": {{\n{rows}\n}}}}\n')
