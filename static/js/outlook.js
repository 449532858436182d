// What is open on the page of the ways out stays open while somebody types; what is closed, closed.
(() => {
  "use strict";

  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches?.(".way-outlook")) return;
      for (const field of event.target.querySelectorAll("[name=open]")) field.disabled = !event.target.open;
    },
    true,
  );
})();
