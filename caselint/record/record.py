"""The record: one case, as exported."""

from typing import Any

from pydantic import ConfigDict, Field

from caselint.record.base import Entry
from caselint.record.sections.case import Case
from caselint.record.sections.contacts import Contact, HomeVisit
from caselint.record.sections.court_report import CourtReport
from caselint.record.sections.custody import ApprovedPremises, Custody, Transfer
from caselint.record.sections.enforcement import Enforcement
from caselint.record.sections.engagement import Engagement
from caselint.record.sections.enquiries import Disclosure, Enquiry
from caselint.record.sections.interventions import Intervention
from caselint.record.sections.learning import Learning
from caselint.record.sections.outcomes import Answer, Document, Outcome
from caselint.record.sections.oversight import Oversight
from caselint.record.sections.person import Person
from caselint.record.sections.public_protection import Mappa, Marac
from caselint.record.sections.reoffending import Reoffending
from caselint.record.sections.reviews import Review, SignificantChange
from caselint.record.sections.rosh import RiskManagementPlan, Rosh
from caselint.record.sections.safeguarding import Safeguarding
from caselint.record.sections.sentence import Offence, Requirement, Sentence
from caselint.record.sections.sentence_plan import SentencePlan
from caselint.record.sections.unpaid_work import UnpaidWork
from caselint.record.sections.victims import Victim, VictimContact


class Record(Entry):
    """One person under one sentence, as the case management and assessment systems hold it on the day of the export.

    A section that is `None` was not exported. An empty list says that nothing was recorded.
    """

    # An unknown section may be news from a newer exporter: the reader reports it once per run, and the case is still audited.
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Any]

    case: Case = Field(description="What the case is, when it began and ended, and who holds it.")
    person: Person | None = Field(default=None, description="Who the person is, what has to be allowed for, and what threatens them.")
    offence: Offence | None = Field(default=None, description="The offence of this sentence and what went before it.")
    sentence: Sentence | None = Field(default=None, description="What the court ordered.")
    requirements: tuple[Requirement, ...] | None = Field(
        default=None, description="The requirements of the order or the conditions of the licence, one entry each."
    )
    court_report: CourtReport | None = Field(default=None, description="The report to court on the offence of this sentence.")
    rosh: Rosh | None = Field(
        default=None, description="Risk of serious harm: screenings, full analyses, levels, specialist tools, and who was told."
    )
    reoffending: Reoffending | None = Field(default=None, description="Likelihood of reoffending assessments.")
    risk_management_plans: tuple[RiskManagementPlan, ...] | None = Field(
        default=None, description="Plans to manage the risk of harm, one entry for each version (each entry is a Document)."
    )
    sentence_plans: tuple[SentencePlan, ...] | None = Field(
        default=None, description="Sentence plans, one entry for each version (each entry is a Document)."
    )
    reviews: tuple[Review, ...] | None = Field(default=None, description="Reviews of assessments and plans.")
    significant_changes: tuple[SignificantChange, ...] | None = Field(
        default=None, description="Events and news that bear on risk, reoffending or compliance."
    )
    contacts: tuple[Contact, ...] | None = Field(default=None, description="Every contact and entry, with the person or between workers.")
    home_visits: tuple[HomeVisit, ...] | None = Field(default=None, description="Home visits, and decisions that none is needed.")
    enquiries: tuple[Enquiry, ...] | None = Field(default=None, description="Checks with other agencies.")
    disclosures: tuple[Disclosure, ...] | None = Field(
        default=None, description="Risk information given to, or held back from, people outside the statutory agencies."
    )
    safeguarding: Safeguarding | None = Field(default=None, description="The safety of children.")
    mappa: Mappa | None = Field(default=None, description="Multi-agency public protection arrangements.")
    marac: Marac | None = Field(default=None, description="Multi-agency risk assessment conference.")
    oversight: tuple[Oversight, ...] | None = Field(
        default=None, description="What managers and colleagues looked at, agreed, sent back or advised."
    )
    enforcement: tuple[Enforcement, ...] | None = Field(default=None, description="Warnings, breach, recall and decisions not to enforce.")
    interventions: tuple[Intervention, ...] | None = Field(
        default=None, description="Programmes, treatment, services and other work with the person."
    )
    unpaid_work: UnpaidWork | None = Field(default=None, description="Unpaid work: assessment, placements, sessions.")
    approved_premises: ApprovedPremises | None = Field(default=None, description="Referrals to approved premises and stays there.")
    custody: Custody | None = Field(default=None, description="Time in custody under this sentence, and release.")
    transfers: tuple[Transfer, ...] | None = Field(default=None, description="Moves of the case between areas or organisations.")
    victims: Victim | None = Field(default=None, description="Actual and possible victims, and their safety; no names, no addresses.")
    victim_contact: VictimContact | None = Field(
        default=None, description="Statutory victim contact, support of partners, restorative justice."
    )
    engagement: Engagement | None = Field(
        default=None, description="Induction, needs, obstacles, motivation and what would help the person take part."
    )
    learning: Learning | None = Field(default=None, description="Education, training and employment.")
    outcomes: Outcome | None = Field(default=None, description="What came of it.")
    documents: tuple[Document, ...] | None = Field(default=None, description="What is on file and since when.")
    answers: tuple[Answer, ...] | None = Field(default=None, description="Assessors' answers; one wins over the rule wherever both speak.")
