"""An object-oriented scheduler: classes with a hierarchy, linked packets, method calls, attributes."""


class Packet:
    def __init__(self, target, kind, value):
        self.target = target
        self.kind = kind
        self.value = value
        self.next = None


class Queue:
    def __init__(self):
        self.first = None
        self.last = None
        self.length = 0

    def push(self, packet):
        packet.next = None
        if self.last is None:
            self.first = packet
        else:
            self.last.next = packet
        self.last = packet
        self.length += 1

    def pop(self):
        packet = self.first
        self.first = packet.next
        if self.first is None:
            self.last = None
        self.length -= 1
        return packet


class Task:
    def __init__(self, number, priority):
        self.number = number
        self.priority = priority
        self.inbox = Queue()
        self.steps = 0
        self.held = False

    def ready(self):
        return self.inbox.length > 0 and not self.held

    def step(self, scheduler):
        self.steps += 1
        self.handle(self.inbox.pop(), scheduler)

    def handle(self, packet, scheduler):
        raise NotImplementedError


class Worker(Task):
    def __init__(self, number, priority, seed):
        super().__init__(number, priority)
        self.seed = seed

    def handle(self, packet, scheduler):
        self.seed = (self.seed * 1103 + 12345) % 65536
        packet.value += self.seed % 7
        packet.target = self.seed % len(scheduler.tasks)
        if packet.kind > 0:
            packet.kind -= 1
            scheduler.send(packet)
        else:
            scheduler.done += packet.value


class Gate(Task):
    def handle(self, packet, scheduler):
        for task in scheduler.tasks:
            if task is not self:
                task.held = not task.held and packet.value % 5 == task.number
        packet.target = packet.value % len(scheduler.tasks)
        packet.value += 1
        scheduler.send(packet)


class Scheduler:
    def __init__(self):
        self.tasks = []
        self.done = 0
        self.turns = 0

    def add(self, task):
        self.tasks.append(task)

    def send(self, packet):
        self.tasks[packet.target].inbox.push(packet)

    def best(self):
        found = None
        for task in self.tasks:
            if task.ready() and (found is None or task.priority > found.priority):
                found = task
        return found

    def loop(self, limit):
        while self.turns < limit:
            task = self.best()
            if task is None:
                for each in self.tasks:
                    each.held = False
                task = self.best()
                if task is None:
                    break
            task.step(self)
            self.turns += 1


def run():
    scheduler = Scheduler()
    for number in range(5):
        scheduler.add(Worker(number, 10 - number, number * 17 + 3))
    scheduler.add(Gate(5, 4))
    for number in range(40):
        scheduler.send(Packet(number % 6, 40, number))
    scheduler.loop(6000)
    return scheduler.done, scheduler.turns, [task.steps for task in scheduler.tasks]
