async def count():
	for i in range(1, 4):
		log(f"makes {i}")
		yield i

async def read(numbers):
	try:
		log(await anext(numbers))
	except RuntimeError:
		log("RuntimeError")

async def main():
	numbers = count()
	tasks = [asyncio.create_task(read(numbers)), asyncio.create_task(read(numbers))]
	log("script")
	await asyncio.gather(*tasks)
