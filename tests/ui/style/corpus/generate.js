// SPDX-License-Identifier: MIT
//
// Generates the corpus of test_cascade_corpus.c and test_match_corpus.c in a browser, after tests/support/corpus.js;
// scripts/css-corpus runs both. The lines are:
//   reset    rules that stand before every sheet
//   tree     a tree, which the lines below it use until the next one
//   match    a selector, and the numbers of the elements below the root that match
//   page     a sheet, properties, and the computed values of every element
//
// A tree has a line for every node, in tree order: its depth, its type, and name=value pairs, separated by "|". A pair without
// a value is a state. A text is a node whose type begins with a quote.

let frame, page;
let now; // the pages in progress: their theme, and whether they have custom properties, initial values and directions

// ---- Trees ----

const types = ["box", "row", "item", "b", "i"];
const ids = ["x", "y", "z"];
const classes = ["k", "l", "m", "n"];
const attributes = { "data-t": ["", "v", "v w", "v-w", "vw", "V"], "title": ["one", "two three", "on"], "part": ["p", "q p"] };
const languages = ["de", "de-CH", "en", "zh-Hant-TW", ""];
const inputs = [["checkbox"], ["checkbox", "checked"], ["checkbox", "disabled"], ["checkbox", "required"], ["checkbox", "indeterminate"],
	["text"], ["text", "required"], ["text", "disabled"], ["text", "readonly"], ["text", "placeholder"], ["text", "value"]];
const states = ["disabled", "checked", "required", "read-only", "indeterminate", "placeholder-shown", "invalid", "default"];

function makeNode(depth, options) {
	const node = { depth, type: pick(types), attributes: {}, children: [], states: [] };
	if (random() < 0.25)
		node.attributes.id = pick(ids);
	if (random() < 0.6)
		node.attributes.class = [...new Set(Array.from({length: 1 + upTo(2)}, () => pick(classes)))].join(" ");
	for (const name in attributes)
		if (options.attributes && random() < 0.2)
			node.attributes[name] = pick(attributes[name]);
	if (options.attributes && random() < 0.12)
		node.attributes.lang = pick(languages);
	if (options.attributes && random() < 0.12)
		node.attributes.dir = pick(["ltr", "rtl"]);
	return node;
}

// Returns the nodes of a tree in tree order, the root first.
function makeTree(count, options) {
	const nodes = [makeNode(0, options)];
	while (nodes.length < count) {
		const parent = pick(nodes.filter(n => n.depth < 5 && n.type !== "input"));
		const node = makeNode(parent.depth + 1, options);
		if (options.inputs && random() < 0.25) {
			node.type = "input";
			node.input = pick(inputs);
		}
		parent.children.push(node);
		nodes.push(node);
	}
	nodes[0].type = "box";
	if (options.attributes)
		nodes.filter(n => n.children.length === 0 && n.type !== "input" && random() < 0.3).forEach(n => n.text = pick(["text", " "]));
	return nodes[0];
}

// Builds a node in the page; notes the states that its input has.
function build(node, parent) {
	const element = page.createElement(node.type);
	if (node.input) {
		element.type = node.input[0];
		for (const name of node.input.slice(1)) {
			if (name === "indeterminate")
				element.indeterminate = true;
			else
				element.setAttribute(name, "x");
		}
	}
	for (const name in node.attributes)
		element.setAttribute(name, node.attributes[name]);
	node.element = element;
	if (parent)
		parent.append(element);
	for (const child of node.children)
		build(child, element);
	if (node.text)
		element.append(node.text);
	return element;
}

function order(node) {
	return [node, ...node.children.flatMap(order)];
}

// Replaces the tree of the page.
function show(root) {
	page.replaceChild(build(root, null), page.documentElement);
	for (const node of order(root))
		node.states = node.type === "input" ? states.filter(state => node.element.matches(":" + state)) : [];
}

function write(node) {
	const pairs = [...Object.entries(node.attributes).map(([name, value]) => `${name}=${value}`), ...node.states];
	const lines = [[node.depth + node.type, ...pairs].join("|")];
	if (node.text)
		lines.push(`${node.depth + 1}"${node.text}`);
	return [...lines, ...node.children.map(write)].join("\n");
}

// ---- Selectors ----

const nth = () => pick(["odd", "even", "1", "2", "3", "n", "2n", "2n+1", "3n+1", "3n-1", "-n+2", "-n+3", "n+2", "n+3", "0n+1", "-2n+5"]);
const attributeTest = () => {
	const name = pick(Object.keys(attributes));
	const value = () => pick(attributes[name]).slice(0, 1 + upTo(4));
	return pick([() => `[${name}]`, () => `[${name}]`, () => `[${name}="${pick(attributes[name])}"]`,
		() => `[${name}${pick(["~=", "|=", "^=", "$=", "*="])}"${value()}"]`, () => `[${name}="${pick(attributes[name]).toUpperCase()}" i]`,
		() => `[${name}=${pick(["v", "v-w", "one", "on", "p"])}]`])();
};
const state = () => pick(["input:enabled", "input:optional", "input:read-only", "input:read-write", ":checked", ":disabled", ":required", ":indeterminate",
	":placeholder-shown", ":invalid", "input:not(:checked)", ":default", "input:disabled", "input:not(:required)"]);
const typed = () => pick([...types.slice(0, 3), pick(types)]);
function pseudoClass(depth, inHas) {
	return pick([
		() => ":" + pick(["first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "empty", "root", "first-child",
			"last-child"]),
		() => `:${pick(["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"])}(${nth()})`,
		() => depth > 0 ? `:${pick(["nth-child", "nth-last-child"])}(${nth()} of ${selectorList(depth - 1, inHas)})` : ":empty",
		() => depth > 0 ? `:${pick(["is", "where", "not", "not"])}(${selectorList(depth - 1, inHas)})` : ":first-child",
		() => depth > 0 && !inHas ? `:has(${Array.from({length: 1 + (random() < 0.2)}, () =>
			pick(["", "", "> ", "+ ", "~ "]) + complexSelector(depth - 1, true)).join(", ")})` : ":last-child",
		() => `:lang(${pick(["de", "en", "zh", "zh-TW", "de-CH", "zh-Hant", "d"])})`,
		() => `:dir(${pick(["ltr", "rtl"])})`,
	])();
}
function compoundSelector(depth, inHas) {
	if (random() < 0.12)
		return state();
	let text = pick(["", "", "", "*", typed(), typed(), typed()]);
	for (let i = upTo(3) + (text === "" ? 1 : 0); i > 0; i--)
		text += pick([() => "." + pick(classes), () => "." + pick(classes), () => "#" + pick(ids), attributeTest, () => pseudoClass(depth, inHas),
			() => pseudoClass(depth, inHas)])();
	return text;
}
function complexSelector(depth, inHas) {
	let text = compoundSelector(depth, inHas);
	for (let i = pick([0, 0, 1, 1, 2, 3]); i > 0; i--)
		text += pick([" ", " ", " > ", " + ", " ~ "]) + compoundSelector(depth, inHas);
	return text;
}
function selectorList(depth, inHas) {
	return Array.from({length: 1 + (random() < 0.25 ? upTo(3) : 0)}, () => complexSelector(depth, inHas)).join(", ");
}

function makeMatches(trees, perTree) {
	for (let t = 0; t < trees; t++) {
		const root = makeTree(6 + upTo(18), { attributes: true, inputs: true });
		show(root);
		add("tree", write(root));
		const nodes = order(root);
		const seen = new Set();
		for (let made = 0, empty = 0; made < perTree;) {
			const text = selectorList(2, false).replace(/:root/g, () => random() < 0.2 ? ":scope" : ":root");
			if (seen.has(text))
				continue;
			seen.add(text);
			const found = [...nodes[0].element.querySelectorAll(text)].map(element => nodes.findIndex(node => node.element === element));
			if (found.length === 0 && ++empty > perTree / 4)
				continue;
			add("match", text, found.join(" "));
			made++;
		}
	}
}

// ---- Values ----

const integer = () => String(upTo(9));
const px = () => pick([upTo(40) + "px", upTo(40) + "px", (now.theme.isSnapped ? upTo(20) : upTo(80) / 4) + "px", "0"]);
const length = () => pick(now.theme.isSnapped ? [px] : [px, px, px, () => upTo(12) / 4 + "em", () => upTo(8) / 2 + "rem",
	() => now.hasInitial ? "1em" : upTo(6) / 2 + "lh", () => upTo(12) + "pt", () => upTo(20) + "vw", () => upTo(20) + "vh", () => upTo(10) + "vmin",
	() => upTo(10) + "vmax", mathLength])();
const quotient = () => pick([() => `${upTo(9)}px * (${1 + upTo(9)}px / ${1 + upTo(4)}px)`, () => `${upTo(9)}em * ${upTo(9)}px / ${1 + upTo(9)}px`,
	() => `${upTo(90)}deg / ${1 + upTo(9)}deg * 1px`, () => `1s / 1ms * ${upTo(9)}px`, () => `clamp(none, ${upTo(9)}em, ${upTo(40)}px)`, () => `tan(45deg) * ${upTo(9)}px`,
	() => `cos(90deg) * 1px + ${upTo(9)}px`, () => `sign(1em - ${upTo(30)}px) * 5px`, () => `clamp(${upTo(40)}px, ${upTo(4)}rem, none)`])();
const term = () => isExtended && random() < 0.3 ? `(${quotient()})` : pick([() => upTo(40) + "px", () => upTo(12) / 4 + "em", () => upTo(8) / 2 + "rem", () => upTo(40) + "px"])();
function sum(depth) {
	if (depth === 0 || random() < 0.25)
		return term();
	const inner = () => sum(depth - 1);
	return pick([() => `${inner()} + ${inner()}`, () => `${inner()} - ${inner()}`, () => `(${inner()}) * ${1 + upTo(4)}`, () => `(${inner()}) / ${pick([2, 4, 5])}`,
		() => `min(${inner()}, ${inner()})`, () => `max(${inner()}, ${inner()}, ${inner()})`, () => `clamp(${inner()}, ${inner()}, ${inner()})`,
		() => `round(${pick(["", "up, ", "down, ", "to-zero, ", "nearest, "])}${inner()}, ${1 + upTo(9)}px)`, () => `mod(${inner()}, ${1 + upTo(9)}px)`,
		() => `rem(${inner()}, ${1 + upTo(9)}px)`, () => `abs(${inner()})`, () => `sign(${inner()}) * 7px`, () => `hypot(3px, 4px) * ${1 + upTo(3)}`,
		() => `pow(2, ${upTo(4)}) * 1px`, () => `sqrt(${pick([4, 9, 16])}) * 1px`, () => `${upTo(20)}px * sin(30deg)`, () => `exp(0) * ${inner()}`])();
}
const mathLength = () => `calc(${sum(2)})`;
const hex = n => Array.from({length: n}, () => pick([..."123456789abcde"])).join("");
const alpha = () => pick(["0.5", "25%", "0.75", "1", "0.2"]);
const percent = () => upTo(101) + "%";
const legacyColor = () => pick([() => "#" + hex(pick([3, 6, 8, 4])), () => pick(["red", "teal", "rebeccapurple", "transparent", "gold", "navy"]),
	() => `rgb(${upTo(256)} ${upTo(256)} ${upTo(256)} / ${alpha()})`, () => `hsl(${upTo(360)} ${percent()} ${2 + upTo(96)}%)`,
	() => `hwb(${upTo(360)}deg ${upTo(50)}% ${upTo(50)}%)`, () => `rgba(${upTo(256)}, ${upTo(256)}, ${upTo(256)}, ${alpha()})`])();
const modernColor = depth => pick([
	() => `oklch(${upTo(100)}% ${upTo(12) / 100} ${upTo(360)})`, () => `oklab(${upTo(100)}% ${upTo(10) / 100} ${-upTo(10) / 100})`,
	() => `lab(${upTo(100)} ${upTo(60) - 30} ${upTo(60) - 30})`, () => `lch(${upTo(100)}% ${upTo(30)} ${upTo(360)})`,
	() => `color(srgb ${upTo(100) / 100} ${upTo(100) / 100} ${upTo(100) / 100} / ${alpha()})`, () => `color(display-p3 .${2 + upTo(6)} .4 .5)`,
	() => `color(srgb-linear .${upTo(10)} .${upTo(10)} .${upTo(10)})`, () => `color(xyz .3 .${3 + upTo(2)} .3)`,
	() => `color-mix(in ${pick(["srgb", "oklab", "oklch", "lab", "hsl", "hwb", "srgb-linear", "xyz", "hsl longer hue", "lch shorter hue"])}, ${color(depth - 1)}${
		pick(["", " " + percent()])}, ${color(depth - 1)})`,
	() => `rgb(from ${color(depth - 1)} ${pick(["r g b", "g b r", "255 g b", "calc(r / 2) g b / alpha", "r g b / .5"])})`,
	() => `hsl(from ${legacyColor()} ${pick(["h s l", "calc(h + 90) s l", "h s 50%"])})`, () => `oklch(from ${legacyColor()} l calc(c / 4) h)`,
	() => `color(from ${legacyColor()} srgb b g r)`, () => `oklab(from ${legacyColor()} l calc(a / 3) calc(b / 3))`,
])();
const color = depth => depth > 0 && random() < 0.4 ? modernColor(depth) : random() < 0.1 ? `light-dark(${legacyColor()}, ${legacyColor()})` :
	random() < 0.12 && (depth === 2 || !now.hasInitial) ? "currentcolor" : legacyColor();
const keyword = (...list) => () => pick(list);
const some = (maker, least, most, separator = " ") => () => Array.from({length: least + upTo(most - least + 1)}, maker).join(separator);
const anyColor = () => color(2);

const lineWidth = () => pick([() => upTo(9) + "px", () => upTo(9) + "px", keyword("thin", "medium", "thick"), () => `calc(${upTo(5)}px + ${upTo(5)}px)`])();
const lineStyle = keyword("none", "hidden", "solid", "solid", "solid");
const border = () => some(() => pick([lineWidth, lineStyle, legacyColor])(), 1, 1)() + pick(["", " solid"]).replace(" solid", "");
const auto = maker => () => random() < 0.15 ? "auto" : maker();
const percentOr = maker => () => random() < 0.03 ? percent() : maker();
const sides = ["top", "right", "bottom", "left"];
const sideSet = (prefix, suffix, maker) => Object.fromEntries([...sides, "inline-start", "inline-end", "block-start", "block-end"].map(
	side => [`${prefix}${side}${suffix}`, maker]));

// Properties that a page observes together, and the declarations that may set them. The browser rounds widths of lines to whole
// pixels, which Oriel leaves to painting: isSnapped makes all lengths whole.
const themes = [
	{ observe: ["width", "height", "max-width", "max-height"], declare: { "width": percentOr(auto(length)), "height": auto(length),
		"max-height": length, "max-width": length, "inline-size": auto(length), "block-size": length, "max-inline-size": length, "max-block-size": length } },
	{ observe: ["top", "right", "left", "bottom"], declare: { "inset": some(auto(length), 1, 4), ...sideSet("", "", auto(length)),
		"inset-inline": some(length, 1, 2), "inset-block": some(length, 1, 2) }, rename: name => /^(inline|block)-/.test(name) ? "inset-" + name : name },
	{ observe: ["margin-top", "margin-right", "margin-left", "margin-bottom"], declare: { "margin": some(length, 1, 4), ...sideSet("margin-", "", length),
		"margin-inline": some(length, 1, 2), "margin-block": some(length, 1, 2) } },
	{ observe: ["padding-top", "padding-right", "padding-left"], declare: { "padding": some(percentOr(length), 1, 4), ...sideSet("padding-", "", length),
		"padding-inline": some(length, 1, 2), "padding-block": some(length, 1, 2) } },
	{ observe: ["border-top-width", "border-left-width", "border-top-style", "border-left-style", "border-left-color"], colors: true, declare: {
		"border": border, "border-width": some(lineWidth, 1, 4), "border-style": some(lineStyle, 1, 4), "border-color": some(legacyColor, 1, 4),
		"border-left": border, "border-top": border, "border-inline-start": border, "border-inline-color": some(legacyColor, 1, 2),
		"border-inline-style": some(lineStyle, 1, 2), "border-block-start-width": lineWidth, ...sideSet("border-", "-width", lineWidth),
		...sideSet("border-", "-style", lineStyle) }, isSnapped: true },
	{ observe: ["color", "background-color", "border-top-color", "outline-color"], colors: true, declare: { "color": anyColor, "background-color": anyColor,
		"border-top-color": anyColor, "outline-color": anyColor, "background": anyColor, "border-color": some(anyColor, 1, 2), "color-scheme":
		keyword("light", "dark", "light dark", "normal", "only dark") } },
	{ observe: ["color", "caret-color", "accent-color", "border-left-color"], colors: true, declare: { "color": anyColor, "caret-color": auto(anyColor),
		"accent-color": auto(legacyColor), "border-left-color": anyColor, "border-left": () => `2px solid ${anyColor()}` } },
	{ observe: ["font-size", "font-weight", "font-style", "line-height", "padding-left"], declare: {
		"font-size": () => pick([() => upTo(30) + "px", () => upTo(8) / 4 + "em", () => upTo(4) / 2 + "rem", () => upTo(200) + "%", keyword("smaller", "larger", "medium"),
			mathLength, () => `calc(${upTo(50)}% + ${upTo(20)}px)`])(),
		"font-weight": keyword("normal", "bold", "bolder", "lighter", "100", "350", "550", "900", "calc(300 + 250)"), "font-style": keyword("normal", "italic"),
		"line-height": () => pick([() => String(upTo(12) / 4), length, () => upTo(200) + "%", () => now.hasInitial ? "normal" : "2"])(), "padding-left": length,
		"font": () => `${pick(["", "italic ", "bold ", "italic 300 "])}${1 + upTo(30)}px${pick([now.hasInitial ? "" : "/2", "/1.5", "/20px"])} serif` } },
	{ observe: ["flex-grow", "flex-shrink", "flex-basis", "order"], declare: { "flex": () => pick(["none", "auto", "initial", "none", "auto", `${integer()} auto`, `${integer()} ${integer()} 2em`,
		`${integer()} ${integer()} ${px()}`]), "flex-grow": () => pick([integer(), "0.5", "calc(1 + 2)"]), "flex-shrink": integer, "flex-basis": auto(length),
		"order": () => pick(["0", "calc(1 - 1)", "0", "0", "-" + integer()]) } },
	{ observe: ["flex-direction", "flex-wrap", "align-items", "align-self", "justify-content"], declare: { "flex-direction": keyword("row", "column", "row-reverse",
		"column-reverse"), "flex-flow": keyword("row", "column", "row-reverse", "column nowrap", "nowrap", "nowrap row"), "flex-wrap": keyword(...Array(9).fill("nowrap"), "wrap"),
		"align-items": keyword("center", "start", "end", "stretch", "flex-start", "baseline", "normal"), "align-self": keyword("auto", "center", "end", "stretch",
		"flex-end"), "justify-content": keyword("center", "start", "space-between", "space-around", "end", "normal") } },
	{ observe: ["row-gap", "column-gap", "opacity", "z-index"], declare: { "gap": some(length, 1, 2), "row-gap": length, "column-gap": length,
		"opacity": () => pick(["0", "1", "0.5", "25%", "-1", "2", "calc(1 / 4)", "calc(20% + 30%)"]), "z-index": keyword("auto") } },
	{ observe: ["visibility", "cursor", "pointer-events", "white-space-collapse", "text-align"].filter(name => name !== "white-space-collapse"), declare: {
		"visibility": keyword(...Array(12).fill("visible"), "hidden"), "cursor": keyword("auto", "pointer", "text", "wait", "grab", "default", "move"),
		"pointer-events": keyword("auto", "none"), "text-align": keyword("start", "center", "end") } },
	{ observe: ["overflow-x", "overflow-y", "position", "direction"], declare: { "overflow": some(keyword("visible", "hidden", "auto"), 1, 2),
		"overflow-x": keyword("visible", "hidden", "auto"), "overflow-y": keyword("visible", "hidden", "auto"), "overflow-inline": keyword("hidden", "visible"),
		"position": keyword("static", "relative", "absolute"), "direction": keyword("ltr", "ltr", "rtl") } },
	{ observe: ["border-top-left-radius", "border-bottom-right-radius", "border-top-right-radius", "outline-width", "outline-style"], declare: {
		"border-radius": some(px, 1, 4), "border-top-left-radius": length, "border-bottom-right-radius": length, "border-start-start-radius": px,
		"border-end-end-radius": px, "border-start-end-radius": px, "outline": some(() => pick([lineWidth, keyword("solid", "none")])(), 1, 1),
		"outline-width": lineWidth, "outline-style": keyword("none", "solid", "auto") }, isSnapped: true },
	{ observe: ["box-shadow", "outline-offset"], declare: { "box-shadow": () => pick(["none", `1px 2px ${color(0)}`, `${px()} ${px()} ${legacyColor()}`,
		`${px()} ${length()} ${upTo(9)}px ${legacyColor()}`, `${legacyColor()} 1px 2px 3px ${length()}`, "1em 2em"]), "outline-offset": length }, colors: true, isSnapped: true },
];

// ---- Sheets ----

const variables = ["--a", "--b", "--c", "--d"];
const wide = ["inherit", "initial", "unset", "revert", "revert-layer", "inherit", "unset"];
const simpleSelector = () => pick([() => typed(), () => "." + pick(classes), () => "." + pick(classes), () => "#" + pick(ids), () => "*", () => ":root",
	() => typed() + "." + pick(classes), () => `:is(.${pick(classes)}, #${pick(ids)})`, () => `:where(#${pick(ids)}, ${typed()})`, () => `:not(.${pick(classes)})`,
	() => `.${pick(classes)}.${pick(classes)}`, () => pick([":first-child", ":last-child", ":nth-child(2n)", ":nth-last-child(-n + 2 of ." + pick(classes) + ")",
	":has(> ." + pick(classes) + ")", ":empty", ":not(:root)", "[class]", "[class~=" + pick(classes) + "]"])])();
const sheetSelector = () => {
	let text = simpleSelector();
	for (let i = pick([0, 0, 0, 1, 1, 2]); i > 0; i--)
		text += pick([" ", " ", " > ", " + ", " ~ "]) + simpleSelector();
	return random() < 0.12 ? text + ", " + simpleSelector() : text;
};
const nestedSelector = () => pick([() => "& " + simpleSelector(), () => "> " + simpleSelector(), () => "&." + pick(classes), () => simpleSelector(),
	() => `${simpleSelector()} &`, () => `:is(&, .${pick(classes)}) > *`, () => `&:not(.${pick(classes)})`, () => "+ *"])();
// Kinds of conditions, registrations and rules that the pages at the end have in addition.
let isExtended = false;
const range = () => pick([() => `(${upTo(900)}px <= width <= ${400 + upTo(900)}px)`, () => `(${upTo(60)}em < width)`, () => `(${upTo(900)}px > width > ${upTo(500)}px)`,
	() => `(width = ${pick([800, 801])}px)`, () => `(width: ${pick([800, 799])}px)`, () => `(height ${pick(["<", "<=", ">", ">="])} ${pick([600, upTo(900)])}px)`,
	() => `(calc(${upTo(90)}em + 1px) >= width)`, () => `(aspect-ratio ${pick([">", "<", "<="])} ${1 + upTo(3)}/${1 + upTo(3)})`,
	() => `(${pick(["min-", "max-", ""])}resolution: ${pick(["1dppx", "2dppx", "96dpi", "1x"])})`, () => "(width > )", () => "(nope)", () => `(${upTo(9)}px < width > 1px)`,
	() => "(width)", () => "(400px)", () => "(width < -1px)", () => "(width >= 0)"])();
const extendedCondition = () => pick([range, range, () => `not ${range()}`, () => `${range()} and ${range()}`, () => `${range()} or ${range()}`,
	() => `(${range()} or ${range()}) and ${range()}`, () => `only screen and ${range()}`, () => `print, ${range()}`, () => `not all and ${range()}`,
	() => `not (${range()} and ${range()})`, () => `${range()} and ${range()} or ${range()}`, () => `speech, ${range()}`])();
const extendedSupport = () => pick(["selector(a > b)", "not selector(:nope)", "selector(::before)", "selector(:is(a, :nope))", "selector(a, b)", "selector(&)",
	"(display: grid) or (nope: 1)", "not ((gap: 1px) and (nope: 1))", "nope(1)", "not nope(1)", "(gap: 1px) and nope(a b)", "(gap: 1px) and (gap: 2px) or (gap: 3px)",
	"(color: rgb(from red r g b))", "(width: max(1px, 2%))", "(width: 1qx)", "((gap: 1px))", "(gap: var(--x))", "(box-shadow: 1px 1px, 2px 2px)", "(a:b", "selector(:has(> a))"]);
const extendedRegistered = () => pick([
	() => `syntax: "<percentage>"; inherits: true; initial-value: ${upTo(50)}%`, () => `syntax: "<length-percentage>"; inherits: false; initial-value: calc(1px + 10%)`,
	() => `syntax: "<angle> | <time>"; inherits: true; initial-value: ${upTo(9)}s`, () => `syntax: "<custom-ident>"; inherits: true; initial-value: foo`,
	() => `syntax: "<length>#"; inherits: true; initial-value: 1px, 2px`, () => `syntax: "<integer>"; inherits: false; initial-value: calc(1 + 1)`,
	() => `syntax: "<length>"; inherits: true`, () => `syntax: "<length>"; inherits: true; initial-value: 1em`, () => `syntax: "<length>"; initial-value: 1px`,
	() => `syntax: "<nope>"; inherits: true; initial-value: 1px`, () => `syntax: "*"; inherits: true; initial-value: ${upTo(9)}px`,
])();
const condition = () => isExtended && random() < 0.8 ? extendedCondition() : pick(["(min-width: 400px)", "(width < 300px)", "screen", "print", "not print", "(orientation: landscape)", "(width >= 50em) and (height > 1px)",
	"(prefers-color-scheme: light)", "(prefers-color-scheme: dark)", "(hover: hover), (width > 1px)", "not (width > 10px)"]);
const support = () => isExtended && random() < 0.8 ? extendedSupport() : pick(["(gap: 1px)", "(nope: 1)", "not (nope: 1)", "selector(:has(a))", "(color: oklch(0 0 0)) and (width: calc(1px + 1em))", "(--x: y)"]);

const registered = () => isExtended && random() < 0.6 ? extendedRegistered() : pick([
	() => `syntax: "<length>"; inherits: ${pick(["true", "false"])}; initial-value: ${upTo(20)}px`,
	() => `syntax: "<color>"; inherits: ${pick(["true", "false"])}; initial-value: #${hex(6)}`,
	() => `syntax: "<number>"; inherits: ${pick(["true", "false"])}; initial-value: ${upTo(9)}`,
	() => `syntax: "<length> | auto"; inherits: true; initial-value: auto`, () => `syntax: "*"; inherits: false`,
	() => `syntax: "<integer>+"; inherits: false; initial-value: 1 2`, () => `syntax: "tiny | huge"; inherits: true; initial-value: tiny`,
])();
function variableValue() {
	const plain = pick(Object.values(now.theme.declare));
	return pick([plain, plain, length, () => `var(${pick(variables)})`, () => `var(${pick(variables)}, ${plain()})`, () => integer(), () => upTo(20) + "px",
		() => `calc(var(${pick(variables)}) * 2)`, legacyColor, () => "", () => `var(${pick(variables)},)`, () => pick(wide), () => `a { ${integer()} }`,
		() => `var(--missing, var(${pick(variables)}))`, () => "tiny"])();
}
function declaration() {
	const important = random() < 0.12 ? " !important" : "";
	if (now.hasVariables && random() < 0.45)
		return `${pick(variables)}: ${variableValue()}${important}`;
	if (now.hasInitial && random() < 0.03)
		return `all: ${pick(wide)}${important}`;
	if (now.isTurned && random() < 0.15)
		return `direction: ${pick(["ltr", "rtl", "rtl", "inherit"])}${important}`;
	const property = pick(Object.keys(now.theme.declare));
	const name = now.theme.rename ? now.theme.rename(property) : property;
	let value = now.theme.declare[property]();
	if (random() < 0.13)
		value = pick(wide.filter(text => now.hasInitial || text === "inherit"));
	else if (now.hasVariables && random() < 0.6)
		value = pick([`var(${pick(variables)})`, `var(${pick(variables)}, ${value})`, `var(${pick(variables)}) var(${pick(variables)})`, `var(--missing, ${value})`,
			`calc(var(${pick(variables)}, 3px) + 1px)`, `var(${pick(variables)}, var(${pick(variables)}, ${value}))`]);
	return `${name}: ${value}${important}`;
}
const declarations = () => some(declaration, 1, 3, "; ")();
function extendedNesting(depth) {
	const inner = () => declarations() + (depth > 0 && random() < 0.4 ? "; " + extendedNesting(depth - 1) : "");
	return pick([() => `${nestedSelector()} { ${inner()} }`, () => `${nestedSelector()}, ${nestedSelector()} { ${inner()} }`, () => `@media ${condition()} { ${inner()} }`,
		() => `@supports ${support()} { ${inner()} }`, () => `@layer ${pick(["one", "two", "three"])} { ${inner()} }`,
		() => `@media ${condition()} { ${nestedSelector()} { ${inner()} } ${declarations()} }`, () => `${nestedSelector()} { ${inner()} } ${declarations()}`])();
}
function rule(depth) {
	let body = declarations();
	if (isExtended && depth > 0 && random() < 0.35)
		body += "; " + extendedNesting(2);
	if (random() < 0.2 && depth > 0)
		body += `; ${nestedSelector()} { ${declarations()} }${random() < 0.4 ? " " + declarations() : ""}`;
	if (random() < 0.06 && depth > 0)
		body += `; @media ${condition()} { ${declarations()} }`;
	if (random() < 0.04 && depth > 0)
		body += `; @layer ${pick(["one", "two", ""])} { ${declarations()} }`;
	return `${sheetSelector()} { ${body} }`;
}
function item(depth) {
	const inner = () => some(() => item(depth - 1), 1, 2)();
	if (isExtended && depth > 0 && random() < 0.2)
		return `@media ${condition()} { ${pick([`@layer ${pick(["two", "three", "one.in"])}${pick([";", ", one;"])}`, `@layer ${pick(["one", "two"])} { ${inner()} }`])} }`;
	if (depth === 0 || random() < 0.62)
		return rule(1);
	return pick([() => `@layer ${pick(["one", "two", "three", "one.in", "two.in"])} { ${inner()} }`, () => `@layer { ${inner()} }`,
		() => `@layer ${pick(["one, two", "two, one", "three, one.in", "two"])};`, () => `@media ${condition()} { ${inner()} }`,
		() => `@supports ${support()} { ${inner()} }`, () => `@layer ${pick(["one", "two"])} { ${inner()} }`])();
}
function makeSheet() {
	const items = Array.from({length: 2 + upTo(4)}, () => item(2));
	for (let i = now.hasVariables && random() < 0.4 ? 1 + upTo(2) : 0; i > 0; i--)
		items.unshift(`@property ${pick(variables)} { ${registered()} }`);
	return items.join("\n");
}

// Oriel's initial values, as far as they differ and no mode of the browser gives them.
const reset = "@layer reset { :root { display: none !important; color: #102030; line-height: 20px } * { border-style: solid; outline-style: solid } }";

// Returns a colour as sRGB with 8 bits a channel, which is what Oriel stores; "" if sRGB does not contain it or a channel is about to be rounded either way.
function inSrgb(text) {
	frame.style.color = `color(from ${text} srgb r g b / alpha)`;
	const value = getComputedStyle(frame).color;
	const [, red, green, blue, , opacity] = value.match(/^color\(srgb ([^ ]+) ([^ ]+) ([^ ]+)( \/ (.*))?\)$/) || [];
	const channels = [red, green, blue].map(Number);
	if (channels.some(channel => !(channel >= -0.0005 && channel <= 1.0005)))
		return "";
	const bytes = channels.map(channel => Math.min(255, Math.max(0, Math.round(channel * 255)))).join(", ");
	return opacity === undefined ? `~rgb(${bytes})` : `~rgba(${bytes}, ${opacity})`;
}

// Returns the computed value as Oriel writes it, or null to leave the page out.
function observed(element, property) {
	const value = frame.contentWindow.getComputedStyle(element).getPropertyValue(property);
	if (property.startsWith("--") && !now.isColor(property))
		return value;
	if (property === "pointer-events" && !/^(auto|none)$/.test(value))
		return null; // a value of SVG
	if (/(oklch|oklab|lab|lch|color)\(/.test(value))
		return inSrgb(value) || null;
	return value.replace(/^rgb\(0, 0, 0\)/, "rgb(29, 29, 32)").replace(/^rgb\(255, 255, 255\)/, "rgb(232, 234, 237)");
}

function makePages(trees, perTree) {
	for (let t = 0; t < trees; t++) {
		const root = makeTree(4 + upTo(4), {});
		const theme = themes[t % themes.length];
		now = { theme, hasVariables: random() < 0.35, hasInitial: !theme.colors || random() < 0.5, isTurned: random() < 0.12 };
		for (const node of order(root).filter(() => random() < 0.25))
			node.attributes.style = declarations();
		show(root);
		add("tree", write(root));
		for (let made = 0, tried = 0; made < perTree && tried < 4 * perTree; tried++) {
			const sheet = makeSheet();
			const style = new frame.contentWindow.CSSStyleSheet();
			style.replaceSync(reset + sheet);
			page.adoptedStyleSheets = [style];
			now.isColor = property => [...sheet.matchAll(/@property (--.) \{ syntax: "([^"]*)/g)].findLast(match => match[1] === property)?.[2] === "<color>";
			const properties = now.hasVariables ? [...theme.observe, ...variables] : theme.observe;
			const values = order(root).flatMap(node => properties.map(property => observed(node.element, property)));
			const textColor = frame.contentWindow.getComputedStyle(root.element).color;
			if (values.includes(null) || (!now.hasInitial && /\(0, 0, 0/.test(textColor)))
				continue; // a function of the initial colour would show it
			add("page", sheet, properties.join(" "), values.join("|"));
			made++;
		}
	}
}

// ---- Main ----

function generate() {
	page = frame.contentDocument;
	add("reset", reset);
	makeMatches(100, 36);
	makePages(240, 15);
	isExtended = true;
	makePages(40, 15);
	finish(`viewport ${frame.contentWindow.innerWidth} x ${frame.contentWindow.innerHeight}`);
}

function main() {
	frame = document.createElement("iframe");
	frame.style.cssText = "width: 800px; height: 600px; border: 0";
	frame.srcdoc = "<!DOCTYPE html><title></title>";
	frame.onload = generate;
	document.body.append(frame);
}
