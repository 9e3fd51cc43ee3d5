// SPDX-License-Identifier: MIT
//
// Makes the corpus of test_corpus.c in a browser; scripts/layout-corpus runs it. A generator is a function in a file
// of its own, which registers itself: kinds.flex = () => node(...). Every case is a line: the size of the window, the
// tree, and the border boxes of its nodes in tree order, each in its parent's border box, separated by tabs.
//
// A tree is written {style{child}{child}}; a leaf of text {style#10,20,30/12} has words of these widths, which may
// break between any two, in lines of 12 px. A leaf {style#"text"} has this text in the pinned font. A scroll container
// {style@10,-20…} is scrolled to these offsets; where a kind describes scrolling, four numbers follow the rectangle of
// each scroll container: its least and largest offsets, across and down. The page gives every element Oriel's initial
// values.

let seed = 1;
let describesScrolling = false;
const kinds = {};
function random() {
	seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
	return (seed >>> 8) / 16777216;
}
const upTo = n => Math.floor(random() * n);
const between = (low, high) => low + upTo(high - low + 1);
const pick = list => list[upTo(list.length)];
const chance = p => random() < p;
const px = (low, high) => between(low, high) + "px";

const node = (style, children = []) => ({style, children});
const textLeaf = (style, text) => ({style, text});
const leaf = style => ({style, words: Array.from({length: between(1, 5)}, () => between(4, 60)), line: between(6, 20)});

// Sets each property with a probability: maybe(style, 0.3, "width", () => px(10, 90)).
function maybe(style, probability, property, value) {
	if (chance(probability))
		style[property] = value();
}

function textOf(tree) {
	const style = Object.entries(tree.style).map(([name, value]) => `${name}:${value}`).join(";");
	if (tree.words)
		return `{${style}#${tree.words.join(",")}/${tree.line}}`;
	if (tree.text)
		return `{${style}#"${tree.text}"}`;
	const offsets = tree.offsets ? `@${tree.offsets.join(",")}` : "";
	return `{${style}${offsets}${tree.children.map(textOf).join("")}}`;
}

function elementOf(tree) {
	const element = document.createElement("div");
	for (const [name, value] of Object.entries(tree.style)) {
		element.style.setProperty(name, value);
		if (element.style.getPropertyValue(name) === "")
			throw new Error(`Chromium does not take ${name}: ${value}`);
	}
	element.offsets = tree.offsets;
	if (tree.text) {
		element.className = "leaf text";
		element.textContent = tree.text;
	} else if (tree.words) {
		element.className = "leaf";
		for (const width of tree.words) {
			const word = document.createElement("span");
			word.style.width = width + "px";
			word.style.height = tree.line + "px";
			element.append(word);
		}
	} else {
		element.append(...tree.children.map(elementOf));
	}
	return element;
}

const rounded = number => String(Math.round(number * 100) / 100 + 0);

const isScrollContainer = element => !["visible", "clip"].includes(getComputedStyle(element).overflowX);

// Returns the least and the largest offsets.
function offsetsOf(element) {
	const {scrollLeft, scrollTop} = element;
	element.scrollTo(-1e6, -1e6);
	const least = [element.scrollLeft, element.scrollTop];
	element.scrollTo(1e6, 1e6);
	const offsets = [least[0], element.scrollLeft, least[1], element.scrollTop];
	element.scrollTo(scrollLeft, scrollTop);
	return offsets;
}

function scrollIn(element) {
	if (element.offsets)
		element.scrollTo(...element.offsets);
	for (const child of element.children)
		scrollIn(child);
}

function rectsOf(element, parent, rects) {
	const box = element.getBoundingClientRect(), outer = parent.getBoundingClientRect();
	const hasBox = getComputedStyle(element).display !== "contents";
	const numbers = !hasBox ? [0, 0, 0, 0] : [box.left - outer.left, box.top - outer.top, box.width, box.height];
	if (describesScrolling && isScrollContainer(element))
		numbers.push(...offsetsOf(element));
	rects.push(numbers.map(rounded).join(","));
	if (!element.classList.contains("leaf"))
		for (const child of element.children)
			rectsOf(child, hasBox ? element : parent, rects);
	return rects;
}

function caseOf(tree, width, height) {
	const host = document.createElement("div");
	host.style.cssText = `contain: layout; flex-direction: column; width: ${width}px; height: ${height}px; flex: none`;
	host.append(elementOf(tree));
	document.body.append(host);
	scrollIn(host);
	const rects = rectsOf(host.firstChild, host, []);
	host.remove();
	return `${width}x${height}\t${textOf(tree)}\t${rects.join(" ")}`;
}

function main(kind, count) {
	seed = [...kind].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7);
	const version = navigator.userAgent.match(/Chrome\/([\d.]+)/)[1];
	const lines = [`# Made by scripts/layout-corpus ${kind} with Chromium ${version}`];
	const known = new Set();
	while (lines.length <= count) {
		const line = caseOf(kinds[kind](), pick([200, 300, 400]), pick([150, 300, 400]));
		if (!known.has(line))
			lines.push(line);
		known.add(line);
	}
	document.body.dataset.corpus = encodeURIComponent(lines.join("\n") + "\n");
}
