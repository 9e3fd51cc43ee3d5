async def read(queue, name):
	log(name + await queue.get())

async def main():
	queue = asyncio.Queue()
	tasks = [asyncio.create_task(read(queue, name)) for name in ("first ", "second ")]
	await asyncio.sleep(0)
	queue.put_nowait("a")
	log("script")
	await asyncio.sleep(0.001)
	queue.put_nowait("b")
	await asyncio.gather(*tasks)
