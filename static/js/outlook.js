// What is open on the page of the ways out stays open while somebody types; what is closed, closed.
(() => {
  "use strict";

  const form = document.getElementById("ways");
  if (!form) return;

  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches?.(".way-outlook")) return;
      for (const field of event.target.querySelectorAll("[name=open]")) field.disabled = !event.target.open;
    },
    true,
  );

  // What is typed is a preview, whichever button somebody has reached by the time it is sent.
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt !== form) return;
    event.detail.path = form.getAttribute("hx-post");
    for (const name of ["show", "of", "choose"]) event.detail.formData.delete(name);
  });

  // --- A part that was asked for just before everything was worked out again is asked for anew ---

  let asked = "";

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.name === "show") asked = event.detail.elt.value;
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id !== "found") {
      if (requestConfig.elt.value === asked) asked = "";
      return;
    }
    for (const part of form.querySelectorAll('details[open] [hx-trigger*="toggle"]')) {
      const details = part.closest("details");
      if (details.open) details.dispatchEvent(new Event("toggle"));
    }
    const button = asked && form.querySelector(`[name=show][value="${CSS.escape(asked)}"]:not([hx-trigger*="toggle"])`);
    asked = "";
    if (button) button.click();
  });
})();
