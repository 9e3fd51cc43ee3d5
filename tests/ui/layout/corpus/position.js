// SPDX-License-Identifier: MIT
//
// Positioned boxes: all values of position, insets, automatic margins, alignment, static positions, in flex containers
// of both writing directions. The generator of flex containers gives the boxes their other properties.

const insets = ["top", "right", "bottom", "left"];
const inset = () => pick([() => px(-10, 60), () => px(0, 60), () => between(-10, 90) + "%", () => `calc(${between(0, 40)}% + ${px(0, 20)})`,
	() => "auto"])();

// A sticky box needs a scroll container inside the tree.
let hasScroller = false;

function positionProperties(style) {
	style.position = pick(["relative", "absolute", "absolute", "absolute", "fixed", hasScroller ? "sticky" : "static", "static"]);
	for (const name of insets)
		maybe(style, style.position === "relative" ? 0.35 : 0.5, name, inset);
	if (style.position === "absolute" || style.position === "fixed") {
		maybe(style, 0.3, "margin", () => pick(["auto", "auto", "3px", "5%", "-4px"]));
		maybe(style, 0.2, pick(["margin-left", "margin-top", "margin-right", "margin-bottom"]), () => pick(["auto", "7px"]));
		maybe(style, 0.3, "justify-self", () => pick(["start", "end", "center", "stretch", "self-end", "left", "right", "safe center", "normal"]));
		maybe(style, 0.3, "align-self", () => pick(["start", "end", "center", "stretch", "self-end", "flex-end", "safe end", "normal"]));
	}
	maybe(style, 0.1, "contain", () => pick(["layout", "paint", "content"]));
}

function positionTree(depth, isRoot) {
	const style = {};
	boxProperties(style, 0.25);
	if (!isRoot)
		positionProperties(style);
	else {
		maybe(style, 0.5, "position", () => "relative");
		hasScroller = chance(0.4);
		if (hasScroller)
			style.overflow = "auto";
	}
	if (style["aspect-ratio"])
		delete style["aspect-ratio"];
	if (depth === 0 || (!isRoot && chance(0.4)))
		return chance(0.6) ? leaf(style) : node(style);
	containerProperties(style, 0.35);
	return node(style, Array.from({length: between(1, 4)}, () => positionTree(depth - 1, false)));
}

kinds.position = () => positionTree(between(1, 3), true);
