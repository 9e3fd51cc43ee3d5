async def read(queue):
	while True:
		log(await queue.get())

async def main():
	queue = asyncio.Queue()
	task = asyncio.create_task(read(queue))
	await asyncio.sleep(0.001)
	queue.put_nowait("a")
	turns(3)
	asyncio.get_running_loop().call_soon(queue.put_nowait, "b")
	log("timer")
	await asyncio.sleep(0.001)
	task.cancel()
