// SPDX-License-Identifier: MIT
// Runs the puzzles where their first lines say, and prints what they logged: "name | node | browser", one a line.
//   node tests/puzzles/answers.mjs > tests/puzzles/answers.txt
// Needs Node.js 18 or later, and chromedriver with Chromium. Not part of the tests, which compare Oriel with answers.txt.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const only = process.argv.slice(2);
const folder = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "puzzles-"));
const port = 9517;
const settleMs = 400;

function runInNode(name, code) {
	const file = join(scratch, name + ".cjs");
	const prelude = "const entries = []; const log = text => entries.push(String(text)); process.on(\"exit\", () => console.log(entries.join(\", \")));\n";
	writeFileSync(file, prelude + code);
	return execFileSync(process.execPath, [file], { encoding: "utf8" }).trim();
}

async function command(method, path, body) {
	const answer = await fetch(`http://localhost:${port}${path}`, { method, body: body && JSON.stringify(body) });
	return (await answer.json()).value;
}

// A page of its own, so that the script is on the stack as it is in Node.js.
async function runInBrowser(session, name, code) {
	const file = join(scratch, name + ".html");
	writeFileSync(file, `<!doctype html><body><script>window.entries = []; const log = text => entries.push(String(text));</script><script>{\n${code}\n}</script>`);
	await command("POST", `/session/${session}/url`, { url: "file://" + file });
	if (code.includes("a click on #inner")) {
		const element = await command("POST", `/session/${session}/element`, { using: "css selector", value: "#inner" });
		await command("POST", `/session/${session}/element/${Object.values(element)[0]}/click`, {});
	}
	await new Promise(resolve => setTimeout(resolve, settleMs));
	return command("POST", `/session/${session}/execute/sync`, { script: "return entries.join(', ')", args: [] });
}

const driver = spawn("chromedriver", [`--port=${port}`], { stdio: "ignore" });
try {
	for (let i = 0; i < 50; i++) {
		if (await command("GET", "/status").catch(() => null))
			break;
		await new Promise(resolve => setTimeout(resolve, 100));
	}
	const { sessionId, capabilities } = await command("POST", "/session", {
		capabilities: { alwaysMatch: { "goog:chromeOptions": { args: ["--headless=new", "--no-sandbox"] } } },
	});
	console.log(`# Node.js ${process.versions.node}, ${capabilities.browserName} ${capabilities.browserVersion}`);
	for (const file of readdirSync(folder).filter(f => f.endsWith(".js") && (only.length === 0 || only.includes(f.slice(0, -3)))).sort()) {
		const name = file.slice(0, -3);
		const code = readFileSync(join(folder, file), "utf8");
		const where = code.slice(3, code.indexOf(":"));
		const node = where.includes("node") ? runInNode(name, code) : "-";
		const browser = where.includes("browser") ? await runInBrowser(sessionId, name, code) : "-";
		console.log(`${name} | ${node} | ${browser}`);
	}
	await command("DELETE", `/session/${sessionId}`);
} finally {
	driver.kill();
}
