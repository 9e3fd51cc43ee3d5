// node, browser: each message is a task, in the order they were sent, with a checkpoint after it
const { port1, port2 } = new MessageChannel();
port2.onmessage = event => {
	log(event.data);
	Promise.resolve().then(() => log("microtask of " + event.data));
	if (event.data === "b")
		port2.close();
};
port1.postMessage("a");
port1.postMessage("b");
Promise.resolve().then(() => log("promise"));
log("script");
