// Waiting overlaps, computing does not. Measures start/ or, with DRILL=solution, solution/.
import { setTimeout as pause } from 'node:timers/promises';

const { compare } = await import(`./${process.env.DRILL ?? 'start'}/benchmark.mjs`);

const waiting = [30, 20, 10].map((ms) => () => pause(ms));

async function count() {
  let sum = 0;
  for (let i = 0; i < 5_000_000; i++) sum += i;
  return sum;
}

console.log('waiting', await compare(waiting));
console.log('computing', await compare([count, count, count]));
