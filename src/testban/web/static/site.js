// What a script adds to pages that work without it.
"use strict";

// What on a page depends on the day takes the place of the old: every part with data-day. Ticks that
// were not sent, and tables that were opened, stay. What is read aloud must stay itself, and takes the
// new words.
function renew(page) {
  const open = (each) => [...each.querySelectorAll("details")];
  document.querySelectorAll("[data-day]").forEach((part) => {
    const next = page.getElementById(part.id);
    if (!next) return;
    if (part.hasAttribute("aria-live")) {
      part.textContent = next.textContent;
      return;
    }
    part.querySelectorAll("input[type=checkbox]").forEach((box) => {
      const same = next.querySelector(`input[name="${box.name}"][value="${CSS.escape(box.value)}"]`);
      if (same) same.checked = box.checked;
    });
    const before = open(part);
    open(next).forEach((each, n) => { each.open = before[n]?.open ?? each.open; });
    part.replaceWith(next);
  });
}

// The slider of a treaty's page: the page is fetched for the new day.
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
    renew(page);
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

// A plot that can be looked at more closely: buttons, the wheel with Ctrl, dragging, and the keys + - 0.
function zoom(figure) {
  const plot = figure.querySelector("svg");
  const tools = figure.querySelector(".tools");
  const whole = plot.getAttribute("viewBox").split(" ").map(Number);
  let box = [...whole];

  // A finger and the wheel move the page, but for a plot that is looked at more closely already.
  const show = () => {
    plot.setAttribute("viewBox", box.map((part) => part.toFixed(2)).join(" "));
    plot.classList.toggle("closer", box[2] < whole[2]);
  };
  function scale(by, x = 0.5, y = 0.5) {
    const width = Math.min(Math.max(box[2] * by, whole[2] / 40), whole[2]);
    const ratio = width / box[2];
    const height = box[3] * ratio;
    place(box[0] + (box[2] - width) * x, box[1] + (box[3] - height) * y, width, height);
  }
  function place(x, y, width, height) {
    box = [
      Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - width),
      Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - height),
      width, height,
    ];
    show();
  }
  const steps = { in: () => scale(0.6), out: () => scale(1 / 0.6), whole: () => place(...whole) };
  tools.hidden = false;
  tools.addEventListener("click", (event) => { steps[event.target.dataset.step]?.(); });
  plot.tabIndex = 0;
  plot.addEventListener("keydown", (event) => {
    const step = { "+": "in", "=": "in", "-": "out", 0: "whole" }[event.key];
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) steps[step]();
    else if (move && box[2] < whole[2]) place(box[0] + move[0] * box[2] / 8, box[1] + move[1] * box[3] / 8, box[2], box[3]);
    else return;
    event.preventDefault();
  });
  plot.addEventListener("wheel", (event) => {
    if (box[2] >= whole[2] && !(event.ctrlKey && event.deltaY < 0)) return;
    const at = plot.getBoundingClientRect();
    scale(event.deltaY < 0 ? 0.8 : 1.25, (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height);
    event.preventDefault();
  }, { passive: false });
  let held = null;
  plot.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, box[0], box[1]]; });
  addEventListener("pointerup", () => { held = null; });
  plot.addEventListener("pointermove", (event) => {
    if (!held || box[2] >= whole[2]) return;
    const at = plot.getBoundingClientRect();
    place(held[2] - (event.clientX - held[0]) * box[2] / at.width, held[3] - (event.clientY - held[1]) * box[3] / at.height, box[2], box[3]);
  });
}

document.querySelectorAll("figure[data-zoom]").forEach(zoom);
