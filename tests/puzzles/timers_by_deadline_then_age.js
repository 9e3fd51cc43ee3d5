// node, browser: by deadline, then by creation
setTimeout(() => log("20 first"), 20);
setTimeout(() => log("10 first"), 10);
setTimeout(() => log("30"), 30);
setTimeout(() => log("10 second"), 10);
setTimeout(() => log("20 second"), 20);
