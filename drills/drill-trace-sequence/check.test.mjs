// Checks the tables in start/ or, with DRILL=solution, in solution/ against a recording of what happens.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { trace } from './recorder.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = process.env.DRILL ?? 'start';
const columns = ['prints', 'stack', 'microtasks', 'tasks'];
const titles = { prints: 'what is printed', stack: 'the call stack', microtasks: 'the microtasks', tasks: 'the tasks' };

// Spaces do not matter, and a dash is as good as nothing.
function normal(cell) {
  const text = cell.trim().replace(/^[-–—]$/, '');
  return text.replace(/\s*([>,])\s*/g, '$1').replace(/\s+/g, ' ');
}

function readTable(path) {
  const lines = readFileSync(path, 'utf8').split('\n').map((line) => line.trim());
  const table = lines.filter((line) => /^\|.*\|$/.test(line)).slice(2);
  return table.map((line) => {
    const cells = line.slice(1, -1).split('|').map(normal);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

const programs = readdirSync(here('programs')).sort();

for (const program of programs) {
  const path = here(`programs/${program}`);
  const table = `${folder}/${program.replace('.cjs', '.md')}`;

  test(program.replace('.cjs', ''), async () => {
    const rows = readTable(here(table));
    const happened = await trace(path);
    for (const [i, row] of happened.entries()) {
      assert.ok(i < rows.length, `${table}: more is printed than the rows so far, which are ${rows.length}`);
      for (const column of columns) {
        const written = rows[i][column];
        const message = `row ${i + 1} of ${table}: ${titles[column]} is not "${written}"`;
        assert.ok(written === normal(row[column]), message);
      }
    }
    assert.ok(rows.length <= happened.length, `${table}: nothing more is printed after row ${happened.length}`);
  });
}

test('being recorded changes nothing', async () => {
  for (const program of programs) {
    const path = here(`programs/${program}`);
    const printed = execFileSync(process.execPath, [path], { encoding: 'utf8' }).trimEnd().split('\n');
    assert.deepEqual((await trace(path)).map(({ prints }) => prints), printed);
  }
});
