"""F-strings: numbers, widths, conversions, nesting, joining."""


class Item:
    def __init__(self, name, price, number):
        self.name = name
        self.price = price
        self.number = number

    def __repr__(self):
        return f"Item({self.name!r}, {self.price:.2f})"

    def __format__(self, spec):
        return f"{self.name:{spec}}" if spec else self.name


def table(items, width):
    lines = []
    for index, item in enumerate(items):
        total = item.price * item.number
        lines.append(f"{index:>4} {item:<{width}}|{item.price:8.2f} x {item.number:03d} = {total:>12,.2f} {'*' if total > 500 else '-'}")
    return lines


def run():
    items = [Item(f"item{n % 37}", n * 1.37 % 90, n % 23) for n in range(1500)]
    lines = table(items, 12)
    short = [f"{item!r}:{item.number:x}" for item in items[:700]]
    plain = "".join([f"{n}-{n + 1};" for n in range(5000)])
    return len("\n".join(lines)), lines[777], short[-1], len(plain), sum(map(ord, lines[1234]))
