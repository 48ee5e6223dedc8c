"""Kinds of words that a pattern can ask for: dates, numbers, amounts of money, names."""

from __future__ import annotations

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|wed|thurs|thu|fri)"
)
_COUNT = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety)"
_SPAN = r"(?:day|week|month|quarter|year|hour)"
_NO_NAME = (
    "We|You|They|It|This|That|These|Those|There|Here|What|Who|How|When|Where|Why|Someone|Somebody|Nobody|"
    "Everyone|Everybody|Anyone|Anybody|One|No|Not|And|But|So|If|As|At|To|In|On|For|The|Our|Your|Their|My|All"
)
"""Words that begin a sentence and name nobody."""

CLASSES = {
    "date": rf"(?:{_WEEKDAY}|tomorrow|today|tonight|eod|eow|noon|"
    rf"(?:the )?end of (?:the |this |next )?(?:day|{_SPAN}|business|{_MONTH})|"
    rf"(?:next|this|coming) (?:week|month|quarter|{_WEEKDAY})|"
    rf"(?:in|within) {_COUNT} (?:business |working )?{_SPAN}s?|"
    rf"{_COUNT} (?:business |working )?{_SPAN}s (?:from now|before|ahead)|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|"
    rf"(?:in|by|until|before|for|from|mid|early|late|this|next) {_MONTH}|the \d{{1,2}}(?:st|nd|rd|th)|q[1-4]|week \d{{1,2}})",
    "number": r"(?:\d[\d.,]*\s?(?:%|percent|k|m|x)?|half|a third|a quarter|two thirds|double|twice|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand)",
    "money": r"(?:[$€£]\s?\d[\d.,]*\s?(?:[km]|million|thousand)?|(?:usd|eur|gbp|chf)\s?\d[\d.,]*\s?[km]?|"
    r"\d[\d.,]*\s?[km]?\s?(?:usd|eur|gbp|chf|dollars|euros|euro|pounds|francs|€|\$|£))",
    "name": rf"(?-i:(?!(?:{_NO_NAME})\b)\p{{Lu}}[\p{{L}}'-]+)",
}
"""By name, as regular expressions of the ``regex`` library, matched without regard to case."""
