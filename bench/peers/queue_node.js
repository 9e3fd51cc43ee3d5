// Node: async iterators. A generator; on(emitter) of values that are there, and of values that come one by one.
const { performance } = require('perf_hooks');
const { EventEmitter, on } = require('events');
const REPS = +process.env.REPS || 5;
const med = a => a.sort((x, y) => x - y)[a.length >> 1];
async function run(name, n, once) {
  const w = [], c = [];
  for (let r = 0; r < REPS + 1; r++) {
    const t = performance.now(), u = process.cpuUsage();
    await once(n);
    const d = (performance.now() - t) * 1e6 / n, { user, system } = process.cpuUsage(u);
    if (r) { w.push(d); c.push((user + system) * 1e3 / n); }
  }
  console.log(['queue', name, n, med(w).toFixed(2), Math.min(...w).toFixed(2), med(c).toFixed(2), '-'].join('\t'));
}
async function* count(n) { for (let i = 0; i < n; i++) yield i; }
const generator = async n => { let sum = 0; for await (const i of count(n)) sum += i; return sum; };
const there = async n => {
  for (let round = 0; round < n / 1024; round++) {
    const emitter = new EventEmitter(), values = on(emitter, 'value');
    for (let i = 0; i < 1024; i++) emitter.emit('value', i);
    let left = 1024;
    for await (const [value] of values) if (--left === 0) break;
  }
};
const waits = async n => {
  const emitter = new EventEmitter(), values = on(emitter, 'value');
  let left = n;
  const emit = () => { emitter.emit('value', left); if (--left > 0) queueMicrotask(emit); };
  queueMicrotask(emit);
  let taken = 0;
  for await (const [value] of values) if (++taken === n) break;
};
(async () => {
  await run('Node value of an async generator', 1e6, generator);
  await run('Node on(emitter), values that are there', 1024 * 500, there);
  await run('Node on(emitter), a loop that waits for each', 5e5, waits);
})();
