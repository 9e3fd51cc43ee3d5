# asyncio: Queue with values that are there, and with a reader that waits for each; an async generator.
import asyncio
import os
import time

REPS = int(os.environ.get("REPS", 5))


def run(name, n, play):
    walls, cpus = [], []
    for _ in range(REPS):
        start, cpu = time.perf_counter_ns(), time.process_time_ns()
        asyncio.run(play(n))
        walls.append((time.perf_counter_ns() - start) / n)
        cpus.append((time.process_time_ns() - cpu) / n)
    walls.sort()
    cpus.sort()
    middle = len(walls) // 2
    print("queue", name, n, f"{walls[middle]:.2f}", f"{walls[0]:.2f}", f"{cpus[middle]:.2f}", "-", sep="\t")


async def put_and_take(n):
    queue = asyncio.Queue()
    for i in range(n):
        queue.put_nowait(i)
        queue.get_nowait()


async def there(n):
    queue = asyncio.Queue()
    for i in range(n):
        queue.put_nowait(i)
    for _ in range(n):
        await queue.get()


async def waits(n):
    queue, loop = asyncio.Queue(), asyncio.get_running_loop()
    left = n

    def put():
        nonlocal left
        queue.put_nowait(left)
        left -= 1
        if left > 0:
            loop.call_soon(put)

    loop.call_soon(put)
    for _ in range(n):
        await queue.get()


async def count(n):
    for i in range(n):
        yield i


async def generator(n):
    async for _ in count(n):
        pass


run("asyncio put_nowait and get_nowait", 200000, put_and_take)
run("asyncio get of a value that is there", 200000, there)
run("asyncio put to a waiting get and back", 100000, waits)
run("asyncio value of an async generator", 200000, generator)
