// node, browser: listeners called by a dispatch of the program's own run without microtasks between them
const target = new EventTarget();
const listen = name => target.addEventListener("ping", () => {
	log(name);
	Promise.resolve().then(() => log("microtask of " + name));
});
listen("a");
listen("b");
target.dispatchEvent(new Event("ping"));
log("dispatched");
