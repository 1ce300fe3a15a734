"""Words that wait to be passed on until somebody has said whose they are, and whether they can go at all.

Nobody reads on a number in doubt what was meant for another: such words are read by a coordinator.
"""

import re

from conversations import sentences as say
from conversations.names import first_name
from conversations.whom_for import Addressed, Meant, Settled
from handlers.deciding.draft import Draft
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.passing_on import passed_on, relay
from language.folding import plain
from records import effects as fx
from records.cases import Person
from records.kinds import RecordKind, Standing

_NOT = frozenset(["no", "not", "nope", "nah", "never", "dont", "nobody", "none", "neither", "ni", "nadie"])


def reachable(draft: Draft, to: Person) -> bool:
    """Whether words can go to them now."""
    if to.standing is not Standing.ACTIVE or to.address is None:
        return False
    return not in_doubt(to, to.address, draft.now)


def pass_words_on(draft: Draft, to: Person, words: str) -> None:
    """Pass on words that were typed before; what is said of it stands before whatever is said next."""
    if not reachable(draft, to):
        draft.before.append(draft.words(say.FOR_A_PERSON, name=draft.coordinator))
        return
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=to.id)
    relay(draft, to, words, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    draft.before.append(passed_on(draft, to))


def settled(draft: Draft, result: Settled) -> None:
    """Somebody has said whose their words were. What was for the staff waits for them already."""
    if result.meant is Meant.QUESTION:
        return  # the question is put again, and a plain answer cannot be mistaken
    others = (*draft.case.mentors, *draft.case.mentees)
    to = next((one for one in others if one.id == result.person_id), None)
    if to is None:
        draft.before.append(draft.words(say.FOR_A_PERSON, name=draft.coordinator))
    else:
        pass_words_on(draft, to, result.words)


def addressed(draft: Draft, result: Addressed) -> None:
    """They have said which person the words are for: they go on, or a coordinator reads them."""
    others = (*draft.case.mentees, *draft.case.mentors)
    answer = plain(result.answer)
    listed = result.people.split(", ")
    if answer.isdecimal() and 1 <= int(answer) <= len(listed):
        answer = plain(listed[int(answer) - 1])
    said = re.findall(r"\w+", answer.replace("'", ""))
    chosen = next((one for one in others if first_name(one.name) in said), None)
    if not _NOT.isdisjoint(said):  # "not dee"
        chosen = None
    if chosen is None:
        draft.before.append(draft.words(say.FOR_A_PERSON, name=draft.coordinator))
    else:
        pass_words_on(draft, chosen, result.words)
