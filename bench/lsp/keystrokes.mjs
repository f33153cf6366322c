// From a key to what is found in the text with it, in every server, on every text. The servers take turns at each place,
// each as often behind each of the others: a server that still works when it has answered, or leaves a cold cache behind,
// would always cost the same one.
import { pathToFileURL } from "node:url";
import { median, quantile } from "../figures.mjs";
import { EditedText, places_in } from "./edits.mjs";
import { Server } from "./servers.mjs";

const places = 40;
const places_before = 3;
// Who has taken so long is not asked any more, and its figures are of fewer edits.
const most_milliseconds = 30_000;

function summary(entries, findings) {
  const times = entries.map(({ milliseconds }) => milliseconds);
  return {
    edits: entries.length,
    median: median(times),
    p99: quantile(times, 0.99),
    longest: Math.max(...times),
    bytes_sent: median(entries.map(({ sent }) => sent)),
    bytes_received: median(entries.map(({ received }) => received)),
    findings,
  };
}

// One place, one server: every key waits for what is found with the one before.
async function type_at(server, uri, edited, offset, state) {
  const entries = [];
  for (const { change, after } of edited.keystrokes(offset)) {
    state.version += 1;
    entries.push(await server.change(uri, state.version, change, after));
  }
  return entries;
}

// The orders in which so many take turns (a Williams design): for an even number, each comes as often right behind each
// of the others, within an order.
export function balanced_orders(count) {
  const first = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? (count - i / 2) % count : (i + 1) / 2));
  return first.map((shift) => first.map((one) => (one + shift) % count));
}

// What a peer cannot do, or not in time, stands in its place; the others go on.
async function unless_it_fails(one, work) {
  if (one.failure) return;
  try {
    await work();
  } catch (error) {
    one.failure = error.message;
    one.server?.kill();
  }
}

export async function keystrokes(text, kinds, folder, scratch) {
  const uri = pathToFileURL(text.path).href;
  const all = kinds.map((kind) => ({ name: kind.name, kind, state: { version: 1 }, entries: [], spent: 0 }));
  for (const one of all)
    await unless_it_fails(one, async () => {
      one.server = await Server.start(one.kind, folder, scratch);
      await one.server.open(uri, text.text);
    });
  const edited = new EditedText(text.text);
  const offsets = places_in(text.functions, places);
  const orders = balanced_orders(all.length);
  for (const [i, offset] of [...offsets.slice(-places_before), ...offsets].entries()) {
    const turns = orders[i % orders.length].map((which) => all[which]);
    for (const one of turns.filter(({ spent }) => spent <= most_milliseconds))
      await unless_it_fails(one, async () => {
        const begun = performance.now();
        const entries = await type_at(one.server, uri, edited, offset, one.state);
        one.spent += performance.now() - begun;
        // The first do not count, unless there is no time for more.
        if (i >= places_before || one.spent > most_milliseconds) one.entries.push(...entries);
      });
  }
  for (const one of all) await unless_it_fails(one, () => one.server.stop());
  return all.map(({ name, server, entries, failure }) => {
    if (failure) return { name, failure };
    const sends = server.is_incremental ? "changes" : "whole texts";
    // The last edit leaves the text as it was.
    return { name, sends, ...summary(entries, entries.at(-1).findings) };
  });
}
