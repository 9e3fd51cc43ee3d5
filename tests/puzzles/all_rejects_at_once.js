// node, browser: the first rejection counts, and the rest is not waited for
let late;
Promise.all([new Promise(resolve => { late = resolve; }), Promise.reject("no"), Promise.resolve("yes")])
	.then(() => log("not reached"), reason => log("all " + reason));
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3"));
setTimeout(() => {
	late();
	log("timer");
}, 0);
