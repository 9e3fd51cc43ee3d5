async def after(ms, text):
	await asyncio.sleep(ms / 1000)
	return text

async def first(*times):
	tasks = [asyncio.create_task(after(*time)) for time in times]
	done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
	log(" ".join(task.result() for task in tasks if task in done))

async def main():
	log("script")
	await first((1000, "never"), (0, "second"), (0, "third"))
	await first((1000, "never"), (10, "10 ms"), (5, "5 ms"))
