// What somebody types: a short statement, key by key, at the beginning of a function's body, and then all of it
// removed; in functions that are spread evenly over the text.

const statement = " note(7);";

export class EditedText {
  #text;
  #line_starts;

  constructor(text) {
    this.#text = text;
    this.#line_starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  position(offset) {
    let low = 0;
    let high = this.#line_starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#line_starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.#line_starts[low] };
  }

  // { change, after }: what a client that sends changes sends, and what the whole text is then. Nothing that is typed
  // is a new line, so positions are those of the text as it was.
  keystrokes(offset) {
    const { line, character } = this.position(offset);
    const at = (column) => ({ line, character: character + column });
    const with_typed = (typed) => this.#text.slice(0, offset) + typed + this.#text.slice(offset);
    const keys = [...statement].map((key, i) => ({
      change: { range: { start: at(i), end: at(i) }, text: key },
      after: with_typed(statement.slice(0, i + 1)),
    }));
    keys.push({ change: { range: { start: at(0), end: at(statement.length) }, text: "" }, after: this.#text });
    return keys;
  }
}

// Where the bodies of so many functions begin, from the beginning of the text to its end, in an order that goes back
// and forth.
export function places_in(functions, count) {
  const chosen = Array.from({ length: count }, (_, i) => functions[Math.floor(((i + 0.5) * functions.length) / count)]);
  return chosen.map((_, i) => chosen[(i * 7) % count].body);
}
