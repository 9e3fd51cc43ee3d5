// SPDX-License-Identifier: MIT
//
// Minima, maxima and percentages in each other: flex, block and grid containers, most of whose boxes have limits of
// both axes, aspect ratios among them.

const limitSize = () => pick([() => px(0, 120), () => between(1, 12) * 10 + "%", intrinsic,
	() => `calc(${between(10, 60)}% + ${px(0, 20)})`, () => `max(${between(10, 60)}%, ${px(5, 60)})`])();
const limitHeight = () => pick([() => px(0, 120), () => between(1, 12) * 10 + "%", () => between(1, 10) * 10 + "%"])();

function limitProperties(style) {
	maybe(style, 0.25, "width", limitSize);
	maybe(style, 0.25, "height", limitHeight);
	maybe(style, 0.25, "min-width", limitSize);
	maybe(style, 0.25, "max-width", limitSize);
	maybe(style, 0.25, "min-height", limitHeight);
	maybe(style, 0.25, "max-height", limitHeight);
	maybe(style, 0.15, "padding", smallLength);
	maybe(style, 0.1, "border-width", () => px(0, 4));
	maybe(style, 0.15, "box-sizing", () => "content-box");
	maybe(style, 0.08, "aspect-ratio", () => pick(["1", "2", "1 / 2"]));
}

function limitTree(depth, isRoot) {
	const style = {};
	limitProperties(style);
	if (!isRoot) {
		maybe(style, 0.2, "flex-grow", () => pick(["1", "2"]));
		maybe(style, 0.2, "flex-shrink", () => pick(["0", "2"]));
		maybe(style, 0.12, "align-self", () => pick(["start", "end", "center", "stretch"]));
		maybe(style, 0.1, "margin", smallLength);
	}
	if (depth === 0 || (!isRoot && chance(0.25))) {
		const isLeaf = chance(0.7);
		style.display = isLeaf ? "block" : pick(["block", "flex"]);
		return isLeaf ? leaf(style) : node(style);
	}
	style.display = pick(["flex", "flex", "block", "grid"]);
	maybe(style, 0.1, "direction", () => "rtl");
	if (style.display === "flex") {
		maybe(style, 0.45, "flex-direction", () => "column");
		maybe(style, 0.2, "flex-wrap", () => "wrap");
		maybe(style, 0.2, "align-items", () => pick(["start", "center", "end"]));
	}
	if (style.display !== "block")
		maybe(style, 0.2, "gap", smallLength);
	if (style.display === "grid")
		maybe(style, 0.7, "grid-template-columns", () => pick(["1fr 1fr", "auto 1fr", "50% 50%", "minmax(20px, 1fr) auto"]));
	return node(style, Array.from({length: between(1, 3)}, () => limitTree(depth - 1, false)));
}

kinds.limits = () => limitTree(between(2, 4), true);
