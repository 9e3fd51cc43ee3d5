// SPDX-License-Identifier: MIT
//
// Interfaces from right to left: flex, block and grid containers, positioned boxes with insets and static positions,
// logical properties, and boxes inside that run from left to right.

const rtlEdge = () => pick([() => px(-8, 40), () => between(0, 40) + "%", () => "auto"])();

function rtlProperties(style, isRoot) {
	maybe(style, 0.3, pick(["width", "inline-size"]), () => chance(0.15) ? intrinsic() : length(10, 150));
	maybe(style, 0.2, pick(["height", "block-size"]), () => px(5, 90));
	maybe(style, 0.15, "max-inline-size", () => length(10, 120));
	maybe(style, 0.15, "min-inline-size", () => px(0, 60));
	maybe(style, 0.15, "padding-inline-start", smallLength);
	maybe(style, 0.1, "padding-inline-end", smallLength);
	maybe(style, 0.1, "border-inline-start-width", () => px(0, 5));
	maybe(style, 0.1, "overflow", () => "hidden");
	if (isRoot)
		return;
	maybe(style, 0.2, "margin-inline-start", () => pick([smallLength, () => "auto", () => "-" + px(1, 6)])());
	maybe(style, 0.15, "margin-inline-end", () => pick([smallLength, () => "auto"])());
	maybe(style, 0.1, "margin-block-start", smallLength);
	maybe(style, 0.2, "flex-grow", () => pick(["1", "2"]));
	maybe(style, 0.15, "align-self", () => pick(selfPositions));
	maybe(style, 0.15, "justify-self", () => pick(["start", "end", "center", "left", "right", "self-start", "self-end"]));
	maybe(style, 0.1, "order", () => String(between(-1, 1)));
}

function rtlPosition(style) {
	style.position = pick(["absolute", "absolute", "relative"]);
	for (const name of ["inset-inline-start", "inset-inline-end", "inset-block-start", "left", "right", "top"])
		maybe(style, 0.2, name, rtlEdge);
}

function rtlTree(depth, isRoot) {
	const style = {};
	rtlProperties(style, isRoot);
	if (isRoot) {
		style.direction = "rtl";
		maybe(style, 0.5, "position", () => "relative");
	} else {
		maybe(style, 0.15, "direction", () => pick(["ltr", "ltr", "rtl"]));
		if (chance(0.2))
			rtlPosition(style);
	}
	if (depth === 0 || (!isRoot && chance(0.3))) {
		style.display = "block";
		return leaf(style);
	}
	style.display = pick(["flex", "flex", "grid", "block"]);
	if (style.display === "flex")
		containerProperties(style, 0.25);
	if (style.display === "flex" && style.direction === undefined && isRoot)
		style.direction = "rtl";
	if (style.display === "grid") {
		maybe(style, 0.8, "grid-template-columns", () => pick(["20px 30px", "1fr 2fr", "auto 40px", "repeat(auto-fill, 35px)"]));
		maybe(style, 0.3, "justify-content", () => pick(["start", "end", "center", "space-between", "left", "right"]));
		maybe(style, 0.3, "justify-items", () => pick(["start", "end", "center", "left", "right"]));
		maybe(style, 0.2, "gap", smallLength);
	}
	return node(style, Array.from({length: between(1, 4)}, () => rtlTree(depth - 1, false)));
}

kinds.rtl = () => rtlTree(between(1, 4), true);
