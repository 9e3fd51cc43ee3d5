// node, browser: the classic question of the interviews
async function first() {
	log("first begins");
	await second();
	log("first ends");
}
async function second() {
	log("second");
}
log("script begins");
setTimeout(() => log("timer"), 0);
first();
new Promise(resolve => {
	log("executor");
	resolve();
}).then(() => log("then"));
log("script ends");
