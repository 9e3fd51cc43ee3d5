async def fails():
	yield "a"
	raise Exception("why")

async def read():
	try:
		async for letter in fails():
			log(letter)
	except Exception as reason:
		log(f"caught {reason}")

async def main():
	task = asyncio.create_task(read())
	turns(4)
	await task
