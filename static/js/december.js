// The value of December 31 under the thumb: the slider fills the typed field and asks the server, which
// works everything out. It is never swapped; what is open stays open, and the line in the picture moves.
(() => {
  "use strict";

  const form = document.getElementById("ways");
  if (!form) return;

  const typed = (key) => form.elements[`${key}-inside`];
  const dollars = (amount) => `$${Number(amount).toLocaleString("en-US")}`;

  // --- The slider and its words -----------------------------------------------------------------

  function say(slider) {
    const words = dollars(slider.value);
    slider.setAttribute("aria-valuetext", words);
    slider.labels[0].querySelector("output").textContent = words;
    point(slider);
  }

  // The line in the picture stands where the slider does.
  function point(slider) {
    const band = document.querySelector(`[data-band="${CSS.escape(keyOf(slider))}"]`);
    if (!band?.dataset.wide) return;
    const { low, high, at, wide } = band.dataset;
    const along = ((slider.value - at) / (high - low || 1)) * wide;
    for (const line of band.querySelectorAll(".chart-picture .chart-here")) line.setAttribute("transform", `translate(${along.toFixed(1)} 0)`);
  }

  const keyOf = (slider) => slider.closest("[data-slide]").dataset.slide;

  // Before htmx hears of it, so that what it sends is what is shown.
  document.addEventListener(
    "input",
    (event) => {
      if (!event.target.matches(".december-slide input")) return;
      typed(keyOf(event.target)).value = Number(event.target.value).toLocaleString("en-US");
      say(event.target);
      age(event.target);
    },
    true,
  );

  for (const slide of form.querySelectorAll(".december-slide")) {
    slide.addEventListener("input", (event) => event.stopPropagation()); // the form would ask for more
    restore(slide.querySelector("input"));
  }

  // A page that comes back keeps its fields, the typed one before the slider.
  function restore(slider) {
    const amount = typed(keyOf(slider)).value.replaceAll(/[$,\s]/g, "");
    if (amount && Number.isFinite(Number(amount))) slider.value = amount;
    say(slider);
  }

  // The server says how far the range goes, and where in it the value stands; once for each answer.
  const heard = new WeakSet(form.querySelectorAll("[data-band]"));

  function follow() {
    for (const band of form.querySelectorAll("[data-band]")) {
      if (heard.has(band)) continue;
      heard.add(band);
      const slide = form.querySelector(`[data-slide="${CSS.escape(band.dataset.band)}"]`);
      const slider = slide?.querySelector("input");
      if (!slider) continue;
      const { low, high, at, step } = band.dataset;
      Object.assign(slider, { min: low, max: high, step });
      slider.value = at;
      slide.hidden = false;
      const [first, last] = slide.querySelectorAll(".december-ends span");
      first.textContent = dollars(low);
      last.textContent = dollars(high);
      say(slider);
    }
  }

  // --- What is open stays open, and what is closed, closed ----------------------------------------

  let stood = new Map();

  function placeOf(details) {
    const near = details.parentElement.closest("[id]");
    return `${near.id} ${[...near.querySelectorAll("details")].indexOf(details)}`;
  }

  const every = (within) => within.querySelectorAll("details");

  document.body.addEventListener("htmx:beforeSwap", () => {
    stood = new Map([...every(form)].map((one) => [placeOf(one), one.open]));
  });

  function restand(event) {
    for (const details of every(event.detail.target)) details.open = stood.get(placeOf(details)) ?? details.open;
    event.detail.target.classList.remove("is-stale");
    follow();
  }

  document.body.addEventListener("htmx:oobAfterSwap", restand);
  document.body.addEventListener("htmx:afterSwap", restand);

  // --- A move answers what is light; the rest is asked for once the slider rests, or when it opens

  const PAUSE = 400;
  let pause;

  const ask = (part) => part.previousElementSibling.dispatchEvent(new Event("rest"));

  function age(slider) {
    const ways = document.getElementById(`cards-${keyOf(slider)}`);
    const together = document.getElementById("together-found");
    for (const part of [...ways.querySelectorAll(".way-more"), together]) part.classList.add("is-stale");
    clearTimeout(pause);
    pause = setTimeout(() => form.querySelectorAll(".way-out[open] .way-more.is-stale, .ways-together.is-stale").forEach(ask), PAUSE);
  }

  form.addEventListener(
    "toggle",
    (event) => {
      const part = event.target.open && event.target.matches(".way-out") && event.target.querySelector(".way-more.is-stale");
      if (part) ask(part);
    },
    true,
  );

  // What is open is worked out with the rest.
  document.body.addEventListener("htmx:configRequest", (event) => {
    for (const part of form.querySelectorAll("details[open][data-part]")) event.detail.formData.append("open", part.dataset.part);
  });

  // --- From the table to a way and to the why of a figure ------------------------------------------

  form.addEventListener("click", (event) => {
    const link = event.target.closest('.ways-table a[href^="#"]');
    for (let at = link && document.getElementById(link.hash.slice(1)); at; at = at.parentElement?.closest("details")) {
      if (at.matches("details")) at.open = true;
    }
  });
})();
