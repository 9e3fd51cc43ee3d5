// SPDX-License-Identifier: MIT
//
// Block containers: margins that collapse between siblings and through parents, automatic margins, both writing
// directions, and flex containers among them.

function blockTree(depth, isRoot) {
	const style = {};
	maybe(style, 0.25, "width", () => chance(0.2) ? intrinsic() : length(5, 150));
	maybe(style, 0.2, "height", () => length(0, 60));
	maybe(style, 0.1, "min-width", () => length(0, 80));
	maybe(style, 0.1, "max-width", () => length(10, 120));
	maybe(style, 0.1, "min-height", () => length(0, 30));
	maybe(style, 0.2, "padding-top", smallLength);
	maybe(style, 0.15, "padding-bottom", smallLength);
	maybe(style, 0.15, "padding-left", smallLength);
	maybe(style, 0.1, "border-width", () => px(0, 4));
	maybe(style, 0.35, "margin-top", () => pick([smallLength, smallLength, () => "-" + px(1, 9)])());
	maybe(style, 0.35, "margin-bottom", () => pick([smallLength, smallLength, () => "-" + px(1, 9)])());
	maybe(style, 0.2, "margin-left", () => pick([smallLength, () => "auto"])());
	maybe(style, 0.2, "margin-right", () => pick([smallLength, () => "auto"])());
	maybe(style, 0.1, "overflow", () => "hidden");
	maybe(style, 0.1, "box-sizing", () => "content-box");
	if (depth === 0 || (!isRoot && chance(0.3))) {
		style.display = "block";
		return chance(0.6) ? leaf(style) : node(style);
	}
	style.display = isRoot || chance(0.8) ? "block" : "flex";
	maybe(style, 0.15, "direction", () => pick(["rtl", "ltr"]));
	if (style.display === "flex")
		containerProperties(style, 0.3);
	else
		maybe(style, 0.08, "align-content", () => pick(contents));
	return node(style, Array.from({length: between(1, 4)}, () => blockTree(depth - 1, false)));
}

kinds.block = () => blockTree(between(1, 4), true);
