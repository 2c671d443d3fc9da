// What the review page can do beyond forms and links: opening records in place, single keys, taking a selection.
// Without it every page still works.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const panel = () => $("#record");
const quick = { behavior: "auto", block: "nearest" };

// --- Opening a record beside the text -------------------------------------------------------------------------------

function open(link) {
  let path = link.getAttribute("href");
  const records = link.closest("#text") ? recordsOf(link) : [];
  const at = records.indexOf(panel().dataset.record);
  // Where records lie in one another, the next click opens the one around.
  if (at >= 0) path = path.replace(/record=[^&]*/, `record=${records[(at + 1) % records.length]}`);
  htmx.ajax("GET", path, { target: "#record", swap: "outerHTML", push: "true" });
}

const LINKS = "#text a, #records li a, a[data-open]";

// The records that a link or a highlight belongs to, the innermost first.
function recordsOf(link) {
  return link.dataset.open?.split(" ") ?? [new URL(link.href).searchParams.get("record")];
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(LINKS);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !panel()) return;
  if (link.closest("#text") && !getSelection().isCollapsed) return event.preventDefault();
  event.preventDefault();
  open(link);
});

// The record in the panel is the one shown as open in the text and in the list.
function mark(scroll) {
  const id = panel()?.dataset.record;
  for (const piece of $$("#text a")) piece.classList.toggle("on", Boolean(id) && recordsOf(piece).includes(id));
  for (const link of $$("#records li a")) {
    if (recordsOf(link)[0] === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (scroll && id) {
    // The list first: on a wide screen it scrolls beside the text, and the panel above it is what counts.
    $("#text a.on")?.closest("p").scrollIntoView(quick);
    if (panel().parentElement.scrollTop) panel().parentElement.scrollTop = 0;
  }
}

// Focus goes back to the button that was pressed if the new panel has it, else to the panel, so that a keyboard user
// and a screen reader are where something changed.
let pressed = null;
document.addEventListener("htmx:before:swap", () => {
  const focused = document.activeElement;
  pressed = focused && panel()?.contains(focused) ? focused.id || "#" : null;
});
document.addEventListener("htmx:after:swap", (event) => {
  // What was refused is told until something succeeds.
  if (event.detail.ctx.target !== "#refused") $("#refused").textContent = "";
  if (!panel()) return;
  mark(true);
  choose(part);
  prepare();
  if (pressed) (document.getElementById(pressed) ?? panel()).focus({ preventScroll: true });
  pressed = null;
});

// --- Parts of the open record ----------------------------------------------------------------------------------------

let part = "content.0";
function choose(name) {
  const parts = $$(".part", panel() ?? document);
  const chosen = parts.find((one) => one.dataset.part === name) ?? parts.at(-1);
  for (const one of parts) one.classList.toggle("chosen", one === chosen);
  if (chosen) part = chosen.dataset.part;
  return chosen;
}

function move(edge, direction) {
  document.getElementById(`${choose(part)?.dataset.part}.${edge}.${direction}`)?.click();
}

// --- Selections: places in the text are counted in code points, as the records count them ------------------------------

const points = (text) => [...text].length;

function placeOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("p[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + points(before.toString());
}

// A selection may be lost when a button takes the focus: the last one inside the text is remembered.
let selected = null;
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const text = $("#text");
  if (!text || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  // The lines of the page hold the text without its line breaks; the words are found again where they begin.
  if (start !== null) selected = { start, words: selection.toString().replace(/\r?\n+/g, "\n") };
});

function take(name) {
  const form = $("form.missed");
  if (!form || !selected) return;
  form.elements[name].value = selected.words;
  form.elements[`${name}_start`].value = selected.start;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-take]");
  if (button) take(button.dataset.take);
});
document.addEventListener("input", (event) => {
  // Words typed over a taken selection stand wherever they stand.
  const start = event.target.form?.elements[`${event.target.name}_start`];
  if (start) start.value = "";
});

// --- Places of the text, pointed out beside the record that rests on them ------------------------------------------------

// The node and the offset in it of a code point of a line.
function spot(line, at) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const letters = [...node.data];
    if (at <= letters.length) return [node, letters.slice(0, at).join("").length];
    at -= letters.length;
  }
}

function rangesOf(start, end) {
  return $$("#text p").flatMap((line) => {
    const first = Number(line.dataset.start);
    const from = Math.max(start - first, 0), to = Math.min(end - first, points(line.textContent));
    if (from >= to) return [];
    const range = document.createRange();
    range.setStart(...spot(line, from));
    range.setEnd(...spot(line, to));
    return [range];
  });
}

// A highlight of the browser's own (CSS Custom Highlight API) touches neither the text nor its letters.
function point(link) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("pointed");
  const [start, end] = link?.dataset.span.split("-").map(Number) ?? [];
  if (link) CSS.highlights.set("pointed", new Highlight(...rangesOf(start, end)));
}

for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => {
    const link = event.target.closest?.("[data-span]");
    if (link) point(link);
    if (link && begin === "focusin") document.getElementById(link.hash.slice(1))?.scrollIntoView(quick);
  });
  document.addEventListener(end, (event) => { if (event.target.closest?.("[data-span]")) point(null); });
}

// --- Single keys -----------------------------------------------------------------------------------------------------

const wanted = () => localStorage.getItem("isnad-keys") !== "off";

// With an Arabic layout the key that is marked A writes ش: what no Latin letter comes from counts by its place. So do the
// digits, which some layouts write with Shift only.
function keyOf(event) {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && !event.getModifierState("AltGraph")) return event.shiftKey ? `⇧${digit}` : digit;
  if (/^[\x21-\x7e]$/.test(event.key) || event.key.length > 1) return event.key;
  const shift = event.shiftKey;
  const places = { BracketLeft: shift ? "{" : "[", BracketRight: shift ? "}" : "]" };
  const letter = /^Key(.)$/.exec(event.code)?.[1];
  return places[event.code] ?? (letter && (shift ? letter : letter.toLowerCase()));
}

const EDGES = { "[": ["end", "earlier"], "]": ["end", "later"], "{": ["start", "earlier"], "}": ["start", "later"] };

// In a list of records j and k go from one to the next, Enter opens it.
function step(by) {
  const cards = $$(".cards a.card");
  const at = cards.findIndex((card) => card.contains(document.activeElement) || card.parentElement.contains(document.activeElement));
  cards[Math.min(Math.max(at + by, 0), cards.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !wanted()) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = keyOf(event);
  if (!key || key === "Enter" || key === "Tab" || key === " ") return;
  const digit = Number(key);
  const numbered = digit && $(`.part[data-digit="${digit}"]`);
  const target = $$(`[data-key="${CSS.escape(key)}"]`).find((one) => !one.hidden);
  if (key in EDGES && $(".part")) move(...EDGES[key]);
  else if (numbered) choose(numbered.dataset.part);
  else if (!panel() && (key === "j" || key === "k")) step(key === "j" ? 1 : -1);
  else if (target?.matches("input")) { target.focus(); target.select(); }
  else if (target) {
    target.click();
    // What a key unfolds may lie below the screen.
    target.closest("summary")?.parentElement.scrollIntoView({ behavior: "auto", block: "center" });
  }
  else return;
  event.preventDefault();
});

// --- A new document --------------------------------------------------------------------------------------------------

for (const form of $$("form[data-drop]")) {
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    const { files } = event.dataTransfer;
    const [file] = files;
    form.classList.remove("over");
    if (!file) return;
    event.preventDefault();
    // Text can be read before it is sent; the server reads the rest.
    if (file.type === "text/plain") form.elements.text.value = await file.text();
    else form.elements.file.files = files;
  });
}

// --- At the start, and after each change -----------------------------------------------------------------------------

function prepare() {
  for (const button of $$("[data-take]")) button.hidden = false;
  const box = $("#keys-on");
  if (!box) return;
  box.checked = wanted();
  box.onchange = () => localStorage.setItem("isnad-keys", box.checked ? "on" : "off");
}

prepare();
mark(Boolean(panel()?.dataset.record));
choose(part);
