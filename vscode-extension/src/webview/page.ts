// What runs in the page of a lesson: it tells the extension which button was pressed, and hears what is learned.

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
// So that the same page comes back when the window is opened again.
editor.setState(JSON.parse(document.body.dataset["shown"] ?? "null"));

for (const button of document.querySelectorAll<HTMLElement>("button[data-program]"))
  button.addEventListener("click", () => editor.postMessage({ open: Number(button.dataset["program"]) }));

const learn = document.querySelector<HTMLElement>("button[data-learn]");
learn?.addEventListener("click", () => editor.postMessage({ learn: learn.getAttribute("aria-pressed") !== "true" }));

addEventListener("message", ({ data }: MessageEvent<{ is_learned: boolean }>) => {
  learn?.setAttribute("aria-pressed", String(data.is_learned));
});
