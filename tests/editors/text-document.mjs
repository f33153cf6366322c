// A text as an editor keeps it, in JavaScript's own strings: what the server's has to be equal to.
export class TextDocument {
  constructor(text, version = 1) {
    this.text = text;
    this.version = version;
  }

  // Where each line begins; lines end at \n, \r\n or \r.
  static line_starts(text) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    return starts;
  }

  offset({ line, character }) {
    const starts = TextDocument.line_starts(this.text);
    if (line >= starts.length) return this.text.length;
    const rest = this.text.slice(starts[line]);
    const end = rest.search(/[\r\n]/);
    return starts[line] + Math.min(character, end < 0 ? rest.length : end);
  }

  position(offset) {
    const starts = TextDocument.line_starts(this.text);
    let line = starts.length - 1;
    while (starts[line] > offset) --line;
    return { line, character: offset - starts[line] };
  }

  slice({ start, end }) {
    return this.text.slice(this.offset(start), this.offset(end));
  }

  change({ range, text }) {
    if (!range) this.text = text;
    else this.text = this.text.slice(0, this.offset(range.start)) + text + this.text.slice(this.offset(range.end));
  }
}
