// Node MessageChannel between the main thread and a worker: 500,000 messages one way, 20,000 there and back.
const { Worker, isMainThread, workerData, MessageChannel } = require('worker_threads');
if (!isMainThread) {
  const port = workerData.port;
  port.on('message', n => { if (n > 0) for (let i = 0; i < n; i++) port.postMessage(1); else port.postMessage(0); });
} else {
  const { performance } = require('perf_hooks'), { port1, port2 } = new MessageChannel();
  const w = new Worker(__filename, { workerData: { port: port2 }, transferList: [port2] }), med = a => a.sort((x, y) => x - y)[a.length >> 1];
  const out = (k, v) => console.log(['ports', 'Node MessageChannel, ' + k, v.n, med(v).toFixed(1), Math.min(...v).toFixed(1), '-', '-'].join('\t'));
  const run = (n, first, next) => new Promise(ok => { let k = 0; port1.removeAllListeners('message'); const t = performance.now(); port1.on('message', () => { if (++k === n) ok((performance.now() - t) * 1e6 / n); else if (next) port1.postMessage(0); }); port1.postMessage(first); });
  const flood = n => run(n, n, false), ping = n => run(n, 0, true);
  (async () => { await flood(1000); await ping(1000); const a = [], b = []; a.n = 500000; b.n = 20000; for (let r = 0; r < 5; r++) { a.push(await flood(a.n)); b.push(await ping(b.n)); }
    out('one way', a); out('there and back', b); port1.close(); w.terminate(); })();
}
