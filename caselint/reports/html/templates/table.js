// The list of findings: each of them, by question or by case; filtered and sorted here, and drawn some rows at a time.
const FIRST = 25;
const STEP = 100;
const PRINTED = 200;
const listed = data.cases.flatMap((found) => (found.f ?? []).map((entry) => finding(found, entry))).filter((one) => one.rank >= 0);
listed.sort((a, b) => a.rank - b.rank);

const severityOf = (one) => SEVERITIES.indexOf(one.rule.severity);
const countOf = (severity) => (row) => row.all.filter((one) => one.rule.severity === severity).length;
const casesOf = (row) => new Set(row.all.map((one) => one.case)).size;
const counted = (title, value) => ({ title, value, cell: (row) => number(value(row)), most: true, kind: "num" });

const VIEWS = {
  findings: {
    says: ["finding", "findings"],
    rows: (found) => found,
    columns: [
      { title: "Severity", value: severityOf, cell: (one) => severityMark(one.rule.severity), most: true },
      { title: "Case", value: (one) => one.case.id, cell: (one) => caseLink(one.case), kind: "short", head: true },
      { title: "Question", value: (one) => one.rule.code, cell: (one) => [ruleLink(one.rule), ` ${one.rule.question}`], kind: "broad" },
      { title: "Outcome", value: (one) => outcomeWord(one.outcome), cell: (one) => outcomeWord(one.outcome), kind: "nowrap" },
      { title: "What was found", value: (one) => one.message, cell: (one) => one.message, kind: "broad" },
      { title: "Due", value: (one) => one.deadline || "9999", cell: (one) => day(one.deadline) || "no deadline", kind: "nowrap" },
      { title: "Held by", value: (one) => heldBy(one.who), cell: (one) => heldBy(one.who) },
      ...(data.asides.length ? [{ title: "Standing", value: (one) => one.standing, cell: (one) => one.standing, kind: "nowrap" }] : []),
    ],
  },
  questions: {
    says: ["question", "questions"],
    rows: (found) => grouped(found, (one) => one.rule),
    columns: [
      { title: "Severity", value: (row) => severityOf(row.all[0]), cell: (row) => severityMark(row.key.severity), most: true },
      { title: "Question", value: (row) => row.key.code, cell: (row) => [ruleLink(row.key), ` ${row.key.question}`], kind: "broad", head: true },
      counted("Cases", casesOf),
      counted("Findings", (row) => row.all.length),
      { title: "To do", value: (row) => row.key.remedy, cell: (row) => row.key.remedy, kind: "broad" },
    ],
    first: (a, b) => severityOf(b.all[0]) - severityOf(a.all[0]) || casesOf(b) - casesOf(a),
  },
  cases: {
    says: ["case", "cases"],
    rows: (found) => grouped(found, (one) => one.case),
    columns: [
      { title: "Case", value: (row) => row.key.id, cell: (row) => caseLink(row.key), head: true },
      counted("High", countOf("high")),
      counted("Medium", countOf("medium")),
      counted("Low", countOf("low")),
      { title: "Held now by", value: (row) => heldBy(holder(row.key.h)), cell: (row) => heldBy(holder(row.key.h)) },
    ],
    first: (a, b) => countOf("high")(b) - countOf("high")(a) || countOf("medium")(b) - countOf("medium")(a) || b.all.length - a.all.length,
  },
};

function grouped(found, keyOf) {
  const groups = new Map();
  for (const one of found) {
    const key = keyOf(one);
    if (!groups.has(key)) groups.set(key, { key, all: [] });
    groups.get(key).all.push(one);
  }
  return [...groups.values()];
}

// -- filtering

const NONE = "\u0000none";
const FILTERS = {
  severity: (one) => one.rule.severity,
  outcome: (one) => outcomeWord(one.outcome),
  unit: (one) => one.who.unit || NONE,
  team: (one) => one.who.team || NONE,
  manager: (one) => one.who.officer || NONE,
  rule: (one) => one.rule.code,
  standing: (one) => one.standing,
};

function searched(one) {
  one.text ??= [one.case.id, one.rule.code, one.rule.name, one.rule.question, one.message, heldBy(one.who), one.who.unit, outcomeWord(one.outcome)]
    .join(" ")
    .toLowerCase();
  return one.text;
}

function filtered(form) {
  const wanted = Object.keys(FILTERS).map((name) => [FILTERS[name], form.elements[name]?.value]).filter(([, value]) => value);
  const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const [framework, criterion] = form.elements.criterion.value.split("|");
  return listed.filter(
    (one) =>
      wanted.every(([of, value]) => of(one) === value) &&
      (!criterion || one.rule.criteria[framework].includes(criterion)) &&
      words.every((word) => searched(one).includes(word)),
  );
}

function fillFilters(form) {
  for (const [name, of] of Object.entries(FILTERS)) {
    if (name === "severity" || name === "standing") continue;
    const values = [...new Set(listed.map(of))].sort((a, b) => (a === NONE) - (b === NONE) || collator.compare(a, b));
    const says = new Map(name === "rule" ? listed.map((one) => [one.rule.code, `${one.rule.code} ${one.rule.name}`]) : []);
    form.elements[name].append(...values.map((value) => el("option", { value }, value === NONE ? "none on record" : (says.get(value) ?? value))));
  }
  data.frameworks.forEach((framework, place) => {
    const known = Object.keys(framework.criteria).filter((id) => listed.some((one) => one.rule.criteria[place].includes(id)));
    const options = known.map((id) => el("option", { value: `${place}|${id}` }, `${id} ${framework.criteria[id]}`));
    form.elements.criterion.append(el("optgroup", { label: framework.id }, ...options));
  });
}

// -- drawing

const list = { view: null, rows: [], drawn: 0, column: null, ascending: true };

function chooseView(name) {
  list.view = VIEWS[name];
  list.column = null;
  const heads = list.view.columns.map((column) => {
    const button = el("button", { type: "button" }, column.title);
    const head = el("th", { scope: "col", class: column.kind ?? "", role: "columnheader" }, button);
    button.addEventListener("click", () => sortBy(column));
    column.th = head;
    return head;
  });
  byId("list").tHead.replaceChildren(el("tr", { role: "row" }, ...heads));
  byId("list").className = `list needs-script ${name}`;
}

function sortBy(column) {
  list.ascending = list.column === column ? !list.ascending : !column.most;
  list.column = column;
  draw();
}

function sorted(rows) {
  const { column, ascending, view } = list;
  if (!column) return view.first ? rows.sort(view.first) : rows;
  const keyed = rows.map((row) => [column.value(row), row]);
  const compare = ([a], [b]) => (typeof a === "number" ? a - b : collator.compare(a, b));
  keyed.sort((a, b) => (ascending ? compare(a, b) : compare(b, a)));
  return keyed.map(([, row]) => row);
}

function draw() {
  const found = filtered(byId("filters"));
  list.rows = sorted(list.view.rows(found).slice());
  list.drawn = 0;
  for (const column of list.view.columns) {
    if (column === list.column) column.th.setAttribute("aria-sort", list.ascending ? "ascending" : "descending");
    else column.th.removeAttribute("aria-sort");
  }
  byId("list").tBodies[0].replaceChildren();
  drawMore(FIRST);
  tell(found);
}

function drawMore(step) {
  const rows = list.rows.slice(list.drawn, list.drawn + step).map((row) => {
    const cells = list.view.columns.map((column) => {
      const attributes = column.head ? { scope: "row", role: "rowheader" } : { role: "cell" };
      return el(column.head ? "th" : "td", { ...attributes, class: column.kind ?? "", "data-label": column.title }, ...[column.cell(row)].flat());
    });
    return el("tr", { role: "row" }, ...cells);
  });
  byId("list").tBodies[0].append(...rows);
  list.drawn += rows.length;
  const left = list.rows.length - list.drawn;
  byId("more").hidden = !left;
  byId("more").textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
  return rows;
}

function tell(found) {
  const cases = new Set(found.map((one) => one.case)).size;
  const all = listed.length < data.total ? `${number(listed.length)} listed findings` : many(listed.length, "finding");
  let says = `${number(found.length)} of ${all}, in ${many(cases, "case")}`;
  if (list.view !== VIEWS.findings) says = `${many(list.rows.length, ...list.view.says)}: ${says}`;
  if (list.drawn < list.rows.length) says += `; the first ${number(list.drawn)} rows are shown`;
  byId("shown").textContent = `${says}.`;
}

function startList() {
  const form = byId("filters");
  if (!form) return;
  fillFilters(form);
  chooseView("findings");
  draw();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { chooseView("findings"); draw(); }));
  form.addEventListener("input", (event) => {
    if (event.target.name === "view") chooseView(event.target.value);
    clearTimeout(list.later);
    list.later = setTimeout(draw, event.target.name === "text" ? 150 : 0);
  });
  byId("more").addEventListener("click", () => {
    const [first] = drawMore(STEP);
    tell(filtered(form));
    first.querySelector("a")?.focus();
  });
}

function listRule(code) {
  const form = byId("filters");
  form.reset();
  form.elements.rule.value = code;
  setTimeout(() => {
    byId("findings").scrollIntoView();
    byId("f-rule").focus({ preventScroll: true });
  });
}
