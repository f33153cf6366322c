// Checks start/predictions.txt or, with DRILL=solution, solution/predictions.txt against what Node prints.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Where the levels begin; programs are in the order of their difficulty.
const levels = { 1: 'beginner', 8: 'intermediate', 16: 'advanced' };

function linesOf(text) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}

// The predictions by program: what stands behind `== name`, up to the next one.
function readPredictions(path) {
  const text = readFileSync(path, 'utf8').replace(/^#.*$/gm, '');
  const parts = text.split(/^== *(.*)$/m).slice(1);
  const predictions = new Map();
  for (let i = 0; i < parts.length; i += 2) predictions.set(parts[i].trim(), linesOf(parts[i + 1]));
  return predictions;
}

async function outputOf(program) {
  const { stdout } = await run(process.execPath, [here(`programs/${program}`)], { timeout: 20_000 });
  return linesOf(stdout);
}

// Says how far it is right, and does not give away what comes next.
function compare(predicted, printed) {
  const wrong = printed.findIndex((line, i) => predicted[i] !== line);
  if (wrong === -1) {
    const more = predicted.length - printed.length;
    return more > 0 ? `all ${printed.length} lines are right, and then nothing more is printed` : '';
  }
  const right = wrong === 0 ? '' : `the first ${wrong === 1 ? 'line is' : `${wrong} lines are`} right; `;
  if (wrong >= predicted.length) return `${right}something is missing after that`;
  return `${right}line ${wrong + 1} is not "${predicted[wrong]}"`;
}

const predictions = readPredictions(here(`${process.env.DRILL ?? 'start'}/predictions.txt`));
const programs = readdirSync(here('programs')).sort();

for (const [first, level] of Object.entries(levels)) {
  const next = Object.keys(levels).map(Number).find((number) => number > first) ?? Infinity;
  describe(level, { concurrency: 2 }, () => {
    for (const program of programs) {
      const number = Number.parseInt(program, 10);
      if (number < first || number >= next) continue;
      const name = program.replace(/\.[cm]js$/, '');
      test(name, async () => {
        const predicted = predictions.get(name) ?? [];
        assert.ok(predicted.length > 0, `write what ${program} prints below "== ${name}"`);
        const problem = compare(predicted, await outputOf(program));
        assert.ok(!problem, problem);
      });
    }
  });
}
