// The page of one case, drawn when it is opened: everything that was asked of it, and what came of it.
function section(title, ...children) {
  return el("section", {}, el("h3", {}, title), ...children);
}

function facts(pairs) {
  const known = pairs.filter(([, value]) => value && value.length !== 0);
  return el("dl", {}, ...known.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, ...[value].flat()))));
}

const items = (entries) => el("ul", {}, ...entries.map((entry) => el("li", {}, ...[entry].flat())));
const named = (rule, more = "") => [ruleLink(rule), ` ${rule.question}${more}`];
const folded = (title, ...children) => el("details", { "data-print": "" }, el("summary", {}, title), ...children);

function criteriaOf(rule) {
  const places = rule.criteria.map((ids, place) => (ids.length ? `${ids.join(", ")} (${data.frameworks[place].id})` : ""));
  return places.filter(Boolean).join("; ");
}

function findingSection(one) {
  const subject = one.subject ? ` (entry ${one.subject})` : "";
  const head = el("h4", {}, severityMark(one.rule.severity), " ", one.rule.question);
  return el(
    "article",
    { class: "finding" },
    head,
    facts([
      ["Found", `${one.message}${subject}`],
      ["To do", one.rule.remedy],
      ["Expected", one.rule.expectation],
      ["Outcome", outcomeWord(one.outcome)],
      ["Standing", one.why ? sentence(one.why) : data.asides.length ? "New." : ""],
      ["Was due", day(one.deadline) || "no deadline"],
      ["Held then by", heldBy(one.who)],
      ["Rule", [ruleLink(one.rule), ` ${one.rule.name}`]],
      ["Criteria", criteriaOf(one.rule)],
    ]),
  );
}

function table(label, heads, rows) {
  const head = el("thead", {}, el("tr", {}, ...heads.map((title) => el("th", { scope: "col" }, title))));
  const cells = (row) => row.map((cell, place) => el(place ? "td" : "th", place ? {} : { scope: "row" }, ...[cell].flat()));
  const body = el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row))));
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, el("table", { class: "plain" }, head, body));
}

// All rules by the outcome of this case, in the rules' own order.
function byOutcome(found) {
  const places = {};
  [...found.o].forEach((letter, place) => (places[letter] ??= []).push(place));
  return places;
}

function waitingSection(found, waiting, reasons) {
  const against = groupBy(found.e ?? []);
  const asked = [...waiting].sort((a, b) => against.has(b) - against.has(a));
  const rows = asked.map((place) => [
    named(data.rules[place]),
    reasons.get(place) ?? "",
    against.has(place) ? items(against.get(place).map(([, message]) => message)) : "",
  ]);
  return section(
    `Waiting for an assessor (${number(waiting.length)})`,
    el("p", {}, "These count in no score until somebody who has read the case answers them. Evidence against is proposed, never scored."),
    table("Waiting for an assessor", ["Question", "Why", "Evidence against"], rows),
  );
}

function groupBy(entries) {
  const groups = new Map();
  for (const entry of entries) groups.set(entry[0], [...(groups.get(entry[0]) ?? []), entry]);
  return groups;
}

function answersSection(found) {
  const against = new Set((found.e ?? []).map(([rule]) => rule));
  const rows = found.w.map(([rule, answer, record, on, subject, disagrees]) => {
    const doubt = against.has(rule) && outcomeSide(answer) === "above" ? "The record holds evidence against." : "";
    const says = disagrees ? "They disagree; the answer counts." : "";
    return [named(data.rules[rule], subject ? ` (entry ${subject})` : ""), lineWord(answer), lineWord(record), day(on), [says, doubt].filter(Boolean).join(" ")];
  });
  const heads = ["Question", "Assessor says", "Record says", "Answered on", "Note"];
  return section(`An assessor's answers (${number(rows.length)})`, table("An assessor's answers", heads, rows));
}

function lineWord(letter) {
  const side = outcomeSide(letter);
  return side === "above" ? "above the line" : side === "below" ? `below the line, ${outcomeWord(letter)}` : outcomeWord(letter);
}

// Of whom a question is asked stands once in the page, with the question.
const askedOf = (rule) => byId(`rule-${encodeURIComponent(rule.code)}`).querySelector(".who").textContent;

function whyNotAsked(rule, place, reasons, answers) {
  if (reasons.has(place)) return sentence(reasons.get(place));
  const says = (answers ?? []).some(([of, answer, , , subject]) => of === place && answer === "-" && !subject);
  return says ? "An assessor answered that it does not apply." : `Asked only of: ${askedOf(rule)}`;
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function notAsked(found, places, reasons) {
  const paths = new Map((found.m ?? []).map(([rule, place]) => [rule, data.paths[place].join(", ")]));
  const dated = new Set((found.u ?? []).map(([rule]) => rule));
  const reason = (rule, place) => (reasons.has(place) ? sentence(reasons.get(place)) : "The reason is not stored.");
  const whys = [
    ["Not exported: the export lacks what the question reads", places.M, (rule, place) => `Not in the export: ${paths.get(place) ?? "not stored what"}`],
    ["Left out for a recorded professional reason", places.X, reason],
    ["The question broke", places.E, reason],
    ["Not yet due, and no day is stored", places.Y?.filter((place) => !dated.has(place)), () => null],
    ["No answer is stored at all", places["?"], () => null],
    ["Not asked of this case", places["-"], (rule, place) => whyNotAsked(rule, place, reasons, found.w)],
  ];
  const lists = whys.filter(([, rules]) => rules?.length).map(([title, rules, why]) => {
    return folded(`${title} (${number(rules.length)})`, items(rules.map((place) => explained(data.rules[place], why(data.rules[place], place)))));
  });
  return lists.length ? section("Not asked or not answered, and why", ...lists) : null;
}

const explained = (rule, why) => [...named(rule), why ? el("span", { class: "note" }, why) : null].filter(Boolean);

function doneWell(places) {
  const good = (places.S ?? []).map((place) => data.rules[place]);
  const praised = good.filter((rule) => rule.norm === "enhanced");
  const parts = [];
  if (praised.length) parts.push(el("p", {}, el("strong", {}, "Good practice worth sharing:")), items(praised.map((rule) => named(rule))));
  if (good.length) parts.push(folded(`Above the line (${number(good.length)})`, items(good.map((rule) => named(rule)))));
  return section("Done well", ...(parts.length ? parts : [el("p", {}, "Nothing could be put above the line.")]));
}

function elsewhere(found) {
  if (!found.x) return null;
  const lines = found.x.map(([framework, rule, outcome]) => [...named(data.rules[rule]), `: ${lineWord(outcome)} under ${data.frameworks[framework].id}`]);
  return section("Under another programme", folded(`Answers that differ (${number(lines.length)})`, items(lines)));
}

function sums(found, places) {
  const below = ["I", "L", "N"].flatMap((letter) => places[letter] ?? []).length;
  const parts = [["S", "above the line"], [null, "below"], ["A", "waiting for an assessor"], ["Y", "not yet due"], ["M", "not exported"]];
  parts.push(["X", "excepted"], ["E", "broken"], ["?", "without any answer"], ["-", "not asked"]);
  const words = parts.map(([letter, says]) => [letter ? (places[letter] ?? []).length : below, says]).filter(([n]) => n);
  return `${many(found.o.length, "question")}: ${words.map(([n, says]) => `${number(n)} ${says}`).join(", ")}.`;
}

function drawCase(found) {
  const places = byOutcome(found);
  const reasons = new Map((found.r ?? []).map(([rule, place]) => [rule, data.reasons[place]]));
  const findings = (found.f ?? []).map((entry) => finding(found, entry)).sort((a, b) => severityOf(b) - severityOf(a));
  const absent = ["I", "L", "N"].flatMap((letter) => places[letter] ?? []).filter((place) => data.rules[place].norm === "enhanced");
  const due = [...(found.u ?? [])].sort((a, b) => collator.compare(a[1], b[1]));
  const back = el("a", { href: "#findings", class: "back" }, "Back to the report");
  back.addEventListener("click", goBack);
  byId("case").replaceChildren(
    el("p", {}, back),
    el("h2", { id: "case-title", tabindex: "-1" }, `Case ${found.id}`),
    el("p", {}, `Held by ${heldBy(holder(found.h))}. As of ${day(found.d)}. ${sums(found, places)}`),
    section(
      `Below the line: ${many(findings.length, "finding")}`,
      ...(findings.length ? findings.map(findingSection) : [el("p", {}, "None among what could be decided.")]),
    ),
    ...[
      found.g ? section(`Agreed on (${number(found.g.length)})`, items(found.g)) : null,
      found.s ? section(`No longer there, of the baseline (${number(found.s.length)})`, items(found.s)) : null,
      due.length ? section(
        `Still to be done (${number(due.length)})`,
        table("Still to be done", ["By", "Question", "Held by"], due.map(([rule, on, held, subject]) => [day(on), named(data.rules[rule], subject ? ` (entry ${subject})` : ""), heldBy(holder(held))])),
      ) : null,
      places.A ? waitingSection(found, places.A, reasons) : null,
      found.w ? answersSection(found) : null,
      doneWell(places),
      notAsked(found, places, reasons),
      absent.length ? section("Praised practice that is absent", folded(`Never a finding (${number(absent.length)})`, items(absent.map((place) => named(data.rules[place]))))) : null,
      elsewhere(found),
    ].filter(Boolean),
  );
}
