// node: an abort ends a loop that waits
const { EventEmitter, on } = require("events");
const controller = new AbortController();
const emitter = new EventEmitter(), values = on(emitter, "value", { signal: controller.signal });
(async () => {
	try {
		for await (const [letter] of values)
			log(letter);
	} catch (error) {
		log(error.name);
	}
})();
setTimeout(() => {
	controller.abort();
	log("timer");
}, 1);
