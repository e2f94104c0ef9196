"""What the Python clients share: named checks, told as compatibility.sh wants them, and bytes that are the same every time."""

import contextlib
import random

SMALL = random.Random(1).randbytes(4321)
# More than one fragment for every client, and no multiple of anything.
LARGE = random.Random(2).randbytes(23_456_789)


@contextlib.contextmanager
def check(name):
    """One check: a block that raises has failed, and the others go on."""
    try:
        yield
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        print(f"FAIL\t{name}\t{words[:300]}", flush=True)
    else:
        print(f"PASS\t{name}", flush=True)


def same(got, wanted):
    """Raises unless both are equal, and shows sizes instead of bytes."""
    if got != wanted:
        shown = [f"{len(value)} bytes" if isinstance(value, bytes) else repr(value) for value in (got, wanted)]
        raise AssertionError(f"{shown[0]} instead of {shown[1]}")
