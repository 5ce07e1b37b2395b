# test: loops that wait for another thread or a signal let it run
"""
>>> waited(attribute), waited(endless), closure(), module()
(True, True, True, True)
>>> signalled()
('from the handler', [1])
"""
import signal
import threading
import time

flag = False


class Box:
    done = False


def attribute(box):
    while not box.done:
        pass
    return True


def endless(box):
    turns = 0
    while True:
        turns += 1
        if box.done:
            break
    return turns > 0


def later(stop):
    def run():
        time.sleep(0.02)
        stop()
    thread = threading.Thread(target=run)
    thread.start()
    return thread


def waited(loop):
    box = Box()
    thread = later(lambda: setattr(box, 'done', True))
    found = loop(box)
    thread.join()
    return found


def closure():
    done = False

    def stop():
        nonlocal done
        done = True
    thread = later(stop)
    while not done:
        continue
    thread.join()
    return done


def module():
    def stop():
        global flag
        flag = True
    global flag
    flag = False
    thread = later(stop)
    while not flag:
        pass
    thread.join()
    return flag


def signalled():
    got, box = [], Box()

    def handler(*args):
        got.append(1)
        raise KeyError('from the handler')
    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        while not box.done:
            pass
    except KeyError as e:
        return e.args[0], got
    finally:
        signal.signal(signal.SIGALRM, before)
