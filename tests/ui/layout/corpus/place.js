// SPDX-License-Identifier: MIT
//
// Alignment in grids: automatic margins, safe and unsafe alignment, baselines, place-* shorthands, order, gaps with
// percentages, and positioned boxes whose containing blocks are areas of the grid.

const placeSelf = ["start", "end", "center", "stretch", "normal", "self-start", "self-end", "safe center", "unsafe center", "safe end",
	"unsafe end", "baseline", "last baseline", "flex-start", "flex-end"];
const placeJustify = [...placeSelf.filter(value => !value.includes("baseline")), "left", "right", "safe right"];
const placeContent = ["start", "end", "center", "stretch", "normal", "space-between", "space-around", "space-evenly", "safe center",
	"unsafe center", "safe end", "unsafe end"];
const placeLine = () => pick(["auto", "1", "2", "3", "-1", "-2", "a", "b", "span 2", "4"]);
const placeTracks = () => pick(["30px 40px", "1fr 1fr", "auto auto", "[a] 25px [b] 50px [c]", "minmax(10px, auto) 20%",
	"repeat(2, 1fr)", "fit-content(40px) 1fr", "30% 30%", "[a] auto [b]"]);
const placeAspect = () => pick(["1", "2", "1 / 2", "auto 3 / 2"]);

function placeItem(style) {
	maybe(style, 0.25, "width", () => chance(0.2) ? intrinsic() : length(10, 90));
	maybe(style, 0.25, "height", () => length(10, 90));
	maybe(style, 0.1, "min-width", () => length(5, 60));
	maybe(style, 0.1, "max-width", () => length(5, 60));
	maybe(style, 0.1, "min-height", () => px(5, 60));
	maybe(style, 0.1, "max-height", () => px(5, 60));
	maybe(style, 0.1, "aspect-ratio", placeAspect);
	maybe(style, 0.15, "padding", smallLength);
	maybe(style, 0.1, "box-sizing", () => "content-box");
	maybe(style, 0.25, "margin", () => pick(["auto", "auto 0", "0 auto", "5% 0 0 auto", "4px 7px", "-3px 2px"]));
	maybe(style, 0.3, "align-self", () => pick(placeSelf));
	maybe(style, 0.3, "justify-self", () => pick(placeJustify));
	maybe(style, 0.3, "grid-column", () => placeLine() + (chance(0.4) ? " / " + placeLine() : ""));
	maybe(style, 0.3, "grid-row", () => placeLine() + (chance(0.4) ? " / " + placeLine() : ""));
	maybe(style, 0.1, "order", () => String(between(-2, 2)));
	maybe(style, 0.15, "direction", () => pick(["ltr", "rtl"]));
	if (chance(0.25)) {
		style.position = pick(["absolute", "absolute", "relative"]);
		for (const name of insets)
			maybe(style, 0.3, name, () => pick([() => px(-10, 30), () => between(0, 40) + "%"])());
	}
}

function placeTree(depth, isRoot) {
	const style = {display: "grid"};
	if (!isRoot)
		placeItem(style);
	else {
		maybe(style, 0.5, "width", () => px(60, 250));
		maybe(style, 0.5, "height", () => px(60, 250));
		maybe(style, 0.7, "position", () => "relative");
		maybe(style, 0.2, "padding", smallLength);
		maybe(style, 0.2, "border-width", () => px(1, 4));
	}
	maybe(style, 0.85, "grid-template-columns", placeTracks);
	maybe(style, 0.6, "grid-template-rows", placeTracks);
	maybe(style, 0.25, "grid-auto-flow", () => pick(["column", "dense"]));
	maybe(style, 0.3, "row-gap", smallLength);
	maybe(style, 0.3, "column-gap", smallLength);
	maybe(style, 0.4, "justify-content", () => pick([...placeContent, "left", "right"]));
	maybe(style, 0.4, "align-content", () => pick(placeContent));
	maybe(style, 0.3, "justify-items", () => pick(placeJustify));
	maybe(style, 0.3, "align-items", () => pick(placeSelf));
	maybe(style, 0.15, "direction", () => "rtl");
	return node(style, Array.from({length: between(1, 5)}, () => {
		if (depth > 0 && chance(0.2))
			return placeTree(depth - 1, false);
		const item = {};
		placeItem(item);
		item.display = "block";
		return leaf(item);
	}));
}

kinds.place = () => placeTree(1, true);
