// node, browser: the caller waits two ticks more than for a plain value
const promised = async () => Promise.resolve("promised");
const plain = async () => "plain";
promised().then(log);
plain().then(log);
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3"));
