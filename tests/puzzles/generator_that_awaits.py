async def slow():
	for i in range(1, 3):
		await asyncio.sleep(0.010)
		log(f"makes {i}")
		yield i

async def read():
	async for i in slow():
		log(i)
	log("over")

async def main():
	asyncio.get_running_loop().call_later(0.015, log, "15 ms")
	await read()
