// The year's sheet under the fingers: moving, pasting, and one save after the other.
// Nothing here computes; the server reads, checks, keeps and answers.
(() => {
  "use strict";

  const sheet = document.getElementById("sheet");
  if (!sheet) return;

  const announcement = document.getElementById("announcement");
  const drawer = document.getElementById("drawer");
  const cellOf = (key) => document.getElementById(`c-${key}`);
  const keyOf = (cell) => cell.name.slice(2);
  const seenOf = (key) => sheet.elements[`s:${key}`];
  const isTyped = (cell) => cell.matches("input.cell");
  const canChange = (cell) => cell.matches("input.cell:not([readonly]), select.cell:not(:disabled)");

  // --- Saving: what has changed waits in order, and one request at a time carries it ---

  const waiting = new Map(); // key -> the text to save
  const kept = new Map(); // key -> the text that is known to be kept
  let sending = null;

  const plain = (text) => (text ?? "").replaceAll(",", "");
  for (const cell of sheet.querySelectorAll(".cell[name]")) kept.set(keyOf(cell), cell.value);

  function save(cell) {
    const key = keyOf(cell);
    const latest = waiting.get(key) ?? sending?.get(key) ?? kept.get(key);
    if (cell.value === latest) return;
    if (plain(cell.value) === plain(latest)) {
      cell.value = latest;
      return;
    }
    waiting.delete(key);
    waiting.set(key, cell.value);
    mark(cell, "waiting");
    send();
  }

  async function send() {
    if (sending || !waiting.size) return;
    sending = new Map(waiting);
    waiting.clear();
    const values = { csrfmiddlewaretoken: sheet.elements.csrfmiddlewaretoken.value };
    for (const [key, text] of sending) {
      values[`c:${key}`] = text;
      values[`s:${key}`] = seenOf(key).value;
    }
    let answered = false;
    const hear = (event) => { answered = event.detail.xhr.status === 200 || event.detail.xhr.status === 422; };
    document.body.addEventListener("htmx:beforeOnLoad", hear);
    try {
      await htmx.ajax("POST", sheet.action, { source: "#saver", target: "#results", swap: "innerHTML", values });
    } catch {
      answered = false;
    }
    document.body.removeEventListener("htmx:beforeOnLoad", hear);
    if (answered) {
      sending = null;
      hearReplies();
      send();
    } else {
      lost();
    }
  }

  // What could not be sent waits in its place, before anything typed since.
  function lost() {
    const later = new Map(waiting);
    waiting.clear();
    for (const [key, text] of sending) waiting.set(key, text);
    for (const [key, text] of later) {
      waiting.delete(key);
      waiting.set(key, text);
    }
    sending = null;
    const count = waiting.size;
    const saved = document.getElementById("saved");
    const text = `Not saved: ${count} cell${count > 1 ? "s" : ""}. The server did not answer. `;
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: "Try again" });
    again.addEventListener("click", send);
    saved.replaceChildren(Object.assign(document.createElement("strong"), { className: "not-saved", textContent: text }), again);
    announcement.textContent = text;
  }

  function hearReplies() {
    const replies = document.getElementById("replies");
    const problems = [];
    for (const reply of replies?.children ?? []) {
      const { key, state, typed, text, seen, notes } = reply.dataset;
      const cell = cellOf(key);
      if (!cell) continue;
      if (state !== "conflict" && seen) seenOf(key).value = seen;
      if (state === "saved" || state === "same") hearSaved(cell, key, typed, text, notes, state);
      else {
        problems.push(`${reply.dataset.label}: ${reply.textContent}`);
        mark(cell, "problem");
        if (state === "conflict") conflicts.set(key, { text, seen });
      }
    }
    replies?.remove();
    announce(problems);
    document.body.dispatchEvent(new Event("prorata:saved"));
  }

  function hearSaved(cell, key, typed, text, notes, state) {
    kept.set(key, text);
    if (waiting.has(key)) return; // typed again meanwhile
    const isBusy = cell === document.activeElement && editing;
    if (cell.value.trim() === typed && !isBusy) cell.value = text;
    mark(cell, state === "saved" ? "saved" : "");
    const td = cell.closest("td, .figure");
    const told = td.querySelector(".cell-notes");
    if (told) told.textContent = notes;
    if (td.dataset.column === "value") td.querySelector(".dot").classList.toggle("dot-none", !text);
    if (td.dataset.column === "source") td.previousElementSibling.querySelector(".dot").classList.toggle("dot-sure", cell.value !== "estimate");
    // A value that has just come, or gone, has or loses its source: the page knows how.
    const source = td.nextElementSibling;
    if (td.dataset.column === "value" && source?.dataset.column === "source" && Boolean(text) !== Boolean(source.firstElementChild)) showSource(source, key, Boolean(text));
  }

  function showSource(td, key, isThere) {
    const name = key.replace(".value", ".source");
    td.className = isThere ? "is-open" : "is-off";
    td.replaceChildren();
    if (!isThere) return;
    const select = document.getElementById("source-template").content.firstElementChild.cloneNode(true);
    select.id = `c-${name}`;
    select.name = `c:${name}`;
    select.setAttribute("aria-label", `Source, ${cellOf(key).getAttribute("aria-label")}`);
    const seen = Object.assign(document.createElement("input"), { type: "hidden", name: `s:${name}`, value: seenOf(key).value });
    td.append(select, seen);
    kept.set(name, select.value);
  }

  function mark(cell, state) {
    const td = cell.closest("td, .figure");
    td.classList.remove("is-waiting", "is-saved", "is-problem");
    if (state) td.classList.add(`is-${state}`);
    cell.toggleAttribute("aria-invalid", state === "problem");
    if (state === "problem") cell.setAttribute("aria-invalid", "true");
  }

  let announcing;
  function announce(problems) {
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      const sentences = [...document.querySelectorAll("#results [data-summary]")].map((one) => one.textContent.replace(/\s+/g, " ").trim());
      announcement.textContent = problems.length ? `Not saved. ${problems.join(" ")}` : `Saved. ${sentences.join(" ")}`;
    }, 900);
  }

  // --- Two at the same cell: the second decides, knowing both ---

  const conflicts = new Map();
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const { key } = button.dataset;
    const { text, seen } = conflicts.get(key);
    const cell = cellOf(key);
    seenOf(key).value = seen;
    kept.set(key, text);
    conflicts.delete(key);
    button.closest("[data-problem]").remove();
    if (button.dataset.take === "mine") save(cell);
    else {
      cell.value = text;
      mark(cell, "");
    }
    cell.focus();
  });

  // --- Moving ---

  let editing = false; // whether the caret, not the selection, belongs to the arrows
  let before = "";

  const rows = () => [...sheet.querySelectorAll("tr.account, .figure")];
  const columnOf = (cell) => cell.closest("td")?.dataset.column;

  function beside(cell, step) {
    const all = [...sheet.querySelectorAll(".cell")];
    return all[all.indexOf(cell) + step];
  }

  function below(cell, step) {
    const all = rows();
    const column = columnOf(cell);
    for (let at = all.indexOf(cell.closest("tr.account, .figure")) + step; all[at]; at += step) {
      const found = all[at].matches(".figure") ? all[at].querySelector(".cell") : all[at].querySelector(`[data-column="${column}"] .cell`);
      if (found) return found;
    }
    return null;
  }

  function go(cell) {
    if (!cell) return;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  sheet.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!cell.matches(".cell")) return;
    editing = false;
    before = cell.value;
    if (isTyped(cell)) cell.select();
  });

  sheet.addEventListener("input", () => { editing = true; });
  sheet.addEventListener("dblclick", (event) => { if (isTyped(event.target)) edit(event.target); });
  sheet.addEventListener("change", (event) => {
    if (event.target.matches(".cell")) save(event.target);
  });

  // Inside a number the commas would stand in the way.
  function edit(cell) {
    editing = true;
    if (/^[\d,.]+$/.test(cell.value)) cell.value = cell.value.replaceAll(",", "");
  }

  const commit = (cell) => { if (cell.name && canChange(cell)) save(cell); };

  const keys = {
    Enter: (cell, event) => {
      if (cell.matches("a")) return false;
      commit(cell);
      go(below(cell, event.shiftKey ? -1 : 1));
      return true;
    },
    Escape: (cell) => {
      if (!isTyped(cell)) return false;
      cell.value = before;
      editing = false;
      cell.select();
      return true;
    },
    F2: (cell) => {
      if (!isTyped(cell)) return false;
      edit(cell);
      cell.setSelectionRange(cell.value.length, cell.value.length);
      return true;
    },
    ArrowDown: (cell, event) => up(cell, event, 1),
    ArrowUp: (cell, event) => up(cell, event, -1),
    ArrowRight: (cell) => across(cell, 1),
    ArrowLeft: (cell) => across(cell, -1),
  };

  function up(cell, event, step) {
    if (event.altKey && step === 1) return details(cell);
    if (cell.matches("select")) return false;
    commit(cell);
    go(below(cell, step));
    return true;
  }

  function across(cell, step) {
    if (isTyped(cell) && editing) return false;
    commit(cell);
    go(beside(cell, step));
    return true;
  }

  function details(cell) {
    const link = cell.matches("a") ? cell : cell.closest("td")?.querySelector("[data-drawer]");
    link?.click();
    return Boolean(link);
  }

  sheet.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches(".cell") || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (keys[event.key]?.(cell, event)) event.preventDefault();
  });

  // --- Pasting a block, as a spreadsheet copies it: lines and tabs ---

  function pasted(first, lines) {
    let row = first;
    let skipped = 0;
    for (const line of lines) {
      let cell = row;
      for (const text of line) {
        if (cell && put(cell, text)) save(cell);
        else if (text.trim()) skipped += 1;
        cell = cell && nextColumn(cell);
      }
      row = row && below(row, 1);
    }
    if (skipped) announcement.textContent = `${skipped} of the pasted cells had no place that can be typed in.`;
    return skipped;
  }

  function nextColumn(cell) {
    const td = cell.closest("td");
    for (let next = td?.nextElementSibling; next; next = next.nextElementSibling) {
      return next.querySelector(".cell") ?? placeholder(next);
    }
    return null;
  }

  // A sunken cell takes up its place in the block all the same.
  const placeholder = (td) => ({ closest: () => td, matches: () => false });

  function put(cell, text) {
    if (!canChange(cell)) return false;
    if (isTyped(cell)) {
      cell.value = text.trim();
      return true;
    }
    const option = [...cell.options].find((one) => [one.value, one.text].some((name) => name.toLowerCase() === text.trim().toLowerCase()));
    if (option) cell.value = option.value;
    return Boolean(option);
  }

  sheet.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "") ?? "";
    if (!cell.matches(".cell") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    pasted(cell, text.split("\n").map((line) => line.split("\t")));
  });

  // --- The drawer of a cell ---

  const BACK = "prorata-cell";
  let opener = null;

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-drawer]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    opener = link.id || link.closest("td")?.querySelector(".cell")?.id || "";
    await htmx.ajax("GET", link.href, { source: "#saver", target: "#drawer", swap: "innerHTML" });
    if (!drawer.open) drawer.showModal();
    sessionStorage.setItem(BACK, opener);
    drawer.querySelector("input:not([type=hidden]), select, button")?.focus();
  });

  drawer.addEventListener("click", (event) => {
    if (event.target === drawer || event.target.closest("[data-close]")) drawer.close();
  });
  drawer.addEventListener("close", () => {
    sessionStorage.removeItem(BACK);
    document.getElementById(opener)?.focus();
  });

  // After the drawer has saved the page comes anew, and so does the place in it.
  const back = sessionStorage.getItem(BACK) || decodeURIComponent(location.hash.slice(1));
  sessionStorage.removeItem(BACK);
  const place = back.startsWith("c-") && document.getElementById(back);
  if (place) go(place);

  // --- Nothing typed is lost without a word ---

  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const cell of sheet.querySelectorAll(".cell[name]")) if (canChange(cell)) save(cell);
  });

  window.addEventListener("beforeunload", (event) => {
    if (sending || waiting.size) event.preventDefault();
  });

  // What was open stays open when results are swapped.
  let open = [];
  document.body.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("#results details[open]")].map((line) => line.id);
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  });
})();
