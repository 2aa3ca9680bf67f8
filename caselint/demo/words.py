"""Invented, bland words for the free text of the caseload. People go by their role; places and services are made up."""

PLACES = ("Northbrook", "Easthaven", "Westerlea", "Southmarsh")
PROVIDER = "Vale and Marsh Trust"

NATURE = {
    "low": "No sign of serious harm.",
    "medium": "Assault in an argument.",
    "high": "Serious injury or lasting fear.",
    "very_high": "Grave injury, soon.",
}
LEVEL_REASON = "Past and present behaviour."
EVIDENCE = (
    "Said in interview and in reports.",
    "Present at the offence, and still.",
)
STRENGTHS = (
    "steady place to live",
    "close family who support the order",
    "wish to find work",
    "good attendance on the last order",
)
OBJECTIVE = {
    "accommodation": "Keep a settled place to live.",
    "education_employment": "Start work or training.",
    "finance": "Have a budget and a plan for debts.",
    "relationships": "Settle disputes without threats.",
    "lifestyle": "Spend time away from offending.",
    "drugs": "Stay off drugs and in treatment.",
    "alcohol": "Cut down drinking.",
    "thinking_behaviour": "Stop and think under pressure.",
    "attitudes": "Take responsibility for the offence.",
    "child": "Children are safe.",
    "known_adult": "The adult at risk is left in peace.",
    "public": "Risky situations are left early.",
    "prisoner": "Disputes are taken to staff.",
    "multi_agency": "Do what the agencies agreed.",
    "vulnerability": "Stay safe and well.",
}
STEP = "Weekly diary"
HEADINGS = (
    "other agencies involved",
    "support and controls",
    "added measures",
    "who does what by when",
)
ABSENCE_REASONS = (
    "Unwell; note seen.",
    "Called in to work at short notice.",
    "Not known after enquiry.",
    "Overslept.",
    "Transport failed.",
)
VISIT_OUTCOMES = (
    "Nothing of concern.",
    "No change to the plan.",
    "Home in order.",
)
ACTION_HOW = "Danger is seen early."
CHANGE_RESPONSE = "Review brought forward."
REVIEW_DONE = "First exercises finished."
REVIEW_GOAL = "Use it in daily life."
OVERSIGHT = {
    "countersignature": "Read in full; level and actions agreed.",
    "discussion": "Progress and risk gone over.",
    "children": "Safety of the children gone over.",
}
MEETING = "Information shared; actions agreed with owners and dates."
UNPAID_WORK = ("grounds maintenance", "painting of a village hall", "charity shop sorting", "footpath repair")
