"""N queens: lists of flags, nested recursion, a generator of solutions."""


def place(size, row, columns, up, down, board):
    if row == size:
        yield tuple(board)
        return
    for column in range(size):
        if columns[column] or up[row + column] or down[row - column + size]:
            continue
        columns[column] = up[row + column] = down[row - column + size] = True
        board[row] = column
        yield from place(size, row + 1, columns, up, down, board)
        columns[column] = up[row + column] = down[row - column + size] = False


def solutions(size):
    return place(size, 0, [False] * size, [False] * (2 * size), [False] * (2 * size + 1), [0] * size)


def run():
    total = count = 0
    for board in solutions(8):
        count += 1
        for row, column in enumerate(board):
            total += row * column
    return count, total
