"""The concepts that `heard` knows, as word stems in English and Spanish; data, no rules.

Small letters without accents and apostrophes. A stem that ends in a star stands for every word that begins
with it. A word stands here for what it means, not for a message that it was seen in.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What people call us: the messages, the number, whoever writes them.
US = _set(
    """
    this these it its you u ur your yall youse ya text texts message messages msg msgs number program
    programme chat line app info stuff answers guys anyone any1 somebody someone esto esta este estos estas
    eso tu te usted ustedes uds eres son mensaje mensajes textos numero programa contigo sos esos info datos
    respuestas aqui
    """
)
QUESTION = _set(
    """
    who whos what whats where how why when which is are am does do did can could will would should r quien
    quienes que donde como cuando cual cuanto cuantos puedo puede pueden hay va van eres sos son es esto
    """
)
# Those whom people are afraid of. Never said back to them: who stands behind us is nobody's business.
AUTHORITY = _set(
    """
    po pos probation parole pb court courts judge judges cops cop police feds ice violate* recall*
    prosecutor licence license offender officer officers state government govt gov system doc corrections
    department dept county sheriff ministry supervision supervising supervisor caseworker cps dhs social
    immigration prison jail warden snitch* grass grassing inform informer law authorities tribunal gobierno
    estado sistema inmigracion carcel prision supervisora autoridades ley oficial probatoria probacion
    condicional agente corte juez jueza policia* migra fiscal juzgado libertad
    """
)
SEES = _set(
    """
    see sees seeing read reads reading know knows tell told tells share* show shown access check* report*
    send sent gets pass passed go goes going connected linked count counts file ve ven ver vera veran lee
    leen leer lea sabe saben saber dice dicen decir diran pasan pasar pasa mandan mandar cuenta cuentan
    guarda guardan comparte* reporta* entera* llega
    """
)
PRIVATE = _set(
    "private privat* confidential* confidencial* secret privado privada anonym* anonim* safe seguro"
)
MACHINE = _set(
    """
    bot bots robot robots machine machines automat* computer computers ai auto real human humans chatbot
    maquina maquinas computadora computador ordenador humano humana persona
    """
)
COST = _set("cost costs charge charged charges free price pay paying cuesta cobran cobra gratis pagar costo")
ENDING = _set(
    """
    stop quit cancel end opt unsubscribe leave pause break off drop parar para cancelar dejar salir terminar
    pausar pausa baja quitar acaba acaban
    """
)

PERSON = _set(
    """
    someone somebody any1 anyone anybody person human me one alguien persona humano me
    """
)
SPEAKS = _set(
    """
    call ring phone telephone speak talk chat line facetime llama llame llamen llamar llamenme llamame
    llameme marcar marque marquen marcame hablar hablo habla platicar
    """
)

LACKS = _set(
    """
    need needs needed help short run ran out cant cannot afford where anywhere somewhere due broke broken
    aint wont hiring any lost without stole stolen expired know behind owe owes looking find necesito
    necesitamos ocupo ocupamos ayuda no donde saben sabes conocen conoces falta faltan cortaron debo algun
    alguna busco buscando quien perdi
    """
)
NEEDS: dict[str, frozenset[str]] = {
    "housing": _set(
        """
        rent rents landlord lease eviction evict* apartment apartments flat housing deposit hostel shelter
        tenancy renta alquiler casero desaloj* apartamento departamento vivienda cuarto albergue
        """
    ),
    "work": _set(
        """
        job jobs work hiring resume cv interview interviews boots tools toes steel training employ* trabajo
        chamba empleo curriculum botas herramienta* entrevista
        """
    ),
    "health": _set(
        """
        dentist doctor gp clinic medicaid insurance prescription meds medication tooth teeth toof glasses
        dentista medico clinica seguro receta medicina* medicamento* muela lentes
        """
    ),
    "treatment": _set(
        """
        rehab detox meeting meetings aa na sponsor counsel* therap* methadone suboxone rehabilitacion
        reunion reuniones padrino consejer* terap* metadona
        """
    ),
    "benefits": _set(
        """
        ebt snap benefits universal credit money cash bus pass fare bank account
        electric electricity gas heating power diapers nappies formula uniform uniforms clothes phone bill
        furniture estampillas beneficios dinero lana feria pasaje autobus camion luz panales
        formula uniforme uniformes ropa recibo cuenta muebles
        """
    ),
    "food": _set(
        """
        food groceries hungry pantry comida despensa comedor alimentos hambre
        """
    ),
    "papers": _set(
        """
        id ids passport birth certificate license licence ssn social proof proofs address record expunge*
        papers documents dmv permit acta pasaporte licencia papeles documentos identificacion permiso
        comprobante
        """
    ),
}

# What somebody has reached, and that they have.
REACHED = _set(
    """
    got get getting passed pass finished finish landed started start made gave given won earned bought
    opened signed moved hired promoted completed graduated cleared droped dropped first framed approved
    accepted saved offered consegui tengo pase aprobe termine contrataron dieron gane compre empiezo empece
    logre acabe firme aceptaron quitaron salio ascendieron gradue ahorre saque
    """
)
GOODS = _set(
    """
    job jobs place apartment flat keys key license licence test exam certificate custody kids shift lead
    promotion interview account car diploma course ged degree house home room wage paycheck contract offer
    raise charges grandma nan grandad dad mum mom baby college school theory bike phone visit licence
    trabajo chamba apartamento departamento casa llaves licencia examen certificado custodia hijos hijo hija
    carro cuarto contrato diploma curso escuela grillete puesto sueldo cheque cuenta entrevista cargos
    manejo lugar
    """
)
CLEAN = _set("clean sober limpio limpia sobrio sobria")
SPANS = _set("day days week weeks month months year years yr yrs dia dias semana semanas mes meses ano anos")

BAD = _set(
    """
    died dead dying funeral laid sacked fired evicted evict* relapse* slip slipped dirty stole stolen
    robbed dumped split lost rejected refused denied failed shot cancer crashed burned turned murio muerto
    muerta fallecio falleci* funeral velorio entierro despidieron corrieron recai recaida negaron rechazaron
    robaron perdi termino sucio sucia cancer choque
    """
)
COMPLAINT = _set(
    """
    complain complaint complaints useless joke rude disrespect* disgrace unacceptable ignoring ignored
    promise* lied lies waste pathetic piss queja quejarme quejar sirve inutil* grosero grosera groseria
    burla mentira* planton plantado plantada
    """
)
GREETING = _set(
    """
    hi hey hello hiya yo ey ay up morning mornin afternoon evening evenin night sup wagwan wassup hows it
    going there all alright guys everyone good whats hola holi buenas buenos buen bnas bnos dias tardes
    noches dia que onda tal saludos oye ola
    """
)
AROUND_THANKS = _set(
    """
         so much very you u me for everything all that this it a lot lots again my ok okay the your help
    kind and bro man     mate fam pal fr yall checking checkin check in on being there here guys both
    appreciated really mijo mija carnal     mil te lo de corazon por todo muy amable x mucho mucha muchas
    se ustedes usted amigo amiga hermano hermana q que
    """
)
THANKS = _set(
    """
    thank* thx thnx thanx ta cheers appreciate* preciate obliged ty tysm bless blessings gracias grasias
    grax agradec* agradezco bendicion*
    """
)

# What stands before a name and belongs to it.
TITLES = _set(
    """
    mr mrs ms miss dr big lil little old young uncle aunt auntie tio tia don dona sir lady brother sister
    """
)

# Small words inside a name.
NAME_PARTICLES = _set(
    """
    de la las los del da di van von der den bin al el y e st san o
    """
)

# Words that make a sentence of what could be a name.
IN_SENTENCES = _set(
    """
    not none never nothing whatever anything nobody someone you your u ur he she they we us his her their
    if or as by than then there here who what why how when where which late early running working going
    coming waiting driving sleeping again soon later now today tomorrow tonight yesterday morning wrong
    number same already told tell telling need want got have has had get gonna wanna stop help phone text
    call name please busy fine hi hello hey yo bro mate sure idk dunno hungry raining cold court bus train
    perdi tengo tienes tiene quiero necesito ando andas estoy estas esta voy vas va cansado cansada tarde
    luego ya nunca nada nadie alguien otro otra porque como cuando donde quien telefono numero hola bueno
    buenas trabajando manejando durmiendo lloviendo hoy ayer manana ahora ahorita para con sin sobre
    """
)

# Words in goals and news that say nothing of what they are about.
IN_GOALS = _set(
    """
    of own to get find have keep new back more again for with and or in on at by up out some any good
    better i we you he she they got getting finding make made start started finish finished pass passed my
    mi mis su de del para con y o en por un una unos unas tener conseguir encontrar hacer sacar pasar
    empezar terminar ya propio propia nuevo nueva
    """
)

# Words of a person's own that tell a stranger about prison, probation, recovery or health (`discreet`).
TELLING = _set(
    """
    prison* jail* inmate* convict* felon* parole* probation* po pos offender* offence* offense* custody
    bail court* judge* lawyer* attorney* solicitor* trial sentence* expunge* warrant* police cop cops
    arrest* ankle monitor tagged gps curfew reentry rehab* detox* recover* sober* sobriety relaps*
    drink* drunk alcohol* drug* heroin meth coke crack weed pills aa na sponsor methadone suboxone
    naloxone narcan needle* addict* crav* counsel* therap* psych* mental* depress* anxiety suicid* meds
    hiv hep hepatitis std pregnan* abort* gang* violence victim* restraining immigration ice visa deport*
    shelter* homeless* prision carcel preso presa condena* condicional probatoria oficial fiscal corte
    juez jueza juicio abogad* antecedentes delito* grillete tobillera policia* rehabilit* recuper* sobri*
    recaid* borrach* droga* pastillas padrino metadona adict* psic* terapia* depres* ansiedad vih embaraz*
    pandilla* violencia victima* migra inmigracion albergue medication* medicacion
    courthouse* defender* fines restitution tag bracelet bail hostel urine ua uas pee piss sample*
    swab* breathaly* clinic* doctor* dr gp hospital* nurse nurses
    chemist* pharmac* script scripts prescription*
    inject* rehabs smok* spliff mota marihuana mariguana hierba cocaina cristal perico chela cerveza* trago*
    tomar emborrach* fumar orina antidoping clinica* medico medica* doctor* hospital* enfermer* farmacia
    receta* inyecc* juzgado* tribunal* audiencia* multa* defensor* pulsera trap dealer* plug bookie*
    officer* caseworker* agente gambl* betting apuesta* apostar sponser* pub pubs bar
    """
)
# Two words that tell only together; each alone is anybody's.
TELLING_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        *("stay clean", "staying clean", "keep clean", "get clean", "be clean", "been clean", "clean time"),
        *(
            "day clean",
            "days clean",
            "weeks clean",
            "month clean",
            "months clean",
            "year clean",
            "years clean",
        ),
        *("halfway house", "my hearing", "a hearing", "the hearing", "hearing on", "hearing at"),
        *(
            "clean date",
            "clean test",
            "drop clean",
            "step work",
            "anger management",
            "social worker",
            "sober living",
        ),
        *("locked up", "on licence", "on license", "sign on", "signing on"),
        *("dia limpio", "dias limpio", "dias limpia", "meses limpio", "meses limpia", "estar limpio"),
        *("mantenerme limpio", "mantenerme limpia", "a firmar", "firmar en", "libertad bajo"),
        *("doce pasos", "trabajadora social", "trabajador social", "stop using", "using again"),
    )
)
