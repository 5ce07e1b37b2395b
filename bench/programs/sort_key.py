"""Sorting with a key: lambdas, methods and functions as keys, tuples compared, a merge sort by hand."""


class Person:
    def __init__(self, name, age, town):
        self.name = name
        self.age = age
        self.town = town

    def key(self):
        return self.town, -self.age, self.name


def people(number):
    state = 3
    result = []
    for i in range(number):
        state = (state * 48271) % 2147483647
        result.append(Person(f"p{state % 9973}", 18 + state % 70, "abcdefg"[state % 7]))
    return result


def merge_sort(items, key):
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle], key), merge_sort(items[middle:], key)
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if key(right[j]) < key(left[i]):
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def run():
    everyone = people(1500)
    by_age = sorted(everyone, key=lambda person: (person.age, person.name))
    by_key = sorted(everyone, key=Person.key, reverse=True)
    by_hand = merge_sort(everyone[:400], lambda person: person.age * 7 % 31)
    return [p.name for p in by_age[:5]], [p.name for p in by_key[:5]], sum(i * p.age for i, p in enumerate(by_hand))
