// SPDX-License-Identifier: MIT
//
// Positioned children of block containers, whose static positions are in the flow, and boxes with contain: size, in
// block, flex and grid containers of both writing directions.

function flowTree(depth, isRoot) {
	const style = {};
	maybe(style, 0.25, "width", () => length(5, 150));
	maybe(style, 0.2, "height", () => px(0, 60));
	maybe(style, 0.2, "padding-top", smallLength);
	maybe(style, 0.15, "padding-left", smallLength);
	maybe(style, 0.1, "border-width", () => px(0, 4));
	maybe(style, 0.35, "margin-top", () => pick([smallLength, smallLength, () => "-" + px(1, 9)])());
	maybe(style, 0.35, "margin-bottom", smallLength);
	maybe(style, 0.15, "margin-left", () => pick([smallLength, () => "auto"])());
	maybe(style, 0.15, "contain", () => pick(["size", "size", "strict", "size layout"]));
	if (isRoot)
		maybe(style, 0.5, "position", () => "relative");
	else if (chance(0.35)) {
		style.position = pick(["absolute", "absolute", "relative", "fixed"]);
		for (const name of insets)
			maybe(style, 0.2, name, () => pick([() => px(-10, 60), () => between(0, 60) + "%"])());
	}
	if (depth === 0 || (!isRoot && chance(0.3))) {
		const isLeaf = chance(0.6); // words are laid out by a block container alone
		style.display = isLeaf ? "block" : pick(["block", "block", "flex"]);
		return isLeaf ? leaf(style) : node(style);
	}
	style.display = isRoot ? "block" : pick(["block", "block", "block", "flex", "grid"]);
	maybe(style, 0.2, "direction", () => pick(["rtl", "ltr"]));
	if (style.display === "flex")
		containerProperties(style, 0.15);
	if (style.display === "grid")
		maybe(style, 0.7, "grid-template-columns", () => pick(["20px 30px", "1fr 2fr", "auto 40px"]));
	if (style.display === "block")
		maybe(style, 0.08, "align-content", () => pick(["center", "end", "start"]));
	return node(style, Array.from({length: between(1, 4)}, () => flowTree(depth - 1, false)));
}

kinds.flow = () => flowTree(between(1, 3), true);
