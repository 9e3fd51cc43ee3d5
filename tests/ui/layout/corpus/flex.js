// SPDX-License-Identifier: MIT
//
// Flex containers with all of their properties, nested, in both writing directions.

const positions = ["start", "end", "center", "flex-start", "flex-end"];
const selfPositions = [...positions, "self-start", "self-end", "safe center", "unsafe end", "safe end", "stretch", "normal",
	"baseline", "first baseline", "last baseline"];
const distributions = [...positions, "left", "right", "normal", "stretch", "space-between", "space-around", "space-evenly",
	"safe center", "safe flex-end", "unsafe center", "safe right"];
const contents = [...positions, "normal", "stretch", "space-between", "space-around", "space-evenly", "safe end", "baseline"];

const smallLength = () => pick([() => px(0, 12), () => px(0, 12), () => between(0, 10) + "%", () => `calc(${between(0, 5)}% + ${px(0, 5)})`])();
const length = (low, high) => pick([() => px(low, high), () => px(low, high), () => between(5, 110) + "%",
	() => `calc(${between(5, 60)}% + ${px(0, 30)})`, () => `min(${between(10, 90)}%, ${px(low, high)})`])();
const intrinsic = () => pick(["min-content", "max-content", "fit-content"]);

function boxProperties(style, amount) {
	const p = amount;
	maybe(style, p, "width", () => chance(0.15) ? intrinsic() : length(5, 150));
	maybe(style, p, "height", () => chance(0.1) ? intrinsic() : length(5, 120));
	maybe(style, p * 0.4, "min-width", () => chance(0.2) ? intrinsic() : length(0, 80));
	maybe(style, p * 0.4, "max-width", () => chance(0.2) ? intrinsic() : length(10, 120));
	maybe(style, p * 0.4, "min-height", () => length(0, 80));
	maybe(style, p * 0.4, "max-height", () => length(10, 120));
	maybe(style, p * 0.4, "padding", smallLength);
	maybe(style, p * 0.2, "padding-left", smallLength);
	maybe(style, p * 0.3, "border-width", () => px(0, 6));
	maybe(style, p * 0.2, "box-sizing", () => "content-box");
	maybe(style, p * 0.15, "overflow", () => "hidden");
}

function itemProperties(style, amount) {
	boxProperties(style, amount);
	maybe(style, amount, "flex-grow", () => pick(["0", "1", "2", "0.3"]));
	maybe(style, amount, "flex-shrink", () => pick(["0", "1", "3", "0.5"]));
	maybe(style, amount * 0.6, "flex-basis", () => pick([() => "content", () => "0", intrinsic, () => length(0, 120), () => "auto"])());
	maybe(style, amount * 0.5, "margin", () => pick([smallLength, smallLength, () => "auto", () => "-" + px(1, 8)])());
	maybe(style, amount * 0.2, pick(["margin-left", "margin-top", "margin-right", "margin-bottom"]), () => pick([() => "auto", smallLength])());
	maybe(style, amount * 0.6, "align-self", () => pick(selfPositions));
	maybe(style, amount * 0.15, "order", () => String(between(-2, 2)));
	maybe(style, amount * 0.25, "aspect-ratio", () => pick(["1", "2", "1 / 2", "auto 3 / 2"]));
}

function containerProperties(style, amount) {
	maybe(style, 0.6, "flex-direction", () => pick(["row", "column", "row-reverse", "column-reverse", "column", "row"]));
	maybe(style, amount, "flex-wrap", () => pick(["wrap", "wrap", "wrap-reverse"]));
	maybe(style, amount, "justify-content", () => pick(distributions));
	maybe(style, amount, "align-items", () => pick(selfPositions));
	maybe(style, amount, "align-content", () => pick(contents));
	maybe(style, amount * 0.5, "gap", smallLength);
	maybe(style, amount * 0.3, "direction", () => pick(["rtl", "rtl", "ltr"]));
}

function flexTree(depth, amount, isRoot) {
	const style = {};
	if (!isRoot)
		itemProperties(style, amount);
	else
		boxProperties(style, amount);
	if (depth === 0 || (!isRoot && chance(0.5))) {
		if (style["align-self"] === "last baseline")
			delete style["align-self"];
		return chance(0.75) ? leaf(style) : node(style);
	}
	containerProperties(style, amount);
	return node(style, Array.from({length: between(1, depth === 1 ? 6 : 4)}, () => flexTree(depth - 1, amount, false)));
}

kinds.flex = () => flexTree(between(1, 3), pick([0.15, 0.3, 0.45]), true);
