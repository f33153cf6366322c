// Links in hovers, diagnostics and pages. They lead to commands of this extension, and so to pages inside the editor.

export const show_rule = "asynclint.showRule";
export const show_lesson = "asynclint.showLesson";
export const open_drill = "asynclint.openDrill";
// With the page's place in a site as its word, because that is how the server writes addresses: `rules/<id>`,
// `lessons/<slug>`.
export const open_page = "asynclint.openPage";

// Which commands a text from the server may run when somebody clicks in it: those that only show something.
export const commands_in_hovers = [open_page, show_lesson];

const link = (command: string, argument: string) => `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;

export const links_to = {
  rule: (id: string) => link(show_rule, id),
  lesson: (slug: string) => link(show_lesson, slug),
  drill: (slug: string) => link(open_drill, slug),
  // What the server puts a rule's name into; it finds the lessons by it, too.
  rule_page: `command:${open_page}?%5B%22rules/{rule}%22%5D`,
};

// The lessons that a hover's Markdown links to.
export function lessons_in(markdown: string): string[] {
  const found = markdown.matchAll(/command:asynclint\.openPage\?%5B%22lessons\/([a-z0-9-]+)%22%5D/g);
  return [...new Set([...found].map((match) => match[1] ?? ""))];
}
