"""A tokenizer and an evaluator of expressions: characters, sets, a list of tuples, precedence climbing."""
LETTERS = set("abcdefghijklmnopqrstuvwxyz_")
DIGITS = set("0123456789")
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}


def tokens(text):
    result = []
    position, end = 0, len(text)
    while position < end:
        char = text[position]
        start = position
        if char == " " or char == "\n":
            position += 1
            continue
        if char in LETTERS:
            while position < end and (text[position] in LETTERS or text[position] in DIGITS):
                position += 1
            result.append(("name", text[start:position]))
        elif char in DIGITS:
            while position < end and text[position] in DIGITS:
                position += 1
            result.append(("number", int(text[start:position])))
        else:
            position += 1
            result.append(("op", char))
    result.append(("end", ""))
    return result


class Parser:
    def __init__(self, stream, names):
        self.stream = stream
        self.names = names
        self.at = 0

    def next(self):
        token = self.stream[self.at]
        self.at += 1
        return token

    def primary(self):
        kind, value = self.next()
        if kind == "number":
            return value
        if kind == "name":
            return self.names.get(value, 1)
        if value == "(":
            inside = self.expression(1)
            self.next()
            return inside
        if value == "-":
            return -self.primary()
        raise SyntaxError(value)

    def expression(self, least):
        left = self.primary()
        while True:
            kind, operator = self.stream[self.at]
            level = PRECEDENCE.get(operator, 0) if kind == "op" else 0
            if level < least:
                return left
            self.at += 1
            right = self.expression(level + 1)
            if operator == "+":
                left = left + right
            elif operator == "-":
                left = left - right
            elif operator == "*":
                left = left * right % 1000003
            elif operator == "/":
                left = left // (right or 1)
            else:
                left = left % (right or 1)


def run():
    names = {"alpha": 7, "beta_2": 11, "gamma": 13}
    total = count = 0
    for n in range(150):
        text = f"alpha * ({n} + beta_2 * 3) - (gamma + {n * 7}) / 4 + unknown % {n + 2} * -({n} - 1000)\n"
        stream = tokens(text * 2)
        count += len(stream)
        parser = Parser(stream, names)
        total += parser.expression(1) + parser.expression(1)
    return total, count
