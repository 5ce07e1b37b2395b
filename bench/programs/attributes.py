"""Attribute access: vectors as objects, operators, properties, class attributes, slots."""


class Vector:
    scale = 2

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    @property
    def length2(self):
        return self.dot(self)


class Body:
    __slots__ = ("place", "speed", "mass", "hits")

    def __init__(self, place, speed, mass):
        self.place = place
        self.speed = speed
        self.mass = mass
        self.hits = 0

    def move(self, step):
        self.place = self.place + self.speed * step
        if self.place.length2 > 100 * Vector.scale:
            self.speed = self.speed * -1.0
            self.hits += 1


def run():
    bodies = [Body(Vector(i, i + 1, -i), Vector(1.0, 0.5 * i, -0.25), 1 + i) for i in range(12)]
    energy = 0.0
    for _ in range(250):
        for body in bodies:
            body.move(0.25)
            energy += body.speed.length2 * body.mass / 2
    return round(energy, 6), [body.hits for body in bodies]
