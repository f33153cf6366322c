// Search, and keys to turn the page. Everything else on the site works without it.
(() => {
  const root = document.documentElement.dataset.root;
  const input = document.getElementById("query");
  const list = document.getElementById("results");
  const status = document.getElementById("found");
  const most = 12;

  const pages = window.asynclintPages.map(([address, kind, title, sentence, words]) => ({
    address, kind, title, sentence,
    in_title: title.toLowerCase(),
    words: words.toLowerCase().split("|"),
    text: sentence.toLowerCase(),
  }));

  // How near a page is to a word that may not be typed to its end; 0 if it is not.
  function nearness(page, word) {
    let score = 0;
    const at = page.in_title.indexOf(word);
    if (at >= 0) score += at === 0 || !/[a-z0-9]/.test(page.in_title[at - 1]) ? 50 : 20;
    const place = page.words.indexOf(word);
    if (place >= 0) score += 45 - Math.min(place, 15);
    else if (page.words.some((each) => each.startsWith(word))) score += 18;
    else if (page.words.some((each) => each.includes(word))) score += 8;
    if (page.text.includes(word)) score += 5;
    return score;
  }

  function found_for(question) {
    const words = question.toLowerCase().replace(/[()`"']/g, " ").split(/[\s,]+/).filter(Boolean);
    if (words.length === 0) return [];
    return pages
      .map((page) => {
        const scores = words.map((word) => nearness(page, word));
        return { page, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ page }) => page);
  }

  let shown = [];
  let selected = -1;

  function select(index) {
    selected = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function show() {
    shown = found_for(input.value);
    list.replaceChildren(...shown.map((page, place) => {
      const item = document.createElement("li");
      item.id = `result-${place}`;
      item.setAttribute("role", "option");
      item.append(element("i", page.kind), element("b", page.title), element("small", page.sentence));
      item.addEventListener("click", () => { location.href = root + page.address; });
      return item;
    }));
    const is_asked = input.value.trim() !== "";
    status.textContent = !is_asked ? "" : shown.length === 0 ? "Nothing found" : `${shown.length} found`;
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    select(shown.length > 0 ? 0 : -1);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.blur();
    } else if (event.key === "Enter" && shown[selected]) {
      location.href = root + shown[selected].address;
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.length > 0) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      select((selected + step + shown.length) % shown.length);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.target === input || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      input.focus();
      input.select();
    }
    const rel = { n: "next", p: "prev" }[event.key];
    const link = rel && document.querySelector(`.turn [rel="${rel}"]`);
    if (link) link.click();
  });

  document.getElementById("search").hidden = false;
  // Beside a long part, the lesson at hand is in sight.
  const here = document.querySelector(".beside [aria-current]");
  if (here) here.closest(".beside").scrollTop = here.offsetTop - 200;
})();
