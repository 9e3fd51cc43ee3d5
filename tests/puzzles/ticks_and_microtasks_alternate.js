// node: the two queues take turns until both are empty
process.nextTick(() => {
	log("tick 1");
	queueMicrotask(() => {
		log("microtask 1");
		process.nextTick(() => {
			log("tick 2");
			queueMicrotask(() => log("microtask 2"));
		});
	});
});
setTimeout(() => log("timer"), 0);
