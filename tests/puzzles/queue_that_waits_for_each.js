// node: a value that comes while the loop waits is there one microtask later
const { EventEmitter, on } = require("events");
const emitter = new EventEmitter(), values = on(emitter, "value");
(async () => {
	for await (const [letter] of values)
		log(letter);
})();
setTimeout(() => {
	emitter.emit("value", "a");
	Promise.resolve().then(() => log(1)).then(() => emitter.emit("value", "b")).then(() => log(2)).then(() => log(3));
	log("timer");
}, 1);
