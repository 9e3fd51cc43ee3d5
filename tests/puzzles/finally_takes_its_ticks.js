// node, browser: finally waits for what its callback returns, even for nothing
Promise.resolve("value").finally(() => log("finally")).then(log);
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3")).then(() => log("4"));
