# Lo que se entendió, y quién lo ve y cuándo. Neutral en una pantalla bloqueada.
seen-later = cuando esté de turno
seen-from = desde las { $time }
seen-now = pronto: ya tiene el turno

heard-custody = Gracias por avisar. Por ahora no te hago preguntas. { $name } ve esto { $seen } y puede avisar a quien quieras.
heard-custody-unsure = Gracias por avisar. { $name } ve esto { $seen } y puede avisar a quien quieras.
heard-hospital = Lo siento mucho, espero que te cuiden bien. { $name } ve esto { $seen }. Primero descansa, nada corre prisa.
heard-good-news = ¡Qué buena noticia, felicidades! { $name } la ve { $seen }.
heard-bad-news = Lo siento mucho. Es mucho lo que llevas. { $name } ve esto { $seen }.
heard-complaint = Siento que haya sido de ese modo. { $name } ve esto { $seen }. Para que solo lo lea quien dirige, manda QUEJA y tus palabras.
heard-need = Entendido. { $name } ve esto { $seen }. Mientras, manda RECURSOS y te digo lugares que ayudan.
heard-need-no-place = Entendido. { $name } ve esto { $seen } y puede buscar un lugar que ayude.
heard-wants-person = { $name } ve que quieres hablar, { $seen }. Si corres peligro, llama ya al { $emergency }.
heard-greeting = ¡Hola! Te escribe { $programme }. Dime lo que quieras: { $name } lo ve { $seen }.
heard-apology = No hay nada que perdonar. { $name } ve esto { $seen }. Escribe cuando puedas.
heard-reschedule = Gracias por avisar. { $name } ve esto { $seen } y puede buscar otro momento contigo.
heard-met = Qué bien que se vieron. { $name } ve esto { $seen }.
heard-moved = Gracias por avisar. { $name } ve esto { $seen } y puede cambiarlo por ti.
heard-new-phone = Gracias por avisar. { $name } ve esto { $seen } y puede guardar el nuevo contigo.
heard-wrong-person = Gracias por avisar. { $name } ve esto { $seen }. Para que ya no lleguen mensajes a este teléfono, manda STOP.
heard-done = Gracias por decirlo. { $name } ve esto { $seen }. Para terminar ya los mensajes, manda STOP.

# Preguntas sobre nosotros.
about-authority = Esto es { $programme }. Contestas solo si quieres, y el sistema no avisa a nadie de fuera. { $name } te dice qué se comparte y con quién.
about-readers = Lo pueden leer: { $readers }. Quien te acompaña ve solo lo que le mandas o permites. Manda REGISTRO para ver lo que se guarda.
about-bot = Soy un programa, no una persona: pregunto, guardo y paso mensajes. { $name } es una persona y lee esto cuando tiene turno.
about-stop = Manda STOP y los mensajes terminan al momento. PAUSA te da un descanso, el tiempo que quieras. Sin dar razones.
about-cost = { $programme } no te cobra nada por esto. Tu plan puede cobrar mensajes como siempre.

# Algo logrado, dicho como respuesta.
good-news = ¡Qué buena noticia! Felicidades.
late-answer = Gracias, { $name }, nunca es tarde. Queda guardado para esta semana.
goal-reached = Esa era tu meta: "{ $goal }". ¡Lo lograste! (Si no es correcto, manda ERROR.)
ask-after-news = ¿Hay un paso chico que quieras dar ahora? Dilo con tus palabras, o manda SALTAR.
    .again = Perdona, no pude usar eso. Unas palabras para el paso que sigue, o manda SALTAR.
check-in-rest = No pasa nada. Tus palabras quedan como las escribiste, y { $coordinator } puede leerlas. Hasta la otra semana, { $name }.

# En lugar de las palabras de una persona, donde otros las puedan leer.
quiet-somebody = alguien que conoces
discreet-on = Desde ahora, en lo que llega sin que escribas no hay nombres ni palabras tuyas. Lo que te contesto sigue igual. Para dejarlo: DISCRETO NO.
discreet-off = Vuelve a haber nombres y palabras tuyas en mis mensajes. DISCRETO lo cambia otra vez.
quiet-step = tu paso
quiet-goal = tu meta
quiet-promise = tu promesa
quiet-place = el lugar acordado
nudge-step-quiet = { $name } tiene un nuevo paso y le parece bien que lo sepas. Pregunta por eso cuando hablen.

# Who writes, and for whom.
who-we-are = Te escribe { $programme }: mensajes que salen solos, pero con personas. { $name } los cuida y lee lo que escribes. Pregunta lo que quieras.
who-we-are-invited = Te escribe { $programme }, una charla breve por semana que aceptaste. { $name } la cuida. Responde EMPEZAR para empezar, STOP para terminar los mensajes.
