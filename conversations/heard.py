"""What a text that answers nothing is about, so that the reply can say what was heard.

`hear` reads one text by concepts (`heard_words`): a kind needs several that belong together ("where" and
"rent", "call" and "me"), never one word alone. What cannot be told is None, and the general line is the
honest one then. It decides only which sentence is said and what is offered beside it: every such text still
goes to a person, unless it is a question about us that is answered there and then. Danger, stop words,
commands and answers come before.

Questions about us are read whether or not somebody typed a question mark. Thanks rest only where nothing else
is said.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from conversations import heard_words as w
from conversations.control import Need
from language.tokens import tokens


class Kind(StrEnum):
    """What a text is about."""

    CUSTODY = "custody"
    HOSPITAL = "hospital"
    GOOD_NEWS = "good-news"
    BAD_NEWS = "bad-news"
    COMPLAINT = "complaint"
    WANTS_PERSON = "wants-person"
    NEED = "need"
    ABOUT_AUTHORITY = "about-authority"  # whether an officer or a court stands behind us, or is told
    ABOUT_READERS = "about-readers"
    ABOUT_BOT = "about-bot"
    ABOUT_STOP = "about-stop"
    ABOUT_COST = "about-cost"
    GREETING = "greeting"
    THANKS = "thanks"
    # Told by examples alone (`intents`).
    ASKS_ABOUT_US = "asks-about-us"
    APOLOGY = "apology"
    RESCHEDULE = "reschedule"
    MET = "met"
    MOVED = "moved"
    NEW_PHONE = "new-phone"
    WRONG_PERSON = "wrong-person"
    DONE = "done"


ABOUT_US = frozenset(
    {Kind.ABOUT_AUTHORITY, Kind.ABOUT_READERS, Kind.ABOUT_BOT, Kind.ABOUT_STOP, Kind.ABOUT_COST}
)
# What is answered with care, and with no question of ours in the same text.
GRAVE = frozenset({Kind.CUSTODY, Kind.HOSPITAL, Kind.BAD_NEWS})
# What nobody means as an answer to one of our questions.
PRESSING = frozenset({Kind.CUSTODY, Kind.HOSPITAL, Kind.WANTS_PERSON})


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard; `need` names what a need is for. Where not `sure`, a person looks all the same."""

    kind: Kind
    need: Need | None = None
    sure: bool = True


_LONGEST = 60  # words; more than that tells a story, which a person reads
_SHORT_THANKS = 9
_SHORT_CRY = 6


def hear(text: str) -> Heard | None:
    """What a text is about; None where that cannot be told."""
    words = [word for segment in tokens(text) for word in segment]
    if not words or len(words) > _LONGEST:
        return None
    marked = "?" in text or "\uff1f" in text
    return _Text(" ".join(words), words, marked).heard()


def is_plea(text: str) -> bool:
    """Whether this is nothing but a call for help: "i need help", "COVER"."""
    words = [word for segment in tokens(text) for word in segment]
    return 0 < len(words) <= _SHORT_CRY and _CRY.search(" ".join(words)) is not None


def opens_as_question(text: str) -> bool:
    """Whether a text begins as questions do, with or without a mark behind it."""
    words = [word for segment in tokens(text) for word in segment]
    first = words[1] if len(words) > 1 and words[0] in _OPENERS else words[0] if words else ""
    return first in w.QUESTION and first not in ("this", "esto", "es")


def tells_good_news(text: str) -> bool:
    """Whether this tells of something reached, where something still to do was asked for."""
    heard = hear(text)
    return heard is not None and heard.kind is Kind.GOOD_NEWS


@dataclass(frozen=True, slots=True)
class _Text:
    said: str
    words: list[str]
    marked: bool  # with a question mark

    def heard(self) -> Heard | None:
        for kind, told in (
            (Kind.CUSTODY, self._custody),
            (Kind.HOSPITAL, self._hospital),
        ):
            if told():
                return Heard(kind)
        if about := self._about_us():
            return Heard(about)
        for kind, told in (
            (Kind.COMPLAINT, self._complaint),
            (Kind.GOOD_NEWS, self._good_news),
            (Kind.BAD_NEWS, self._bad_news),
            (Kind.WANTS_PERSON, self._wants_person),
        ):
            if told():
                return Heard(kind)
        if need := self._need():
            return Heard(Kind.NEED, need)
        if self._thanks():
            return Heard(Kind.THANKS)
        if len(self.words) <= 4 and all(_in(word, w.GREETING) for word in self.words):
            return Heard(Kind.GREETING)
        return None

    # --- one kind each ---------------------------------------------------------------------------------

    def _custody(self) -> bool:
        if not _CUSTODY.search(self.said):
            return False
        return not _GOOD_CUSTODY.search(self.said) and not _LONG_AGO.search(self.said)

    def _hospital(self) -> bool:
        return bool(_HOSPITAL.search(self.said)) and not _LONG_AGO.search(self.said)

    def _about_us(self) -> Kind | None:
        first = self.words[1] if self.words[0] in _OPENERS and len(self.words) > 1 else self.words[0]
        asks = self.marked or first in w.QUESTION or bool(_ASKS.search(self.said))
        if not asks or _HELP_READING.search(self.said):
            return None
        # "can you see my PO for me?" speaks of them; "do you tell my PO", "is this from my PO" asks about us.
        if _AGAINST_ME.search(self.said) or (
            self._has(w.AUTHORITY)
            and (_ASKS_IF.search(self.said) or _BEHIND.search(self.said) or self._has(w.SEES))
        ):
            return Kind.ABOUT_AUTHORITY
        if _WHO_READS.search(self.said) or (self._has(w.PRIVATE) and self._has(w.US)):
            return Kind.ABOUT_READERS
        if self._has(w.MACHINE) and _AM_I_TALKING.search(self.said):
            return Kind.ABOUT_BOT
        if (
            _TO_STOP.search(self.said)
            and not _LEAVES_ELSE.search(self.said)
            and (self._has(w.ENDING) or _HOW_LONG.search(self.said))
        ):
            return Kind.ABOUT_STOP
        if self._has(w.COST) and self._has(w.US) and not self._has(w.SPEAKS) and len(self.words) <= 10:
            return Kind.ABOUT_COST
        return None

    def _complaint(self) -> bool:
        return bool(_COMPLAINS.search(self.said)) or (
            self._has(w.COMPLAINT) and bool(_OF_US.search(self.said))
        )

    def _good_news(self) -> bool:
        if self._has(w.BAD) and not _CHARGES_GONE.search(self.said):
            return False
        if _CHARGES_GONE.search(self.said):
            return True
        if self._has(w.CLEAN) and self._has(w.SPANS):
            return True
        if _STILL_TO_DO.search(self.said) or _ROOFLESS.search(self.said) or self.marked:
            return False
        return bool(_IS_REACHED.search(self.said)) or (self._has(w.REACHED) and self._near())

    def _near(self) -> bool:
        """Something reached stands within a few words of the reaching: "got my own place"."""
        for at, word in enumerate(self.words):
            if _in(word, w.REACHED) and any(_in(one, w.GOODS) for one in self.words[at + 1 : at + 6]):
                return True
        return False

    def _bad_news(self) -> bool:
        return bool(_BAD_NEWS.search(self.said)) and not _ROOFLESS.search(self.said)

    def _wants_person(self) -> bool:
        if len(self.words) <= _SHORT_CRY and _CRY.search(self.said):
            return True
        if not self._has(w.SPEAKS):
            return False
        return bool(_CALL_ME.search(self.said)) and not _CALLED.search(self.said)

    def _need(self) -> Need | None:
        if _ROOFLESS.search(self.said):  # the screening for danger comes first; this is for what it let pass
            return Need.HOUSING
        if not self._has(w.LACKS):
            return None
        counted = {kind: sum(_in(word, stems) for word in self.words) for kind, stems in w.NEEDS.items()}
        kind = max(counted, key=lambda one: counted[one])
        return Need(kind) if counted[kind] else None

    def _thanks(self) -> bool:
        if not self._has(w.THANKS) or self.marked or len(self.words) > _SHORT_THANKS:
            return False
        return all(
            _in(word, w.THANKS) or word in w.AROUND_THANKS or not word.isalnum() for word in self.words
        )

    def _has(self, stems: Collection[str]) -> bool:
        return any(_in(word, stems) for word in self.words)


def _in(word: str, stems: Collection[str]) -> bool:
    if word in stems:
        return True
    return any(f"{word[:size]}*" in stems for size in range(4, len(word) + 1))


# --- how the words of a kind stand together ---------------------------------------------------------------
# In `said`: small letters, no accents, no apostrophes, no marks.

_CUSTODY = re.compile(
    r"\b(?:(?:got|been|im|i am|was|am|hes|shes|he|she) (?:just |been |now )?(?:arrested|locked up|"
    r"nicked|lifted|banged up|picked up|remanded"
    r"|detained|recalled|jailed)|locked (?:me|him|her) up|(?:arrested|recalled|detained|remanded|"
    r"violated|nicked) me"
    r"|in (?:county|jail|prison|custody|holding|lockup|the cells|cells|a cell|remand)\b|custody suite|"
    r"one call"
    r"|(?:got|has|theres|have) (?:a |an )?(?:active |open )*warrant\w*|warrant (?:out )?for (?:me|my)|"
    r"(?:12|cops|police|feds) got me"
    r"|(?:bout|about|going) to (?:get|be) (?:took|taken in|arrested)|police (?:are )?(?:at|outside)"
    r"|back (?:inside|in jail|in prison|behind bars)|turn(?:ing)? myself in"
    r"|(?:estoy|toy|ando|esta|estan|sigo|soy) (?:otra vez |de nuevo )?(?:pres[oa]|detenid[oa]|"
    r"encerrad[oa]|arrestad[oa]|en (?:la |el )?(?:carcel"
    r"|condado|bote|tambo|prision))"
    r"|me (?:arrest\w+|agarr\w+|detuv\w+|encerr\w+|llev\w+ (?:preso|presa|la policia)|metieron (?:preso|"
    r"presa|al bote|a la carcel)|levanto la policia)"
    r"|(?:police|cops|feds|sheriff|ice|migra|policia) (?:\w+ )?(?:got|took|picked|grabbed|raided|"
    r"agarr\w+|llev\w+|detuv\w+|cogi\w+)"
    r"|(?:got|been|was) (?:took|taken|pulled|hauled|sent) (?:in|back|away|down)|(?:facing|looking at|"
    r"doing) (?:\d+|some|more|any) (?:time|days|months|years)"
    r"|handcuff\w*|cuffed|bail(?:ed)?|booked (?:me|in)|bond (?:me|out)|(?:they|po|court) (?:revoked|"
    r"recalled|breached|violated)|breach(?:ed)? me|esposad[oa]|fianza"
    r"|police station|nick|comisaria|calabozo|me (?:van a|pueden) (?:arrestar|detener|encerrar)|"
    r"centro de detencion|detention|wing|lockdown"
    r"|(?:lo|la|los|se lo|se la) (?:llevaron|arrest\w+|agarr\w+|detuv\w+)|orden de (?:arresto|"
    r"aprehension)|caí preso|cai pres[oa])\b"
)
_GOOD_CUSTODY = re.compile(
    r"\bcustod\w+ (?:a mi favor|of|de (?:mi|los|las|el|la))|(?:got|won|won full|full|joint) custody"
)
_LONG_AGO = re.compile(r"\b(?:used to|years ago|last year|when i was|back when|hace (?:anos|mucho)|antes)\b")
# Somebody is there now, or has been brought there; "visit mum in hospital" and "call the clinic" are plans.
_HOSPITAL = re.compile(
    r"\b(?:(?:i'm|im|i am|was|been|got|still|hes|shes|he is|she is|woke up|stuck|end(?:ed)? up|back"
    r"|sat|lying|bed)"
    r"(?: \w+){0,3} (?:in|at|to|from|into|on) (?:the |a |an )?(?:hospital|er|ae|a e|icu|ward|royal"
    r"|infirmary|drip)"
    r"|(?:er|doctors?|hospital|they)(?: \w+){0,3} (?:keeping|admitted|admitting|kept) (?:me|him"
    r"|her)|theyre keeping me"
    r"|(?:been|got|was|is|he has been|she has been|has been) (?:admitted|hospitali[sz]ed|rushed"
    r"|sectioned|discharged)"
    r"|ambulance (?:took|came|is|just|brought)|(?:took|rushed|taken|wheeled) (?:me|him|her) (?:to|in|into|by)"
    r"(?: the)? (?:hospital|er|ae|a e|ambulance|theatre|surgery)|er says|(?:had|having) (?:an |a |my |me )?"
    r"(?:surgery|operation|op|appendix)(?: out)?|in surgery"
    r"|(?:broke|fractured) my (?:leg|arm|wrist|hip|ankle|hand|jaw|foot|ribs?|collarbone)"
    r"|(?:had|having|got) (?:a |an )?(?:heart attack|stroke|seizure|stitches|overdose)|in intensive care"
    r"|(?:estoy|sigo|estuve|esta|ando|toy) (?:\w+ ){0,2}(?:en (?:el |la |un )?(?:hospital|urgencias"
    r"|emergencias|clinica"
    r"|terapia intensiva)|internad[oa]|hospitalizad[oa])|me (?:operaron|internaron|ingresaron|hospitalizaron"
    r"|van a operar|llevaron al hospital)|(?:lo|la) (?:internaron|operaron|hospitalizaron)"
    r"|la ambulancia me)\b"
)
_ROOFLESS = re.compile(
    r"\b(?:no(?:where| place)?(?: \w+){0,3} (?:2 |to )?(?:sleep|stay|go|crash|live)|no (?:place|bed|"
    r"roof)|(?:kicked|put|threw|chucked|thrown) (?:me |us )?out|sleep(?:ing)? (?:rough|outside|in (?:my|"
    r"the) (?:car|park|truck))"
    r"|(?:park|streets?|curb|bench|car|troca|carro|calle) (?:again )?(?:tonight|esta noche)|"
    r"on the (?:street|streets|curb)|no tengo donde|(?:me|nos) (?:corrieron|echaron|sacaron) de (?:la|"
    r"mi) casa|esta noche (?:la )?pas\w+|shelter (?:is |esta )?(?:full|lleno))\b"
)
_ASKS = re.compile(
    r"\b(?:is (?:this|it|that|my|there|anyone|any1|robin|terry)|are (?:you|u|these|they)|r (?:you|u)|"
    r"do (?:you|u|they|these|i)|can (?:i|my|you|u|they|we)"
    r"|will (?:i|my|this|you|they)|am i|who (?:is|are|gets|reads|sees|can)|how (?:do|long|can|much)|"
    r"where (?:do|does)|esto es|eres|sos|son|puedo|puede"
    r"|se puede|hay manera|is it|or just|o es|o nomas|lo (?:ve|lee)|le van|les? (?:dicen|pasan))\b"
)
_OPENERS = frozenset(
    {"so", "and", "but", "hey", "wait", "ok", "yo", "sorry", "pero", "y", "oye", "bueno", "entonces"}
)
_AGAINST_ME = re.compile(
    r"\b(?:used? (?:this |it |that )?against me|get me (?:in|into) trouble|get in trouble|"
    r"usar (?:esto )?en mi contra|meter en (?:problemas|lios))\b"
)
_BEHIND = re.compile(
    r"\b(?:(?:work|working|works) (?:for|with)|part of|connected (?:to|with)|linked (?:to|with)|run by|"
    r"belong to|from|with|behind|anything to do with|trabaja\w* (?:para|con)|parte de|de parte de|"
    r"vienen? de)\b"
)
_ASKS_IF = re.compile(
    r"\b(?:is (?:this|it)|are (?:you|u|these)|r (?:you|u)|do (?:you|u|they)|does (?:my|this|the)|"
    r"can (?:my|the)|will (?:i|my|this|the)|is my|is the|am i"
    r"|esto|eres|son|ustedes|va a|le van|lo ve|ve|se entera)\b"
)
_WHO_READS = re.compile(
    r"\b(?:who(?: else| all|se)?(?: \w+){0,3} (?:reads?|sees?|gets? to (?:see|read)|can (?:see|read)|"
    r"has access|knows?|looks?)|who(?:s| is) (?:reading|seeing|looking)"
    r"|(?:can|does|will|is) (?:my |the )?\w+ (?:read|see|seeing|reading|get hold of|look at|"
    r"check)(?: \w+){0,3} (?:this|these|it|texts?|messages?|answers?|say|write|shoulder)"
    r"|where (?:does|do|is|are)(?: \w+){0,4} (?:go|goes|kept|stored|saved|end up)|(?:read|"
    r"see)s? (?:all )?(?:these|my (?:texts|messages|answers))"
    r"|quien(?:es)?(?: \w+){0,3} (?:lee|leen|ve|ven|puede ver|puede leer|sabe)|donde (?:guardan|"
    r"se guarda|va|queda)"
    r"|(?:puede|va a|podra)n? (?:ver|leer)(?: \w+){0,2} (?:mis?|esto|lo que))\b"
)
_AM_I_TALKING = re.compile(
    r"\b(?:are (?:you|u)|r (?:you|u)|u (?:a|just|real)|you (?:a|just|real)|is (?:this|it|there|that)|"
    r"do (?:you|u)|am i|automat\w*|eres|sos|esto|es (?:un|una|auto\w*)|hablo con|quien|hay"
    r"|talking to|texting|i (?:talk|speak|am)|hablo|hablando|feels|just a|actual|escribe|contesta|"
    r"responde|inteligencia)\b"
)
_TO_STOP = re.compile(
    r"\b(?:how (?:do|can|would|to) (?:i |you |we )?(?:\w+ )?(?:stop|quit|cancel|end|opt|unsubscribe|"
    r"leave|pause|turn)|can i (?:\w+ )?(?:stop|quit|cancel|pause|leave|opt|take)|allowed to"
    r"|how long (?:do|does|will|are|is)|what happens if i (?:stop|quit|dont|leave|ignore)|(?:can|"
    r"could) (?:you|u|we|i) (?:\w+ )?(?:stop|pause|end|cancel) (?:this|these|it|the|for)|can (?:this|"
    r"these) (?:be|stop)|when (?:do|does|will) (?:this|these|it)|is there (?:a|any) way|do i have to|"
    r"what if i (?:stop|quit)"
    r"|como (?:paro|cancelo|dejo|salgo|hago|puedo|le hago)|puedo (?:parar|cancelar|dejar|salir|pausar)|"
    r"se puede (?:parar|cancelar|pausar|dejar|salir)|hay manera|hasta cuando|cuanto (?:tiempo )?dura|"
    r"que pasa si (?:no|dejo)|como (?:se )?(?:apaga|quita|cancela|para))\b"
)
# "can i leave early on friday": something else is left or stopped.
_LEAVES_ELSE = re.compile(
    r"\b(?:leave (?:early|at|for|on|by)|(?:leave|stop|quit|cancel) (?:work|my|home"
    r"|the (?:house|hostel|flat|meeting)|town|taking|seeing|drinking|smoking|using))\b"
)
# Help with something to read is asked for, not who reads.
_HELP_READING = re.compile(
    r"\b(?:help me|ayud\w+me|me ayud\w+) (?:to |a )?(?:read|understand|leer|entender)\b"
)
_HOW_LONG = re.compile(
    r"\b(?:how long (?:do|does|will|are|is) (?:this|these|it|they)|cuanto (?:tiempo )?dura|"
    r"hasta cuando)\b"
)
_COMPLAINS = re.compile(
    r"\b(?:(?:make|file|formal|want to|have a|got a) (?:\w+ )?complain\w*|never (?:turns?|turned|shows?|"
    r"showed|comes|came|calls?|answers?|replies)|didnt (?:turn|show) up|stood me up|no show"
    r"|(?:nobody|no one|noone|no1) (?:ever )?(?:calls?|called|answers?|helps?|listens?|cares?|shows?|"
    r"came|comes|rang|rings)|(?:disgusted|disappointed|not happy|unhappy|angry|pissed(?: off)?|"
    r"annoyed) (?:with|at|about|by) (?:the|this|you|how|my|your)"
    r"|(?:talks?|talked|spoke|speaks?) (?:down )?to me like|dont like (?:how|the way|my mentor|him|her)|"
    r"made me feel|(?:he|she|terry|mentor) (?:was|is|has been) (?:so |really |very |well )?(?:rude|late|"
    r"drunk|weird|creepy|disrespectful|out of order|inappropriate)"
    r"|(?:waste|wasting) (?:of |my )?time|out of order|let me down|lets me down|"
    r"(?:me )?trata(?:ron)? (?:\w+ )?mal|falta de respeto|no me (?:hacen caso|contesta\w*|ayuda\w*|"
    r"escucha\w*)|perdida de tiempo|nadie (?:me )?(?:llama|contesta|ayuda|llamo)"
    r"|(?:different|new|another|change|swap) (?:\w+ )?mentor|sick of (?:this|these|you|yall)|"
    r"fed up (?:of|with) (?:this|these|you|yall|terry)|taking the piss|a joke"
    r"|(?:why am i|why do i) get\w* (?:this|these)|cambiar de mentor\w*|otr[oa] mentor\w*|me (?:dejo|"
    r"dejaron) plantad[oa]|no (?:sirve|sirven)|poner una queja|nunca (?:llega|contesta|viene|llama))\b"
)
_OF_US = re.compile(
    r"\b(?:you|u|ur|your|yall|lot|this|these|program\w*|service|terry|mentor|people|ppl|ustedes|"
    r"programa|esto|este)\b"
)
_CHARGES_GONE = re.compile(
    r"\b(?:drop+ed (?:the |all |my )?charges|charges (?:were |got |been |are )?drop+ed|off (?:parole|"
    r"probation|paper|papers|licence|tag)|(?:parole|probation|sentence|licence|"
    r"tag)(?: \w+){0,2} (?:finished|over|done|ended|complete)"
    r"|case (?:was |got )?dismissed|(?:no more|finished) (?:licence|probation|parole|tag)|"
    r"quitaron (?:el grillete|los cargos)|termine (?:la )?(?:probatoria|condena)|a mi favor)\b"
)
_STILL_TO_DO = re.compile(
    r"\b(?:going to|gonna|need to|have to|want to|wanna|try(?:ing)? to|hope to|will|should|if|could|"
    r"tengo que|voy a|quiero|necesito|ocupo|no tengo|saben|dont|didnt|cant|havent|not)\b"
    r"(?! be (?:a|an) (?:dad|mum|mom|nan|grand\w*|aunt\w*|uncle))"
)
_IS_REACHED = re.compile(
    r"\b(?:(?:gonna|going to) be (?:a|an) (?:dad|father|mum|mom|mother|nan|gran\w*|aunt\w*|uncle)|"
    r"(?:they )?made me (?:shift|team|lead|manager|supervisor|perm\w*)|hired me|got hired|"
    r"me contrataron|me ascendieron"
    r"|voy a ser (?:papa|mama|abuel[oa]|ti[oa])|(?:pase|aprobe) (?:el|mi|la)|ya tengo (?:mi|el|la|un|"
    r"una)|start(?:ed|ing)? (?:my )?(?:new )?job|(?:day|month|year|week)s? (?:clean|sober))\b"
)
_BAD_NEWS = re.compile(
    r"\b(?:(?:my|our|me) (?:\w+ ){0,2}(?:died|passed|was shot|got shot|is dying|has cancer|is dead)|"
    r"passed away|funeral|(?:got|been|was|were) (?:\w+ )?(?:laid off|sacked|fired|evicted|robbed|dumped|"
    r"jumped)"
    r"|(?:job|place|application|claim|benefits?|flat|parole|appeal|visa|interview|"
    r"offer) (?:\w+ )?(?:fell through|got (?:cut|stopped|denied)|was (?:denied|refused)|stopped|"
    r"didnt happen)"
    r"|(?:didnt|did not|never) get (?:the|that|it|my)|cut (?:my|off my) (?:hours|benefits|power)|"
    r"kicked (?:me )?out|(?:bad|terrible|awful|sad|worst) news|malas noticias"
    r"|(?:took|taking|taken) my (?:kids?|son|daughter|baby|children)|(?:cant|"
    r"wont let me) see my (?:kids?|son|daughter)|no me dejan ver|me quitaron (?:a mi|a mis|el|la)"
    r"|(?:lost|losing) (?:him|her|them|everything|custody|my)|miscarri\w*|cancer|diagnos\w*|(?:used|"
    r"drank|using|drinking) again|back on (?:the|it)|fell off the wagon|volvi a (?:tomar|usar|caer|"
    r"consumir)"
    r"|lost (?:my|the) (?:job|place|house|flat|baby|mum|mom|dad|kids|custody)|turned me down|(?:refused|"
    r"denied|rejected|knocked back)(?: me)?|had a slip|slipped up|(?:i )?relapsed|down the drain|"
    r"failed (?:my|the|a) (?:test|drug|theory|drop)"
    r"|(?:they|boss|work|the job|site|agency|manager) (?:just )?(?:has |have )?let (?:me|us) go"
    r"(?: (?:from|at) (?:my |the )?(?:work|job|\w+ job|site|warehouse|shop|kitchen)|$)"
    r"|(?:got|been|was|were) let go|laid (?:me|us) off|(?:sacked|fired|canned) me|made (?:me )?redundant"
    r"|got my p45|gave me my (?:cards|p45)"
    r"|(?:me|nos) (?:echaron|botaron|corrieron|sacaron) (?:del|de la|de mi) (?:trabajo|chamba|empleo|jale)"
    r"|(?:me|nos) (?:liquidaron|dieron de baja)"
    r"|(?:perdi|me quede sin) (?:el |la |mi )?(?:trabajo|chamba|empleo|jale)"
    r"|(?:left|dumped) me|broke up|split up|got stolen|stole my|(?:mi|nuestr[oa]) (?:\w+ ){0,2}(?:murio|"
    r"fallecio)|se murio|fallecio|funeral|velorio|me (?:corrieron|despidieron|robaron|negaron|"
    r"rechazaron|dejo)|perdi (?:el|mi|la)"
    r"|recai|sali (?:sucio|sucia|positivo|positiva))\b"
)
_CALL_ME = re.compile(
    r"\b(?:(?:call|ring|phone|telephone|facetime) me|hit my line|(?:talk|speak|chat) (?:to|with|"
    r"2) (?:\w+ ){0,2}(?:someone|somebody|any\w*|person|human|you|u|terry|robin|mentor|coordinator|"
    r"real)|(?:need|want|fancy|rather) (?:a |to )?(?:chat|talk|call|speak)"
    r"|(?:want|need|like|love) (?:a |some )?(?:real |actual )?(?:person|human|company|call)|"
    r"is (?:anyone|anybody|someone|somebody|any1) (?:there|around|free|about)|(?:is )?(?:robin|terry|"
    r"marta|iker) (?:there|around|free|about|in|available)"
    r"|(?:when|what time) (?:can|could|will|is) (?:\w+ ){0,3}(?:call|ring|phone|talk|speak|free)|"
    r"(?:talk|speak) to me|pick up the phone|can we (?:talk|speak|meet|chat)|(?:need|got) to (?:talk|"
    r"speak)|something to tell"
    r"|(?:alguien|una? persona|un humano)(?: \w+){0,3} (?:hable|llame|marque|escuche)|que me (?:llame|"
    r"llamen|marque|marquen|hable)|(?:hay|esta) (?:alguien|robin|iker|marta)|podemos hablar|"
    r"echa(?:me)? un (?:grito|fonazo)"
    r"|(?:someone|somebody|anyone|any1|you|u|terry|robin|she|he) (?:please |pls )?(?:call|ring|phone|"
    r"telephone)|who (?:do|can|should) i (?:speak|talk|call)|give me a (?:call|ring|bell|shout)"
    r"|(?:llam|marc)\w*me|me (?:pueden|puedes|puede|podrian?|podrias) (?:llamar|marcar|hablar)|(?:puedo|"
    r"quiero|necesito|quisiera|ocupo) hablar|hablar con (?:alguien|una? \w+|robin|terry|iker|marta))\b"
)
_CALLED = re.compile(r"\b(?:called me|ring me back didnt|to call (?:the|my|him|her|them)|llamo me)\b")
_CRY = re.compile(
    r"\b(?:help me|need (?:some |your |a bit of )?help|(?:need|want) (?:cover|supervision|support|"
    r"backup)|^cover(?: pls| please)?$"
    r"|^supervision(?: pls| please)?$|sos|emergency|urgent|ayudame|ayudenme|necesito ayuda|socorro|"
    r"urgente|auxilio)\b"
)
