// SPDX-License-Identifier: MIT
//
// Shared by the generators of corpora, which scripts/css-corpus runs in a browser. A case is a line of fields, separated by
// tabs. Cases are random, from one seed, so that two runs give the same file.

let seed = 12345;
function random() {
	seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
	return (seed >>> 8) / 16777216;
}
const upTo = n => Math.floor(random() * n);
const pick = list => list[upTo(list.length)];
const lines = [];
function add(kind, ...fields) {
	const clean = fields.map(f => String(f).replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\t/g, "\\t"));
	lines.push([kind, ...clean].join("\t"));
}

// Hands the lines to the script, below a line with the version of the browser and facts about the page.
function finish(about, all = lines) {
	const version = navigator.userAgent.match(/Chrom[a-z]*\/([0-9.]+)/)[1];
	const text = [`# Made by scripts/css-corpus with Chromium ${version}; ${about}`, ...all].join("\n") + "\n";
	document.documentElement.setAttribute("data-corpus", encodeURIComponent(text));
}
