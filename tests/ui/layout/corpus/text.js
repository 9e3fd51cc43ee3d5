// SPDX-License-Identifier: MIT
//
// Text in a pinned font: sentences that break into lines, in flex, block and grid containers of both writing
// directions. Lines have heights in px.

const textWords = "A timer of 50 ms runs its callback for the first time after 50 ms and then again while the loop is well-known to be alive".split(" ");
const textSizes = [["12px", "15px"], ["14px", "20px"], ["16px", "20px"], ["20px", "24px"]];

function textStyle(style) {
	[style["font-size"], style["line-height"]] = pick(textSizes);
	return style;
}

function textSentence() {
	const first = upTo(textWords.length);
	return Array.from({length: between(1, 9)}, (_, i) => textWords[(first + i) % textWords.length]).join(" ");
}

function textTree(depth, isRoot) {
	const style = {};
	if (isRoot)
		boxProperties(style, 0.25);
	else
		itemProperties(style, 0.15);
	delete style["aspect-ratio"];
	if (depth === 0 || (!isRoot && chance(0.4))) {
		style.display = "block";
		return textLeaf(textStyle(style), textSentence());
	}
	style.display = pick(["flex", "flex", "block", "grid"]);
	if (style.display === "flex")
		containerProperties(style, 0.25);
	if (style.display === "grid") {
		maybe(style, 0.7, "grid-template-columns", () => pick(["auto auto", "1fr 2fr", "auto 1fr", "min-content 1fr", "fit-content(90px) auto"]));
		maybe(style, 0.3, "align-items", () => pick(["baseline", "center", "end"]));
	}
	return node(style, Array.from({length: between(1, 4)}, () => textTree(depth - 1, false)));
}

kinds.text = () => textTree(between(1, 3), true);
