// Opens a year under its row. Without this script the links lead to a page of their own.
(() => {
  "use strict";

  const openRow = (row) => {
    const next = row.nextElementSibling;
    return next?.classList.contains("why-row") ? next : null;
  };

  function close(row) {
    openRow(row)?.remove();
    row.querySelector("a[aria-expanded]")?.setAttribute("aria-expanded", "false");
  }

  function roomBelow(row) {
    const found = openRow(row);
    if (found) return found.firstElementChild;
    const room = document.createElement("tr");
    room.className = "why-row";
    const cell = room.insertCell();
    cell.colSpan = row.closest("table").tHead.rows[0].cells.length;
    row.after(room);
    return cell;
  }

  async function open(row, link) {
    const cell = roomBelow(row);
    row.setAttribute("aria-busy", "true");
    await htmx.ajax("GET", link.href, { target: cell, swap: "innerHTML" });
    row.removeAttribute("aria-busy");
    if (!cell.firstElementChild) {
      window.location.assign(link.href); // no answer: the page itself says why
      return;
    }
    row.querySelector("th a")?.setAttribute("aria-expanded", "true");
    (cell.querySelector("details[open] summary") ?? cell.querySelector("h2"))?.focus();
  }

  const isPlain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  document.addEventListener("click", (event) => {
    const closing = event.target.closest("[data-close]");
    if (closing) {
      const row = closing.closest("tr").previousElementSibling;
      close(row);
      row.querySelector("a")?.focus();
      return;
    }
    const link = event.target.closest(".ledger-table tbody > tr:not(.why-row) a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    const row = link.closest("tr");
    if (openRow(row) && link.closest("th")) close(row);
    else open(row, link);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.key === "Escape" && event.target.closest(".why-row");
    if (!row) return;
    const above = row.previousElementSibling;
    close(above);
    above.querySelector("a")?.focus();
  });

  for (const link of document.querySelectorAll(".ledger-table th a")) link.setAttribute("aria-expanded", "false");
})();
