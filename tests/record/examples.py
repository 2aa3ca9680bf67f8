"""Records for the tests of this folder: plain JSON values, to be changed and written as a test likes."""

import json
from typing import Any

from caselint.record.splitting import Raw


def small(case_id: str = "X100", **sections: Any) -> dict[str, Any]:
    """A record of one section, and of those that are given."""
    case = {
        "id": case_id,
        "exported_on": "2010-09-30",
        "order_type": "licence",
        "starts": [{"event": "release", "date": "2010-03-01"}],
    }
    return {"case": case, **sections}


def typical(case_id: str = "X200") -> dict[str, Any]:
    """About as long as the record of a case after seven months: some 13 KB of compact JSON, most of it contacts."""
    words = "Talked about the week, the appointments kept and missed, and what would make next week easier."
    days = [f"2010-{3 + number // 8:02d}-{1 + number % 8 * 3:02d}" for number in range(48)]
    document = {"status": "completed", "author_id": "officer-4", "sources": ["interview", "previous_offences", "police"]}
    return {
        **small(case_id),
        "person": {
            "gender": "male",
            "date_of_birth": "1981-06-11",
            "languages": [{"language": "English", "interpreter": "none", "started_on": "2010-03-01"}],
            "addresses": [
                {"id": "a1", "relation": "own", "started_on": "2009-01-01", "ended_on": "2010-03-01"},
                {"id": "a2", "relation": "own", "kind": "family", "status": "settled", "started_on": "2010-03-01"},
            ],
            "warning_markers": [{"kind": "risk_to_staff", "started_on": "2010-03-03", "ended_on": "2010-06-01"}],
        },
        "offence": {"kind": "violence", "date": "2009-08-14", "violent": True, "domestic_abuse": False},
        "sentence": {"kind": "custody", "date": "2009-10-02", "custodial_months": 12, "purposes": ["punish", "help"]},
        "requirements": [
            {"id": f"r{number}", "kind": "supervision", "source": "licence", "status": "in_progress", "started_on": "2010-03-01"}
            for number in range(4)
        ],
        "rosh": {
            "screenings": [{"id": "d1", "date": "2010-03-05", "full_analysis_indicated": True, **document}],
            "analyses": [{"id": "d2", "date": "2010-03-09", "stage": "start_community", **document}],
            "levels": [{"date": "2010-03-09", "level": "high", "reason": words}, {"date": "2010-07-01", "level": "medium"}],
        },
        "risk_management_plans": [
            {
                "id": "d3",
                "date": "2010-03-10",
                **document,
                "actions": [{"what": words, "owner": "police", "due_on": "2010-04-01", "done_on": "2010-03-30"} for _ in range(6)],
            }
        ],
        "reviews": [{"of": "roh", "date": "2010-07-01", "due_on": "2010-07-02", "reason": "scheduled", "participants": ["person"]}],
        "contacts": [
            {
                "id": f"c{number}",
                "date": day,
                "recorded_on": day,
                "kind": "office",
                "participants": ["person"],
                "planned": True,
                "enforceable": True,
                "purposes": ["supervision", "risk_work"],
                "outcome": "attended",
            }
            for number, day in enumerate(days)
        ],
        "home_visits": [{"date": "2010-03-12", "made": True, "purposes": ["risk"], "outcome": words}],
        "oversight": [],
    }


def written(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def raw(value: Any, line: int = 1, column: int = 1) -> Raw:
    """A record as the splitter would give it; bytes are taken as they are."""
    return Raw("cases.json", line, column, value if isinstance(value, bytes) else written(value))
