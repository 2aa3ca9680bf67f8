"""Invented, bland words for the free text of the caseload. People go by their role; places and services are made up."""

PLACES = ("Northbrook", "Easthaven", "Westerlea", "Southmarsh")
PROVIDER = "Vale and Marsh Probation Trust"

NATURE = {
    "low": "No present sign of serious harm.",
    "medium": "Assault in an argument, most likely after drinking.",
    "high": "Serious injury or lasting fear, at any time.",
    "very_high": "Grave injury, more likely than not and soon.",
}
LEVEL_REASON = "Earlier behaviour, present life, word from agencies."
EVIDENCE = (
    "Said in interview and borne out by reports.",
    "Present at the offence and still an issue.",
    "No present problem found.",
    "Some difficulty, which the person recognises and wants to work on.",
)
STRENGTHS = (
    "steady place to live",
    "close family who support the order",
    "wish to find work",
    "good attendance on the last order",
)
OBJECTIVE = {
    "accommodation": "Keep a settled place to live for six months.",
    "education_employment": "Start work or training that fits around the order.",
    "finance": "Have a budget and an agreed plan for debts.",
    "relationships": "Settle disagreements without threats or force.",
    "lifestyle": "Spend time with people who are not offending.",
    "drugs": "Stay away from drugs and keep treatment going.",
    "alcohol": "Cut down drinking to a level that is safe.",
    "thinking_behaviour": "Stop and think before acting under pressure.",
    "attitudes": "Take responsibility for the offence and its effects.",
    "child": "Children are safe, and their carers know whom to call.",
    "known_adult": "The adult at risk is safe and left in peace.",
    "public": "No one is harmed; risky situations are left early.",
    "prisoner": "No prisoner is harmed; disputes are taken to staff.",
    "multi_agency": "Carry out the part agreed with the other agencies.",
    "vulnerability": "Stay safe and well, with the right help at hand.",
}
STEPS = ("Keep a weekly diary", "Go through it together")
HEADINGS = (
    "other agencies involved",
    "existing support and controls",
    "added measures for specific risks",
    "who does what by when",
    "additional conditions",
    "level of contact",
)
CONTACT_METHODS = ("exercise sheet", "discussion", "role play", "diary review")
ABSENCE_REASONS = (
    "Unwell; note seen.",
    "Called in to work at short notice.",
    "Not known after enquiry.",
    "Overslept.",
    "Transport failed.",
)
VISIT_OUTCOMES = (
    "Home as described; nothing of concern; plan still fits.",
    "Seen with the household; no change to the plan.",
    "Home in order; risk factors talked over.",
)
CHANGE_RESPONSE = "Agencies told; review brought forward; contact stepped up."
REVIEW_DONE = "First exercises finished."
REVIEW_GOAL = "Use it in daily life."
REVIEW_FURTHER = "Finish the remaining sessions."
OVERSIGHT = {
    "countersignature": "Assessment and plan read in full, level agreed, actions have owners and dates.",
    "discussion": "Progress, risk and word from agencies gone over; actions and next date agreed.",
    "children": "Safety of the children talked through; replies read; objective in the plan agreed.",
}
MEETING = "Information shared; actions agreed with owners and dates."
UNPAID_WORK = ("grounds maintenance", "painting of a village hall", "charity shop sorting", "footpath repair")
