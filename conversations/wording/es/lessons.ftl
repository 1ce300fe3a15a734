# Lecciones para quien acompaña: cinco textos cortos y una pregunta. Nada en ellas habla de una sola persona.
lesson-head = Lecciones de cinco textos cortos, a tu ritmo. Manda LECCION y la cifra:
lesson-entry = { $number } { $topic }
lesson-entry-done = { $number } { $topic } (hecha)
lesson-no-such = Hay seis lecciones. Manda LECCION y una cifra del 1 al 6.
lesson-name-communication = Hablar y escuchar
lesson-name-hard = Momentos duros
lesson-name-culture = De donde viene cada quien
lesson-name-technique = Metas y pasos chicos
lesson-name-boundaries = Tus topes y los suyos
lesson-name-conflict = Si no piensan igual
lesson-rests = De acuerdo, puede esperar. LECCION { $number } la empieza de nuevo.
lesson-done = Con eso termina LECCION { $number }: 15 minutos en tu registro. Manda LECCION para ver las otras.
ask-lesson-on = ¿Mando el que sigue?
    .again = Basta con 1 o 2: ¿mando el que sigue?
    .next = Claro
    .later = Ahora no

lesson-communication-1 = Lo principal es escuchar. Quien siente que le escuchan cuenta mejor lo suyo y encuentra antes su camino.
lesson-communication-2 = Haz preguntas abiertas. "¿Qué tal tu semana?" abre una puerta. "¿Todo bien?" se cierra con una palabra.
lesson-communication-3 = Repite lo que oyes, con tus palabras. Si no era eso, te lo dice, y ya saben algo nuevo.
lesson-communication-4 = El silencio no estorba. Cuenta hasta cinco antes de llenarlo. Lo que viene luego suele ser lo que importa.
lesson-communication-5 = Un consejo cae mejor si te lo piden. "¿Quieres una idea, o que te escuche?" no cuesta nada.
ask-lesson-communication-check = Te dice: "Nada me sale bien." ¿Qué ayuda mejor?
    .again = Elige una, por favor: ¿qué ayuda mejor?
    .a = "Todo va a salir bien"
    .b = "¿Qué te ha pasado?"
    .c = "¿Ya probaste ...?"
lesson-communication-because = Si preguntas qué le ha pasado, primero siente que le escuchas. El consuelo y las ideas caben mejor luego.

lesson-hard-1 = No te toca arreglar un momento duro. Con calma y cariño, busca a otra persona. Nadie tiene que cargar con esto en soledad.
lesson-hard-2 = Si temes por su vida, pregunta sin rodeos: "¿Piensas en quitarte la vida?" Preguntar no mete la idea.
lesson-hard-3 = Cree lo que oyes y dale las gracias por contarlo. No discutas, y no prometas callarlo.
lesson-hard-4 = Si es ahora: primero el teléfono de emergencias, luego quien coordina. Si puede esperar una hora: habla ya con quien coordina.
lesson-hard-5 = Luego piensa en ti. Cuenta a alguien lo que viviste. Descansa si duele.
ask-lesson-hard-check = Te dice: "Jura que no lo cuentas." ¿Qué respondes?
    .again = Elige una, por favor: ¿qué respondes?
    .a = "Lo juro"
    .b = "No si hay peligro"
    .c = "No quiero saberlo"
lesson-hard-because = Di antes que un peligro de vida no te lo puedes callar. Casi siempre te lo cuentan igual, y te tienen confianza.

lesson-culture-1 = Cada quien viene de un lugar: familia, fe, idioma, barrio. Pregunta, no adivines.
lesson-culture-2 = Lo que parece falta de ganas puede ser cautela. La confianza tarda si otros la rompieron antes.
lesson-culture-3 = Los nombres importan. Pregunta el suyo, y qué trato prefiere. Luego usa eso.
lesson-culture-4 = Lo que viviste ayuda, pero es tuyo. "Yo pasé por eso" puede cerrar una puerta. "¿Qué fue para ti?" la abre.
lesson-culture-5 = A veces te vas a equivocar. "Perdona, ¿qué palabra prefieres?" basta, y a seguir.
ask-lesson-culture-check = Falta dos veces seguidas por un asunto de familia. ¿Qué haces?
    .again = Elige una, por favor: ¿qué haces?
    .a = Preguntar qué le viene bien
    .b = Explicar las reglas
    .c = Dejarlo por ahora
lesson-culture-because = Para mucha gente la familia va primero. Preguntar qué le viene bien deja abierta la puerta, y ves qué le importa.

lesson-technique-1 = La meta es suya. Si la eliges por otra persona, solo trabajas en ella por tu cuenta.
lesson-technique-2 = Un buen paso cabe en un rato o dos y empieza con un verbo: llamar, preguntar, buscar, ir.
lesson-technique-3 = Pregunta: "Del 0 al 10, ¿qué tan probable es que lo hagas?" Si es menos de 7, hagan el paso chico.
lesson-technique-4 = Un paso que no se hizo era muy grande o no era el momento. Cambia el paso, no a la persona.
lesson-technique-5 = Nombra lo logrado. "Llamaste aunque no te gusta el teléfono" dice mejor que "bien hecho".
ask-lesson-technique-check = El paso era "hallar trabajo". No se hizo. ¿Y ahora?
    .again = Elige una, por favor: ¿y ahora?
    .a = Preguntar por qué no
    .b = Darle otra semana
    .c = Hacerlo chico
lesson-technique-because = Hazlo chico: "buscar dos lugares donde preguntar" se puede antes del viernes. "¿Por qué no?" suena a reproche.

lesson-boundaries-1 = Los topes cuidan a los dos. Di pronto qué puedes hacer, a qué hora respondes y qué no puedes.
lesson-boundaries-2 = Dinero, viajes de noche, una cama por una semana: decide hoy qué respondes, y habla de ello con quien coordina.
lesson-boundaries-3 = Lo que te cuenta queda contigo y con quien coordina. Salvo tres cosas: peligro de vida, daño a menores, daño a otra gente.
lesson-boundaries-4 = Ni en redes, ni con amistades, ni sin nombre. A la gente se la reconoce con menos de lo que crees.
lesson-boundaries-5 = Acompañas, no haces terapia ni das consejo legal. "No lo sé, busquemos a quien sepa" es buena respuesta.
ask-lesson-boundaries-check = Te pide 20 hasta el viernes. ¿Qué respondes?
    .again = Elige una, por favor: ¿qué respondes?
    .a = "Solo esta vez"
    .b = "No presto pero te ayudo a buscar"
    .c = Nada
lesson-boundaries-because = Un préstamo cambia lo que son. Di que no al dinero, no a la persona, y busquen ayuda juntos.

lesson-conflict-1 = No pensar igual es normal, y no tiene que romper nada. Se recuerda la manera.
lesson-conflict-2 = Ve despacio. Baja la voz, respira, toma asiento si puedes. La calma se contagia.
lesson-conflict-3 = Habla del hecho y de lo que te hizo: "Esperé y me preocupé." No: "Nunca llegas."
lesson-conflict-4 = Busca lo que quieren los dos. "Queremos que conserves tu casa" es un buen punto para empezar.
lesson-conflict-5 = Si hay gritos o temes algo, vete. "Lo dejamos por hoy" basta. Luego habla con quien coordina.
ask-lesson-conflict-check = Te grita: "¡Eres igual que todos!" ¿Qué haces?
    .again = Elige una, por favor: ¿qué haces?
    .a = Decir que no es justo
    .b = Preguntar qué hice
    .c = Irme
lesson-conflict-because = Preguntar qué hiciste muestra que puedes escucharlo. Lo tuyo cabe luego, con calma. Si temes algo, irte es lo correcto.

training-kept = Queda en tu registro: { $length }. Lo puede ver { $coordinator }.
training-how = Para guardar algo, manda el tiempo y el tema: FORMACION 2 horas primeros auxilios. FORMACION muestra lo que llevas, LECCION las lecciones.
training-none = Por ahora no hay nada en tu registro. Manda LECCION para ver las lecciones cortas.
training-so-far = En tu registro de este año: { $length }. Lecciones hechas: { $lessons } de 6. Manda LECCION para ver las otras.
training-hours = { $hours ->
    [1] 1 hora
   *[other] { $hours } horas
}
training-minutes = { $minutes } minutos
