// browser: mutation records wait in line with the promises
const box = document.createElement("div");
new MutationObserver(records => log("records " + records.length)).observe(box, { attributes: true });
Promise.resolve().then(() => log("1")).then(() => log("2"));
box.setAttribute("a", "1");
Promise.resolve().then(() => {
	log("3");
	box.setAttribute("b", "1");
});
box.setAttribute("c", "1");
log("script");
