async def count():
	log("begins")
	for i in range(1, 4):
		yield i
		log(f"after {i}")
	log("ends")

async def read():
	log("first")
	async for i in count():
		log(i)
	log("over")

async def main():
	task = asyncio.create_task(read())
	log("script")
	await task
