"""Averages the weights of several runs of ``train.py`` and writes what ships."""

import argparse
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch
from export import arrays, save
from lac import load_lac


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help=".pt files of train.py")
    parser.add_argument("--out", type=Path, required=True, help="the .npz to write")
    parser.add_argument("--temperature", type=float, default=1.5, help="of the scores")
    options = parser.parse_args()
    lac = load_lac()
    states = [torch.load(run, weights_only=True) for run in options.runs]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    save(options.out, arrays(mean, lac.alphabet, lac.tags, options.temperature))


if __name__ == "__main__":
    main()
