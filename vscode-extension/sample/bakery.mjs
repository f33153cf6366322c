// A morning at the bakery. Look for the wavy lines, and hover them.
import { setTimeout as pause } from "node:timers/promises";

let degrees = 20;

async function preheat() {
  await pause(50);
  degrees = 220;
}

async function bake(loaf) {
  await pause(20);
  if (degrees < 200) throw new Error(`the ${loaf} is raw: the oven has ${degrees} degrees`);
  return `a fresh ${loaf}`;
}

async function open(orders) {
  preheat();

  const baked = [];
  orders.forEach(async (order) => {
    baked.push(await bake(order));
  });
  console.log(`${baked.length} of ${orders.length} orders are ready`);
}

await open(["rye", "baguette", "croissant"]);
