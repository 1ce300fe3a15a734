"""The words replies are made of, without accents and apostrophes, in English and Spanish.

Data for `reading`. A word belongs here only if it cannot change what an answer means.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "zero cero",
            "one uno",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven",
            "twelve doce",
            "thirteen trece",
            "fourteen catorce",
            "fifteen quince",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty veinte",
        )
    )
    for word in words.split()
} | {"thirty": 30, "treinta": 30, "forty": 40, "cuarenta": 40, "fifty": 50, "hundred": 100, "cien": 100}
SPANISH_NUMBERS = {"once": 11}

OUT_OF = (("out", "of"), ("of",), ("de",), ("sobre",))
FRACTIONS = {"half", "medio", "media", "point", "punto", "coma", "quarter"}
THANKS = {"thanks", "thank", "thx", "ty", "gracias", "cheers"}

FILLERS = _set(
    """
    i id im ive ill its it is was been be am a an the say guess think thought maybe probably prob
    perhaps about around like just so really very quite pretty kinda sorta bit little feel feeling felt
    doing would give rate rating number better worse tbh lol haha ngl honestly overall yeah yea hmm um
    uh erm oh well please pls plz plss plis porfis
    then hi hey hello thanks thank thx ty cheers you today now went going mate bro
    man that thats stars points as also do can creo yo diria un como quizas quiza algo mejor peor poco
    mija mijo wey guey fam bruh dude homie boss pal love innit soz xx x carnal
    fue ha sido estoy estuvo  gracias pues hoy estrellas puntos hola eso ahora por favor porfa
    seria bastante muy que
    """
)
# Alone or together these name nothing: what is asked for in somebody's own words is none of them.
SAYS_NOTHING = _set(
    """
    hi hey hello yo sup hola buenas buenos dias tardes noches morning evening
    thanks thank you u thx ty tysm cheers gracias grasias muchas mil
    ok okay okey oki k kk kay cool nice great good fine alright aight bet word sure right same
    vale bueno buena bien va sale dale orale sipi claro
    lol lmao lmfao haha hahaha ha hehe jaja jajaja jejeje xd
    what wat wut whats huh eh um uh hmm mm que q k como cual mande
    """
)
STARTERS = _set(
    """
    been i im ive id it its this my the we because cause cuz cos bc but still no really just feeling
    felt had got having trying and pretty kinda maybe lots a didnt couldnt havent porque pero ha fue
    estoy estuve he mi la el muy con todavia sigo tuve consegui logre pude por no y
    cant cannot dont wont wasnt isnt aint hasnt doesnt havnt not nothing everything everyone everybody
    nobody someone somebody things things since thats he she they theyre hes shes was were is went same
    nada todo nadie ya casi igual sorry soz perdon disculpa
    """
)
SPANISH_STARTERS = _set("me se lo sin")
"""More that begins a sentence in Spanish, and something else in English ("4 me")."""

FEELINGS = _set(
    """
    tired exhausted stressed anxious lonely sad angry scared worried depressed down numb nervous sick ill
    overwhelmed frustrated bored fed happy proud hopeful calm grateful blessed better worse steady stable
    cansado cansada triste ansioso ansiosa solo sola estresado estresada preocupado preocupada enojado
    enojada nervioso nerviosa enfermo enferma feliz contento contenta tranquilo tranquila agotado agotada
    """
)
DEEDS = _set(
    """
    lost missed slept saw made found failed passed argued fought cried relapsed slipped drank used stayed
    kept started stopped spoke talked met worked walked ended broke fell moved called went did
    perdi vi fui hice pase falle dormi llore pelee recai bebi empece deje hable conoci trabaje camine
    """
)
LINKS = _set(
    """
    one i im ive my me the a an it its this that him her them us with at in on to for from of off out up
    through again all most and but so because cause cuz cos bc since tbh lol today tonight yesterday week
    day night time weekend month at home about around over down back well badly lot too really very just
    still not no he she they we work court everything nothing everyone him mi el la los las un una con en
    por para de a al y pero porque desde hoy ayer bien mal mucho muy todo nada mis uno dia noche semana
    """
)
"""What goes on after a number and a word about the week; nothing in it is counted."""

ONE_OF = {"of those", "of these", "of the", "of my", "de esas", "de esos", "de las", "de los"}
VERBS = _set("is was has isnt wasnt hasnt keeps kept wont cant doesnt says said got went esta estuvo fue ha")
UNITS = _set(
    """
    day days week weeks month months year years yr yrs hour hours hr hrs minute minutes min mins second
    seconds secs am pm oclock time times thing things people kid kids child children men women man woman
    guy guys of more less left other others extra too many much nite night nights morrow ever real sure
    dia dias semana semanas mes meses ano anos hora horas minuto minutos vez veces cosa cosas persona
    personas hijo hijos hija hijas de mas menos nino ninos th rd nd st x percent per dollars bucks pounds
    quid pesos miles km drinks beers pills
    """
)
"""What makes the number before it a count, an amount or a time of day."""

NOT_COUNTED = _set("this was is has his its less bus boss class illness stress business mess loss yes plus")
RANGES = _set("or and to o u y a maybe say not no number than about like minus plus quizas entre between")
"""Before a second number: it may be another try at the answer."""

BEFORE_PRONOUN = _set(
    """
    this that each every another other last next slow strange weird mixed crazy quiet busy lonely stressful
    better worse funny odd sad happy weird long big
    """
)
TURNS = _set(
    """
    but not except unless if only pero excepto menos
    """
)
"""Words that turn or limit what was said before; a choice beside one of them is unclear."""

BEFORE_ONE = _set(
    """
    a i id guess maybe say probably like just about its hmm um number creo un diria
    """
)
HEDGES_AFTER_ONE = _set(
    """
    i guess think maybe please tbh lol honestly sorry creo gracias
    """
)

AROUND_TIMES = _set(
    """
    on at after around about every each the in of is are works work good best fine ok okay please pls plz
    thanks
    maybe i think id say would be and then oclock o clock h hrs hs like from any time past el los a la
    las de por en cada despues como sobre todos punto favor gracias creo que mejor bien y seria
    """
)

AROUND_RESTS = _set(
    """
    for until till til to about around maybe just please pause the of on only more again so me messages i
    want think need say like por hasta durante favor porfa unos unas como solo mas de del quiero creo que
    this these my it texts em them th st nd rd thanks gracias proximo proxima next dia
    """
)
AROUND_LANGUAGES = _set("in en please por favor porfa speak to a al habla hablar text write me the language")

WEEK_WORDS: dict[int, tuple[str, ...]] = {
    1: (
        "dreadful",
        "hell",
        "hellish",
        "a nightmare",
        "nightmare",
        "the pits",
        "dire",
        "appalling",
        "horrorosa",
        "del asco",
        "un infierno",
        "de la fregada",
        "awful",
        "terrible",
        "horrible",
        "horrendous",
        "the worst",
        "worst week",
        "terrible week",
        "awful week",
        "horrible week",
        "semana horrible",
        "semana pesima",
        "semana muy dura",
        "worst",
        "shit",
        "shitty",
        "crap",
        "really bad",
        "very bad",
        "so bad",
        "really hard",
        "very hard",
        "really rough",
        "muy mal",
        "muy mala",
        "muy dura",
        "fatal",
        "pesimo",
        "pesima",
        "😭",
    ),
    2: (
        "rubbish",
        "crappy",
        "poor",
        "pretty bad",
        "pretty rough",
        "kinda rough",
        "not brilliant",
        "not amazing",
        "not my best",
        "down",
        "stressful",
        "could be better",
        "been better",
        "ive been better",
        "had better",
        "medio mal",
        "pesada",
        "gacha",
        "gacho",
        "de bajon",
        "floja",
        "bad",
        "bad week",
        "hard week",
        "rough week",
        "tough week",
        "semana dura",
        "semana mala",
        "mala semana",
        "semana dificil",
        "hard",
        "rough",
        "tough",
        "low",
        "struggling",
        "not good",
        "not so good",
        "not too good",
        "not very good",
        "not great",
        "not so great",
        "not ok",
        "not well",
        "mal",
        "mala",
        "malo",
        "dificil",
        "dura",
        "duro",
        "no muy bien",
        "no muy buena",
        "👎",
        "🙁",
        "☹",
        "😞",
        "😔",
        "😢",
    ),
    3: (
        "middling",
        "ni bien ni mal",
        "ahi la llevo",
        "ahi vamos",
        "ahi voy",
        "could be worse",
        "cant complain",
        "getting by",
        "surviving",
        "hanging in there",
        "same old",
        "ticking along",
        "ok",
        "okay",
        "ok week",
        "okay week",
        "semana normal",
        "semana regular",
        "okey",
        "alright",
        "all right",
        "fine",
        "meh",
        "so so",
        "so-so",
        "average",
        "in between",
        "middle",
        "not bad",
        "not too bad",
        "not so bad",
        "not the worst",
        "not the best",
        "up and down",
        "ups and downs",
        "regular",
        "mas o menos",
        "asi asi",
        "normal",
        "no tan mal",
        "no tan mala",
        "😐",
        "😕",
    ),
    4: (
        "solid",
        "decent",
        "nice",
        "not half bad",
        "tranquila",
        "tranqui",
        "chida",
        "chido",
        "padre",
        "bastante chida",
        "good",
        "pretty good",
        "good week",
        "pretty good week",
        "decent week",
        "buena semana",
        "semana buena",
        "quite good",
        "went well",
        "going well",
        "pretty well",
        "bien",
        "buena",
        "bueno",
        "bastante bien",
        "bastante buena",
        "👍",
        "👌",
        "🙂",
        "😊",
    ),
    5: (
        "wonderful",
        "superb",
        "super",
        "buzzing",
        "de lujo",
        "de maravilla",
        "bien chido",
        "bien chida",
        "maravillosa",
        "fenomenal",
        "a toda madre",
        "best week yet",
        "top",
        "great",
        "really good",
        "best week",
        "great week",
        "amazing week",
        "gran semana",
        "muy buena semana",
        "very good",
        "so good",
        "really great",
        "amazing",
        "awesome",
        "excellent",
        "brilliant",
        "fantastic",
        "the best",
        "perfect",
        "muy bien",
        "muy buena",
        "genial",
        "excelente",
        "increible",
        "estupendo",
        "estupenda",
        "😀",
        "😁",
        "😄",
        "🎉",
    ),
    0: (
        "this week",
        "the week",
        "my week",
        "kind of",
        "sort of",
        "for now",
        "for me",
        "me siento",
        "to me",
        "all good",
        "all ok",
        "all okay",
        "todo bien",
        "esta semana",
        "la semana",
        "mi semana",
    ),
}
"""What words say about a week from 1 to 5; 0 says nothing.

Whole phrases, so that "not good" is never "good"."""

YES = (
    "k",
    "kk",
    "aight",
    "bet",
    "certainly",
    "deffo",
    "if you must",
    "if u must",
    "ta bien",
    "simon",
    "sale",
    "orale",
    "andale",
    "ok pues",
    "yes",
    "y",
    "yes please",
    "yeah",
    "yea",
    "yep",
    "yup",
    "ya",
    "sure",
    "ok",
    "okay",
    "of course",
    "go ahead",
    "why not",
    "please do",
    "fine",
    "thats fine",
    "fine with me",
    "sounds good",
    "absolutely",
    "definitely",
    "for sure",
    "no problem",
    "tell them",
    "you can",
    "she can",
    "he can",
    "they can",
    "its me",
    "it is me",
    "thats me",
    "this is me",
    "speaking",
    "soy yo",
    "si",
    "sip",
    "claro",
    "claro que si",
    "por supuesto",
    "vale",
    "dale",
    "de acuerdo",
    "esta bien",
    "como no",
    "por que no",
    "sin problema",
    "👍",
    "👌",
    "✅",
    "✔",
)
NO = (
    "never",
    "nop",
    "nel",
    "para nada",
    "no hace falta",
    "id rather you didnt",
    "between us",
    "mejor que no",
    "no",
    "not me",
    "its not me",
    "thats not me",
    "this isnt me",
    "wrong number",
    "wrong person",
    "no soy yo",
    "no soy",
    "numero equivocado",
    "n",
    "nope",
    "nah",
    "no way",
    "no thanks",
    "no thank you",
    "not now",
    "not yet",
    "not really",
    "not today",
    "not this time",
    "rather not",
    "id rather not",
    "prefer not",
    "id prefer not",
    "of course not",
    "dont",
    "please dont",
    "i dont think so",
    "i dont want to",
    "i do not want to",
    "no gracias",
    "mejor no",
    "prefiero que no",
    "prefiero no",
    "ahora no",
    "todavia no",
    "aun no",
    "esta vez no",
    "claro que no",
    "no quiero",
    "👎",
    "❌",
)
SKIP = frozenset(
    {
        "skip",
        "pass",
        "no",
        "nope",
        "nah",
        "none",
        "nothing",
        "no thanks",
        "not now",
        "not yet",
        "not really",
        "idk",
        "dont know",
        "i dont know",
        "no idea",
        "not sure",
        "dunno",
        "later",
        "na",
        "n/a",
        "paso",
        "pasar",
        "saltar",
        "nada",
        "ninguna",
        "ninguno",
        "no gracias",
        "ahora no",
        "todavia no",
        "no se",
        "no lo se",
        "ni idea",
        "luego",
        "despues",
    }
)
