// Node: promise reactions and await, chained and in bursts; links of derived promises; an async function that awaits nothing.
const { performance } = require('perf_hooks');
const REPS = +process.env.REPS || 5;
const med = a => a.sort((x, y) => x - y)[a.length >> 1];
async function run(name, n, once) {
  const w = [], c = [];
  for (let r = 0; r < REPS + 1; r++) {
    const t = performance.now(), u = process.cpuUsage();
    await new Promise(ok => once(n, ok));
    const d = (performance.now() - t) * 1e6 / n, { user, system } = process.cpuUsage(u);
    if (r) { w.push(d); c.push((user + system) * 1e3 / n); }
  }
  console.log(['promise', name, n, med(w).toFixed(2), Math.min(...w).toFixed(2), med(c).toFixed(2), '-'].join('\t'));
}
const P = Promise.resolve();
const chained = (n, ok) => { let left = n; const f = () => { if (--left) P.then(f); else ok(); }; P.then(f); };
const bursts = (n, ok) => { let rounds = n / 1000, left; const f = () => { if (--left === 0) next(); };
  const next = () => { if (rounds-- === 0) return ok(); setImmediate(() => { left = 1000; for (let i = 0; i < 1000; i++) P.then(f); }); }; next(); };
const links = (n, ok) => { let rounds = n / 1000; const f = () => {};
  const next = () => { if (rounds-- === 0) return ok(); setImmediate(() => { let go, p = new Promise(r => go = r); for (let i = 0; i < 1000; i++) p = p.then(f); p.then(next); go(); }); }; next(); };
const returns = async () => {};
(async () => {
  await run('Node promise.then, chained', 1e7, chained);
  await run('Node promise.then, bursts of 1000', 1e7, bursts);
  await run('Node links of 1000', 1e6, links);
  await run('Node await in a loop', 1e7, async (n, ok) => { for (let i = 0; i < n; i++) await P; ok(); });
  await run('Node async function that awaits nothing', 1e7, (n, ok) => { for (let i = 0; i < n; i++) returns(); ok(); });
})();
