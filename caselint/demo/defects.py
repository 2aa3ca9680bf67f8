"""The defects of the caseload: when each can strike, and what it does. Their names, rates and codes are in defects.yaml."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

import yaml

from caselint.demo import damage_assessment as a
from caselint.demo import damage_court as c
from caselint.demo import damage_custody as inside
from caselint.demo import damage_delivery as d
from caselint.demo import damage_person as own
from caselint.demo import damage_protection as p
from caselint.demo import damage_work as w
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft

Test = Callable[[Facts, Draft], bool]
Damage = Callable[[Facts, Draft, Dice], None]


@dataclass(frozen=True, slots=True)
class Defect:
    """One way in which a case falls short."""

    name: str
    subject: str
    """A case gets at most one defect of each subject."""
    rate: float
    """Share of the cases that it can be put into and that get it."""
    codes: tuple[str, ...]
    """Questions of the catalogue that should find it; others may find it too."""
    says: str
    applies: Test
    damage: Damage
    hides: tuple[str, ...] = ()
    """Defects that no question could find beside this one, so they are left out; an asterisk stands for all."""


def _any(_: Facts, __: Draft) -> bool:
    return True


def _analysed(facts: Facts, _: Draft) -> bool:
    return facts.analysed


def _high(facts: Facts, _: Draft) -> bool:
    return facts.high


def _absent(_: Facts, draft: Draft) -> bool:
    return bool(d.accepted_absences(draft))


def _breached(_: Facts, draft: Draft) -> bool:
    return d.breach_of(draft) is not None


def _in_community(facts: Facts, _: Draft) -> bool:
    return not facts.custody


def _managed(facts: Facts, _: Draft) -> bool:
    return facts.managed


def _has_plan(facts: Facts, _: Draft) -> bool:
    return not facts.standalone


def _visited(facts: Facts, draft: Draft) -> bool:
    return (facts.high or facts.child_concern) and not facts.custody and len(draft["home_visits"]) > 1


def _child_concern(facts: Facts, _: Draft) -> bool:
    return facts.child_concern


def _abuse(facts: Facts, _: Draft) -> bool:
    return facts.abuse


def _mappa(facts: Facts, _: Draft) -> bool:
    return facts.mappa_eligible


def _mappa_managed(facts: Facts, _: Draft) -> bool:
    return facts.mappa_managed


def _overseen(facts: Facts, _: Draft) -> bool:
    return facts.high or facts.child_concern


def _asked_again(facts: Facts, draft: Draft, agency: str) -> bool:
    moved = any(change.kind in ("new_relationship", "household_change") for change in facts.changes)
    return not facts.custody and not moved and facts.child_status == "none" and len(p.asked(draft, agency)) > 1


def _new_household(facts: Facts, _: Draft) -> bool:
    return facts.abuse_offence and any(change.kind in ("new_relationship", "household_change") for change in facts.changes)


def _long_enough(facts: Facts, days: int) -> bool:
    return facts.start + timedelta(days) <= facts.until


def _since(facts: Facts, day: date, days: int) -> bool:
    return day + timedelta(days) <= facts.until


def _first_review_scheduled(facts: Facts, _: Draft) -> bool:
    return not facts.custody and _long_enough(facts, 150) and not any("roh" in change.bears_on for change in facts.changes)


def _reviewed(facts: Facts, _: Draft) -> bool:
    return not facts.custody and bool(facts.reviews) and _long_enough(facts, 113)


def _shared(_: Facts, draft: Draft) -> bool:
    return bool(draft["risk_management_plans"]) and bool(draft["risk_management_plans"][0]["shared_with"])


def _level_shared(facts: Facts, draft: Draft) -> bool:
    return facts.high and any(worker["within_service"] for worker in draft["case"]["workers"])


def _victim_planned(facts: Facts, _: Draft) -> bool:
    return facts.managed and facts.identifiable_victim and "no_contact" not in facts.requirements


def _told(facts: Facts, draft: Draft) -> bool:
    change = d.raising_change(facts)
    return change is not None and any(entry["id"] == change.id and entry["needs_telling"] for entry in draft["significant_changes"])


def _near_end(facts: Facts, draft: Draft) -> bool:
    near = facts.expected_end - timedelta(85) <= facts.exported_on
    return near and not facts.standalone and not facts.custody and bool(draft["outcomes"].get("exit_plan"))


def _others_to_tell(facts: Facts, draft: Draft) -> bool:
    return facts.vulnerable and any(worker["role"] != "victim_liaison_officer" for worker in draft["case"]["workers"])


def _child_meetings(facts: Facts, draft: Draft) -> bool:
    return bool(draft["safeguarding"].get("conferences")) and _long_enough(facts, 90)


def _waits(draft: Draft) -> bool:
    return any(entry["kind"] == "domestic_abuse_programme" for entry in draft["interventions"])


def _work_goes_on(facts: Facts, draft: Draft) -> bool:
    sessions = draft["unpaid_work"].get("sessions", ())
    change = d.harm_change(facts)
    return bool(sessions) and change is not None and sessions[0]["date"] <= change.identified_on <= sessions[-1]["date"] - timedelta(14)


_HOW: dict[str, tuple[Test, Damage]] = {
    "level-never-recorded": (_any, a.level_never_recorded),
    "screening-missing": (_any, a.screening_missing),
    "screening-late": (_any, a.screening_late),
    "screening-children-unmarked": (_child_concern, a.children_not_marked),
    "screening-abuse-unmarked": (_abuse, a.abuse_not_marked),
    "analysis-missing": (_analysed, a.analysis_missing),
    "analysis-late": (_analysed, a.analysis_late),
    "analysis-nature-blank": (_analysed, a.nature_blank),
    "level-not-shared": (_level_shared, a.level_not_shared),
    "risk-plan-missing": (_managed, a.risk_plan_missing),
    "risk-plan-late": (_managed, a.risk_plan_late),
    "risk-plan-after-release": (lambda facts, _: facts.managed and facts.licence, a.risk_plan_after_release),
    "risk-plan-without-owners": (_managed, a.risk_plan_without_owners),
    "risk-plan-victim-unprotected": (_victim_planned, a.victim_not_protected),
    "risk-plan-not-shared": (_shared, a.risk_plan_not_shared),
    "risk-plan-factor-uncovered": (_managed, a.factor_not_covered),
    "risk-plan-actions-not-done": (_managed, a.risk_plan_actions_not_done),
    "plan-missing": (_has_plan, a.plan_missing),
    "plan-late": (_has_plan, a.plan_late),
    "plan-without-child-objective": (lambda facts, _: facts.child_concern and (not facts.standalone), a.no_child_objective),
    "plan-without-harm-objective": (lambda facts, _: facts.managed and (not facts.standalone), a.no_harm_objective),
    "plan-without-the-person": (_has_plan, a.person_not_involved),
    "plan-without-review-triggers": (_has_plan, a.no_review_triggers),
    "harm-reviews-missed": (_reviewed, d.harm_reviews_missed),
    "harm-review-late": (_first_review_scheduled, d.harm_review_late),
    "harm-reviews-pulled-through": (_reviewed, d.harm_reviews_pulled_through),
    "change-not-reviewed": (lambda facts, _: d.harm_change(facts) is not None, d.change_not_reviewed),
    "change-not-acted-on": (lambda facts, _: d.raising_change(facts) is not None, d.change_not_acted_on),
    "agencies-not-told-of-change": (_told, d.agencies_not_told),
    "risk-plan-reviews-missed": (
        lambda facts, draft: facts.managed and _reviewed(facts, draft) and (len(draft["risk_management_plans"]) == 1),
        a.risk_plan_reviews_missed,
    ),
    "plan-reviews-missed": (
        lambda facts, draft: not facts.standalone and _reviewed(facts, draft) and _long_enough(facts, 140),
        a.plan_reviews_missed,
    ),
    "home-visit-missing": (_visited, d.visits_missing),
    "home-visit-late": (lambda facts, draft: facts.high and _visited(facts, draft), d.first_visit_late),
    "home-visit-without-purpose": (_visited, d.visits_without_purpose),
    "home-visits-not-repeated": (lambda facts, draft: _visited(facts, draft) and _long_enough(facts, 140), d.visits_not_repeated),
    "childrens-services-never-asked": (
        lambda facts, _: facts.child_concern and facts.child_status == "none",
        p.childrens_services_never_asked,
    ),
    "childrens-services-asked-late": (_child_concern, p.childrens_services_asked_late),
    "childrens-services-not-chased": (_child_concern, p.childrens_services_not_chased),
    "childrens-services-asked-once": (
        lambda facts, draft: facts.child_concern and _asked_again(facts, draft, "childrens_services") and _long_enough(facts, 140),
        p.childrens_services_asked_once,
    ),
    "police-never-asked": (
        lambda facts, _: (
            facts.high_from is not None
            and not (facts.abuse or facts.child_concern or facts.prolific or facts.mappa_managed)
            and _since(facts, facts.high_from, 30)
        ),
        p.police_never_asked,
    ),
    "agency-news-not-acted-on": (lambda facts, draft: bool(p.other_news(facts, draft)), p.news_not_acted_on),
    "new-household-not-checked": (_new_household, p.new_household_not_checked),
    "child-flag-forgotten": (lambda facts, _: facts.child_concern and facts.child_status == "none", p.flag_forgotten),
    "children-not-asked-about": (lambda facts, _: facts.violent, p.children_not_asked_about),
    "abuse-unit-never-asked": (_abuse, p.abuse_unit_never_asked),
    "abuse-unit-asked-late": (_abuse, p.abuse_unit_asked_late),
    "abuse-unit-asked-once": (
        lambda facts, draft: facts.abuse_offence and _asked_again(facts, draft, "police_domestic_abuse") and _long_enough(facts, 140),
        p.abuse_unit_asked_once,
    ),
    "spousal-assessment-missing": (lambda facts, _: facts.abuse and facts.gender == "male", a.spousal_assessment_missing),
    "call-outs-unanswered": (lambda facts, _: facts.abuse and not facts.custody and _long_enough(facts, 113), p.call_outs_unanswered),
    "linked-address-left-out": (lambda facts, _: facts.abuse and not facts.custody and _long_enough(facts, 113), p.linked_address_left_out),
    "marac-not-referred": (lambda facts, _: facts.marac_from is not None and _since(facts, facts.marac_from, 14), p.marac_not_referred),
    "marac-not-followed-up": (
        lambda facts, _: facts.marac_from is not None and _since(facts, facts.marac_from, 60),
        p.marac_not_followed_up,
    ),
    "mappa-referral-wrong": (_mappa_managed, p.mappa_referral_wrong),
    "victim-not-offered-meeting": (lambda facts, _: facts.victim_contact and not facts.victim_in_contact, p.victim_not_offered_meeting),
    "victim-offered-late": (lambda facts, _: facts.victim_contact and not facts.victim_in_contact, p.victim_offered_late),
    "victim-not-told-of-release": (lambda facts, _: facts.victim_in_contact and facts.licence, p.victim_not_told_of_release),
    "victim-concern-unanswered": (lambda _, draft: bool(draft["victims"].get("concerns")), p.victim_concern_unanswered),
    "mappa-not-identified": (_mappa, p.mappa_not_identified),
    "mappa-not-notified": (_mappa, p.mappa_not_notified),
    "mappa-without-level": (_mappa, p.mappa_without_level),
    "mappa-minutes-missing": (_mappa_managed, p.mappa_minutes_missing),
    "mappa-referral-late": (lambda facts, _: facts.mappa_managed and not facts.custody, p.mappa_referral_late),
    "mappa-actions-not-planned": (_mappa_managed, p.mappa_actions_not_planned),
    "visor-record-missing": (lambda facts, _: facts.mappa_eligible and (facts.sexual or facts.mappa_managed), p.visor_missing),
    "not-countersigned": (_high, p.not_countersigned),
    "no-manager-in-child-planning": (_child_concern, p.no_manager_in_child_planning),
    "no-manager-afterwards": (_overseen, p.no_manager_afterwards),
    "manager-involvement-lapsed": (lambda facts, _: _overseen(facts, _) and _long_enough(facts, 80 + 113), p.manager_involvement_lapsed),
    "first-appointment-late": (_in_community, d.first_appointment_late),
    "officer-named-late": (
        lambda facts, _: facts.order and facts.officer_changed_on is None and _long_enough(facts, 20),
        d.officer_named_late,
    ),
    "contact-by-telephone": (
        lambda facts, _: not facts.custody and not facts.standalone and facts.tier > 1 and _long_enough(facts, 113),
        d.contact_by_telephone,
    ),
    "induction-missing": (_in_community, d.induction_missing),
    "induction-late": (_in_community, d.induction_late),
    "attendance-not-recorded": (lambda facts, _: not facts.standalone and not facts.custody, d.attendance_not_recorded),
    "absence-undecided": (_absent, d.absence_undecided),
    "absence-not-followed-up": (lambda _, draft: bool(d.quiet_absences(draft)), d.absence_not_followed_up),
    "failure-not-warned": (lambda _, draft: len(draft["enforcement"]) == 1, d.failure_not_warned),
    "warning-incomplete": (lambda _, draft: bool(draft["enforcement"]), d.warning_incomplete),
    "failure-unanswered": (lambda _, draft: len(draft["enforcement"]) == 1, d.failure_unanswered),
    "breach-not-started": (_breached, d.breach_not_started),
    "breach-late": (_breached, d.breach_late),
    "report-without-assessments": (_any, c.report_without_assessments),
    "report-silent-on-harm": (_any, c.report_silent_on_harm),
    "likelihood-missing": (_has_plan, c.likelihood_missing),
    "likelihood-late": (lambda facts, _: not facts.standalone and not facts.custody, c.likelihood_late),
    "likelihood-pulled-through": (_has_plan, c.likelihood_pulled_through),
    "skills-not-screened": (_any, c.skills_not_screened),
    "learning-need-left": (lambda _, draft: bool(draft["learning"].get("needs")), c.learning_need_left),
    "obstacles-not-assessed": (_any, own.obstacles_not_assessed),
    "obstacle-left-alone": (lambda _, draft: bool(draft["engagement"]["obstacles"]), own.obstacle_left_alone),
    "need-not-adapted": (lambda facts, _: facts.diverse, own.need_not_adapted),
    "vulnerability-not-planned-for": (lambda facts, _: facts.vulnerable, own.vulnerability_not_planned_for),
    "vulnerability-not-passed-on": (_others_to_tell, own.vulnerability_not_passed_on),
    "self-harm-not-acted-on": (lambda _, draft: bool(draft["person"].get("self_harm_risks")), own.self_harm_not_acted_on),
    "programme-not-begun": (lambda facts, _: "accredited_programme" in facts.requirements, w.programme_not_begun),
    "unpaid-work-behind": (lambda facts, _: "unpaid_work" in facts.requirements, w.hours_behind),
    "objective-without-work": (_has_plan, w.objective_without_work),
    "victim-never-spoken-of": (
        lambda facts, _: not facts.standalone and (facts.violent or facts.sexual or facts.offence == "harassment"),
        w.victim_never_spoken_of,
    ),
    "exit-plan-missing": (_near_end, w.no_exit_plan),
    "supervisor-not-in-touch": (lambda facts, _: not facts.order, inside.supervisor_silent),
    "officer-allocated-late": (lambda facts, _: facts.licence, inside.officer_late),
    "plans-not-shared-before-release": (lambda facts, _: facts.licence, inside.plans_not_talked_over),
    "no-contact-condition-late": (lambda facts, _: "no_contact" in facts.requirements, inside.condition_late),
    "restrictions-unwatched": (
        lambda facts, _: "curfew" in facts.requirements or "no_contact" in facts.requirements,
        inside.restrictions_unwatched,
    ),
    "monitoring-provider-not-asked": (lambda facts, _: "curfew" in facts.requirements, inside.provider_silent),
    "unpaid-work-without-induction": (lambda facts, _: "unpaid_work" in facts.requirements, inside.work_without_induction),
    "unpaid-work-too-little-offered": (lambda facts, _: facts.standalone, inside.sessions_thin),
    "work-before-screening": (lambda facts, _: facts.standalone, inside.work_before_screening),
    "work-beside-abuse-unchecked": (lambda facts, _: facts.standalone and facts.abuse, inside.work_beside_abuse_unchecked),
    "work-staff-not-told": (_work_goes_on, inside.work_staff_not_told),
    "custody-analysis-missing": (lambda facts, _: facts.licence and facts.analysed, inside.custody_analysis_missing),
    "released-without-home": (lambda facts, _: facts.licence, inside.released_without_home),
    "report-never-made": (lambda facts, _: facts.order, c.report_never_made),
    "children-asked-after-report": (lambda facts, _: facts.order and facts.abuse, c.children_asked_after_report),
    "report-without-screening": (lambda _, draft: draft["court_report"]["kind"] != "oral", c.report_without_screening),
    "report-silent-on-self-harm": (lambda _, draft: bool(draft["person"].get("self_harm_risks")), c.report_silent_on_self_harm),
    "proposal-without-control": (lambda facts, _: facts.high and facts.order, c.proposal_without_control),
    "child-meetings-missed": (_child_meetings, p.child_meetings_missed),
    "child-decisions-lost": (_child_meetings, p.child_decisions_lost),
    "mappa-actions-undone": (lambda facts, _: facts.mappa_managed and _long_enough(facts, 90), p.mappa_actions_undone),
    "countersigned-with-gaps": (_high, p.signed_with_gaps),
    "disability-not-provided-for": (lambda _, draft: own.disability(draft), own.need_not_adapted),
    "abuse-programme-wait-idle": (lambda facts, draft: facts.abuse_offence and _waits(draft), w.abuse_programme_wait_idle),
    "multi-agency-work-not-planned": (lambda facts, _: facts.mappa_managed and not facts.standalone, a.multi_agency_left_out),
    "plans-not-tied": (lambda facts, _: facts.managed and not facts.standalone, a.action_not_tied),
    "change-seen-late": (lambda facts, _: d.seen_late(facts) is not None, d.change_seen_late),
    "high-risk-home-never-seen": (lambda facts, draft: facts.high and _visited(facts, draft), d.visits_missing),
    "childs-home-never-seen": (lambda facts, draft: facts.child_concern and _visited(facts, draft), d.visits_missing),
    "no-strategy-for-continuing-risk": (lambda facts, draft: facts.managed and facts.ended and _near_end(facts, draft), w.no_exit_plan),
}


def _load() -> tuple[Defect, ...]:
    entries = yaml.safe_load(files("caselint.demo").joinpath("defects.yaml").read_text(encoding="utf-8"))
    defects = []
    for entry in entries:
        applies, spoil = _HOW[entry["name"]]
        hides = tuple(entry.get("hides", ()))
        kept = (entry["name"], entry["subject"], entry["rate"], tuple(entry["codes"]), entry["says"])
        defects.append(Defect(*kept, applies, spoil, hides))
    return tuple(defects)


DEFECTS = _load()


def damage(facts: Facts, draft: Draft, dice: Dice, scale: float = 1.0) -> tuple[str, ...]:
    """Put defects into a well-run case, and say which, by name, in the order of the table.

    One number is drawn for each subject, and the defects of it share the span from 0 to 1: so each strikes as often as its rate says.
    """
    drawn: dict[str, float] = {}
    chosen: list[Defect] = []
    for defect in DEFECTS:
        if defect.subject not in drawn:
            drawn[defect.subject] = dice.share()
        if defect.applies(facts, draft):
            share = min(defect.rate * scale, 1.0)
            if 0 <= drawn[defect.subject] < share:
                chosen.append(defect)
            drawn[defect.subject] -= share
    hidden = {name for defect in chosen for name in defect.hides}
    found = [defect for defect in chosen if defect.hides == ("*",) or ("*" not in hidden and defect.name not in hidden)]
    for defect in found:
        defect.damage(facts, draft, dice)
    return tuple(defect.name for defect in found)
