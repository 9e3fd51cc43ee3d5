// node, browser: absent reactions pass the result on, one tick each
Promise.reject("no")
	.then(() => log("not reached"))
	.then(() => log("not reached"))
	.catch(reason => log("caught " + reason))
	.then(() => log("goes on"));
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3")).then(() => log("4"));
