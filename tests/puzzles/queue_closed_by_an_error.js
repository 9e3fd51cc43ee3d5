// node: an error of the emitter ends the loop after the values before it
const { EventEmitter, on } = require("events");
const emitter = new EventEmitter(), values = on(emitter, "value");
(async () => {
	try {
		for await (const [letter] of values)
			log(letter);
	} catch (reason) {
		log("caught " + reason);
	}
})();
setTimeout(() => {
	emitter.emit("value", "a");
	emitter.emit("value", "b");
	emitter.emit("error", "why");
	log("timer");
}, 1);
