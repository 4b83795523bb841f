"""Fine-tunes LAC's encoder for our six types of names and keeps LAC's own head by distillation.

See README.md for the commands that made the shipped weights.
"""

import argparse
import copy
import ctypes
import json
import os
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # the products are small: more threads only wait for each other
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch
from augment import Pools, pools, variant
from chain import ChainLoss
from data import Example, gold_examples, held_out, uner_examples
from export import arrays, save
from lac import Lac, load_lac
from lanes import Layout, lay_out
from network import NAME_TAGS, Network
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax, softmax

TAG = {tag: index for index, tag in enumerate(NAME_TAGS)}
OPEN = [TAG["O"]] + [i for t, i in TAG.items() if t[2:] in ("Program", "Award", "Work")]
LONGEST = 160


@dataclass
class Batch:
    """Rows by slot, with the name tags allowed there (all of them where unknown)."""

    layout: Layout
    rows: Tensor
    teacher_rows: Tensor
    allowed: Tensor
    weight: Tensor
    used: Tensor


def allowed_tags(example: Example) -> np.ndarray:
    """(length, tags): which tags gold allows at each character."""
    allowed = np.zeros((len(example.text), len(NAME_TAGS)), bool)
    allowed[:, OPEN if example.partial else TAG["O"]] = True
    for name in example.names:
        known = name.known and name.end <= LONGEST
        allowed[name.start : name.end] = not known
        if not known:
            continue
        if name.end - name.start == 1:
            allowed[name.start, TAG[f"S-{name.kind}"]] = True
            continue
        allowed[name.start, TAG[f"B-{name.kind}"]] = True
        allowed[name.end - 1, TAG[f"E-{name.kind}"]] = True
        allowed[name.start + 1 : name.end - 1, TAG[f"M-{name.kind}"]] = True
    return allowed


class Batches:
    """Makes the batches of an epoch: a fresh variant of every sentence, in random order."""

    def __init__(
        self, examples: list[Example], lac: Lac, pool: Pools, options: argparse.Namespace
    ) -> None:
        self.examples, self.pool, self.options = examples, pool, options
        self.row = lac.alphabet.row
        self.unknown = lac.alphabet.unknown
        self.teacher = torch.tensor(lac.alphabet.teacher_of_row())
        self.weights = {"made": options.made, "uner": options.uner}  # others: 1

    def epoch(self, rng: random.Random) -> list[Batch]:
        """All sentences once."""
        chosen = [
            variant(self.examples, i, self.pool, rng, self.options.swap)
            for i in range(len(self.examples))
        ]
        rng.shuffle(chosen)
        groups: list[list[Example]] = [[]]
        size = 0
        for example in chosen:
            if size + len(example.text) > self.options.batch and groups[-1]:
                groups.append([])
                size = 0
            groups[-1].append(example)
            size += min(LONGEST, len(example.text))
        return [self.batch(group) for group in groups]

    def batch(self, examples: list[Example]) -> Batch:
        """These sentences, laid out; some characters are hidden from the network."""
        lengths = [min(LONGEST, len(e.text)) for e in examples]
        layout = lay_out(lengths, self.options.lanes)
        count = layout.time * layout.lanes
        rows = np.full(count, self.unknown)
        allowed = np.ones((count, len(NAME_TAGS)), bool)
        weight = np.zeros(count, np.float32)
        for example, length, slots in zip(examples, lengths, layout.slots, strict=True):
            rows[slots] = [self.row(c) for c in example.text[:length]]
            allowed[slots] = allowed_tags(example)[:length]
            weight[slots] = self.weights.get(example.source, 1.0)
        kept = torch.tensor(rows)
        dropped = torch.rand(count) < self.options.char_dropout
        return Batch(
            layout,
            kept.masked_fill(dropped, self.unknown),
            self.teacher[kept],
            torch.tensor(allowed),
            torch.tensor(weight),
            torch.tensor(np.concatenate(layout.slots)),
        )


def names_loss(logits: Tensor, batch: Batch) -> Tensor:
    """How unlikely the sequences are that gold allows (all of them where it leaves a name open)."""
    return ChainLoss.apply(logits, batch.allowed, batch.weight, batch.layout)


def words_loss(logits: Tensor, teacher: Tensor, batch: Batch) -> Tensor:
    """Divergence of our word head from stock LAC's."""
    ours = log_softmax(logits[batch.used], -1)
    theirs = softmax(teacher[batch.used], -1)
    return kl_div(ours, theirs, reduction="batchmean")


def train(examples: list[Example], lac: Lac, options: argparse.Namespace) -> dict[str, Tensor]:
    """One run; returns the average of the weights over its last part."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    network = Network(lac, dropout=options.dropout)
    teacher = copy.deepcopy(network).eval()
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True))
    batches = Batches(examples, lac, pools(examples, options.ontology), options)
    groups = [
        {"params": network.embedding.parameters(), "base": options.rate * 0.3},
        {
            "params": [*network.layers.parameters(), *network.words.parameters()],
            "base": options.rate,
        },
        {"params": network.names.parameters(), "base": options.rate * 3},
    ]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=1e-3)
    average = {k: torch.zeros_like(v) for k, v in network.state_dict().items()}
    averaged = step = 0
    started = time.monotonic()
    for epoch in range(options.epochs):
        network.train()
        content = batches.epoch(rng)
        sums = np.zeros(2)
        for index, batch in enumerate(content):
            done = (epoch + index / len(content)) / options.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1, (step + 1) / 100) * max(0.05, 1 - done)
            words, names = network(batch.rows, batch.layout)
            loss, distance = names_loss(names, batch), torch.zeros(())
            if step % 2 == 0:  # every other step, at twice the weight: the teacher takes time
                with torch.no_grad():
                    target, _ = teacher(batch.teacher_rows, batch.layout)
                distance = words_loss(words, target, batch)
            optimizer.zero_grad()
            (loss + 2 * options.distil * distance).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            sums += loss.item(), distance.item()
            if done > 1 - options.tail and step % 10 == 0:
                averaged += 1
                for name, tensor in network.state_dict().items():
                    average[name] += (tensor - average[name]) / averaged
        print(
            f"epoch {epoch} names {sums[0] / len(content):.4f} "
            f"words {2 * sums[1] / len(content):.4f} "
            f"{time.monotonic() - started:.0f} s",
            flush=True,
        )
    return average


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--ontology", type=Path, default=root / "ontology")
    parser.add_argument("--out", type=Path, required=True, help="the .npz to write")
    parser.add_argument("--start", type=Path, help="a .pt to go on from, in place of stock LAC")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=4000, help="characters a batch")
    parser.add_argument("--lanes", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--char-dropout", type=float, default=0.03)
    parser.add_argument("--swap", type=float, default=0.4, help="share of names replaced")
    parser.add_argument("--distil", type=float, default=1.0, help="weight of staying close to LAC")
    parser.add_argument("--made", type=float, default=1.0, help="weight of the made documents")
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="more folders of annotated documents"
    )
    parser.add_argument("--uner", type=float, default=0.0, help="weight of UNER; 0 leaves it out")
    parser.add_argument("--tail", type=float, default=0.3, help="share of the run that is averaged")
    parser.add_argument(
        "--hold-out", type=int, default=0, help="documents of train left out, to measure on"
    )
    parser.add_argument("--temperature", type=float, default=1.5, help="of the scores")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def load(options: argparse.Namespace) -> tuple[list[Example], set[str]]:
    """The sentences to train on, and the ids of the documents held out."""
    gold = options.shared / "gold"
    real = gold_examples(gold / "train")
    out = held_out([e.document for e in real], options.hold_out)
    examples = [e for e in real if e.document not in out]
    if options.made:
        examples += gold_examples(gold / "made")
    for folder in options.extra:
        examples += gold_examples(folder)
    if options.uner:
        examples += uner_examples(options.shared / "corpora" / "open" / "uner_gsd_s.train.jsonl")
    return examples, out


def keep_memory() -> None:
    """Lets glibc keep freed memory: asking the kernel for fresh pages costs half of the run."""
    libc = ctypes.CDLL(None)
    for parameter, value in ((-4, 0), (-1, 2**31 - 1), (-2, 2**28)):  # mmaps, trim, top pad
        libc.mallopt(parameter, value)


def main() -> None:
    keep_memory()
    options = parse()
    torch.set_num_threads(options.threads)
    examples, out = load(options)
    print(len(examples), "sentences,", sum(len(e.text) for e in examples), "characters", flush=True)
    lac = load_lac()
    average = train(examples, lac, options)
    save(options.out, arrays(average, lac.alphabet, lac.tags, options.temperature))
    torch.save(average, options.out.with_suffix(".pt"))
    settings = {
        k: str(v) for k, v in vars(options).items() if k not in ("shared", "ontology", "out")
    }
    print(json.dumps({"held_out": sorted(out), **settings}, ensure_ascii=False))


if __name__ == "__main__":
    main()
