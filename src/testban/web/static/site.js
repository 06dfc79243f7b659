// What a script adds to pages that work without it.
"use strict";

// The slider of a treaty's page: the part of the page that depends on the day is fetched for the new
// day, and takes the place of the old one.
function slider(form) {
  const DAY = 86400000;
  const first = Date.parse(form.dataset.slide);
  const last = Date.parse(form.dataset.last);
  const field = form.querySelector("#on");
  const range = form.querySelector("#slide");
  let asked = 0;

  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  range.min = 0;
  range.max = Math.round((last - first) / DAY);
  range.value = Math.round((Date.parse(field.value) - first) / DAY);
  range.setAttribute("aria-valuetext", field.value);
  form.querySelectorAll(".slide").forEach((part) => { part.hidden = false; });

  async function show(number) {
    const query = new URLSearchParams(location.search);
    query.set("on", field.value);
    const address = `${location.pathname}?${query}`;
    const answer = await fetch(address);
    const text = await answer.text();
    if (number !== asked || !answer.ok) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    document.getElementById("moving").replaceWith(page.getElementById("moving"));
    document.querySelectorAll("form input[type=hidden][name=on]").forEach((other) => { other.value = field.value; });
    history.replaceState(null, "", address);
  }

  let waiting = 0;
  function move() {
    range.setAttribute("aria-valuetext", field.value);
    asked += 1;
    clearTimeout(waiting);
    waiting = setTimeout(show, 80, asked);
  }
  range.addEventListener("input", () => { field.value = iso(first + range.value * DAY); move(); });
  field.addEventListener("change", () => {
    const time = Date.parse(field.value);
    if (Number.isNaN(time)) return;
    range.value = Math.round((time - first) / DAY);
    move();
  });
}

document.querySelectorAll("form[data-slide]").forEach(slider);
