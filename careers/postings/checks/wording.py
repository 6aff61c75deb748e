"""English words that make some readers feel excluded, and long-winded ones, with alternatives."""

import re

# Whole words, or beginnings of words with a hyphen at the end, and what to write instead.
GENDER = {
    "aggressive-": "determined, or name the goal",
    "alpha male": "leading",
    "anchorman": "host",
    "assertive-": "clear, or say what they will decide",
    "bossy": "decisive",
    "brotherhood": "team",
    "businessman": "business person",
    "businessmen": "business people",
    "cameraman": "camera operator",
    "chairman": "chair",
    "chairmen": "chairs",
    "congressman": "member of Congress",
    "craftsman-": "skilled worker, skill",
    "craftsmen": "skilled workers",
    "crush it": "do it well, or name the goal",
    "crushing-": "reaching, solving",
    "cutthroat": "say what makes it hard",
    "deliveryman": "driver, courier",
    "dominan-": "leading",
    "dominat-": "lead",
    "fearless-": "confident",
    "fireman": "firefighter",
    "foreman": "supervisor",
    "foremen": "supervisors",
    "freshman": "first-year student",
    "freshmen": "first-year students",
    "gentlem-": "people",
    "girl-": "people",
    "guru-": "expert",
    "guys": "everybody, team",
    "hacker": "engineer, or name the skill",
    "handyman": "caretaker, or name the work",
    "he or she": "they, you",
    "he/she": "they, you",
    "himself or herself": "themselves, yourself",
    "his or her": "their, your",
    "his/her": "their, your",
    "hostess-": "host",
    "housekeep-": "cleaning, or name the work",
    "housewife": "say which experience matters",
    "killer instinct": "say what they should notice",
    "killer": "excellent, or say what makes it so",
    "ladies": "people",
    "layman": "someone from outside the field",
    "mailman": "mail carrier",
    "maiden name": "former name",
    "man the": "staff the, run the",
    "man-hour-": "working hours",
    "manned": "staffed",
    "manpower": "staff, people",
    "middleman": "intermediary",
    "ninja-": "specialist",
    "nurturing": "supportive, or say who gets help with what",
    "one-man": "one-person",
    "policeman": "police officer",
    "repairman": "technician",
    "rock star-": "specialist",
    "rockstar-": "specialist",
    "ruthless-": "consistent",
    "salesgirl-": "salesperson",
    "salesman-": "salesperson, sales",
    "salesmen": "sales people",
    "saleswom-": "salesperson, sales",
    "sassy": "direct",
    "seductive": "attractive",
    "spokesman": "spokesperson",
    "stewardess-": "cabin attendant",
    "strong man": "say what they will lift",
    "superhero-": "specialist",
    "tradesm-": "skilled worker, or name the trade",
    "tribe": "team",
    "unmanned": "without a crew, automatic",
    "unstoppable": "persistent",
    "waitress-": "waiting staff",
    "warrior-": "specialist",
    "wizard-": "expert",
    "workman-": "quality of work, worker",
    "workmen": "workers",
}
AGE = {
    "bright young": "say what they should know by now",
    "digital native-": "say which tools they should know",
    "energetic young": "say what the work requires",
    "fresh graduate-": "people new to the field",
    "high-energy": "say how much happens in a day",
    "mature person": "say which experience matters",
    "no older than": "say which experience matters",
    "overqualified": "say what the job offers, and let people decide",
    "recent graduate-": "people new to the field",
    "young and dynamic": "describe the team without age",
    "young at heart": "say what the work requires",
    "young company": "say when it was founded",
    "young, dynamic": "describe the team without age",
    "young professional-": "people early in their careers",
    "young team": "describe the team without age",
    "youthful-": "say what the work requires",
}
BODY_AND_MIND = {
    "able-bodied": "list the tasks",
    "blind spot-": "gap, oversight",
    "crazy": "unusual, or say how much",
    "handicapped": "disabled, with a disability",
    "insane-": "very, or say how much",
    "lame": "weak, unfinished",
    "normal person": "somebody",
    "perfect health": "list the tasks",
    "physically fit": "list the tasks",
    "sanity check-": "quick check",
    "schizophrenic": "contradictory",
    "tone-deaf": "inconsiderate",
    "wheelchair-bound": "using a wheelchair",
}
ORIGIN = {
    "mother tongue": "first language, or name the level needed",
    "blacklist-": "block list",
    "clean-shaven": "say what hygiene or safety requires",
    "cultural fit": "name the team’s values",
    "culture fit": "name the team’s values",
    "exotic": "unusual, from elsewhere",
    "grandfathered": "exempt, unaffected",
    "low-hanging fruit": "quick win",
    "master/slave": "primary and replica",
    "native english": "fluent English, or name the level needed",
    "native speaker-": "fluent, or name the level needed",
    "no accent": "clear speech, and only if the work needs it",
    "open the kimono": "share everything",
    "powwow-": "meeting",
    "slave-": "replica, secondary",
    "spirit animal": "favorite",
    "third world": "name the country or region",
    "whitelist-": "allow list",
}
LIFE = {
    "no strings attached": "unconditional",
    "play hard": "say what the team does together, if it matters",
    "thick skin": "say what is hard about the work and what helps",
    "thick-skinned": "say what is hard about the work and what helps",
    "wears many hats": "list the tasks",
    "we are a family": "say how people treat each other",
    "we’re a family": "say how people treat each other",
    "work hard, play hard": "say what the work and the hours are like",
}
CODED = GENDER | AGE | BODY_AND_MIND | ORIGIN | LIFE
# Words that say no more than a shorter one, in the same form.
LONG_WINDED = {
    "a large number of": "many",
    "accomplish-": "do, reach",
    "actioned": "done",
    "actionable": "useful, or say what to do with it",
    "ascertain-": "find out",
    "at this point in time": "now",
    "best-of-breed": "good, or say what makes it so",
    "bleeding-edge": "new",
    "cognizant of": "aware of, knowing",
    "commence-": "begin",
    "competenc-": "skill",
    "conceptualiz-": "plan, think out",
    "cross-functional synerg-": "working together",
    "cutting-edge": "new, or name it",
    "deep dive-": "close look",
    "disseminat-": "pass on",
    "due to the fact that": "because",
    "effectuate-": "bring about",
    "endeavor-": "try",
    "expedit-": "speed up",
    "facilitat-": "help, make easier",
    "fast-paced": "say what changes and how often",
    "functionalit-": "function, what it does",
    "holistic-": "whole, or say what it includes",
    "ideat-": "consider",
    "impactful": "useful, or say what it changes",
    "implementation of solutions": "solving, building",
    "in a timely manner": "on time, soon",
    "in order to": "to",
    "in the event that": "if",
    "incentiviz-": "encourage, reward",
    "interfac- with": "work with, talk to",
    "it is imperative that": "must",
    "leverag-": "use",
    "methodolog-": "method",
    "mission-critical": "essential, or say what depends on it",
    "necessitat-": "need",
    "on a daily basis": "every day",
    "on a regular basis": "often, or say how often",
    "operationaliz-": "put into practice",
    "optimiz- outcomes": "get better results",
    "paradigm-": "model, way",
    "prior to": "before",
    "prioritization": "order, what comes first",
    "proactive-": "say what they should do on their own",
    "requisite": "needed",
    "results-driven": "name the results",
    "results-oriented": "name the results",
    "robust solution-": "solution that lasts",
    "self-starter-": "someone who takes initiative",
    "solutioning": "solving",
    "strategiz-": "plan",
    "subject matter expert-": "expert",
    "subsequent to": "after",
    "sufficient number of": "enough",
    "synerg-": "working together",
    "terminat- the contract": "end the contract",
    "thought leader-": "expert",
    "to the extent that": "as far as",
    "utiliz-": "use",
    "utilis-": "use",
    "value-add-": "use, benefit",
    "with a view to": "to",
    "with regard to": "about",
    "with respect to": "about",
    "world-class": "good, or say what makes it so",
}


def _pattern(word: str) -> str:
    # A hyphen at the end stands for any ending; inside a word it is a hyphen.
    parts = [re.escape(part.removesuffix("-")) + (r"\w*" if part.endswith("-") else "") for part in word.split(" ")]
    return r"\s+".join(parts)


class _Words:
    """A table of words that finds all of them in one pass."""

    def __init__(self, table: dict[str, str]) -> None:
        # The longest first, so that a word doesn't hide a longer expression that contains it.
        ordered = sorted(table, key=len, reverse=True)
        self._advice = [table[word] for word in ordered]
        # Words that begin with other letters are skipped before the alternatives are tried.
        firsts = {word[0]: "".join(sorted({other[1] for other in ordered if other[0] == word[0]})) for word in ordered}
        begins = "|".join(f"{first}[{seconds}]" for first, seconds in sorted(firsts.items()))
        groups = "|".join(f"({_pattern(word)})" for word in ordered)
        self._any = re.compile(rf"\b(?={begins})(?:{groups})\b", re.IGNORECASE)

    def found_in(self, text: str) -> dict[str, str]:
        """Return each word as written in the text, once, with its alternative."""
        found: dict[str, str] = {}
        for match in self._any.finditer(text):
            found.setdefault(" ".join(match[0].lower().split()), self._advice[(match.lastindex or 1) - 1])
        return found


_CODED, _LONG_WINDED = _Words(CODED), _Words(LONG_WINDED)


def coded_words(text: str) -> dict[str, str]:
    """Return the words of ``CODED`` in a text, once each, with their alternatives."""
    return _CODED.found_in(text)


def long_winded(text: str) -> dict[str, str]:
    """Return the words of ``LONG_WINDED`` in a text, once each, with their alternatives."""
    return _LONG_WINDED.found_in(text)
