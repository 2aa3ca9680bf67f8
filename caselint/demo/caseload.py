"""The caseload: one invented case after another, each the same whatever the number of cases."""

from collections.abc import Iterator
from datetime import date

from caselint.demo import contact, custody, multi_agency, people, plans, reviews, safeguarding, shape, start, taking_part, work
from caselint.demo.defects import damage
from caselint.demo.dice import Dice
from caselint.demo.drawing import draw
from caselint.demo.enforcement import answer_absences
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft

EXPORTED_ON = date(2010, 6, 30)


def invent(cases: int, seed: int, *, exported_on: date = EXPORTED_ON, defects: float = 1.0) -> Iterator[Draft]:
    """So many invented records, as plain JSON.

    `defects` multiplies the rate of every defect; with 0.0 every case is well run, and otherwise the same.
    """
    for record, _ in invent_with_truth(cases, seed, exported_on=exported_on, defects=defects):
        yield record


def invent_with_truth(
    cases: int, seed: int, *, exported_on: date = EXPORTED_ON, defects: float = 1.0
) -> Iterator[tuple[Draft, tuple[str, ...]]]:
    """The same records, each with the names of the defects that were put into it."""
    for number in range(1, cases + 1):
        facts, draft = well_run(number, seed, exported_on)
        found = damage(facts, draft, Dice(f"{seed}:{number}:defects"), defects)
        yield shape.record(draft), found


def well_run(number: int, seed: int, exported_on: date = EXPORTED_ON) -> tuple[Facts, Draft]:
    """Case number so-and-so as it would be if nothing had gone amiss, still with dates as dates."""
    dice = Dice(f"{seed}:{number}")
    facts = draw(number, exported_on, dice)
    risk_plans = plans.risk_management_plans(facts, dice)
    sentence_plans = plans.sentence_plans(facts, dice, risk_plans)
    draft: Draft = {
        "case": people.case(facts, dice),
        "person": people.person(facts, dice),
        "offence": people.offence(facts, dice),
        "sentence": work.sentence(facts),
        "requirements": work.requirements(facts),
        "court_report": start.court_report(facts, dice),
        "rosh": start.rosh(facts, dice),
        "reoffending": start.reoffending(facts, dice),
        "risk_management_plans": risk_plans,
        "sentence_plans": sentence_plans,
        "reviews": reviews.reviews(facts),
        "significant_changes": reviews.significant_changes(facts),
        "contacts": contact.contacts(facts, dice),
        "home_visits": contact.home_visits(facts, dice),
        "enquiries": safeguarding.enquiries(facts, dice),
        "disclosures": reviews.disclosures(facts),
        "safeguarding": safeguarding.safeguarding(facts, dice),
        "mappa": multi_agency.mappa(facts),
        "marac": safeguarding.marac(facts),
        "oversight": multi_agency.oversight(facts, dice),
        "interventions": work.interventions(facts, len(sentence_plans[0]["objectives"]) if sentence_plans else 0),
        "unpaid_work": work.unpaid_work(facts, dice),
        "approved_premises": {},
        "custody": custody.custody(facts),
        "victims": people.victims(facts, dice),
        "victim_contact": custody.victim_contact(facts),
        "engagement": taking_part.engagement(facts, dice),
        "learning": taking_part.learning(facts, dice),
        "outcomes": taking_part.outcomes(facts, dice),
    }
    plans.take_up_obstacles(draft)
    answer_absences(facts, draft, dice)
    draft["documents"] = taking_part.documents(draft, facts)
    return facts, draft
