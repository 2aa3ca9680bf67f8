"""The part of SARIF 2.1.0 that caselint writes, as a closed JSON Schema: names, types and levels as the standard has them.

It stands in where no copy of the standard's own schema is at hand; `CASELINT_SARIF_SCHEMA=FILE` names one.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
PLACE: Schema = {"type": "integer", "minimum": 1}
LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}
BAG: Schema = {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True, "items": {"type": "string"}}}}
URI: Schema = {"type": "string", "pattern": r"^(file:///)?[A-Za-z0-9._~%/-]*(:[A-Za-z0-9._~%/-]*)*$"}


def closed(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


def many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


MESSAGE = closed("text", text=TEXT, markdown=TEXT)
LOCATION = closed(
    "physicalLocation",
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed("uri", uri=URI),
        region=closed("startLine", startLine=PLACE, startColumn=PLACE),
    ),
    logicalLocations=many(closed("", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)),
)
DESCRIPTOR = closed(
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed("level", level=LEVEL),
    properties=BAG,
)
REFERENCE = closed("id index", id=TEXT, index=COUNT)
NOTIFICATION = closed(
    "message descriptor level",
    descriptor=REFERENCE,
    level=LEVEL,
    message=MESSAGE,
    associatedRule=REFERENCE,
    locations=many(LOCATION),
    properties=BAG,
)
RESULT = closed(
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=TEXT,
    ruleIndex=COUNT,
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties=BAG,
)
INVOCATION = closed(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolConfigurationNotifications=many(NOTIFICATION),
    toolExecutionNotifications=many(NOTIFICATION),
)
DRIVER = closed("name", name=TEXT, version=TEXT, fullName=TEXT, rules=many(DESCRIPTOR), notifications=many(DESCRIPTOR))
RUN = closed(
    "tool invocations results",
    tool=closed("driver", driver=DRIVER),
    automationDetails=closed("", id=TEXT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    properties=BAG,
    invocations=many(INVOCATION),
    results=many(RESULT),
)
LOG = closed("version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=many(RUN))
