// browser (a click on #inner): with nothing else on the stack, a checkpoint follows each listener
document.body.innerHTML = "<div id=outer><button id=inner>x</button></div>";
for (const id of ["inner", "outer"])
	document.getElementById(id).addEventListener("click", () => {
		log(id);
		Promise.resolve().then(() => log("microtask of " + id));
		setTimeout(() => log("timer of " + id), 0);
	});
