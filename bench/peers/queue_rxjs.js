// RxJS: values through ten maps, and through filter, map, scan and skip, from a Subject to a subscriber.
const { performance } = require('perf_hooks');
const { Subject, filter, map, scan, skip } = require('rxjs');
const REPS = +process.env.REPS || 5;
const N = 2e6;
const med = a => a.sort((x, y) => x - y)[a.length >> 1];
let taken = 0;
function run(name, ...operators) {
  const subject = new Subject(), w = [], c = [];
  subject.pipe(...operators).subscribe(value => { taken += value; });
  for (let r = 0; r < REPS + 1; r++) {
    const t = performance.now(), u = process.cpuUsage();
    for (let i = 0; i < N; i++) subject.next(i);
    const d = (performance.now() - t) * 1e6 / N, { user, system } = process.cpuUsage(u);
    if (r) { w.push(d); c.push((user + system) * 1e3 / N); }
  }
  console.log(['queue', name, N, med(w).toFixed(2), Math.min(...w).toFixed(2), med(c).toFixed(2), '-'].join('\t'));
}
const same = () => map(value => value);
run('RxJS ten maps', same(), same(), same(), same(), same(), same(), same(), same(), same(), same());
run('RxJS filter, map, scan, skip', filter(() => true), same(), scan((sum, value) => value, 0), skip(1));
