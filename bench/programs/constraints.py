"""Constraint solving with small objects: a chain of one-way constraints planned by strength, in the manner of a
spreadsheet that is edited at one end."""


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = 0
        self.mark = 0


class Constraint:
    def __init__(self, strength):
        self.strength = strength
        self.output = None

    def inputs(self):
        return ()

    def is_satisfied(self):
        return self.output is not None


class Edit(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        variable.constraints.append(self)

    def choose(self, mark):
        if self.variable.mark != mark and self.strength > self.variable.strength:
            self.output = self.variable
        else:
            self.output = None

    def execute(self):
        pass


class Scale(Constraint):
    def __init__(self, source, scale, offset, target, strength):
        super().__init__(strength)
        self.source, self.scale, self.offset, self.target = source, scale, offset, target
        source.constraints.append(self)
        target.constraints.append(self)

    def inputs(self):
        return (self.source if self.output is self.target else self.target,)

    def choose(self, mark):
        self.output = None
        if self.target.mark != mark and self.strength > self.target.strength:
            self.output = self.target
        elif self.source.mark != mark and self.strength > self.source.strength:
            self.output = self.source

    def execute(self):
        if self.output is self.target:
            self.target.value = self.source.value * self.scale + self.offset
        else:
            self.source.value = (self.target.value - self.offset) // self.scale


class Planner:
    def __init__(self):
        self.mark = 0
        self.executed = 0

    def add(self, constraint):
        self.mark += 1
        pending = [constraint]
        while pending:
            current = pending.pop()
            current.choose(self.mark)
            if not current.is_satisfied():
                continue
            variable = current.output
            previous = variable.determined_by
            variable.determined_by = current
            variable.strength = min([current.strength] + [v.strength for v in current.inputs() if v.strength])
            variable.mark = self.mark
            if previous is not None and previous is not current:
                previous.output = None
                pending.append(previous)

    def plan(self, start):
        order, waiting, seen = [], [start], set()
        while waiting:
            variable = waiting.pop()
            if variable.name in seen:
                continue
            seen.add(variable.name)
            for constraint in variable.constraints:
                if constraint.is_satisfied() and constraint.output is not variable:
                    order.append(constraint)
                    waiting.append(constraint.output)
        return order

    def set_value(self, variable, value):
        edit = Edit(variable, 9)
        variable.strength = 0
        self.add(edit)
        variable.value = value
        for constraint in self.plan(variable):
            constraint.execute()
            self.executed += 1
        variable.constraints.remove(edit)
        variable.determined_by = None
        variable.strength = 0


def run():
    planner = Planner()
    variables = [Variable(f"v{number}") for number in range(120)]
    for number in range(119):
        planner.add(Scale(variables[number], 1 + number % 2, number % 5, variables[number + 1], 3 + number % 3))
    total = 0
    for value in range(40):
        planner.set_value(variables[0], value)
        total += variables[-1].value % 1000003
    return total, planner.executed
