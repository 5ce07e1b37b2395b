"""Runs inside the interpreter under test: loads the variants of one case, checks their results, times their calls.

Reads a job as JSON from standard input and writes the answers as JSON; runs on every CPython from 3.9, and knows nothing
of the rest of the benchmarks. Job: `variants` (a list of `path`, .py or extension module, `name`, and `setup`, statements),
`data` (a Python file that makes the arguments, or null), `arguments` (statements: run anew for each variant's result, and
once for the timing, so that all variants are timed on the same memory), `statement` (what is timed), `digest` (an
expression whose value identifies the result, or null: evaluated once, as the first call), `samples`, `seconds` (least
length of a sample), `net` (take off an empty loop). Samples of the variants alternate.
"""
import hashlib
import importlib.util
import json
import sys
import time


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def digest(value):
    """A short text that is equal exactly where the results are equal, bit for bit for floats and arrays."""
    if isinstance(value, (tuple, list)):
        return "[" + ",".join(map(digest, value)) + "]" if len(value) <= 8 else hashed(
            "".join(map(digest, value)).encode())
    if hasattr(value, "tobytes") and hasattr(value, "dtype"):
        if value.ndim == 0:
            return repr(value.item())
        return f"{value.dtype}{value.shape}:{hashed(value.tobytes())}"
    text = repr(value)
    return text if len(text) <= 60 else hashed(text.encode())


def hashed(data):
    return hashlib.sha1(data).hexdigest()[:16]


def loop(statement, names):
    source = f"def _loop(_n, _clock):\n    _t = _clock()\n    for _ in range(_n):\n        {statement}\n    return _clock() - _t\n"
    exec(compile(source, "<timed>", "exec"), names)
    return names.pop("_loop")


class Variant:
    """A module with the names that its statement sees."""

    def __init__(self, job, variant):
        self.setup = variant.get("setup") or ""
        self.names = {"m": load(variant["name"], variant["path"])}
        if job.get("data"):
            self.names["data"] = load("bench_data", job["data"])
        self.digest = ""
        exec(job.get("arguments") or "", self.names)
        exec(self.setup, self.names)
        if job.get("digest"):  # also warms up: long calls are made no more often than needed
            self.digest = digest(eval(job["digest"], self.names))
        self.samples = []

    def prepare(self, statement, seconds, arguments, clock):
        """Takes the arguments that all variants are timed with and finds how many calls a sample takes."""
        self.names.update(arguments)
        exec(self.setup, self.names)
        self.timed = loop(statement, self.names)
        self.timed(1, clock)
        count, took = 1, self.timed(1, clock)
        while took < seconds / 4 and count < 10**8:
            count = max(count * 2, int(count * seconds / 4 / took) if took > 1e-5 else count * 10)
            took = self.timed(count, clock)
        self.count = max(1, int(count * seconds / max(took, 1e-9)))

    def sample(self, clock):
        self.samples.append(self.timed(self.count, clock) / self.count)

    def answer(self, spent):
        return {"seconds": median(self.samples) - spent, "count": self.count, "digest": self.digest}


def median(samples):
    return sorted(samples)[len(samples) // 2]


def main():
    job = json.load(sys.stdin)
    clock = time.process_time
    variants = [Variant(job, variant) for variant in job["variants"]]
    arguments = {}
    if job.get("arguments"):
        if job.get("data"):
            arguments["data"] = load("bench_data", job["data"])
        exec(job["arguments"], arguments)
        arguments.pop("__builtins__", None)
    for variant in variants:
        variant.prepare(job["statement"], job["seconds"], arguments, clock)
    empty, count, spent = loop("pass", {}), variants[0].count, []
    for number in range(job["samples"]):
        shift = number % len(variants)
        for variant in variants[shift:] + variants[:shift]:
            variant.sample(clock)
        spent.append(empty(count, clock) / count if job.get("net") else 0.0)
    json.dump([variant.answer(median(spent)) for variant in variants], sys.stdout)


main()
