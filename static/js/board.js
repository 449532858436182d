// Keys for the board. Without this script everything is a link or a form.
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll(".board-table tbody tr")];
  const current = () => document.querySelector(".board-table tr.current");

  function choose(row) {
    if (!row) return;
    current()?.classList.remove("current");
    row.classList.add("current");
    row.querySelector("[data-open]").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    const at = all.indexOf(current());
    choose(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function nextException() {
    const all = rows();
    const from = all.indexOf(current()) + 1;
    const found = [...all.slice(from), ...all.slice(0, from)].find((row) => "exception" in row.dataset);
    choose(found);
  }

  function find() {
    const field = document.getElementById("id_q");
    field.focus();
    field.select();
  }

  const keys = {
    "/": find,
    j: () => step(1),
    k: () => step(-1),
    n: nextException,
    Enter: () => current()?.querySelector("[data-open]").click(),
  };

  const isTyping = (target) => target.closest("input, select, textarea, button, a");

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || !keys[event.key]) return;
    const within = isTyping(event.target);
    if (within && (event.key === "Enter" || !within.closest(".board-table"))) return;
    event.preventDefault();
    keys[event.key]();
  });

  // What is shown can be loaded again, and kept.
  document.body.addEventListener("htmx:afterSettle", () => {
    const { query } = document.getElementById("board").dataset;
    history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  });
})();
