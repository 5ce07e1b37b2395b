# Generators and coroutines.
def counted(n):
    i = 0
    while i < n:
        got = yield i
        i += 1
    return got

def delegating(x):
    result = yield from x
    return result

def squares(x):
    return sum(i * i for i in x)

async def waits(a):
    async with a as b:
        async for c in b:
            await c
