// Reads a JSON list of pages from standard input and writes the list of each one's problems, as the AMP validator sees
// them. The one argument is the folder that install.sh made.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const folder = process.argv[2];
const validator = require(path.join(folder, "node_modules", "amphtml-validator"));
const engine = fs.readFileSync(path.join(folder, "validator_wasm.js"), "utf8");

async function start() {
  const instance = validator.newInstance(engine);
  await instance.init();
  return instance;
}

function problems(result) {
  const found = result.errors.map(
    ({ severity, line, col, message, code }) => `${severity} ${line}:${col} ${message} (${code})`,
  );
  return result.status === "PASS" || found.length > 0 ? found : [`The AMP validator says ${result.status}.`];
}

async function main() {
  const pages = JSON.parse(fs.readFileSync(0, "utf8"));
  const found = [];
  let instance = await start();
  for (const page of pages) {
    try {
      found.push(problems(instance.validateString(page)));
    } catch (error) {
      // Elements nested too deep break the engine's memory, and with it this instance for every page that follows.
      found.push([`The AMP validator crashed: ${error.message}`]);
      instance = await start();
    }
  }
  fs.writeFileSync(1, JSON.stringify(found));
}

main();
