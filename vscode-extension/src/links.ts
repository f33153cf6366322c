// Links in hovers, diagnostics and pages. They lead to commands of this extension, and so to pages inside the editor.

export const show_rule = "asynclint.showRule";
export const show_lesson = "asynclint.showLesson";

// Which commands a text from the server may run when somebody clicks in it: those that only show something.
export const commands_in_hovers = [show_rule, show_lesson];

const link = (command: string, argument: string) => `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;

export const links_to = {
  rule: (id: string) => link(show_rule, id),
  lesson: (slug: string) => link(show_lesson, slug),
  // With the words that the server puts names in for.
  rule_template: link(show_rule, "RULE").replace("RULE", "{rule}"),
  lesson_template: link(show_lesson, "LESSON").replace("LESSON", "{lesson}"),
};

// The lessons that a hover's Markdown links to.
export function lessons_in(markdown: string): string[] {
  const found = markdown.matchAll(/command:asynclint\.showLesson\?%5B%22([a-z0-9-]+)%22%5D/g);
  return [...new Set([...found].map((match) => match[1] ?? ""))];
}
