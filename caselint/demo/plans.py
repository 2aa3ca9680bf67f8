"""Risk management plans and sentence plans."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.people import workers
from caselint.demo.shape import Draft

REVIEW_AFTER = timedelta(112)


def risk_management_plans(facts: Facts, dice: Dice) -> list[Draft]:
    if not facts.managed:
        return []
    first = _risk_plan(facts, 1, facts.risk_plan_on, facts.start_event, _actions(facts, dice))
    first |= {"start_id": facts.start_id, "due_on": days.after(facts.start, 5 if facts.high else 15), "compared_with_previous": "first"}
    plans = [first]
    for change in facts.changes:
        if change.raises_level or (change.kind in ("intelligence", "arrest") and "roh" in change.bears_on):
            done = days.after(change.reviewed_on, 1)
            number = len(plans) + 1
            extra = _action(f"rp{number}x", "police", "Share new information each week.", done, facts, change.kind)
            actions = [dict(action) for action in plans[-1]["actions"]] + [extra]
            trigger = "level_raised" if change.raises_level else "significant_change"
            later = _risk_plan(facts, number, done, trigger, actions)
            plans.append(later | {"previous_id": plans[-1]["id"], "compared_with_previous": "revised"})
    return plans


def _risk_plan(facts: Facts, number: int, done: date, trigger: str, actions: list[Draft]) -> Draft:
    id_ = f"rp{number}"
    process = "recall" if facts.licence else "breach" if facts.order else "police"
    contingency: Draft = {
        "id": f"{id_}c1",
        "what": "Tell manager and police.",
        "owner": "offender_manager",
        "factor": facts.factors[0],
        "when": "Signs of relapse.",
        "process": process,
    }
    told = {worker["role"]: worker["id"] for worker in workers(facts)}
    told |= {action["owner"]: None for action in actions if action["owner"] not in ("person", "offender_manager", *told)}
    shared = max(days.after(done, 2), facts.start if facts.licence and number == 1 else done)
    return {
        "id": id_,
        "date": done,
        "author_id": facts.officer_on(done),
        "trigger": trigger,
        "headings": list(words.HEADINGS),
        "actions": actions,
        "contingencies": [contingency],
        "anticipated_changes": ["move or new household"],
        "review_triggers": ["arrest, new partner"],
        "next_review_on": max(done, facts.start) + timedelta(105),
        "information_sharing": "By secure mail.",
        "shared_with": [
            {"id": f"{id_}s{place + 1}", "to": role, "worker_id": worker, "date": shared}
            for place, (role, worker) in enumerate(told.items())
        ],
    }


def _action(id_: str, owner: str, what: str, made: date, facts: Facts, factor: str) -> Draft:
    due = days.after(max(made, facts.start), 25)
    done = days.after(due, -3)
    return {
        "id": id_,
        "what": what,
        "owner": owner,
        "due_on": due,
        "done_on": done if done <= facts.until else None,
        "factor": factor,
        "how": words.ACTION_HOW,
    }


def _actions(facts: Facts, dice: Dice) -> list[Draft]:
    done = facts.risk_plan_on
    actions: list[Draft] = []
    for place, factor in enumerate(facts.factors):
        action = _action(f"rp1a{place + 1}", "offender_manager", "Work on it in each session.", done, facts, factor)
        actions.append(action | {"serves_ids": [] if facts.standalone else [f"ob{place + 1}"]})
    if facts.identifiable_victim:
        owner = "victim_liaison_officer" if facts.victim_contact else dice.pick(("police", "offender_manager"))
        action = _action("rp1v1", owner, "See that the victim is safe.", done, facts, facts.main_group)
        actions.append(action | {"protects_victim_id": "v1", "tags": ["victim"]})
    if facts.main_group == "public" or facts.child_concern:
        group = "child" if facts.child_concern else "public"
        action = _action("rp1g1", "police", "Share call-outs and sightings.", done, facts, group)
        actions.append(action | {"protects_group": group, "tags": ["child_protection" if group == "child" else "roh"]})
    if facts.mappa_managed:
        action = _action("rp1m1", "police", "Carry out the action of the meeting.", done, facts, facts.factors[0])
        actions.append(action | {"serves_ids": ["mm1a1"], "tags": ["multi_agency"]})
    if facts.vulnerable:
        action = _action("rp1w1", "offender_manager", "See to the person's own safety.", done, facts, facts.factors[0])
        actions.append(action | {"serves_ids": ["vu1"], "tags": ["vulnerability"]})
    return actions


def sentence_plans(facts: Facts, dice: Dice, risk_plans: list[Draft]) -> list[Draft]:
    if facts.standalone:
        return []
    first = _plan(facts, risk_plans)
    plans = [first]
    if facts.reviews and facts.managed and dice.chance(0.08):
        done, _ = facts.reviews[0]
        objectives = [dict(entry) | {"status": "partly_achieved", "status_on": done} for entry in first["objectives"]]
        second = first | {"id": "sp2", "date": done, "due_on": None, "trigger": "review", "previous_id": "sp1", "objectives": objectives}
        second |= {"compared_with_previous": "revised", "next_review_on": done + timedelta(112), "author_id": facts.officer_on(done)}
        shared = [share | {"id": f"sp2{share['id'][2:]}", "date": days.after(done, 2)} for share in first["shared_with"]]
        plans.append(second | {"signed_by_person_on": done, "shared_with": [share for share in shared if share["date"] <= facts.until]})
    return plans


def _plan(facts: Facts, risk_plans: list[Draft]) -> Draft:
    done = facts.plan_on
    basis = ("rosh_analysis", "ra1") if facts.analysed else ("rosh_screening", "rs1")
    told = workers(facts)
    return {
        "id": "sp1",
        "start_id": facts.start_id,
        "date": done,
        "due_on": days.after(facts.start, 15),
        "author_id": facts.officer_id,
        "compared_with_previous": "first",
        "trigger": facts.start_event,
        "rests_on": [{"kind": "likelihood", "document_id": "lk1"}, {"kind": basis[0], "document_id": basis[1]}],
        "objectives": _objectives(facts, done, risk_plans),
        "interventions": [{"id": "spi1", "deliverer": "offender_manager", "factor": facts.factors[0], "serves_ids": ["ob1"]}],
        "planned_contact": {"number": 4.0 if facts.prolific else 2.0 if facts.high else 1.0, "weeks": 4.0},
        "workers": [{"worker_id": worker["id"], "role": worker["role"], "agency": worker["agency"]} for worker in told],
        "participants": ["person", "offender_manager"] + (["programme_tutor"] if "accredited_programme" in facts.requirements else []),
        "person_involvement": ["present"],
        "signed_by_person_on": done,
        "refers_to_ids": ["vu1"] * facts.vulnerable + ["df1"] * facts.diverse,
        "next_review_on": facts.start + timedelta(111),
        "review_triggers": ["arrest, new partner, loss of home"],
        "shared_with": [
            {
                "id": f"sps{place + 1}",
                "to": worker["role"],
                "worker_id": worker["id"],
                "date": days.after(done, 2),
            }
            for place, worker in enumerate(told)
        ],
    }


def take_up_obstacles(draft: Draft) -> None:
    """What stands in the way of taking part is seen to beside the first objective of each plan."""
    found = [entry["id"] for entry in (*draft["engagement"]["obstacles"], *draft["person"].get("diversity_factors", ()))]
    for plan in draft["sentence_plans"]:
        plan["objectives"][0]["serves_ids"] = [*plan["objectives"][0]["serves_ids"], *found]


def _objectives(facts: Facts, done: date, risk_plans: list[Draft]) -> list[Draft]:
    """One for each factor of offending and harm, for each group at risk, and for whatever else the case calls for."""
    wanted: list[tuple[str, list[str]]] = []
    for place, factor in enumerate(facts.factors):
        tags = ["reoffending"] + (["roh"] if facts.managed else []) + (["integration"] if place else [])
        wanted.append((factor, tags))
    groups = facts.harm_groups
    if facts.child_concern and "child" not in groups:
        wanted.append(("child", ["child_protection"]))
    wanted += [(group, ["roh", "child_protection"] if group == "child" else ["roh", "victim"]) for group in groups]
    if facts.mappa_managed or facts.marac or facts.child_status == "child_protection_plan":
        wanted.append(("multi_agency", ["multi_agency"]))
    if facts.vulnerable:
        wanted.append(("vulnerability", ["vulnerability"]))
    objectives = [_objective(facts, place + 1, name, tags, done) for place, (name, tags) in enumerate(wanted)]
    objectives[0]["serves_ids"] = [f"rq{place + 1}" for place in range(len(facts.requirements))]
    for action in (action for plan in risk_plans[:1] for action in plan["actions"] if action["owner"] in ("person", "offender_manager")):
        place = next((place for place, factor in enumerate(facts.factors) if factor == action["factor"]), 0)
        objectives[place].setdefault("serves_ids", []).append(action["id"])
    for objective in objectives:
        if objective["factor"] == "multi_agency" and facts.mappa_managed:
            objective["serves_ids"] = ["mm1a1"]
        if objective["factor"] == "vulnerability":
            objective["serves_ids"] = ["vu1"]
    return objectives


def _objective(facts: Facts, number: int, name: str, tags: list[str], done: date) -> Draft:
    id_ = f"ob{number}"
    by = days.on_or_after(done + timedelta(90))
    reached = {"status": "partly_achieved", "status_on": days.on_or_before(min(done + timedelta(140), facts.until))} if number == 1 else {}
    return {
        "id": id_,
        "what": words.OBJECTIVE[name],
        "tags": tags,
        "factor": name,
        "stage": "custody" if facts.custody else None,
        "source": "self_assessment" if number == 1 else None,
        "target_on": done + timedelta(150),
        "owner": "person" if name in facts.factors else "offender_manager",
        "steps": [{"what": words.STEP, "owner": "person"}] if number == 1 else [],
        "updates": [{"id": f"{id_}u1", "date": by, "by": "offender_supervisor"}] if facts.custody and by <= facts.until else [],
    } | reached
