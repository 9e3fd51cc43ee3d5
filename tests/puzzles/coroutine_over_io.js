// node: an await goes on in the checkpoint of the task that settled its promise
const { readFile } = require("fs");
const read = () => new Promise(resolve => readFile(__filename, () => {
	log("read");
	setImmediate(() => log("immediate"));
	process.nextTick(() => log("next-tick"));
	resolve();
}));
(async () => {
	await read();
	log("goes on");
	await null;
	log("and on");
})();
