// SPDX-License-Identifier: MIT
//
// Boxes with display: contents in flex, block and grid containers of both writing directions. They have no rectangles;
// the rectangles of what is inside them are relative to the next box around them.

function contentsTree(depth, isRoot) {
	const style = {};
	if (isRoot)
		boxProperties(style, 0.3);
	else
		itemProperties(style, 0.15);
	delete style["aspect-ratio"];
	if (depth === 0 || (!isRoot && chance(0.3))) {
		const isLeaf = chance(0.7);
		style.display = isLeaf ? "block" : pick(["flex", "contents"]);
		return isLeaf ? leaf(style) : node(style);
	}
	style.display = isRoot ? pick(["flex", "flex", "block", "grid"]) : pick(["flex", "block", "grid", "contents", "contents", "contents"]);
	if (!isRoot && style.display !== "contents" && chance(0.15)) {
		style.position = pick(["absolute", "relative"]);
		maybe(style, 0.5, "top", () => px(0, 40));
		maybe(style, 0.5, "left", () => between(0, 50) + "%");
	}
	if (style.display === "flex" || style.display === "contents")
		containerProperties(style, 0.25);
	if (style.display === "grid")
		maybe(style, 0.7, "grid-template-columns", () => pick(["20px 30px", "1fr 2fr", "auto 40px"]));
	return node(style, Array.from({length: between(1, 4)}, () => contentsTree(depth - 1, false)));
}

kinds.contents = () => contentsTree(between(2, 4), true);
