// node: a value wakes the reader that has waited longest, and the others go on waiting
const { EventEmitter, on } = require("events");
const emitter = new EventEmitter(), values = on(emitter, "value");
async function read(name) {
	const { value } = await values.next();
	log(name + value[0]);
}
read("first ");
read("second ");
emitter.emit("value", "a");
log("script");
setTimeout(() => emitter.emit("value", "b"), 1);
