// node, browser: a loop that is left tells the body at its yield, which goes on no further
async function* count() {
	try {
		for (let i = 1; ; i++) {
			log("makes " + i);
			yield i;
		}
	} finally {
		log("cleans up");
	}
}
(async () => {
	for await (const i of count()) {
		log(i);
		if (i === 2)
			break;
	}
})();
