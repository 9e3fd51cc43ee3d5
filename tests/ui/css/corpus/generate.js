// SPDX-License-Identifier: MIT
//
// Generates the corpus of test_css_corpus.c in a browser, after tests/support/corpus.js; scripts/css-corpus runs both. Every
// case is a line: kind, input, and the browser's result.

// ---- Values ----

const number = () => pick([
	() => String(upTo(100)), () => "-" + upTo(100), () => (upTo(1000) / 10).toString(), () => "." + upTo(1000),
	() => "+" + upTo(20), () => upTo(90) + "e1", () => upTo(900) + "e-2", () => "0", () => (random() * 1000).toFixed(upTo(9)),
	() => "1e3", () => "-0", () => upTo(1e7).toString(),
])();
const unit = () => pick(["px", "px", "px", "em", "rem", "ch", "lh", "vw", "vh", "vmin", "vmax", "cm", "mm", "q", "in", "pt", "pc",
	"PX", "Em"]);
const length = () => random() < 0.08 ? "0" : number() + unit();
const percentage = () => number() + "%";
const angle = () => number() + pick(["deg", "grad", "rad", "turn"]);
function calculation(leaf, depth) {
	if (depth === 0 || random() < 0.3)
		return leaf();
	const inner = () => calculation(leaf, depth - 1);
	return pick([
		() => `${inner()} + ${inner()}`, () => `${inner()} - ${inner()}`, () => `${inner()} * ${upTo(9) + 1}`,
		() => `${upTo(9) + 1} * ${inner()}`, () => `${inner()} / ${upTo(8) + 1}`, () => `(${inner()})`,
		() => `min(${inner()}, ${inner()})`, () => `max(${inner()}, ${inner()})`,
		() => `clamp(${inner()}, ${inner()}, ${inner()})`, () => `calc(${inner()})`,
		() => `(${inner()} + ${inner()}) * ${upTo(5)}`,
	])();
}
const small = () => pick([() => upTo(50) + "px", () => upTo(50) + "em", () => upTo(50) + "rem", () => upTo(20) + "vw",
	() => upTo(20) + "pt", () => upTo(40) / 4 + "px"])();
const mathLength = () => pick(["calc", "calc", "calc", "min", "max"]) + `(${calculation(small, 3)})`;
const mathLengthPercentage = () => `calc(${calculation(() => random() < 0.4 ? upTo(100) + "%" : small(), 3)})`;
const lengthPercentage = () => pick([length, length, percentage, mathLength, mathLengthPercentage])();
const byte = () => pick([() => upTo(256), () => upTo(256), () => upTo(300) - 20, () => (random() * 255).toFixed(2)])();
const alpha = () => pick([() => (upTo(101) / 100).toString(), () => upTo(101) + "%", () => "1", () => "0", () => "." + upTo(10)])();
const channelPercent = () => pick([upTo(101), upTo(101), upTo(140) - 20]) + "%";
const hex = n => Array.from({length: n}, () => pick([..."0123456789abcdefABCDEF"])).join("");
const hue = () => pick([() => upTo(720) - 180, () => upTo(360) + "deg", () => (random() * 2).toFixed(2) + "turn", () => upTo(400) + "grad"])();
const names = ["red", "blue", "RebeccaPurple", "transparent", "currentcolor", "CurrentColor", "aliceblue", "tan", "lightgrey", "Canvas",
	"canvastext", "ButtonFace", "Highlight", "hotpink", "yellowgreen", "black", "white"];
const color = () => pick([
	() => "#" + hex(pick([3, 4, 6, 8])), () => "#" + hex(upTo(10)), () => pick(names),
	() => `rgb(${byte()}, ${byte()}, ${byte()})`, () => `rgba(${byte()},${byte()},${byte()},${alpha()})`,
	() => `rgb(${byte()} ${byte()} ${byte()})`, () => `rgb(${byte()} ${byte()} ${byte()} / ${alpha()})`,
	() => `rgb(${channelPercent()}, ${channelPercent()}, ${channelPercent()})`,
	() => `rgb(${channelPercent()} ${byte()} ${byte()})`, () => `rgb(${byte()}, ${channelPercent()}, ${byte()})`,
	() => `hsl(${hue()}, ${upTo(101)}%, ${upTo(101)}%)`, () => `hsla(${hue()}, ${upTo(101)}%, ${upTo(101)}%, ${alpha()})`,
	() => `hsl(${hue()} ${upTo(101)}% ${upTo(101)}% / ${alpha()})`, () => `hsl(${hue()} ${upTo(101)} ${upTo(101)})`,
	() => `hwb(${hue()} ${upTo(101)}% ${upTo(101)}%)`, () => `hwb(${hue()} ${upTo(101)}% ${upTo(101)}% / ${alpha()})`,
	() => `rgb(${byte()} ${byte()})`, () => `rgb(${byte()}, ${byte()} ${byte()})`, () => `hsl(${hue()}, ${upTo(100)}, 50%)`,
])();
const keyword = (...list) => () => pick(list);
const either = (...makers) => () => pick(makers)();
const repeat = (maker, least, most, separator = " ") => () =>
	Array.from({length: least + upTo(most - least + 1)}, maker).join(separator);
const position = keyword("center", "start", "end", "flex-start", "flex-end", "left", "right", "self-start", "normal", "stretch",
	"baseline", "first baseline", "last baseline", "safe center", "unsafe end", "safe baseline", "space-between", "space-around", "auto",
	"space-evenly", "legacy", "legacy left", "right legacy");
const contentPosition = () => {
	const text = position();
	return text === "last baseline" ? "center" : text; // Chromium does not have it
};
const line = keyword("auto", "1", "-3", "span 2", "span foo", "foo", "foo 2", "2 foo", "2 span", "span foo 3", "0", "span -1", "span");
const lineStyle = keyword("hidden", "solid", "SOLID");
const lineWidth = either(length, keyword("thin", "thick"), mathLength);
const numberOrMath = either(number, () => `calc(${upTo(9)} * ${upTo(9)} + ${upTo(3)})`, () => `max(${upTo(9)}, ${number()})`);
const track = either(lengthPercentage, () => upTo(5) + "fr", keyword("auto", "min-content", "max-content", "fit-content(20px)",
	"minmax(10px, 1fr)", "minmax(auto, 50%)", "minmax(1fr, 2px)"));
const size = either(lengthPercentage, keyword("auto", "min-content", "max-content", "fit-content", "none"));
const gap = either(lengthPercentage, keyword("normal", "auto"));
const shadow = () => pick([
	() => `${small()} ${small()} ${color()}`, () => `${color()} ${small()} ${small()} ${small()} ${length()}`, () => "none",
	() => `${small()} ${small()} ${length()} ${small()}`, () => small(), () => `${small()} ${color()} ${small()}`,
])();

const properties = {
	"color": color, "background-color": color, "border-top-color": color, "caret-color": either(color, keyword("auto")),
	"accent-color": either(color, keyword("auto")),
	"width": size, "height": size, "min-width": size, "max-height": size, "top": either(lengthPercentage, keyword("auto")),
	"margin-left": either(lengthPercentage, keyword("auto")), "padding-top": lengthPercentage,
	"border-top-width": lineWidth, "border-left-style": lineStyle, "outline-width": lineWidth,
	"outline-offset": either(length, mathLength), "font-size": either(lengthPercentage, keyword("small", "x-large", "smaller", "xxx-large")),
	"line-height": either(number, lengthPercentage, keyword("normal")), "font-weight": either(keyword("normal", "bold", "bolder",
		"lighter", "400", "1000", "1001", "0", "1", "750.5"), number),
	"font-style": keyword("normal", "italic", "bold"), "opacity": either(number, percentage, numberOrMath),
	"z-index": keyword("auto", "1", "-5", "1.5", "1.0", "calc(3 * 2)", "1e2", "+3", "calc(7 / 2)"),
	"order": keyword("1", "-5", "1.5", "calc(2)", "0", "auto"),
	"flex-grow": numberOrMath, "flex-shrink": numberOrMath, "flex-basis": either(size, keyword("content")),
	"flex-direction": keyword("row", "column", "row-reverse", "column-reverse", "Row", "rows"),
	"flex-wrap": keyword("wrap", "nowrap", "wrap-reverse"), "display": keyword("none", "flex", "grid", "inline-flex", "block", "BLOCK"),
	"position": keyword("static", "relative", "absolute", "fixed", "sticky", "none"),
	"overflow-x": keyword("visible", "hidden", "clip", "scroll", "auto", "none"),
	"align-items": position, "align-self": position, "align-content": contentPosition, "justify-content": position,
	"justify-items": position, "justify-self": position, "row-gap": gap, "column-gap": gap,
	"border-top-left-radius": repeat(lengthPercentage, 1, 3),
	"aspect-ratio": keyword("auto", "1", "16 / 9", "auto 2", "2/1 auto", "1.5", "-1", "0 / 1", "1 / -1", "auto auto", "1 2"),
	"box-shadow": shadow, "direction": keyword("ltr", "rtl", "auto"), "visibility": keyword("visible", "hidden", "collapse"),
	"pointer-events": keyword("auto", "none", "never"), "cursor": keyword("auto", "pointer", "col-resize", "nwse-resize", "hand", "zoom-in"),
	"touch-action": keyword("auto", "none", "manipulation", "pan-x", "pan-y pan-x", "pinch-zoom pan-left", "pan-x pan-left",
		"pan-down pan-right pinch-zoom", "auto pan-x"),
	"color-scheme": keyword("normal", "light", "dark", "light dark", "only light", "dark only", "only", "only dark only"),
	"box-sizing": keyword("border-box", "content-box", "padding-box"), "user-select": keyword("auto", "text", "none", "all"),
	"font-family": keyword("serif", "\"Foo Bar\"", "Foo Bar, sans-serif", "'a', b , monospace", "Foo  Bar", "\"x\\\"y\"", "12px", "inherit, x",
		"Arial, \"Noto Sans\", system-ui", "a\\20 b", "ui-monospace", ""),
	"content": keyword("none", "normal", "\"x\"", "'it\\'s'", "\"a\\\nb\"", "\"\\41 b\"", "x"),
	"grid-row-start": line, "grid-column-end": line, "grid-auto-flow": keyword("row", "column", "dense", "row dense", "dense column", "row column"),
	"grid-auto-rows": repeat(track, 1, 3), "grid-template-columns": either(repeat(track, 1, 4), keyword("none", "[a] 1fr [b c] 2px [d]",
		"repeat(3, 1fr)", "repeat(auto-fill, 20px)", "repeat(auto-fit, [x] minmax(20px, 1fr) [y])", "repeat(auto-fill, 1fr)", "repeat(0, 1px)",
		"repeat(2, 10px 1fr) auto", "[a] [b] 1px", "1px repeat(auto-fill, 20px) repeat(2, 5px)")),
	"grid-template-areas": keyword("none", "\"a b\" \"a c\"", "\"a  .\" \". a\"", "\"a ... b\"", "\"a\" \"a b\"", "\"\"", "\"a b a\""),
	"padding": repeat(lengthPercentage, 1, 5), "margin": repeat(either(lengthPercentage, keyword("auto")), 1, 4),
	"inset": repeat(either(lengthPercentage, keyword("auto")), 1, 4), "border-width": repeat(lineWidth, 1, 4),
	"border-style": repeat(lineStyle, 1, 4), "border-color": repeat(color, 1, 4),
	"border-radius": either(repeat(lengthPercentage, 1, 4), () => repeat(length, 1, 4)() + " / " + repeat(length, 1, 4)()),
	"border": repeat(either(lineWidth, lineStyle, color), 1, 3), "border-left": repeat(either(lineWidth, lineStyle, color), 1, 3),
	"outline": repeat(either(lineWidth, keyword("auto", "solid"), color), 1, 3),
	"gap": repeat(gap, 1, 2), "overflow": repeat(keyword("visible", "hidden", "clip", "scroll", "auto"), 1, 2),
	"flex": either(keyword("none", "auto", "initial", "1", "0", "2 3", "1 1 0", "1 2 30%", "content", "10px 1 2", "1 10px 2", "1px", "1 auto"),
		() => `${number()} ${number()}`, () => `${upTo(9)} ${upTo(9)} ${lengthPercentage()}`),
	"flex-flow": keyword("row", "wrap", "column wrap", "wrap-reverse column", "row nowrap", "row column", "nowrap"),
	"place-content": repeat(contentPosition, 1, 2), "place-items": repeat(position, 1, 2), "place-self": repeat(position, 1, 2),
	"margin-inline": repeat(lengthPercentage, 1, 2), "padding-block": repeat(lengthPercentage, 1, 2), "inset-inline": repeat(lengthPercentage, 1, 2),
	"margin-block-start": lengthPercentage, "inline-size": size, "border-inline-start": repeat(either(lineWidth, lineStyle, color), 1, 3),
	"grid-row": either(line, () => `${line()} / ${line()}`), "grid-area": () => repeat(line, 1, 4, " / ")(),
	"border-bottom-style": keyword("none", "hidden", "solid"), "border-right-width": keyword("thin", "medium", "thick"),
	"--custom": keyword("a", " a  b ", "{ x: y }", "var(--x)", "var(--x, )", "var(x)", "(]", "url(a b)", "", "a ! b", "[1, {2}]", "var(--y,var(--z))",
		"inherit", "a;b", "1px/**/2px", "\\61 b", "}"),
};
const wide = ["inherit", "initial", "unset", "revert", "revert-layer", "INHERIT", "inherit inherit"];

function value(property, text) {
	const element = document.createElement("div");
	element.style.setProperty(property, text);
	return element.style.getPropertyValue(property);
}

function makeValues(count) {
	const list = Object.keys(properties);
	for (const property of list)
		for (const text of [...wide, "var(--x)", "1px var(--y, 2)", "var()", "nonsense", "calc(1px + 1)", "10px !important"])
			add("value", property, text, value(property, text));
	for (let i = 0; i < count; i++) {
		const property = list[i % list.length];
		const text = properties[property]();
		add("value", property, text, value(property, text));
	}
}

// ---- Selectors ----

const ident = () => pick(["a", "b", "div", "card", "x-y", "_z", "\\31 23", "a\\.b", "é", "-a", "--c"]); // HTML changes the case of names
const attribute = () => `[${pick(["", " "])}${ident()}${pick(["", "=\"v\"", "~='v w'", "|=v", "^= \"x\"", "$=y", "*=\"z\" i", "=\"\"", "=1", "~v"])}]`;
const nth = () => pick(["odd", "even", "EVEN", "2n+1", "-n + 3", "n", "+n-2", "3", "-2", "2N- 1", "n+ 0", "- n", "2n + -1", "+ 1", "0n+5", "n2", "2n of .x", "odd of a, .b"]);
const pseudo = depth => pick([
	() => ":" + pick(["hover", "active", "focus", "focus-visible", "focus-within", "disabled", "enabled", "checked", "root", "empty", "first-child",
		"last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "required", "optional", "valid", "invalid", "indeterminate",
		"default", "read-only", "read-write", "placeholder-shown", depth === 2 ? "scope" : "root", "Hover", "modal", "user-invalid", "nope", "hover()", "1"]),
	() => `:${pick(["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"])}(${nth()})`,
	() => depth > 0 ? `:${pick(["is", "where", "not", "IS"])}(${selectors(depth - 1)})` : ":hover",
	() => depth > 0 ? `:has(${pick(["", "> ", "+ ", "~ "])}${selectors(depth - 1)})` : ":focus",
	() => pick([":is()", ":where()", ":not()", ":is(.a, :nope, .b)", ":is(1)", ":not(:nope)", ":has()", ":lang(de)", ":dir(ltr)", ":dir(rtl)",
		":host", ":host(.x)", ":host(.x .y)", ":is(::before)", ":not(a, b)", ":nth-child(1 of)"]),
])();
const compound = depth => {
	let text = pick(["", "", "*", ident(), ident(), "*|b", depth === 2 ? "&" : "i"]);
	for (let i = upTo(3) + (text === "" ? 1 : 0); i > 0; i--)
		text += pick([() => "." + ident(), () => "#" + ident(), attribute, () => pseudo(depth), () => "#1", () => ". x"].slice(0, random() < 0.95 ? 4 : 6))();
	return text;
};
const complex = depth => {
	let text = compound(depth);
	for (let i = upTo(3); i > 0; i--)
		text += pick([" ", " > ", ">", "+", " ~ ", "  ", "/**/ ", " || ", " > > "].slice(0, random() < 0.97 ? 7 : 9)) + compound(depth);
	if (depth === 2 && random() < 0.15)
		text += pick(["::before", "::after", ":before", "::part(a)", "::part(a b):hover", "::placeholder", "::selection", "::backdrop", "::before:hover",
			"::nope", "::part()", "::before.x", "::before ::after", "::part(x)::before", "::selection:first-child"]);
	return text;
};
const selectors = depth => Array.from({length: 1 + (random() < 0.25 ? upTo(3) : 0)}, () => complex(depth)).join(pick([", ", ",", " , "]));

function sheetOf(text) {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(text);
	return sheet;
}

function makeSelectors(count) {
	for (let i = 0; i < count; i++) {
		const text = selectors(2).trim();
		const rules = sheetOf(text + "{}").cssRules;
		add("selector", text, rules.length === 1 ? rules[0].selectorText : "");
	}
}

// ---- Sheets ----

// Returns the rules as a flat list like Oriel's: selector and declarations, in order.
function flatten(rules, out, parent) {
	for (const rule of rules) {
		if (rule instanceof CSSStyleRule) {
			if (rule.style.length > 0)
				out.push(`${rule.selectorText} { ${rule.style.cssText} }`);
			flatten(rule.cssRules, out, rule.selectorText);
		} else if (rule.cssRules) {
			flatten(rule.cssRules, out, parent);
		} else if (rule.style && rule.style.length > 0) {
			out.push(`${parent} { ${rule.style.cssText} }`); // declarations between nested rules
		}
	}
	return out;
}
const pieces = ["a", ".b", "#c", "{", "}", "{", "}", ";", ":", ",", "color: red", "width: 1px", "color:", "red", "!important", " ! important", "(", ")", "[", "]",
	"\"x\"", "'y", "\n", "/*", "*/", "/* c */", "@media all", "@media print", "@nope", "@supports (color: red)", "@layer x", "<!--", "-->", "--x:", "{}", "&", "> .d",
	"color: blue", "gap: 2px;", "url(x)", "url(", "\\", "\\;", "é", "1px", "margin: 1px 2px", "a:hover", "b:c", "color", "var(--x)", "nope: 1;", "--y: { a }; ",
	"@charset \"x\";", "height: 2em;", " .e { order: 1 } ", "&:hover { z-index: 2 }", "order: 3"];

const isBalanced = text => {
	const bare = text.replace(/\\[^]/g, "").replace(/\/\*[^]*?\*\//g, "");
	const count = byte => bare.split(byte).length;
	return count("(") === count(")") && count("[") === count("]") && count("\"") % 2 === 1 && count("'") % 2 === 1 && !bare.includes("/*");
};

function makeSheets(count) {
	for (let i = 0; i < count; i++) {
		let text = pick(["a{", ".b {", "", "a { color: green; ", "@media all { c {"]);
		for (let k = 2 + upTo(12); k > 0; k--)
			text += pick(pieces) + pick(["", " ", ";", ""]);
		const result = flatten(sheetOf(text).cssRules, [], "").join(" | ");
		// The end of the text closes open brackets in a custom property; Chromium does not write them.
		if (!/--[xy]/.test(result) || (isBalanced(text) && !/--[xy]: [^;}]*\{/.test(result.replace(/--[xy]: \{ a \}/g, ""))))
			add("sheet", text, result);
	}
}

// ---- Media queries and @supports ----

const feature = () => pick([
	() => `(${pick(["min-", "max-", ""])}${pick(["width", "height"])}: ${upTo(1200)}px)`, () => `(width ${pick(["<", "<=", ">", ">=", "="])} ${upTo(80)}em)`,
	() => `(${upTo(800)}px ${pick(["<", "<="])} width ${pick(["<", "<="])} ${upTo(1200)}px)`, () => `(${upTo(900)}px ${pick(["<", ">=", "="])} height)`,
	() => `(orientation: ${pick(["portrait", "landscape", "none"])})`, () => `(aspect-ratio ${pick([">", "<"])} ${1 + upTo(20)}/${1 + upTo(10)})`,
	() => "(" + pick(["width", "height", "orientation", "resolution", "aspect-ratio", "nope", "width:", "width > ", "min-width", "color: red"]) + ")",
	() => `(min-resolution: ${pick(["1dppx", "2dppx", "96dpi", "1x", "200dpi", "1"])})`, () => "(400px > width < 900px)", () => "(width = 800px)",
	() => `(width: calc(${upTo(900)}px + 1em))`, () => "foo(x)", () => "(min-width: 50%)",
])();
const condition = depth => pick([
	feature, feature, () => `not ${feature()}`, () => `${feature()} and ${feature()}`, () => `${feature()} or ${feature()}`,
	() => `${feature()} and ${feature()} or ${feature()}`, () => depth > 0 ? `(${condition(depth - 1)})` : feature(),
	() => depth > 0 ? `not (${condition(depth - 1)}) and ${feature()}` : feature(), () => depth > 0 ? `(not ${feature()}) and (${condition(depth - 1)})` : feature(),
])();
const query = () => pick([() => condition(2), () => condition(2), () => "screen", () => "print", () => "all and " + feature(), () => "not screen", () => "only screen and " + feature(),
	() => "not print and " + feature(), () => "screen and " + feature() + " or " + feature(), () => "", () => "nope", () => "only " + feature(), () => "not all", () => "1px", () => "and"])();

function makeConditions(count) {
	for (let i = 0; i < count; i++) {
		const text = Array.from({length: random() < 0.2 ? 2 : 1}, query).join(", ");
		add("media", text, matchMedia(text).matches);
	}
	const declaration = () => pick(["(color: red)", "(color: nope)", "(width: 1px)", "(--x: a)", "(gap: 1px 2px)", "(nope: 1)", "(display: grid)", "(width: var(--x))",
		"selector(a > b)", "selector(:nope)", "selector(:is(a))", "(width)", "(color: red !important)", "foo(x)", "()"]);
	for (let i = 0; i < count / 2; i++) {
		const text = pick([declaration, declaration, () => `not ${declaration()}`, () => `${declaration()} and ${declaration()}`, () => `${declaration()} or ${declaration()}`,
			() => `(${declaration()}) and (not ${declaration()})`, () => `not (${declaration()} or ${declaration()})`, () => `${declaration()} and ${declaration()} or ${declaration()}`])();
		const rules = sheetOf(`@supports ${text} { a { color: red } }`).cssRules;
		add("supports", text, rules.length === 1 && CSS.supports(text));
	}
}

// ---- More values ----

// Calculations of mixed types, lists of shadows, and content of several parts. Chromium keeps the text of attr(), and products and
// quotients of lengths, as they are.
const mixedTerm = () => pick([() => upTo(40) + "px", () => upTo(12) / 4 + "em", () => upTo(50) + "%", () => upTo(8) / 2 + "rem", () => `${upTo(9)} * ${upTo(9)}px`,
	() => `(${upTo(9)}em / 2)`, () => `${upTo(9)}vw`])();
const mixed = () => pick([
	() => `calc(${mixedTerm()} + ${mixedTerm()})`, () => `calc(${mixedTerm()} - ${mixedTerm()} + ${mixedTerm()})`, () => `calc(sign(${mixedTerm()}) * 5px)`, () => `min(${mixedTerm()})`,
	() => `round(${pick(["", "up, ", "down, ", "to-zero, ", "nope, "])}${upTo(400) / 8}px${pick(["", ", 4px", ", 1em", ", 3"])})`, () => `mod(${upTo(20) - 10}px, ${upTo(7) - 3}px)`,
	() => `rem(${upTo(20) - 10}px, ${upTo(7) - 3}px)`, () => `clamp(${pick(["none", mixedTerm()])}, ${mixedTerm()}, ${pick(["none", mixedTerm()])})`, () => `calc(pi * ${upTo(9)}px)`,
	() => `calc(${pick(["infinity", "-infinity", "NaN", "e", "1e3"])} * 1px)`, () => `hypot(${upTo(9)}px, ${upTo(9)}px)`, () => `abs(${upTo(9) - 4}px)`,
	() => `calc(${pick(["sin", "cos", "tan"])}(${pick(["30deg", "45deg", "0", "pi / 2", "0.25turn"])}) * 8px)`, () => `calc(${pick(["sqrt(9)", "pow(2, 3)", "log(8, 2)", "exp(0)", "sqrt(2px)"])} * 1px)`,
	() => `calc(${mixedTerm()} * ${mixedTerm()})`, () => `calc(1px + ${upTo(9)})`, () => `max(${mixedTerm()}, ${upTo(9)}deg)`,
	() => `calc(${upTo(9)}px -${upTo(9)}px)`, () => `calc(${upTo(9)}px+${upTo(9)}px)`, () => `calc((${mixedTerm()}))`, () => `calc(-1 * (${mixedTerm()} - ${mixedTerm()}))`, () => "calc()", () => "max()",
	() => `CALC(${upTo(9)}PX + ${upTo(9)}Em)`,
])();
const shadows = () => Array.from({length: 1 + upTo(3)}, shadow).join(pick([", ", ",", " , ", " "]));
const contents = () => Array.from({length: 1 + upTo(3)}, () => pick(["\"a\"", "'b c'", "\"\"", "\"\\\"\"", "none", "x", "/ \"t\""].slice(0, random() < 0.9 ? 4 : 7))).join(pick([" ", ""]));
function makeMore(count) {
	for (let i = 0; i < count; i++) {
		const [property, make] = pick([["width", mixed], ["width", mixed], ["margin-left", mixed], ["z-index", () => mixed().replace(/px/g, "")], ["opacity", () => mixed().replace(/px/g, "")],
			["box-shadow", shadows], ["content", contents]]);
		const text = make();
		if (!/t"|attr/.test(text))
			add("value", property, text, value(property, text));
	}
}

function main() {
	makeValues(6000);
	makeSelectors(2500);
	makeSheets(2500);
	makeConditions(600);
	makeMore(1000);
	finish(`viewport ${innerWidth} x ${innerHeight}, ${devicePixelRatio} dppx`, [...new Set(lines)]);
}
