// browser: a rejection without a reaction is reported after the checkpoint, and so is a reaction that comes late
addEventListener("unhandledrejection", event => {
	log("unhandled " + event.reason);
	event.preventDefault();
});
addEventListener("rejectionhandled", event => log("handled " + event.reason));
const late = Promise.reject("late");
const soon = Promise.reject("soon");
Promise.resolve().then(() => Promise.resolve().then(() => soon.catch(() => log("caught soon"))));
queueMicrotask(() => log("microtask"));
setTimeout(() => {
	log("timer");
	late.catch(() => log("caught late"));
	queueMicrotask(() => log("microtask of the timer"));
}, 20);
