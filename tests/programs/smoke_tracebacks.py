# test: entries of tracebacks made again and again at the same places
"""What tracebacks show does not depend on what was shown before, and nobody's frame is changed under his eyes."""
import sys
import traceback


def fails(n):
    if n:
        return fails(n - 1)
    raise ValueError("deep")


def caught(n):
    try:
        fails(n)
    except ValueError as e:
        return e


def names(e):
    return [(f.name, f.lineno - fails_at) for f in traceback.extract_tb(e.__traceback__)]


fails_at = 9


def entries(e):
    t = e.__traceback__
    while t:
        yield t
        t = t.tb_next


def test_entries_are_alike():
    first = names(caught(2))
    for _ in range(5):
        assert names(caught(2)) == first
    assert [name for name, _ in first] == ["caught", "fails", "fails", "fails"]
    assert [line for _, line in first][1:] == [0, 0, 1], first
    assert names(caught(0)) == [first[0], first[3]]


def test_frames_that_are_held_stay():
    one = caught(1)
    two = caught(1)
    frames = [t.tb_frame for t in entries(one)] + [t.tb_frame for t in entries(two)]
    assert len(set(map(id, frames))) == len(frames) == 6
    text = traceback.format_tb(one.__traceback__)
    for _ in range(3):
        caught(1)
    assert traceback.format_tb(one.__traceback__) == text


def test_frames_that_were_cleared_serve_again():
    for _ in range(4):
        e = caught(1)
        for t in entries(e):
            assert t.tb_frame.f_globals is globals()
            assert t.tb_frame.f_code.co_name == traceback.extract_tb(t)[0].name
        traceback.clear_frames(e.__traceback__)
        del e, t
    assert [name for name, _ in names(caught(1))] == ["caught", "fails", "fails"]


def test_the_depth_of_recursion():
    def endless():
        endless()

    for _ in range(2):
        try:
            endless()
        except RecursionError as e:
            assert len(list(entries(e))) > 50
        else:
            raise AssertionError


def test_exceptions_raised_again_grow():
    saved = ValueError("kept")

    def again():
        try:
            raise saved
        except ValueError:
            raise

    for turn in range(1, 4):
        try:
            again()
        except ValueError:
            pass
        found = [f.name for f in traceback.extract_tb(saved.__traceback__)]
        assert found.count("test_exceptions_raised_again_grow") == turn, found
    assert sys.exc_info() == (None, None, None)
