// A grid of 100 x 100 boxes with one child each, as bench_grid.c: the first layout (with the making of boxes), the layout at
// another width, and the layout after the width of one child has changed.
function gridBench() {
  const rows = [], med = a => a.sort((x, y) => x - y)[a.length >> 1];
  for (const track of ['20px', '1fr', 'auto']) {
    const times = { 'first layout': [], 'other width': [], '1 leaf changed': [] };
    for (let rep = 0; rep < 7; rep++) {
      const grid = document.createElement('div');
      grid.style.cssText = `display: grid; position: absolute; width: 2000px; height: 2000px; grid-template: repeat(100, ${track}) / repeat(100, ${track})`;
      for (let i = 0; i < 10000; i++) {
        const item = document.createElement('div'), leaf = document.createElement('div');
        leaf.style.cssText = `width: ${10 + i % 7}px; height: ${8 + i % 5}px`;
        item.append(leaf); grid.append(item);
      }
      document.body.append(grid);
      getComputedStyle(grid.lastChild.firstChild).color;
      const time = (name, change) => { const t = performance.now(); change(); grid.offsetHeight; times[name].push((performance.now() - t) * 1e6); };
      time('first layout', () => {});
      time('other width', () => { grid.style.width = '1900px'; });
      time('1 leaf changed', () => { grid.children[5000].firstChild.style.width = '19px'; });
      grid.remove();
    }
    for (const name in times) rows.push([`${name}, 100 x 100 of ${track} (total ns)`, 1, med(times[name]), Math.min(...times[name])]);
  }
  return rows;
}
