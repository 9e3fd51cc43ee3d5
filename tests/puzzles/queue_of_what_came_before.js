// node: values that are there already cost one microtask each
const { EventEmitter, on } = require("events");
const emitter = new EventEmitter(), values = on(emitter, "value");
for (const letter of ["a", "b", "c"])
	emitter.emit("value", letter);
(async () => {
	for await (const [letter] of values)
		log(letter);
})();
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4));
log("script");
