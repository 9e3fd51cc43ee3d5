// browser: a click by click(): the program is still on the stack
document.body.innerHTML = "<div id=outer><button id=inner>x</button></div>";
for (const id of ["inner", "outer"])
	document.getElementById(id).addEventListener("click", () => {
		log(id);
		Promise.resolve().then(() => log("microtask of " + id));
		setTimeout(() => log("timer of " + id), 0);
	});
document.getElementById("inner").click();
log("clicked");
