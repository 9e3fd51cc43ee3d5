// SPDX-License-Identifier: MIT
//
// Random trees of grids, nested in each other and in flex containers. A tree is
// { style, words, children }: a leaf has words, boxes of 10 px by 5 px side by side that break into lines.
"use strict";

function gridTrees(random) {
	const pick = list => list[Math.floor(random() * list.length)];
	const chance = p => random() < p;
	const between = (low, high) => low + Math.floor(random() * (high - low + 1));
	const px = (low, high) => between(low, high) + "px";
	const length = () => chance(0.25) ? between(1, 10) * 10 + "%" : px(5, 90);

	function breadth(isMaximum) {
		const kind = random();
		if (kind < 0.4) return length();
		if (kind < 0.55 && isMaximum) return pick(["1fr", "2fr", "0.5fr", "0.25fr", "3fr"]);
		return pick(["auto", "auto", "min-content", "max-content"]);
	}
	function track() {
		const kind = random();
		if (kind < 0.2) return `minmax(${breadth(false)}, ${breadth(true)})`;
		if (kind < 0.3) return `fit-content(${length()})`;
		if (kind < 0.5) return pick(["1fr", "2fr", "0.5fr", "1fr", "0.25fr"]);
		return breadth(true);
	}
	function tracks() {
		const list = [];
		if (chance(0.15)) {
			const size = pick([px(20, 60), `minmax(${px(20, 60)}, 1fr)`, "25%", `minmax(auto, ${px(20, 60)})`]);
			if (chance(0.3)) list.push(px(10, 30));
			list.push(`repeat(${pick(["auto-fill", "auto-fit"])}, ${size}${chance(0.2) ? " " + px(10, 30) : ""})`);
			return list.join(" ");
		}
		for (let n = between(1, 4); n > 0; n--)
			list.push((chance(0.1) ? `[${pick(["a", "b", "c"])}] ` : "") +
				(chance(0.1) ? `repeat(2, ${track()})` : track()));
		return list.join(" ");
	}
	function line() {
		const kind = random();
		if (kind < 0.3) return "" + between(1, 4);
		if (kind < 0.4) return "" + -between(1, 4);
		if (kind < 0.7) return "span " + between(1, 3);
		if (kind < 0.8) return pick(["a", "b", "c 2", "span a", "span b 2", "x", "x-start", "y-end"]);
		return "auto";
	}
	const content = ["normal", "stretch", "start", "end", "center", "space-between", "space-around", "space-evenly",
		"safe center", "flex-end"];
	const self = ["normal", "stretch", "start", "end", "center", "self-start", "self-end", "baseline", "safe end",
		"flex-start"];
	const inSelf = self.filter(name => name != "baseline"); // see docs/differences.md

	function size(style, name) {
		const kind = random();
		if (kind < 0.35) style.push(`${name}:${px(20, 200)}`);
		else if (kind < 0.4) style.push(`${name}:${between(2, 10) * 10}%`);
		else if (kind < 0.45) style.push(`${name}:${pick(["min-content", "max-content", "fit-content"])}`);
		if (chance(0.08)) style.push(`min-${name}:${px(10, 150)}`);
		if (chance(0.08)) style.push(`max-${name}:${px(10, 150)}`);
	}
	function edges(style) {
		if (chance(0.15)) style.push(`padding:${between(1, 8)}px ${between(1, 8)}px ${between(1, 8)}px ${between(1, 8)}px`);
		else if (chance(0.05)) style.push(`padding-left:${between(1, 3) * 5}%`);
		if (chance(0.1)) style.push(`border:${between(1, 4)}px solid black`);
	}
	function asItem(style) {
		if (chance(0.3)) style.push(`grid-column:${line()}${chance(0.4) ? " / " + line() : ""}`);
		if (chance(0.3)) style.push(`grid-row:${line()}${chance(0.4) ? " / " + line() : ""}`);
		if (chance(0.03)) style.push(`grid-area:${pick(["x", "y"])}`);
		if (chance(0.2)) style.push(`justify-self:${pick([...inSelf, "left", "right"])}`);
		if (chance(0.2)) style.push(`align-self:${pick(self)}`);
		if (chance(0.15)) style.push(`margin:${between(-4, 8)}px ${between(-4, 8)}px ${between(-4, 8)}px ${between(-4, 8)}px`);
		else if (chance(0.06)) style.push(`margin:${pick(["auto", "0 auto", "auto 0", "auto 3px 2px auto"])}`);
		else if (chance(0.04)) style.push(`margin-left:10%`);
		if (chance(0.08)) style.push(`order:${between(-2, 2)}`);
		if (chance(0.05)) style.push("overflow:hidden");
	}
	function leaf(flex) {
		const style = [];
		if (chance(0.3)) size(style, "width");
		if (chance(0.3)) size(style, "height");
		edges(style);
		if (flex && chance(0.3)) style.push("flex:1 1 0px");
		if (!flex) asItem(style);
		return { style: style.join(";"), words: between(0, 7), children: [] };
	}
	function box(depth, flex) {
		const style = [];
		if (!flex) asItem(style);
		edges(style);
		if (chance(0.3)) size(style, "width");
		if (chance(0.3)) size(style, "height");
		const children = [];
		if (chance(0.08) && !/:(min|max|fit)-content/.test(style.join(";")))
			style.push(`aspect-ratio:${pick(["1", "2", "0.5"])}`);
		else for (let n = between(0, 2); n > 0; n--) children.push(leaf(true));
		if (chance(0.3)) style.push("flex-direction:column");
		return { style: style.join(";"), words: 0, children };
	}
	function grid(depth, flex) {
		const style = ["display:grid"], children = [];
		if (depth > 0 && !flex) asItem(style);
		if (chance(0.85)) style.push(`grid-template-columns:${tracks()}`);
		if (chance(0.5)) style.push(`grid-template-rows:${tracks()}`);
		if (chance(0.1)) style.push(pick([`grid-template-areas:"x x y" "x x z"`, `grid-template-areas:"x" "y"`,
			`grid-template-areas:". x" "y y"`]));
		if (chance(0.25)) style.push(`grid-auto-columns:${track()}${chance(0.2) ? " " + track() : ""}`);
		if (chance(0.25)) style.push(`grid-auto-rows:${track()}${chance(0.2) ? " " + track() : ""}`);
		if (chance(0.3)) style.push(`grid-auto-flow:${pick(["column", "dense", "column dense"])}`);
		if (chance(0.4)) style.push(`gap:${chance(0.15) ? "5%" : px(1, 12)}${chance(0.3) ? " " + px(1, 12) : ""}`);
		if (chance(0.3)) style.push(`justify-content:${pick([...content, "left", "right"])}`);
		if (chance(0.3)) style.push(`align-content:${pick(content)}`);
		if (chance(0.2)) style.push(`justify-items:${pick(inSelf)}`);
		if (chance(0.2)) style.push(`align-items:${pick(self)}`);
		if (chance(0.12)) style.push("direction:rtl");
		edges(style);
		size(style, "width");
		size(style, "height");
		for (let n = between(1, 6); n > 0; n--) {
			const kind = random();
			children.push(depth < 2 && kind < 0.15 ? grid(depth + 1, false) : kind < 0.3 ? box(depth + 1, false) :
				leaf(false));
		}
		return { style: style.join(";"), words: 0, children };
	}
	return chance(0.85) ? grid(0, true) : { style: "", words: 0, children: [grid(1, true), leaf(true)] };
}

// ---- In the page ----

const treeCount = 4000;

function makeRandom(seed) {
	return () => {
		seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
		return (seed >>> 8) / 16777216;
	};
}

function elementOf(tree) {
	const element = document.createElement("div");
	element.className = tree.words > 0 ? "leaf" : "box";
	element.style.cssText = tree.style;
	for (let i = 0; i < tree.words; i++) element.append(document.createElement("i"));
	for (const child of tree.children) element.append(elementOf(child));
	return element;
}

// A tree is written "{style|words|children}".
const textOf = tree => `{${tree.style}|${tree.words}|${tree.children.map(textOf).join("")}}`;

function addBoxes(tree, element, out) {
	const box = element.getBoundingClientRect();
	out.push([box.x, box.y, box.width, box.height].map(length => +length.toFixed(2)).join(","));
	tree.children.forEach((child, i) => addBoxes(child, element.children[i], out));
	return out;
}

// A line is a tree, a tab, and the boxes in the order of the tree: x,y,width,height.
function main() {
	const lines = [], stage = document.getElementById("stage");
	for (let n = 1; n <= treeCount; n++) {
		const random = makeRandom(n * 7919);
		for (let i = 0; i < 5; i++) random();
		const tree = gridTrees(random), element = elementOf(tree);
		stage.append(element);
		lines.push(textOf(tree) + "\t" + addBoxes(tree, element, []).join(" ") + "\n");
		element.remove();
	}
	document.documentElement.dataset.corpus = encodeURIComponent(lines.join(""));
}
