"""The made-up half year of the demonstration: what people answer, and what happens by itself.

Dee looks for a place of her own and finds one; Luz falls silent for two months, comes back, finds work,
and the end of her match is planned; Terry, their mentor, thinks over his questions, takes a lesson and writes
down a training. Nothing of this is put into the records: it is written on simulated phones and done at the
desk, at its time (`bot/demo.py`).
"""

from dataclasses import dataclass
from datetime import time

WEEKS = 26

# The yes to the invitation.
YES = {"Dee": "YES", "Luz": "EMPEZAR", "Terry": "yes"}

# What they answer, by question, one for each time they are asked, and from the beginning again when all have
# been used. None lets it pass in silence.
ANSWERS: dict[str, dict[str, list[str | None]]] = {
    "Dee": {
        "is-you": ["yes"],
        "call-name": ["Dee"],
        "check-in-day": ["fridays 6pm"],
        "first-goal": ["a place of my own"],
        "mood": [
            "3 up and down",
            None,
            "4 better this week",
            "4",
            "2 rough, slept badly",
            "3",
            "5",
            "4",
            "3 ok",
        ],
        "contact": ["yes", "no"],
        "step-went": ["done", "half of it", "done", "done", "not yet"],
        "next-step": [
            "call the housing office on monday",
            "get my ID photo done",
            "fill in page one of the form",
            "ask my aunt for the old lease",
            "fill in page two of the form",
            "hand in the form",
            "look at the room on Ash Street",
            "write down what I can pay a month",
            "ask at the library for a printer",
            "see two rooms on saturday",
            "buy a bus pass",
            "call the landlord back",
            "pack the first box",
            "paint the kitchen shelf",
            "find the second hand shop",
            "cook for my sister on sunday",
            "ask Jo for the soup recipe",
            "hang the curtain",
            "put the rent day in my phone",
            "say hello to the neighbours",
            "make lentils, the easy ones",
            "one hour at the evening class",
        ],
        "after-news": ["say thank you to the lady at the office"],
        "smaller-step": ["only ask what it costs", "put the number in my phone"],
        "share-step": ["yes", "yes", "no"],
        "going": ["partly", "done", "partly", "done"],
        "step": ["write down three streets I like"],
        "fits": ["yes"],
        "strength-good-at": ["I can fix nearly anything"],
        "strength-got-through": ["the winter my car was home"],
        "strength-others-say": ["that I make them laugh"],
        "barrier": ["housing"],
        "kit-who": ["my aunt Jo", "Pastor Lee"],
        "kit-helps": ["when I can't sleep", "when I need to get out of the house"],
        "kit-reach": ["she picks up late", "the office, mornings"],
        "kit-more": ["yes", "no"],
        "kit-show": ["no"],
        "meeting-right": ["yes"],
        "meeting-barrier": ["nothing", "the bus is late on thursdays"],
        "meeting-happened": ["yes"],
        "meeting-length": ["45 min", "an hour"],
        "meeting-words": [
            "we went through the form",
            "we looked at rooms",
            "just coffee, it was good",
            "how it is to live alone",
        ],
        "fit-2": ["4 easy to talk to"],
        "fit-6": ["5"],
        "fit-12": ["5 Terry listens first"],
        "horizon": ["in a few months"],
        "share-goal": ["yes"],
    },
    "Luz": {
        "is-you": ["si"],
        "call-name": ["Luz"],
        "check-in-day": ["jueves 17:30"],
        "first-goal": ["trabajo en una cocina"],
        "mood": ["4", "2 semana dificil", "3", "3 ahi vamos", "4 mejor"],
        "contact": ["si", "no"],
        "step-went": ["todavia no", "hecho", "a medias", "hecho"],
        "next-step": [
            "preguntar en la panaderia",
            "llevar mi CV al mercado",
            "llamar a mi prima",
            "ir a la oficina de empleo",
            "preparar una pregunta para la entrevista",
            "comprar zapatos de trabajo",
            "pedir el horario de tarde",
            "cargar el telefono cada noche",
            "volver a la panaderia del centro",
            "mandar dos solicitudes",
            "practicar el camino en bus",
            "comprar un delantal",
            "aprender los nombres del turno",
            "guardar veinte dolares",
            "cocinar para mi prima",
            "dormir antes de las once",
        ],
        "after-news": ["dormir bien antes del primer dia"],
        "smaller-step": ["pasar por la panaderia el lunes", "solo apuntar el horario"],
        "share-step": ["si"],
        "going": ["todavia no", "hecho", "casi"],
        "step": ["buscar dos cocinas cerca"],
        "fits": ["si"],
        "strength-good-at": ["cocino para veinte sin nervios"],
        "strength-got-through": ["el primer mes en esta ciudad"],
        "strength-others-say": ["que no me rindo"],
        "barrier": ["trabajo"],
        "fit-2": ["4 me escucha"],
        "fit-6": ["5 todo bien"],
        "fit-12": ["5"],
        "looked-back": ["que puedo pedir ayuda antes de que sea tarde"],
        "parting-words": ["Gracias por esperarme cuando no contestaba."],
        "parting-words-right": ["si"],
    },
    "Terry": {
        "is-you": ["yes"],
        "call-name": ["Terry"],
        "promise": ["walk by the lake, phone off"],
        "promise-when": ["sunday 10am"],
        "promise-went": ["partly", "yes"],
        "promise-onward": ["keep"],
        "reflect-weekly": [None, "yes"],
        "reflect-when": ["tuesday 10am"],
        "reflection": [
            "Somebody once sat with me all night. I think of him when I sit in the cafe waiting.",
            "I was more nervous than Dee was.",
            "That I talk when I should wait.",
            "The word volunteer. I would rather be called by my name.",
            None,
            "That she called me first when she got the room.",
            "How quick I judge when I am tired.",
            "My brother. I should call my brother.",
        ],
        "fit-2": ["4 we find our way", "4"],
        "fit-6": ["5", "4 quiet, but good"],
        "fit-12": ["5 we laugh a lot", "4"],
        "wellbeing-heavy": ["2", "3", "2", "4", "3"],
        "wellbeing-help": ["an hour with the other mentors"],
        "meeting-words-too": ["we took our time", "the form is nearly done", "good walk"],
        "lesson-on": ["next"],
        "lesson-boundaries-check": ["b"],
        "training-need": ["how to wait when somebody goes silent"],
        "parting-words": ["You never gave up. Come by the kitchen door one day."],
        "parting-words-right": ["yes"],
    },
}


@dataclass(frozen=True, slots=True)
class Writes:
    """Somebody writes by themselves: so many days after the start, at that local time."""

    day: int
    at: time
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Robin answers somebody from the desk."""

    day: int
    at: time
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Closes:
    """Robin has seen to what worried about somebody, and lets their messages go on."""

    day: int
    at: time
    who: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Logs:
    """Robin logs a meeting of the day before, for somebody and their mentor."""

    day: int
    at: time
    who: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Ends:
    """Robin plans the end of somebody's match, four weeks ahead."""

    day: int
    at: time
    who: str


Scene = Writes | Replies | Closes | Logs | Ends

# From when to when somebody answers nothing, in days after the start.
SILENT = {"Luz": (47, 118)}

SCENES: tuple[Scene, ...] = (
    Writes(5, time(12, 10), "Dee", "do you know if the food bank on Oak is open saturdays"),
    Replies(
        5, time(12, 47), "Dee", "It is, from 9 to noon. Bring a bag. Want me to tell them you are coming?"
    ),
    Writes(6, time(15, 0), "Dee", "MENTOR can we meet wednesday instead, same place"),
    Writes(6, time(15, 20), "Terry", "Wednesday is fine. See you at four."),
    Writes(9, time(19, 5), "Dee", "DONE"),
    Writes(16, time(20, 40), "Luz", "no puedo mas, quiero acabar con mi vida"),
    Writes(16, time(20, 43), "Robin", "ACK"),
    Closes(16, time(21, 23), "Luz", "Called within the hour. Safe, with family. Seeing a doctor on Monday."),
    Logs(16, time(21, 30), "Dee", "the library cafe", "Went through the housing form."),
    Writes(33, time(12, 5), "Dee", "KIT"),
    Writes(40, time(13, 30), "Dee", "MEET thurs 4pm library cafe"),
    Writes(54, time(18, 10), "Terry", "LESSON 5"),
    Writes(57, time(18, 30), "Terry", "TRAINING 2 hours first aid"),
    Writes(61, time(12, 40), "Dee", "MEET thurs 4pm library cafe"),
    Writes(62, time(12, 15), "Dee", "MOVE friday 3pm"),
    Writes(75, time(16, 20), "Dee", "PAUSE for a week"),
    Writes(96, time(12, 50), "Dee", "MEET thurs 4pm library cafe"),
    Writes(98, time(9, 30), "Terry", "can Robin call me about the van"),
    Replies(98, time(10, 2), "Terry", "Will do at lunch. And thank you for the lifts."),
    Writes(118, time(14, 10), "Luz", "hola, perdon por el silencio. estuve sin telefono. ya estoy de vuelta"),
    Replies(118, time(14, 41), "Luz", "Que gusto leerte, Luz. Nada que perdonar. Seguimos a tu ritmo."),
    Writes(119, time(16, 30), "Terry", "REFLECT"),
    Writes(131, time(11, 20), "Dee", "GOT MY OWN PLACE!! keys on the first"),
    Writes(131, time(12, 0), "Terry", "Dee: That is the best news of the year. Proud of you."),
    Writes(140, time(12, 30), "Dee", "GOAL learn to cook five dinners"),
    Writes(152, time(12, 45), "Dee", "MEET thurs 4pm library cafe"),
    Writes(160, time(13, 15), "Luz", "me dieron el trabajo en la cocina!"),
    Ends(164, time(11, 0), "Luz"),
    Writes(180, time(12, 20), "Dee", "MEET thurs 4pm library cafe"),
    Writes(181, time(17, 45), "Luz", "sabes si el bus 9 pasa los domingos?"),
)
