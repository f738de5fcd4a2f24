"""Writes test/golden/fasttext/classifiers: small classifiers by fastText 0.9.2 (Debian's package `fasttext`), and the labels and
probabilities that it gives some texts.

    python3 test/golden/make_fasttext_classifiers.py [path of fasttext]

One for each loss, with words alone, words in a row and parts of words; quantised with most n-grams left out, and with the rows of
labels quantised, too.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

FASTTEXT = sys.argv[1] if len(sys.argv) > 1 else "fasttext"
OUT = Path(__file__).parent / "fasttext" / "classifiers"
WORDS = {
    "good": "lovely bright 좋은 훌륭한 café fine".split(),
    "bad": "dull grey 나쁜 지루한 naïve poor".split(),
    "odd": "strange 이상한 日本 queer".split(),
    "rare": "seldom once".split(),
}
COMMON = "the a of film book it was 영화 😀".split()
ASKED = [
    "the film was lovely",
    "a dull book",
    "이상한 영화 it was",
    "never seen words",
    "훌륭한영화 lovelyish",
    "",
    "the the the grey grey lovely",
    "__label__good dull",
    "a\u00a0b 日本語 😀",
]
MODELS = {
    "words.bin": ["-loss", "softmax", "-dim", "5"],
    "rows.bin": ["-loss", "softmax", "-dim", "6", "-wordNgrams", "3", "-bucket", "101"],
    "parts.bin": ["-loss", "softmax", "-dim", "4", "-wordNgrams", "2", "-minn", "2", "-maxn", "4", "-bucket", "257"],
    "tree.bin": ["-loss", "hs", "-dim", "5", "-wordNgrams", "2", "-bucket", "64"],
    "noise.bin": ["-loss", "ns", "-neg", "2", "-dim", "5"],
    "apart.bin": ["-loss", "ova", "-dim", "5", "-minCount", "4"],
    "quantized.ftz": ["-loss", "softmax", "-dim", "6", "-wordNgrams", "2", "-minn", "2", "-maxn", "3", "-bucket", "300"],
    "output.ftz": ["-loss", "hs", "-dim", "8", "-wordNgrams", "2", "-bucket", "300"],
}
QUANTIZE = {"quantized.ftz": ["-dsub", "2", "-qnorm", "-cutoff", "260"], "output.ftz": ["-dsub", "4", "-qout"]}


def run(*arguments, given=None):
    return subprocess.run([FASTTEXT, *arguments], check=True, input=given, capture_output=True, text=True).stdout


def many_labels(count):
    """`-qout` wants as many labels as there are centroids."""
    return "".join(f"__label__l{i} word{i} word{i % 7}\n" for i in range(count))


with tempfile.TemporaryDirectory() as folder:
    random.seed(5)
    lines = []
    for label, weight in [("good", 60), ("bad", 50), ("odd", 20), ("rare", 3)]:
        for _ in range(weight):
            words = [random.choice(WORDS[label]) for _ in range(2)] + [random.choice(COMMON) for _ in range(4)]
            random.shuffle(words)
            lines.append(f"__label__{label} {' '.join(words)}\n")
    random.shuffle(lines)
    few, many = Path(folder, "few"), Path(folder, "many")
    few.write_text("".join(lines))
    many.write_text(many_labels(300))
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, options in MODELS.items():
        data = many if name == "output.ftz" else few
        stem = f"{folder}/{Path(name).stem}"
        run("supervised", "-input", data, "-output", stem, "-epoch", "10", "-lr", "0.5", "-thread", "1", *options)
        if name in QUANTIZE:
            run("quantize", "-input", data, "-output", stem, *QUANTIZE[name])
        model = Path(folder, name)
        (OUT / name).write_bytes(model.read_bytes())
        asked = ASKED if data is few else ["word3 word5", "word299", "nothing"]
        expected[name] = []
        for text in asked:
            printed = run("predict-prob", model, "-", "4", given=text + "\n").split()
            shares = {label.removeprefix("__label__"): float(share) for label, share in zip(printed[::2], printed[1::2])}
            expected[name].append({"text": text, "shares": shares})
    (OUT / "answers.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
