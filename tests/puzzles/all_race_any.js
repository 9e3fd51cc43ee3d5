// node, browser: the ticks at which the combinators settle, beside a chain
const now = text => Promise.resolve(text);
Promise.all([now("x"), now("y")]).then(values => log("all " + values.join("")));
Promise.race([now("r"), now("s")]).then(value => log("race " + value));
Promise.any([Promise.reject("n"), now("z")]).then(value => log("any " + value));
Promise.allSettled([now("q"), Promise.reject("p")]).then(list => log("settled " + list.map(s => s.status).join(" ")));
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3"));
