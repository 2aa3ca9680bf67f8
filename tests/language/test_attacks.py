"""There is nothing to escape to: what is not a field, a name of the pack or a function of the language is an error."""

import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselint.language.errors import ExpressionError
from caselint.language.expression import STRANGE, compile_expression
from caselint.language.functions import NotExported
from caselint.language.templates import compile_template
from tests.language.support import NAMESPACE, conforms, definitions, facts_of
from tests.language.writing import DEFINITIONS
from tests.small_pack import record

NAMES = definitions(**DEFINITIONS)
FACTS = facts_of(record(), NAMES)
ATTACKS = r"""
__import__('os').system('true')
__builtins__
__builtins__['eval']('1')
eval('1')
exec('1')
open('/etc/passwd')
print(1)
getattr(case, '__class__')
type(case)
vars(case)
globals()
case.__class__
case.__class__.__bases__
case.__dict__
case.__init__.__globals__
case.model_dump()
case.model_dump
case.model_fields
case.model_construct()
case.model_config
case.copy()
case.starts.count(1)
case.starts.__class__
case.starts[0]
case.starts[:]
().__class__.__bases__[0].__subclasses__()
''.__class__
''.join(['a'])
'{0.__class__}'.format(case)
'%s' % case
f'{case}'
"a" "b".upper()
(1).bit_length()
as_of.replace(1)
as_of.year
as_of.__reduce__()
settings.__class__
settings.__dict__
settings['limit']
settings.limit.unit
settings.limit._replace(number=3)
facts
facts.case
v_case
v_x
_any
_any([True])
_not_exported('x')
_Period(1, 'days')
_ranks
_ranks['low']
t_1
any
any.__self__
any.__self__.eval('1')
count.__globals__
current_start.__class__
level_at.__closure__
level_at.__wrapped__
lambda: 1
(lambda: 1)()
(lambda x: x)(1)
[x for x in home_visits]
{x for x in home_visits}
{x: x for x in home_visits}
{}
{'a': 1}
{1, 2}
(x for x in home_visits)
(x for x in home_visits).gi_frame
(x for x in home_visits).gi_frame.f_back.f_globals
list(x.gi_frame for x in home_visits)
any(x.gi_frame for x in (y for y in home_visits))
any(x for x in (y for y in home_visits))
any((yield) for x in home_visits)
(yield)
(yield from home_visits)
await case
(await case)
any(x async for x in home_visits)
(x := 1)
any(x := True for y in home_visits)
any(True for (x, y) in home_visits)
any(True for x.date in home_visits)
any(True for x[0] in home_visits)
any(True for *x in home_visits)
any(x.made for x in home_visits) and x.made
any(any(x.made for x in home_visits) for x in home_visits)
any(True for x in x)
any(True for v_x in home_visits for facts in home_visits) and facts
count(*home_visits)
count(**case)
count(x=home_visits)
[*home_visits]
(*home_visits,)
case.id @ case.id
2 ** 99999999
2 << 999999
1 // 0
1 % 0
~1
+1
1 | 2
'a' * 999999999
[1] * 999999999
'a' + 'b'
not 1
1 and 2
1 if 'a' else 2
as_of if as_of else as_of
...
1j
b'a'
u''
None.x
True.x
case; case
case = 1
case.id = 1
del case
import os
raise case
pass
"\x5f"
'\''
case.\
id
case.id # comment
'''a'''.x
0777
1_0_0
0b11.x
1if True else 2
1is 1
(1)(2)
1(2)
"a"(1)
(1, 2)(3)
home_visits()
case()
as_of()
settings()
settings.limit()
level_at()
level_at(as_of)(as_of)
level_at(day=as_of)
current_start()
first(level_at for x in home_visits)
coalesce(any, all)
any(settings for x in home_visits)
case.end.date
home_visits.append
as_of.today()
days.__call__
days(days(1))
days(settings.minimum)
days(-1)
weeks(1e3)
windows(as_of, as_of, 3)
"""


@pytest.mark.parametrize("text", [line for line in ATTACKS.splitlines() if line])
def test_an_attack(text: str) -> None:
    """Refused, or harmless: then it gives plain data of its type."""
    harmless = {"u''", "1_0_0", "'''a'''"}
    if text in harmless:
        assert conforms(compile_expression(text, NAMES).bind(NAMESPACE)(FACTS), compile_expression(text, NAMES).type)
        return
    with pytest.raises(ExpressionError) as error:
        compile_expression(text, NAMES)
    assert error.value.faults
    if "{" not in text:
        with pytest.raises(ExpressionError):
            compile_template(f"{{{text}}}", NAMES, {})


def test_line_ends_and_control_characters() -> None:
    for character in "\x00\x01\x0b\x0c\x1b\x1c\x7f\x85\xa0\u2028\u3000\ufeff\U0001d42d":
        text = f"case.id{character}"
        if STRANGE.search(text):
            with pytest.raises(ExpressionError):
                compile_expression(text, NAMES)
        else:
            assert character.isspace()
    with pytest.raises(ExpressionError):
        compile_expression("case.\U0001d422\U0001d41d", NAMES)  # Python itself would read this as `id`


ALLOWED = re.compile(r"facts|v_\w+|t_\d+|_[A-Za-z_]+")


def test_the_code_reaches_only_the_namespace() -> None:
    """Every name in compiled code is a variable of its own or one of the functions that it is given."""
    for text in ("any(v.made for v in home_visits)", "level_at(as_of + days(3)) == 'high'", "first(rosh.levels)", "list(case.starts)"):
        pending = [compile_expression(text, NAMES).code]
        while pending:
            code = pending.pop()
            fields = {"made", "starts", "levels", "as_of", "case", "rosh", "home_visits"}
            assert all(name in NAMESPACE or ALLOWED.fullmatch(name) or name in fields for name in code.co_names), code.co_names
            pending += [part for part in code.co_consts if hasattr(part, "co_names")]
    assert NAMESPACE["__builtins__"] == {}


def nothing_but_errors(text: str) -> None:
    try:
        found = compile_expression(text, NAMES)
    except ExpressionError as error:
        assert all(0 <= fault.offset <= len(text) and fault.message for fault in error.faults), text
        return
    try:
        given = found.bind(NAMESPACE)(FACTS)
    except NotExported:
        return
    assert conforms(given, found.type), (text, given)


@settings(max_examples=400)
@given(st.text(max_size=60))
@example("(" * 200)
@example("0" * 300)
@example("\ud800")
@example("'\ud800'")
def test_random_text_is_an_error_or_a_value(text: str) -> None:
    nothing_but_errors(text)
    try:
        compile_template(text, NAMES, {})
    except ExpressionError as error:
        assert all(0 <= fault.offset <= len(text) for fault in error.faults)


WORDS = [
    "any",
    "all",
    "count",
    "first",
    "last",
    "earliest",
    "latest",
    "list",
    "unique",
    "in_force",
    "coalesce",
    "days",
    "weeks",
    "months",
    "working_days",
    "days_between",
    "longest_gap",
    "intervals",
    "windows",
    "settings",
    "as_of",
    "case",
    "rosh",
    "home_visits",
    "person",
    "offence",
    "sentence",
    "rosh.levels",
    "case.starts",
    "case.end",
    "case.end.date",
    "v",
    "v.date",
    "v.made",
    "v.level",
    "settings.limit",
    "settings.share",
    "level_at",
    "newest",
    "plans",
    "high_levels",
    "unsure",
    "levels",
    "current_start",
    "True",
    "False",
    "None",
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "for",
    "lambda",
    "yield",
    "await",
    "async",
    "import",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    ":",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "@",
    ":=",
    ";",
    "0",
    "1",
    "2.5",
    "1e9",
    '"high"',
    "'low'",
    '""',
    "f''",
    "b''",
    "...",
    "for",
    "v",
    "in",
    "home_visits",
    "for",
    "v",
    "in",
    "rosh.levels",
    "not",
    "in",
    "is",
    "not",
    "is",
    "None",
    "is",
    "not",
    "None",
    "__class__",
    "_any",
]


@settings(max_examples=1200)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_random_words_are_an_error_or_a_value(words: list[str]) -> None:
    nothing_but_errors(" ".join(words))


@settings(max_examples=300)
@given(st.text(alphabet=string.ascii_letters + string.digits + string.punctuation + " ", max_size=40))
def test_random_characters_are_an_error_or_a_value(text: str) -> None:
    nothing_but_errors(text)
    nothing_but_errors(f"any({text} for x in home_visits)")


def test_python_itself_never_warns() -> None:
    """What Python's compiler warns of (an escape, a number run into a word) is refused, with warnings on or off."""
    for text in ("1if True else 2", "1 is 1", "'a' is None", "0in (1,)", '("a")("b")'):
        with pytest.raises(ExpressionError):
            compile_expression(text, NAMES)
