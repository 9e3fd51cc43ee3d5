// node, browser: coroutines take turns at each await
async function count(name) {
	for (let i = 1; i <= 3; i++) {
		log(name + i);
		await null;
	}
	return name;
}
count("a").then(name => log(name + " is over"));
count("b").then(name => log(name + " is over"));
