"""Runs the lesson's PyTorch programs and prints, as JSON, what they print.

    python3 tests/torch/run.py SEEDS FILE...

Each file is a whole program. It is run once as it stands, for its held-out accuracy, and for the further seeds up to
SEEDS only as far as its first step, for the activation std of each layer. Gives {FILE: {"stds": [[...] a seed], "accuracy": A}}.
"""

import contextlib
import io
import json
import re
import sys


def run(text):
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(text, "program", "exec"), {"__name__": "__main__"})
    return told.getvalue()


def replaced(text, old, new):
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def stds(told):
    return [float(std) for std in re.findall(r"^layer \d+: activation std (\S+)$", told, re.M)]


def measure(text, seeds):
    told = run(text)
    (own,) = re.findall(r"^seed = (\d+)$", text, re.M)
    short = replaced(text, "range(300)", "range(1)")
    others = [run(replaced(short, f"seed = {own}\n", f"seed = {int(own) + more}\n")) for more in range(1, seeds)]
    (accuracy,) = re.findall(r"^held-out accuracy (\S+)%$", told, re.M)
    return {"stds": [stds(one) for one in [told, *others]], "accuracy": float(accuracy) / 100}


if __name__ == "__main__":
    seeds, files = int(sys.argv[1]), sys.argv[2:]
    print(json.dumps({file: measure(open(file).read(), seeds) for file in files}))
