// node, browser: of several that are settled already, the first listed wins the race
const pending = new Promise(() => {});
(async () => {
	log(await Promise.race([pending, Promise.resolve("second"), Promise.resolve("third")]));
	log(await Promise.race([pending, new Promise(resolve => setTimeout(resolve, 10, "10 ms")), new Promise(resolve => setTimeout(resolve, 5, "5 ms"))]));
})();
log("script");
