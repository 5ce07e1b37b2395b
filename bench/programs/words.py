"""Word counting: string methods, dictionaries, sorting pairs."""
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "si", "to", "va", "ze"]


def text(words):
    state = 7
    parts = []
    for number in range(words):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        length = 1 + state % 3
        word = ""
        for _ in range(length):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            word += SYLLABLES[(state >> 8) % 10]
        if number % 11 == 0:
            word = word.capitalize()
        parts.append(word + (".\n" if number % 13 == 0 else " "))
    return "".join(parts)


def count(source):
    counts = {}
    for line in source.splitlines():
        for word in line.split():
            word = word.strip(".,").lower()
            if not word:
                continue
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def run():
    counts = count(text(5000))
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]
    lengths = {}
    for word, number in counts.items():
        lengths[len(word)] = lengths.get(len(word), 0) + number
    return first, sorted(lengths.items()), len(counts)
