// What all parts of the script share: the data, and small helpers. Text only ever becomes text, never markup.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SEVERITIES = ["low", "medium", "high"];
const collator = new Intl.Collator("en-GB", { numeric: true });

const number = (n) => n.toLocaleString("en-GB");
const many = (n, one, several = `${one}s`) => `${number(n)} ${n === 1 ? one : several}`;

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

function day(iso) {
  if (!iso) return "";
  const [year, month, date] = iso.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year)}`;
}

function holder(place) {
  const [officer, team, unit] = data.holders[place];
  return { officer: officer ?? "", team: team ?? "", unit: unit ?? "" };
}

function heldBy(who) {
  const named = [who.officer || "no officer", who.team, who.unit && !who.team.includes(who.unit) ? who.unit : ""];
  return named.filter(Boolean).join(", ");
}

const anchorOf = (found) => found.at ?? `case-${encodeURIComponent(found.id)}`;
const caseLink = (found) => el("a", { href: `#${anchorOf(found)}` }, found.id);
const ruleLink = (rule) => el("a", { href: `#rule-${encodeURIComponent(rule.code)}` }, rule.code);
const severityMark = (severity) => el("span", { class: `severity ${severity}` }, severity);
const outcomeWord = (letter) => data.outcomes[letter][0];
const outcomeSide = (letter) => data.outcomes[letter][1];

function under(frameworks) {
  return frameworks ? ` (under ${frameworks.map((place) => data.frameworks[place].id).join(" and ")} only)` : "";
}

function finding(found, [rule, outcome, message, deadline, held, subject, rank, frameworks, aside]) {
  const who = holder(held);
  const [standing, why] = data.asides[aside] ?? ["new", ""];
  return { case: found, rule: data.rules[rule], outcome, message: message + under(frameworks), deadline: deadline ?? "", who, subject, rank, standing, why };
}
