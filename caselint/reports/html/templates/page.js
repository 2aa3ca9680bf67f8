// What is open: the report, a case (#case-ID) or a question in the report (#rule-CODE). And the page on paper.
const cases = new Map(data.cases.map((found) => [anchorOf(found), found]));
const title = document.title;
let left = null; // where the reader was when a case was opened

function caseAt(hash) {
  if (cases.has(hash)) return cases.get(hash);
  try {
    const id = decodeURIComponent(hash.replace(/^case-/, ""));
    return cases.get(`case-${encodeURIComponent(id)}`);
  } catch {
    return undefined;
  }
}

function open() {
  const hash = location.hash.slice(1);
  const found = hash.startsWith("case-") ? caseAt(hash) : undefined;
  if (hash.startsWith("case-") && !found) return openNothing(hash);
  if (found) openCase(found);
  else openReport(hash);
}

function show(theCase) {
  byId("report").hidden = theCase;
  byId("case").hidden = !theCase;
}

function openCase(found) {
  drawCase(found);
  show(true);
  document.title = `Case ${found.id}: ${title}`;
  byId("case-title").focus({ preventScroll: true });
  scrollTo(0, byId("case").offsetTop);
}

function openNothing(hash) {
  const back = el("a", { href: "#findings" }, "Back to the report");
  const says = "This page holds no case of that id: it was not audited, or it is among those that did not fit in.";
  byId("case").replaceChildren(el("p", {}, back), el("h2", { id: "case-title", tabindex: "-1" }, "No such case here"), el("p", {}, says));
  show(true);
  byId("case-title").focus();
}

function openReport(hash) {
  const wasCase = byId("report").hidden;
  show(false);
  document.title = title;
  if (wasCase && left && left.hash === location.hash) {
    left.focused?.focus({ preventScroll: true });
    scrollTo(0, left.y);
    left = null;
    return;
  }
  const target = hash && byId(hash);
  if (!target) return;
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  target.scrollIntoView();
  if (target.matches(".question")) target.querySelector("summary").focus({ preventScroll: true });
}

function goBack(event) {
  if (!left) return;
  event.preventDefault();
  history.back();
}

// Before the address changes: where the reader was.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#case-']");
  if (link && !byId("report").hidden) left = { hash: location.hash, y: scrollY, focused: link };
  const button = event.target.closest?.("button[data-rule]");
  if (button) {
    listRule(button.dataset.rule);
  }
});

// On paper everything is open, and the list is as long as it may be.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details[data-print]:not([open])")) {
    part.open = true;
    part.dataset.opened = "";
  }
  if (list.view && list.drawn < PRINTED) drawMore(PRINTED - list.drawn);
  if (list.view) tell(filtered(byId("filters")));
});
addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-opened]")) {
    part.open = false;
    delete part.dataset.opened;
  }
});

document.documentElement.classList.add("scripted");
startList();
addEventListener("hashchange", open);
open();
