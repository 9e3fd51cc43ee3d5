// SPDX-License-Identifier: MIT
//
// Scroll containers: the scrollable overflow of flex, block and grid containers in both writing directions and with
// reversed axes, scrolled, nested, with positioned and sticky boxes in them.

describesScrolling = true;

const scrollInset = () => px(-10, 20); // browsers round offsets to whole px

function scrollTree(depth, isRoot) {
	const style = {};
	maybe(style, 0.5, "width", () => px(10, isRoot ? 150 : 200));
	maybe(style, 0.5, "height", () => px(10, isRoot ? 120 : 160));
	maybe(style, 0.2, "padding", () => px(0, 12));
	maybe(style, 0.15, "padding-inline-end", () => px(0, 12));
	maybe(style, 0.15, "border-width", () => px(0, 4));
	if (!isRoot) {
		maybe(style, 0.5, "flex-shrink", () => "0");
		maybe(style, 0.3, pick(["margin-top", "margin-bottom", "margin-left", "margin-right"]), () => px(0, 12));
		maybe(style, 0.1, "margin", () => "-5px");
		style.position = pick(["static", "static", "static", "relative", "absolute", "sticky"]);
		if (style.position !== "static")
			for (const name of insets)
				maybe(style, 0.3, name, scrollInset);
	} else {
		maybe(style, 0.6, "position", () => "relative");
	}
	if (depth === 0 || (!isRoot && chance(0.3))) {
		style.display = "block";
		style.overflow = "clip"; // the words of a leaf do not overflow
		return chance(0.7) ? leaf(style) : node(style);
	}
	style.display = pick(["flex", "flex", "block", "grid"]);
	maybe(style, isRoot ? 1 : 0.4, "overflow", () => pick(["auto", "scroll", "hidden"]));
	maybe(style, 0.25, "direction", () => "rtl");
	if (style.display === "flex")
		containerProperties(style, 0.2);
	if (style.display === "grid") {
		maybe(style, 0.8, "grid-template-columns", () => pick(["60px 70px", "auto 90px", "repeat(3, 50px)"]));
		maybe(style, 0.3, "justify-content", () => pick(["end", "center", "space-between"]));
		maybe(style, 0.3, "align-content", () => pick(["end", "center", "safe end"]));
	}
	const tree = node(style, Array.from({length: between(1, 4)}, () => scrollTree(depth - 1, false)));
	if (style.overflow && chance(0.6))
		tree.offsets = [between(-20, 20), between(-20, 25)];
	return tree;
}

kinds.scroll = () => scrollTree(between(1, 3), true);
