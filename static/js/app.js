// Conveniences around the calculator. Nothing here computes: the server does.
(() => {
  "use strict";

  const form = document.getElementById("calculator");
  const results = document.getElementById("results");
  if (!form || !results) return;

  const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden");
  const QUIET_AFTER = 900; // milliseconds without a change before a result is read out

  // --- After each answer: errors at their fields, tidy amounts, one quiet announcement ---

  // An error belongs to its field's description from the start; while empty it says nothing.
  for (const field of fields()) {
    const described = field.getAttribute("aria-describedby") ?? "";
    const error = `${field.id}_error`;
    if (!described.includes(error)) field.setAttribute("aria-describedby", `${described} ${error}`.trim());
  }

  function markErrors() {
    for (const field of fields()) {
      const error = document.getElementById(`${field.id}_error`);
      if (!error) continue;
      if (error.textContent.trim()) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  let announcing;
  function announce() {
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      const problems = document.getElementById("problems");
      const sentences = results.querySelectorAll("[data-summary], [data-recognition]");
      const said = problems.querySelector("li") ? [problems] : sentences;
      const text = [...said].map((part) => part.textContent.replace(/\s+/g, " ").trim()).join(" ");
      const status = document.getElementById("announcement");
      if (status.textContent !== text) status.textContent = text;
    }, QUIET_AFTER);
  }

  // The server says how each amount is written; a field shows it once it is left.
  function tidy(field) {
    const written = results.querySelector(`[data-written-for="${CSS.escape(field.name)}"]`);
    if (written && written.dataset.typed === field.value) field.value = written.value;
  }

  function tidyOthers() {
    for (const field of fields()) {
      if (field !== document.activeElement && field.classList.contains("typed")) tidy(field);
    }
  }

  // The years and the limit in the labels are those of the answer.
  function showYears() {
    const answer = results.querySelector("[data-years]");
    if (!answer) return;
    for (const year of form.querySelectorAll("[data-year]")) {
      year.textContent = answer.getAttribute(`data-year-${year.dataset.year}`);
    }
    for (const limit of form.querySelectorAll("[data-limit]")) {
      limit.textContent = answer.dataset.limitText;
    }
  }

  // --- What was open stays open when results are swapped ---

  let open = [];
  document.body.addEventListener("htmx:beforeSwap", () => {
    open = [...results.querySelectorAll("details[open]")].map((line) => line.id);
  });

  document.body.addEventListener("htmx:afterSettle", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    markErrors();
    showYears();
    tidyOthers();
    announce();
  });

  document.body.addEventListener("htmx:responseError", lost);
  document.body.addEventListener("htmx:sendError", lost);

  const KEEP = "Copy the link before you reload; it keeps your numbers.";
  const NO_ANSWER = `The server did not answer. What you typed is still here: change something to try again. ${KEEP}`;
  const TOO_OLD = `This page has been open too long and has to be reloaded. ${KEEP}`;

  function lost(event) {
    const textContent = event.detail.xhr?.status === 403 ? TOO_OLD : NO_ANSWER;
    const message = Object.assign(document.createElement("p"), { className: "problems-title", textContent });
    document.getElementById("problems").replaceChildren(message);
    document.getElementById("announcement").textContent = textContent;
  }

  form.addEventListener("focusout", (event) => {
    if (event.target.classList?.contains("typed")) tidy(event.target);
  });

  // --- The worksheet opens in a new tab, without htmx ---

  results.addEventListener("click", (event) => {
    const button = event.target.closest("button[formaction]");
    if (!button) return;
    event.preventDefault();
    const { action, target } = form;
    form.action = button.formAction;
    form.target = button.formTarget;
    form.submit();
    form.action = action;
    form.target = target;
  });

  // --- A link carries the numbers after the #, where no server sees them ---

  function linkOfForm() {
    const numbers = new URLSearchParams();
    for (const field of fields()) {
      const counts = form.elements.has_spouse.checked || !field.closest(".person-spouse");
      const filled = field.type === "checkbox" ? field.checked : field.value;
      if (counts && filled) numbers.set(field.name, field.value);
    }
    return `${location.origin}${location.pathname}#${numbers}`;
  }

  results.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-link]");
    if (!button) return;
    const link = linkOfForm();
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = "Link copied";
    } catch {
      button.textContent = "The link is in the address bar";
    }
    clearTimeout(announcing);
    document.getElementById("announcement").textContent = button.textContent;
  });

  function fillFromLink() {
    if (location.hash.length < 2) return;
    const numbers = new URLSearchParams(location.hash.slice(1));
    if (!numbers.has("tax_year")) return;
    for (const field of fields()) {
      if (field.type === "checkbox") field.checked = numbers.has(field.name);
      else field.value = numbers.get(field.name) ?? "";
      const answer = field.closest("details");
      if (answer && field.value) answer.open = true;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.addEventListener("hashchange", fillFromLink);
  document.addEventListener("DOMContentLoaded", fillFromLink);
})();
