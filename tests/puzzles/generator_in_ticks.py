async def count():
	yield "a"
	yield "b"

async def read():
	async for letter in count():
		log(letter)
	log("over")

async def main():
	task = asyncio.create_task(read())
	turns(6)
	await task
