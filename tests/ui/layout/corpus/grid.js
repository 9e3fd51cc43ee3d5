// SPDX-License-Identifier: MIT
//
// Grids, nested in each other and in flex containers, in both writing directions.

const gridLength = () => chance(0.25) ? between(1, 10) * 10 + "%" : px(5, 90);
const gridFactor = () => pick(["1fr", "2fr", "0.5fr", "0.25fr", "3fr"]);
const gridNames = () => chance(0.1) ? `[${pick(["a", "b", "c"])}] ` : "";

function trackBreadth(isMaximum) {
	if (chance(0.4))
		return gridLength();
	return isMaximum && chance(0.25) ? gridFactor() : pick(["auto", "auto", "min-content", "max-content"]);
}

const trackSize = () => pick([
	() => `minmax(${trackBreadth(false)}, ${trackBreadth(true)})`, () => `fit-content(${gridLength()})`, gridFactor, gridFactor,
	() => trackBreadth(true), () => trackBreadth(true), () => trackBreadth(true), () => trackBreadth(true),
])();

function autoRepeat() {
	const size = pick([() => px(20, 60), () => `minmax(${px(20, 60)}, 1fr)`, () => `minmax(auto, ${px(20, 60)})`])();
	const list = `repeat(${pick(["auto-fill", "auto-fit"])}, ${size}${chance(0.2) ? " " + px(10, 30) : ""})`;
	return chance(0.3) ? `${px(10, 30)} ${list}` : list;
}

function trackList() {
	if (chance(0.12))
		return autoRepeat();
	const track = () => gridNames() + (chance(0.1) ? `repeat(2, ${trackSize()})` : trackSize());
	return Array.from({length: between(1, 4)}, track).join(" ");
}

const autoTracks = () => trackSize() + (chance(0.2) ? " " + trackSize() : "");

const gridLine = () => pick([
	() => String(between(1, 4)), () => String(between(1, 4)), () => String(-between(1, 4)), () => "span " + between(1, 3),
	() => "span " + between(1, 3), () => "auto", () => pick(["a", "b", "c 2", "span a", "span b 2", "x", "x-start", "y-end"]),
])();
const gridLines = () => gridLine() + (chance(0.4) ? " / " + gridLine() : "");

const gridContents = ["normal", "stretch", "start", "end", "center", "space-between", "space-around", "space-evenly",
	"safe center", "flex-end"];
const gridSelf = ["normal", "stretch", "start", "end", "center", "self-start", "self-end", "safe end", "flex-start"];
const gridAlign = [...gridSelf, "baseline", "baseline", "last baseline"];

function gridBox(style, amount) {
	maybe(style, amount, "width", () => chance(0.12) ? intrinsic() : length(20, 200));
	maybe(style, amount, "height", () => chance(0.12) ? intrinsic() : length(20, 200));
	maybe(style, 0.08, "min-width", () => px(10, 150));
	maybe(style, 0.08, "max-width", () => px(10, 150));
	maybe(style, 0.08, "min-height", () => px(10, 150));
	maybe(style, 0.08, "max-height", () => px(10, 150));
	maybe(style, 0.15, "padding", () => `${px(1, 8)} ${px(1, 8)} ${px(1, 8)} ${px(1, 8)}`);
	maybe(style, 0.05, "padding-left", () => between(1, 3) * 5 + "%");
	maybe(style, 0.1, "border-width", () => px(1, 4));
	maybe(style, 0.05, "overflow", () => "hidden");
}

function gridItem(style) {
	maybe(style, 0.3, "grid-column", gridLines);
	maybe(style, 0.3, "grid-row", gridLines);
	maybe(style, 0.03, "grid-area", () => pick(["x", "y"]));
	maybe(style, 0.2, "justify-self", () => pick([...gridSelf, "left", "right"]));
	maybe(style, 0.2, "align-self", () => pick(gridAlign));
	maybe(style, 0.2, "margin", () => pick([() => `${px(-4, 8)} ${px(-4, 8)} ${px(-4, 8)} ${px(-4, 8)}`,
		() => `${px(-4, 8)} ${px(-4, 8)}`, () => pick(["auto", "0 auto", "auto 0", "auto 3px 2px auto", "0 0 0 10%"])])());
	maybe(style, 0.08, "order", () => String(between(-2, 2)));
}

function gridLeaf(isItem) {
	const style = {};
	if (isItem)
		gridItem(style);
	gridBox(style, 0.3);
	return leaf(style);
}

function gridFlex() {
	const style = {};
	gridItem(style);
	gridBox(style, 0.3);
	maybe(style, 0.3, "flex-direction", () => "column");
	const children = Array.from({length: between(0, 2)}, () => gridLeaf(false));
	if (children.length === 0 && chance(0.2))
		style["aspect-ratio"] = pick(["1", "2", "1 / 2"]);
	return node(style, children);
}

function gridTree(depth, isItem) {
	const style = {display: pick(["grid", "grid", "grid", "inline-grid"])};
	if (isItem)
		gridItem(style);
	gridBox(style, 0.4);
	maybe(style, 0.85, "grid-template-columns", trackList);
	maybe(style, 0.5, "grid-template-rows", trackList);
	maybe(style, 0.1, "grid-template-areas", () => pick([`"x x y" "x x z"`, `"x" "y"`, `". x" "y y"`]));
	maybe(style, 0.25, "grid-auto-columns", autoTracks);
	maybe(style, 0.25, "grid-auto-rows", autoTracks);
	maybe(style, 0.3, "grid-auto-flow", () => pick(["column", "dense", "column dense"]));
	maybe(style, 0.4, "gap", () => (chance(0.15) ? "5%" : px(1, 12)) + (chance(0.3) ? " " + px(1, 12) : ""));
	maybe(style, 0.3, "justify-content", () => pick([...gridContents, "left", "right"]));
	maybe(style, 0.3, "align-content", () => pick(gridContents));
	maybe(style, 0.2, "justify-items", () => pick(gridSelf));
	maybe(style, 0.2, "align-items", () => pick(gridAlign));
	maybe(style, 0.15, "direction", () => "rtl");
	const child = () => chance(0.15) && depth < 2 ? gridTree(depth + 1, true) : chance(0.18) ? gridFlex() : gridLeaf(true);
	return node(style, Array.from({length: between(1, 6)}, child));
}

kinds.grid = () => chance(0.85) ? gridTree(0, false) : node({}, [gridTree(1, false), gridLeaf(false)]);
