"""Runs inside the interpreter under test: loads one module, checks its result, times its calls.

Reads a job as JSON from standard input and writes the answer as JSON; runs on every CPython from 3.9, and knows nothing
of the rest of the benchmarks. Job: `path` (.py or extension module), `name`, `data` (a Python file that makes the
arguments, or null), `setup` (statements), `statement` (what is timed), `digest` (an expression whose value identifies
the result, or null: evaluated once, as the first call), `samples`, `seconds` (least length of a sample), `net` (take off an
empty loop).
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


def main():
    job = json.load(sys.stdin)
    names = {"m": load(job["name"], job["path"])}
    if job.get("data"):
        names["data"] = load("bench_data", job["data"])
    exec(job.get("setup") or "", names)
    clock = time.process_time
    timed = loop(job["statement"], names)
    answer = {"digest": ""}
    if job.get("digest"):  # also warms up: long calls are made no more often than needed
        answer["digest"] = digest(eval(job["digest"], names))
    else:
        timed(1, clock)
    count, took = 1, timed(1, clock)
    while took < job["seconds"] / 4 and count < 10**8:
        count = max(count * 2, int(count * job["seconds"] / 4 / took) if took > 1e-5 else count * 10)
        took = timed(count, clock)
    samples = []
    if took >= job["seconds"] and job["samples"] == 1:
        samples.append(took / count)
    else:
        count = max(1, int(count * job["seconds"] / max(took, 1e-9)))
        samples += [timed(count, clock) / count for _ in range(job["samples"])]
    if job.get("net"):
        empty = loop("pass", names)
        spent = min(empty(count, clock) / count for _ in range(5))
        samples = [sample - spent for sample in samples]
    answer["seconds"] = sorted(samples)[len(samples) // 2]
    answer["count"] = count
    json.dump(answer, sys.stdout)


main()
