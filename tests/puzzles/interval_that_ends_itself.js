// node, browser: an interval may be cleared in its own callback
let count = 0;
const interval = setInterval(() => {
	log("tick " + ++count);
	if (count === 2)
		clearInterval(interval);
}, 10);
setTimeout(() => log("after"), 45);
