async def read(queue):
	while True:
		log(await queue.get())

async def main():
	queue = asyncio.Queue()
	for letter in "abc":
		queue.put_nowait(letter)
	task = asyncio.create_task(read(queue))
	turns(4)
	log("script")
	await asyncio.sleep(0.001)
	task.cancel()
