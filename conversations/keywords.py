"""Which command a whole message is, if it is one.

Two promises pull against each other. A person who wants the messages to end must be understood, in a
carrier's fixed words or in their own ("stop texting me"). And an answer must not be mistaken for a
command: "quit drinking" is a small step, "stop by later" a plan. So a message that is nothing but a
keyword always counts; words around it count only when they are plainly about the messages, or
plainly speak to the bot or to a person. In doubt `read` returns None, and the message walks on to
the waiting question or to a human.

Sources: the opt-out words that US carriers and Twilio act on themselves (STOP, STOPALL, UNSUBSCRIBE,
CANCEL, END, QUIT, REVOKE, OPTOUT; START, UNSTOP; HELP, INFO), and 47 CFR 64.1200(a)(10), by which
any words that reasonably ask for the end of messages count.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from conversations import areas, goal_orders, phrases, stopping, training_words
from conversations.control import which_language
from conversations.hours import read_weekday_time
from conversations.how_often import asks_how_often, read_how_often
from conversations.identity import asks_who, is_somebody_else
from conversations.kit import read_order
from conversations.lessons import which_lesson
from conversations.meeting_words import is_meeting, is_only_time
from conversations.own_plan import read_own_order
from conversations.pausing import read_rest
from conversations.seeking import read_search, seeks
from conversations.small_questions import which_barrier
from language.folding import fold_in_place, visible


class Command(StrEnum):
    """What a message asks of us."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    DONE = "done"
    STEP = "step"
    GOAL = "goal"
    PROMISE = "promise"
    KIT = "kit"  # the people one can turn to, from a list of one's own
    BARRIER = "barrier"  # what is in the way
    MENTOR = "mentor"  # pass words on to the mentor
    GOALS = "goals"  # the plan, to look at; for a mentor, what a mentee shows
    GOAL_ORDER = "goal_order"  # what is to become of a goal
    MEET = "meet"  # agree on a meeting
    MOVE = "move"  # another time for it
    CALL_OFF = "call_off"
    CALL_OFF_ALL = "call_off_all"  # those that come round as well
    MEETINGS = "meetings"  # those ahead, to look at
    PAUSE = "pause"
    TIME = "time"
    RESOURCES = "resources"
    MORE = "more"  # of the places just told
    AREA = "area"  # where to look for them
    OWN_PLAN = "own_plan"  # what somebody wrote down for hard days
    DISCREET = "discreet"  # nothing unasked names anybody
    DISCREET_OFF = "discreet_off"
    OPEN = "open"  # the note that was offered to somebody just out
    LANGUAGE = "language"
    RECORD = "record"  # what is recorded about me
    COPY = "copy"  # all of it
    WRONG = "wrong"  # correct something
    DELETE = "delete"
    COMPLAIN = "complain"
    REFLECT = "reflect"  # a question a week to think over
    REFLECT_OFF = "reflect_off"
    LESSON = "lesson"  # a mentor's short lessons
    TRAINING = "training"  # what a mentor learned, to note or to look at
    SHARE = "share"  # let the coordinator read what was written to it
    WRONG_NUMBER = "wrong_number"  # somebody else has this phone
    WHO = "who"  # who is writing to me?
    PERSON = "person"  # a human, please
    ACK = "ack"  # staff: I have seen this alert


@dataclass(frozen=True, slots=True)
class Keyword:
    """A command that was read.

    Attributes:
        kind: which one.
        rest: what was said beside it, as it was typed: the words for the mentor, the alert's code after ACK
            (the first word, where more follow), a new step or goal, what came with a STOP, how long to
            PAUSE, what is WRONG, when and where to MEET.
        loose: read from a person's own wording, not from a fixed word. While a free-text question
            waits, such a message is acted on *and* the question stays open.
        to: for MENTOR, the name that was addressed ("tell Sam ..."); empty where it was "my mentor".
            A name that is not the mentor's makes this no command: only the caller can know.
    """

    kind: Command
    rest: str = ""
    loose: bool = False
    to: str = ""


def _table(**words: str) -> dict[str, Command]:
    return {phrase: Command(kind) for kind, listed in words.items() for phrase in listed.split("|")}


# Folded: small letters, no accents, single spaces.
_WHOLE = _table(
    stop="stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out|stop stop|stop stop stop"
    "|alto|parar|basta|ya basta|cancelar|detener|detente|no mas|no mas mensajes|ya no mas",
    start="start|unstop|restart|optin|opt in|subscribe|resume|start again"
    "|empezar|iniciar|comenzar|continuar|reanudar",
    help="help|info|ayuda|informacion",
    done="done|did it|i did it|done it|i done it|ive done it|i've done it|all done|finished|completed"
    "|hecho|listo|lo hice|ya lo hice|lo logre|ya lo logre|ya termine",
    step="step|steps|my step|my steps|paso|pasos|mi paso|mis pasos",
    goal="goal|my goal|new goal|another goal|meta|mi meta|nueva meta|otra meta|objetivo|mi objetivo"
    "|nuevo objetivo",
    goals="goals|my goals|my plan|metas|mis metas|objetivos|mis objetivos|mi plan|goals more|metas mas",
    meet="meet|cita|agendar cita",
    move="move|move meeting|move the meeting|mover|mover cita|mover la cita|cambiar cita|cambiar la cita",
    call_off="call off|call it off|call off meeting|call off the meeting|anular cita|anular la cita",
    call_off_all="call off all|call them all off|call all off|call off all meetings|anular todas|anular todo"
    "|anular citas|anular todas las citas",
    meetings="meetings|my meetings|citas|mis citas",
    promise="promise|promises|my promise|promesa|promesas|mi promesa",
    kit="kit|my kit|the kit|botiquin|mi botiquin|mi kit",
    barrier="barrier|barriers|my barrier|barrera|barreras|obstaculo|obstaculos",
    mentor="mentor|my mentor|tell my mentor|mentora|mi mentor|mi mentora",
    pause="pause|pausa|pausar",
    time="time|my time|change time|hora|horario|mi hora|mi horario|cambiar hora",
    resources="resources|resource|recursos|recurso|resorces|resourses",
    more="more|more please|mas|mas por favor",
    area="area|my area|zip|my zip|postcode|my postcode|zona|mi zona|codigo postal",
    own_plan="recovery|my recovery|recuperacion|mi recuperacion|my notes|mis notas",
    discreet="discreet|discreet on|discreet mode|discrete|discrete on|discrete mode|private mode"
    "|discreet texts|discreto|discreta|discreto si|modo discreto|mensajes discretos|modo privado",
    discreet_off="discreet off|discreet no|discreet stop|discrete off|private mode off|discreto no"
    "|discreta no|modo discreto no|no discreto|quitar discreto",
    open="open|abrir|abre|open no|open off|abrir no|no open",
    language="language|idioma|change language|cambiar idioma|cambiar de idioma",
    record="record|my record|my records|my data|registro|mi registro|mis datos",
    copy="copy|copia",
    wrong="wrong|correction|correct|corregir|correccion|error",
    delete="delete|borrar",
    complain="complain|complaint|queja|quejarme|reclamo",
    reflect="reflect|reflection|reflections|reflexion|reflexiones",
    reflect_off="reflect off|reflect stop|reflect end|reflect no|stop reflect|stop reflections|no reflections"
    "|reflection off|reflections off|reflexion no|reflexiones no|no reflexion|no mas reflexiones"
    "|parar reflexion|parar reflexiones|reflexion fin|reflexion parar",
    lesson="lesson|lessons|leccion|lecciones",
    training="training|my training|training log|formacion|capacitacion|mi formacion|mi capacitacion",
    share="share|share it|compartir|compartirlo|compartelo",
    wrong_number="wrong number|wrong person|numero equivocado|numero incorrecto|persona equivocada",
    ack="ack",
)
# Words too common elsewhere to mean this to somebody who does not text in Spanish.
_WHOLE_ES = _table(stop="para|para ya|ya para", done="lista|hecha")
_LONGEST_WHOLE = 4  # words

START_WORDS = frozenset(phrase for phrase, kind in _WHOLE.items() if kind is Command.START)
_YES = frozenset({"yes", "yes please", "si", "si por favor"})


def restarts(text: str) -> bool:
    """Whether a *stopped* person asks for the messages again: a START word and nothing else."""
    return _whole(text) in START_WORDS


def is_bare_yes(text: str) -> bool:
    """Whether a text is a yes and nothing else, which carriers take for START.

    After a STOP it may just as well answer what had been asked before: it brings nothing back.
    """
    return _whole(text) in _YES


def _whole(text: str) -> str:
    return " ".join(_words(fold_in_place(visible(text))))


def join_word(text: str) -> str:
    """A whole message as a programme's word to join is kept: capitals, no marks or spaces around it."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", visible(text)).upper()


@lru_cache(maxsize=8)  # several steps ask about the same message
def read(text: str, language: str) -> Keyword | None:
    """Read a message as a command.

    Keywords of every language count for everybody; `language` (a BCP 47 tag) only adds words that
    would mean something else to others ("para").

    Returns:
        The command, or None where the message is, or may be, anything else.
    """
    text = visible(text)
    folded = fold_in_place(text)
    words = _words(folded)
    if not words:
        return None
    whole = " ".join(words) if len(words) <= _LONGEST_WHOLE else ""
    kind = _WHOLE.get(whole) or (_WHOLE_ES.get(whole) if language.lower().startswith("es") else None)
    if kind:
        return Keyword(kind)
    if (order := goal_orders.read(text)) is not None:
        return Keyword(Command.GOAL_ORDER, text.strip(), loose=order.loose)
    if (step := goal_orders.step_for(text)) is not None:
        return Keyword(Command.STEP, step[1])
    return (
        _with_rest(text, folded, language)
        or _stop(text, folded, words)
        or (Keyword(Command.STOP, loose=True) if stopping.wants_no_more(text) else None)
        or (Keyword(Command.WRONG_NUMBER, loose=True) if is_somebody_else(text, asked=False) else None)
        or (Keyword(Command.WHO, loose=True) if asks_who(text) else None)
        or (Keyword(Command.TIME, text.strip(), loose=True) if asks_how_often(text) else None)
        or _tell(text, folded)
        or _plea(text, folded, words, language)
    )


# --- reading letters ---------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def _words(folded: str) -> list[str]:
    words = _WORD.findall(folded)
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return ["".join(words)]  # S.T.O.P
    return words


# --- a fixed word, then something ----------------------------------------------------------------

_RESTED = re.compile(
    r"\W*(?P<word>steps?|pasos?|goals?|metas?|promises?|promesas?|mentora?|tell|ack|pause|pausa|time|hora|horario"
    r"|kits?|botiquin|barriers?|barreras?|obstaculos?|resources?|resorces?|resourses?|recursos?"
    r"|area|zip|postcode|zona|recovery|recuperacion|my notes|mis notas"
    r"|language|idioma|wrong|error|corregir|correction|correccion|delete|borrar"
    r"|complain|complaint|queja|reclamo|lessons?|leccion(?:es)?|training|formacion|capacitacion"
    r"|meet|cita|move|mover(?: (?:la )?cita)?|call off all|call (?:it )?off|anular todas|anular (?:la )?cita)"
    r"(?:@\w+)?(?P<gap>\s*[:,\-\u2013\u2014#]\s*|\s+)(?P<rest>\S.*)",
    re.DOTALL,
)
_RESTED_KINDS = {
    "step": Command.STEP,
    "paso": Command.STEP,
    "goal": Command.GOAL,
    "meta": Command.GOAL,
    "promise": Command.PROMISE,
    "promesa": Command.PROMISE,
    "kit": Command.KIT,
    "botiquin": Command.KIT,
    "barrier": Command.BARRIER,
    "barrera": Command.BARRIER,
    "obstaculo": Command.BARRIER,
    "mentor": Command.MENTOR,
    "mentora": Command.MENTOR,
    "tell": Command.MENTOR,
    "ack": Command.ACK,
    "pause": Command.PAUSE,
    "pausa": Command.PAUSE,
    "time": Command.TIME,
    "hora": Command.TIME,
    "horario": Command.TIME,
    "resource": Command.RESOURCES,
    "resorce": Command.RESOURCES,
    "resourse": Command.RESOURCES,
    "recurso": Command.RESOURCES,
    "area": Command.AREA,
    "zip": Command.AREA,
    "postcode": Command.AREA,
    "zona": Command.AREA,
    "recovery": Command.OWN_PLAN,
    "recuperacion": Command.OWN_PLAN,
    "my notes": Command.OWN_PLAN,
    "mis notas": Command.OWN_PLAN,
    "language": Command.LANGUAGE,
    "idioma": Command.LANGUAGE,
    "wrong": Command.WRONG,
    "error": Command.WRONG,
    "corregir": Command.WRONG,
    "correction": Command.WRONG,
    "correccion": Command.WRONG,
    "delete": Command.DELETE,
    "borrar": Command.DELETE,
    "complain": Command.COMPLAIN,
    "complaint": Command.COMPLAIN,
    "queja": Command.COMPLAIN,
    "reclamo": Command.COMPLAIN,
    "lesson": Command.LESSON,
    "leccion": Command.LESSON,
    "leccione": Command.LESSON,
    "training": Command.TRAINING,
    "formacion": Command.TRAINING,
    "capacitacion": Command.TRAINING,
    "meet": Command.MEET,
    "cita": Command.MEET,
    "move": Command.MOVE,
    "mover": Command.MOVE,
    "mover cita": Command.MOVE,
    "mover la cita": Command.MOVE,
    "call off all": Command.CALL_OFF_ALL,
    "anular todas": Command.CALL_OFF_ALL,
    "call off": Command.CALL_OFF,
    "call it off": Command.CALL_OFF,
    "anular cita": Command.CALL_OFF,
    "anular la cita": Command.CALL_OFF,
}
# Said in small letters and without a colon, these are commands only if what follows can be read as one.
_READERS: dict[Command, Callable[[str, str], object]] = {
    Command.PAUSE: read_rest,
    Command.TIME: lambda rest, language: read_how_often(rest) or read_weekday_time(rest, language),
    Command.RESOURCES: lambda rest, language: (
        read_search(rest, language) or any(map(str.isdigit, areas.read(rest)))
    ),
    # A town in small letters may be anything ("postcode lottery").
    Command.AREA: lambda rest, _language: (
        any(map(str.isdigit, areas.read(rest))) or areas.read_new(rest) == ""
    ),
    Command.LANGUAGE: which_language,
    Command.MEET: is_meeting,
    Command.MOVE: is_only_time,
    Command.CALL_OFF: is_only_time,
    Command.BARRIER: which_barrier,
    Command.LESSON: which_lesson,
    Command.TRAINING: lambda rest, _: training_words.read(rest),
}
# Written so, they may be said to somebody as well: a question that waits for words of their own gets them.
_MAY_BE_SAID = frozenset({Command.MEET, Command.MOVE, Command.CALL_OFF})
_GOALS = frozenset({"goals", "metas"})
# "complaint about my mentor": nobody else should see it, so it is taken for one in doubt.
_ABOUT = re.compile(r"(?:about|that|against|because|is|my|the|i|sobre|de|contra|porque|que|mi|es)\b")
_NUMBER_OR_PERSON = re.compile(r"(?:number|person|phone|guy)\b")
# How words *to* somebody begin, as against words *about* them ("mentor was great").
_SPEECH = re.compile(
    r"(?:that\s+)?(?:i|i'm|im|i'll|ill|i've|ive|i'd|we|we're|we'll|thanks|thank you|sorry|hi|hello|hey|it's"
    r"|can (?:i|we|you)|could (?:i|we|you)|please|are you|do you|llego|llegare|voy|estoy|gracias|hola"
    r"|puedo|puedes|perdon|lo siento|tengo|necesito|no puedo|no voy)\b"
)


def _with_rest(text: str, folded: str, language: str) -> Keyword | None:
    match = _RESTED.match(folded)
    if not match:
        return None
    word = match["word"]
    if word == "error" and not language.startswith("es"):
        return None  # the Spanish word for WRONG; elsewhere it is what machines write
    kind = _RESTED_KINDS.get(word) or _RESTED_KINDS[word.removesuffix("s")]
    rest = text[match.start("rest") :].strip()
    if kind is Command.ACK:
        return Keyword(kind, rest)
    if kind is Command.KIT:  # a name as well: "Kit, are you around?" is for somebody
        return Keyword(kind, rest) if read_order(rest) else None
    if kind is Command.OWN_PLAN:  # "recovery is hard" is talk
        return Keyword(kind, rest) if read_own_order(rest) else None
    typed = text[match.start("word") : match.end("word")]
    if word in _GOALS:  # whose they are, else it is one: "GOALS find a job"
        kind = Command.GOALS
        if not typed.isupper() or ":" in match["gap"] or len(rest.split()) > 2:
            kind = Command.GOAL
    # "STEP call the landlord" and "Step: call" and "/step call" are commands; "Step by step" is talk.
    fixed = (
        ":" in match["gap"]
        or folded[: match.start("word")].endswith("/")
        or (typed.isupper() and not rest.isupper())
    )
    if (
        word == "tell"
        and fixed
        and ":" not in match["gap"]
        and not _SPEECH.match(folded, match.start("rest"))
    ):
        return None  # TELL Sam ...: a name comes first, read below
    if kind is Command.WRONG and _NUMBER_OR_PERSON.match(folded, match.start("rest")):
        return Keyword(Command.WRONG_NUMBER)
    if kind is Command.COMPLAIN:
        fixed = fixed or typed.isupper() or bool(match["gap"].strip())
        fixed = fixed or bool(_ABOUT.match(folded, match.start("rest")))
    if kind is Command.LANGUAGE and fixed and not which_language(rest, ""):
        fixed = False
    if fixed:
        return Keyword(kind, rest)
    if kind in _READERS and _READERS[kind](rest, language):
        return Keyword(kind, rest, loose=kind in _MAY_BE_SAID)
    if kind is Command.MENTOR and _SPEECH.match(folded, match.start("rest")):
        return Keyword(kind, rest, loose=True)
    return None


# --- STOP in somebody's own words ----------------------------------------------------------------

_LEAD = phrases.lead("polite", "greeting", "before_stop")
_TRAIL = phrases.trail("after_stop")
_STOP = phrases.whole("stop")
_MOST_WORDS = 25  # own words about the messages are few; this also bounds the work for a huge text
_CLAUSE_END = re.compile(r"(?:[.,;:!?\n\u2013\u2014]| - )+")
_SENTENCE_END = re.compile(r"[.!?\n;]+")
# "stop texting me this is the wrong number": no mark, yet something else begins.
_RUNS_ON = re.compile(r"\s(?=(?:and|or|because|cause|cuz|bc|you have|you got|this is|wrong|porque)\b)")
_PASSING = frozenset(["don't", "dont", "do", "never", "no", "leave"])  # "don't text me because I'm at work"
_LAST_SENTENCE = re.compile(r"[.!?\n;]\s*([^.!?\n;]+)[.!?\n;\s\"']*\Z")
_RUN_ON = re.compile(
    r"\W*stop(?:all)?\s+(?=i\b|im\b|ive\b|wrong number|wrong person|who is|who's|whos|not interested|no more"
    r"|do not|don't|dont|leave me|unsubscribe)"
)
# "leave me alone, he said": somebody else's words.
_REPORTED = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|yell\w*|scream\w*|shout\w*|asked|replied|dijo|dice|dicen|decia|gritaba|grito)\b"
)
_LAUGHTER = re.compile(r"\b(?:lol|lmao|haha\w*|jk|jaja\w*|jeje\w*)\b|[\U0001f602\U0001f923]")
# "Stop, breathe, think": a promise to oneself.
_TO_ONESELF = re.compile(
    r"\W*(?:and|then|think|breathe|take|drop|look|listen|count|rest|pray|walk|wait|pause|sit|call|relax|slow|go|y|luego"
    r"|respir\w*|piens\w*|pensar|cont\w*|descans\w*|or\w*|camin\w*|esper\w*)\b"
)


def _stop(text: str, folded: str, words: list[str]) -> Keyword | None:
    if _asks_to_stop(words):
        return Keyword(Command.STOP, loose=True)
    start = _skip_marks(folded)
    for boundary in (_CLAUSE_END, _SENTENCE_END, _RUNS_ON):
        end = boundary.search(folded, start)
        if end and boundary is _RUNS_ON:
            opening = _words(folded[: end.start()])
            if len(opening) < 3 or not _PASSING.isdisjoint(opening):
                continue
        if end and (found := _stop_then(text, folded, end.start(), end.end())):
            return found
    if (run_on := _RUN_ON.match(folded)) and not _REPORTED.search(folded):
        return Keyword(Command.STOP, text[run_on.end() :].strip())
    last = _LAST_SENTENCE.search(folded[-400:])
    if last:
        offset = max(len(folded) - 400, 0)
        closing = _words(last[1])
        shouted = text[offset + last.start(1) : offset + last.end(1)].strip() == "STOP"
        in_words = len(closing) > 1 and closing != ["please", "stop"] and _asks_to_stop(closing)
        before = folded[: offset + last.start(1)]
        if (shouted or in_words) and not _REPORTED.search(before):
            return Keyword(Command.STOP, text[: offset + last.start(1)].strip(), loose=in_words)
    return None


def _stop_then(text: str, folded: str, end: int, after: int) -> Keyword | None:
    """A message that opens with the wish to stop and goes on."""
    first = _words(folded[:end])
    rest = folded[after:]
    fixed = first in (["stop"], ["stopall"], ["unsubscribe"], ["optout"], ["parar"], ["alto"], ["detener"])
    if not (fixed or _asks_to_stop(first)) or _REPORTED.search(rest):
        return None
    about_messages = len(first) > 2
    if not about_messages and (_LAUGHTER.search(rest) or _TO_ONESELF.match(rest)):
        return None
    return Keyword(Command.STOP, text[after:].strip(), loose=not fixed)


def _asks_to_stop(words: list[str]) -> bool:
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    said = _LEAD.sub("", _spaced(words))
    return bool(_STOP.fullmatch(said) or _STOP.fullmatch(_TRAIL.sub("", said)))


def _spaced(words: list[str]) -> str:
    return "".join(f"{word} " for word in words)


def _skip_marks(folded: str) -> int:
    word = _WORD.search(folded)
    return word.start() if word else len(folded)


_SOFTLY = phrases.lead("polite", "greeting")
_THANKS = phrases.trail("when")
_START = phrases.whole("start")
_PERSON = phrases.whole("person")
_MENTOR_CALLS = phrases.whole("mentor_calls")


_CONTROL = {
    Command.PAUSE: phrases.whole("pause"),
    Command.GOALS: phrases.whole("goals"),
    Command.KIT: phrases.whole("kit"),
    Command.RESOURCES: phrases.whole("resources"),
    Command.TIME: phrases.whole("time"),
    Command.RECORD: phrases.whole("record"),
    Command.COPY: phrases.whole("copy"),
    Command.DELETE: phrases.whole("delete"),
    Command.COMPLAIN: phrases.whole("complain"),
    Command.WRONG_NUMBER: phrases.whole("wrong_number"),
    Command.CALL_OFF: phrases.whole("call_off"),
}
# The same with more behind it: "pause the messages for two weeks", "I want to complain about ...".
_PAUSE_FOR = re.compile(
    r"\W*(?:(?:please|pls|can you|could you|por favor|puedes)\b[\s,]*)*+(?:pause|pausa|pausar)\s+"
    r"(?:(?:it|this|my|the|these|all|los|mis|estos|messages?|texts?|mensajes?|check-?ins?)\s+)*+"
    r"(?P<rest>(?:for|until|till?|til|por|hasta|durante)\s+\S.*)",
    re.DOTALL,
)
_MOVE_TO = re.compile(
    r"\W*(?:(?:please|pls|can (?:you|we|i)|could (?:you|we|i)|i want to|i need to|i'd like to"
    r"|por favor|puedes|quiero)\b[\s,]*)*+"
    r"(?:change|move|switch|cambiar?|mueve|mover)\s+(?:my|the|la|el|mi)\s+"
    r"(?:weekly\s+|check[ -]?ins?\s+|time\s+|day\s+|hora\s+|dia\s+|charla\s+)++"
    r"(?:to|a|al|para)\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_OUR_MEETING = r"(?:my|the|our|la|mi|nuestra)\s+(?:meeting|meet up|cita)"
_MEETING_TO = re.compile(
    r"\W*(?:(?:please|pls|can (?:you|we|i)|could (?:you|we|i)|let's|i want to|i need to|we need to|por favor"
    r"|puedes|podemos|quiero)\b[\s,]*)*+"
    rf"(?:change|move|reschedule|cambiar?|mueve|mover)\s+{_OUR_MEETING}\s+"
    r"(?:to|for|a|al|para)\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_MEETING_OFF = re.compile(
    r"\W*(?:(?:please|pls|can (?:you|we|i)|could (?:you|we|i)|let's|i want to|i need to|we need to|por favor"
    r"|puedes|podemos|quiero)\b[\s,]*)*+"
    rf"(?:cancel|call off|cancelar?|anular?)\s+{_OUR_MEETING}\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_COMPLAIN_ABOUT = re.compile(
    r"\W*(?:(?:please|hi|hello|hola)\b[\s,]*)*+(?:i (?:want|need|would like|wanna) to|i'd like to"
    r"|i have|quiero|quisiera|tengo|necesito)\s+(?:(?:make|file|poner|hacer|presentar)\s+)?"
    r"(?:a complaint|complain|una queja|quejarme)\s+"
    r"(?:about|against|that|de|sobre|contra|porque)\b.*",
    re.DOTALL,
)
_SPEAK = re.compile(
    r"(?:(?:can (?:you|we|i)|could (?:you|we)|do you|i (?:want|need|prefer)(?: it)?|please|only|just|speak"
    r"|text me|write|puedes?|pueden|me|escrib\w+|habla[ns]?|hablar|quiero|prefiero|solo|mejor|por favor|porfa"
    r"|lo|in|en|it) )*(?P<tongue>english|ingles|spanish|espanol|castellano)"
    r"(?: (?:please|pls|only|por favor|porfa|solo|solamente))* "
)
# "No hablo ingles" where we write English: the other one, please.
_NOT_SPOKEN = re.compile(
    r"(?:(?:yo|i|hola|sorry|perdon|lo siento) )*"
    r"(?:no (?:hablo|entiendo|leo|se)|(?:do not|don'?t|can'?t|cannot) (?:speak|read|understand))"
    r"(?: (?:any|much|good|nada|de|mucho|bien|el))* (?P<tongue>english|ingles|spanish|espanol|castellano)"
    r"(?: (?:please|pls|sorry|por favor|porfa|perdon|bien|mucho))* "
)


def _plea(text: str, folded: str, words: list[str], language: str) -> Keyword | None:
    """START, control over the messages, a call from the mentor, or a human, in somebody's own words."""
    if (asked := _COMPLAIN_ABOUT.match(folded)) is not None:
        return Keyword(Command.COMPLAIN, text[asked.start() :].strip(), loose=True)
    if len(words) > _MOST_WORDS:
        return None
    said = _spaced(words)
    # Courtesies come off one end or both; some wordings need a word that could be one ("you can text me").
    forms = {said, _THANKS.sub("", said), _SOFTLY.sub("", said), _THANKS.sub("", _SOFTLY.sub("", said))}
    if any(map(_START.fullmatch, forms)):
        return Keyword(Command.START, loose=True)
    for kind, pattern in _CONTROL.items():
        if any(map(pattern.fullmatch, forms)):
            return Keyword(kind, loose=True)
    for kind, pattern, reader in (
        (Command.PAUSE, _PAUSE_FOR, read_rest),
        (Command.TIME, _MOVE_TO, read_weekday_time),
        (Command.MOVE, _MEETING_TO, is_only_time),
        (Command.CALL_OFF, _MEETING_OFF, is_only_time),
    ):
        if (asked := pattern.match(folded)) and reader(text[asked.start("rest") :], language):
            return Keyword(kind, text[asked.start("rest") :].strip(), loose=True)
    if (spoken := _SPEAK.fullmatch(said)) and (len(words) > 1 or _is_other(spoken["tongue"], language)):
        return Keyword(Command.LANGUAGE, text.strip(), loose=True)
    if (spoken := _NOT_SPOKEN.fullmatch(said)) and not _is_other(spoken["tongue"], language):
        return Keyword(Command.LANGUAGE, "ingles" if language.startswith("es") else "espanol", loose=True)
    if any(map(_MENTOR_CALLS.fullmatch, forms)):
        return Keyword(Command.MENTOR, text.strip(), loose=True)
    if any(map(_PERSON.fullmatch, forms)):
        return Keyword(Command.PERSON, loose=True)
    if seeks(text):
        return Keyword(Command.RESOURCES, text.strip(), loose=True)
    return None


def _is_other(tongue: str, language: str) -> bool:
    """Whether a language named alone is not the one we write in: "espanol" to an English text."""
    return (tongue in {"english", "ingles"}) == language.lower().startswith("es")


# --- words for somebody ----------------------------------------------------------------------------

_BEFORE_TELL = re.compile(
    r"\W*(?:(?:ok|okay|hey|hi|hello|bot|hola|oye)\b[\s,!.]*)*+"
    r"(?P<asked>(?:(?:please|pls|plz|por favor|porfa|(?:can|could|will|would) (?:you|u)"
    r"|pued(?:es|en)|podri(?:as|an))\b[\s,]*)*+)"
)
_NAME = r"[^\W\d_][\w'\-]*"
_TELL = re.compile(
    rf"(?P<verb>tell|text|message|let|ask)\s+(?:my mentor\b|(?P<to>{_NAME}))"
    r"(?P<gap>[\s,:]+(?:know\b[\s,:]*)?(?:that\s+)?)(?P<rest>\S.*)",
    re.DOTALL,
)
_DILE = re.compile(
    r"(?P<verb>dile|digale|diganle|avisale|avisenle|decirle|avisarle)"
    rf"(?:\s+a\s+(?:mi mentora?\b|(?P<to>{_NAME})))?[\s,:]+que\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_QUESTION = re.compile(r"(?:if|whether|when|what time|can|could|to (?:call|ring|phone|text) me)\b")
_TO_DO = re.compile(r"(?:not to|to (?:call|ring|phone|text|stop|come|wait))\b")
_SURNAME = re.compile(r"(?P<name>[A-Z][\w\-]{2,})\s+(?:that\s+)?(?P<rest>\S.*)", re.DOTALL)
# Words that stand where a name would, but are nobody we could pass words to.
_NOT_A_NAME = re.compile(
    "me|us|you|u|him|her|them|it|myself|yourself|everyone|everybody|people|god|someone|somebody|anyone|nobody|no"
    "|the|my|a|an|that|this|if|about|what|how|who|when|where|why|lies|mom|mum|dad|your|his|their|our|go"
    "|mi|tu|su|el|ella|ellos|ellas|todos|todas|alguien|nadie|dios|mama|papa"
)


def _tell(text: str, folded: str) -> Keyword | None:
    before = _BEFORE_TELL.match(folded)
    begin = before.end() if before else 0
    asked = bool(before and before["asked"])
    if match := _DILE.match(folded, begin):
        # "decirle a mi mentora que ..." is a plan; "puedes decirle ..." asks us.
        clear = asked or not match["verb"].endswith("rle")
    elif match := _TELL.match(folded, begin):
        if (match["verb"] == "let") != ("know" in match["gap"]):
            return None
    else:
        return None
    to = _span(text, match, "to")
    if match["to"] and _NOT_A_NAME.fullmatch(match["to"]):
        return None
    start = match.start("rest")
    if match.re is _TELL:
        if to[:1].isupper() and (more := _SURNAME.match(text, start)) and not _SPEECH.match(folded, start):
            to, start = f"{to} {more['name']}", more.start("rest")
        if match["verb"] == "ask":
            clear = asked or bool(_QUESTION.match(folded, start))
        else:
            # "tell Sam the truth" is a plan, unless we are asked to: "can you tell Sam the truth".
            clear = asked or "that" in match["gap"] or match["verb"] == "let"
            clear = clear or bool(_SPEECH.match(folded, start) or _TO_DO.match(folded, start))
    return Keyword(Command.MENTOR, text[start:].strip(), True, to) if clear else None


def _span(text: str, match: re.Match[str], group: str) -> str:
    return text[match.start(group) : match.end(group)] if match[group] else ""
