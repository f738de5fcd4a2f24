"""Writes test/golden/fasttext: small models by fastText 0.9.2 (Debian's package `fasttext`) and the vectors that it prints.

    python3 test/golden/make_fasttext.py [path of fasttext]

skipgram.bin: n-grams of 2 to 4 characters. quantized.ftz: a classifier, product-quantised, its last part narrower than the
others. pruned.ftz: one that has lost most n-grams, with the norms of its rows quantised apart.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

FASTTEXT = sys.argv[1] if len(sys.argv) > 1 else "fasttext"
OUT = Path(__file__).parent / "fasttext"
WORDS = "water river sea bread house 물 강물 바다 café naïve 日本 the a of".split()
ASKED = ["water", "강물", "</s>", "rivers", "강물은", "日本語", "cafés", "w", "😀", "unbelievable"]


def run(*arguments, given=None):
    return subprocess.run([FASTTEXT, *arguments], check=True, input=given, capture_output=True, text=True).stdout


with tempfile.TemporaryDirectory() as folder:
    random.seed(3)
    draw = lambda count: " ".join(random.choice(WORDS) for _ in range(count))
    texts, labelled = Path(folder, "texts"), Path(folder, "labelled")
    texts.write_text("".join(draw(8) + "\n" for _ in range(200)))
    labelled.write_text("".join(f"__label__{random.choice(['good', 'bad'])} {draw(6)}\n" for _ in range(200)))
    ngrams = ["-epoch", "2", "-thread", "1", "-lr", "1"]
    run("skipgram", "-input", texts, "-output", f"{folder}/skipgram", "-dim", "5", "-bucket", "97", "-minn", "2", "-maxn", "4", "-minCount", "1", *ngrams)
    for name, options in [("quantized", ["-dsub", "4"]), ("pruned", ["-dsub", "2", "-qnorm", "-cutoff", "260"])]:
        run("supervised", "-input", labelled, "-output", f"{folder}/{name}", "-dim", "6", "-bucket", "300", "-minn", "2", "-maxn", "3", *ngrams)
        run("quantize", "-input", labelled, "-output", f"{folder}/{name}", *options)
    OUT.mkdir(exist_ok=True)
    expected = {}
    for name in ["skipgram.bin", "quantized.ftz", "pruned.ftz"]:
        model = Path(folder, name)
        (OUT / name).write_bytes(model.read_bytes())
        printed = run("print-word-vectors", model, given="\n".join(ASKED) + "\n").splitlines()
        expected[name] = {line.split(" ")[0]: [float(number) for number in line.split()[1:]] for line in printed}
    (OUT / "vectors.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
