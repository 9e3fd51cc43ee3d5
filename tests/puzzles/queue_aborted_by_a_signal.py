async def read(queue):
	try:
		log(await queue.get())
	except asyncio.CancelledError:
		log("CancelledError")

async def main():
	task = asyncio.create_task(read(asyncio.Queue()))
	await asyncio.sleep(0.001)
	task.cancel()
	log("timer")
	await asyncio.sleep(0.001)
