async def count():
	try:
		i = 1
		while True:
			log(f"makes {i}")
			yield i
			i += 1
	finally:
		log("cleans up")

async def main():
	async for i in count():
		log(i)
		if i == 2:
			break
