# La charla de cada semana.
check-in-hello-1 = Hola, { $name }. Un momento de la semana para ti.
check-in-hello-2 = Hola, { $name }. Me alegra volver a hablar contigo.
check-in-hello-3 = Hola, { $name }. ¿Tienes un minuto?
check-in-hello-4 = Hola, { $name }. Otra semana que pasa.
check-in-hello-5 = Hola, { $name }. Paso a preguntar qué tal vas.
# Tras semanas sin respuesta: otro tono, y menos a menudo. Nadie tiene la culpa del silencio.
check-in-quiet-1 = Hola, { $name }. Te dejo un saludo. Responde solo si quieres.
check-in-quiet-2 = Hola, { $name }. Por ahora pregunto cada dos semanas.
check-in-quiet-3 = Hola, { $name }. Con una cifra basta, si te va bien.
check-in-quiet-4 = Hola, { $name }. Por ahora pregunto una vez al mes.
check-in-back-1 = Qué bueno saber de ti, { $name }.
check-in-back-2 = Me alegra leerte, { $name }.

ask-mood = ¿Qué tal tu semana, del 1 (muy dura) al 5 (muy buena)? Puedes agregar unas palabras.
    .again = Perdona, no me queda claro. ¿Qué tal tu semana, del 1 (muy dura) al 5 (muy buena)? Basta con una cifra.
    .n1 = 1 - muy dura
    .n2 = 2 - dura
    .n3 = 3 - regular
    .n4 = 4 - buena
    .n5 = 5 - muy buena

check-in-heavy-1 = Gracias por contarme. Eso pesa.
check-in-heavy-2 = Lamento que haya sido tan dura. Gracias por decirlo.
check-in-heavy-3 = Una semana pesada. Gracias por contarlo.
check-in-heavy-4 = Gracias por decirlo. No tienes que cargar con todo a solas.
check-in-heavy-5 = Te leo. Qué bueno que lo dices.
check-in-good-1 = Me alegra leerlo.
check-in-good-2 = ¡Qué gusto!
check-in-good-3 = Qué bien. Que siga.
check-in-good-4 = Qué bueno. Quédate con lo que te hizo bien.
check-in-good-5 = Me da gusto que me lo cuentes.
ask-contact = ¿Quieres que { $person } te contacte?
    .again = Perdona, para no equivocarme: ¿quieres que { $person } te contacte?
    .yes = Claro
    .no = Mejor no

ask-step-went = La vez pasada tu paso era "{ $step }". ¿Qué tal te fue?
    .again = Perdona, quiero entenderte bien. ¿Qué tal te fue con "{ $step }"? Basta con mandar 1, 2 o 3.
    .done = Hecho
    .partly = A medias
    .not_yet = Por ahora no

check-in-done-1 = ¡Bien hecho, de verdad!
check-in-done-2 = Lo lograste. ¡Qué bueno!
check-in-done-3 = ¡Qué buena noticia!
check-in-done-4 = Eso cuesta, y lo hiciste.
check-in-done-5 = ¡Eso es! Obra tuya.
check-in-partly-1 = Empezar ya es algo.
check-in-partly-2 = Una parte del camino ya es tuya.
check-in-partly-3 = Algo es algo, y es tuyo.
check-in-partly-4 = Esa parte ya la tienes.
check-in-partly-5 = Medio paso ya es un paso.
check-in-no-blame-1 = No pasa nada. Hay semanas que son duras.
check-in-no-blame-2 = No pasa nada. Si un paso no cabe en la semana, lo hacemos menos grande.
check-in-no-blame-3 = Gracias por decirlo tal cual. Le pasa a todo el mundo.
check-in-no-blame-4 = Sin problema. Puede esperar, o cambiar.
check-in-no-blame-5 = Se entiende. La vida trae sus propios planes.

ask-next-step = ¿Qué paso pequeño quieres dar esta semana? Con tus palabras, o manda SALTAR.
    .again = Perdona, no pude usar eso. Dime tu paso en pocas palabras, o manda SALTAR.
ask-smaller-step = ¿Qué parte de ese paso cabe en 10 minutos? O elige otra cosa, o manda SALTAR.
    .again = Perdona, no pude usar eso. Dime un paso pequeño en pocas palabras, o manda SALTAR.

ask-share-step = ¿Puedo contarle a { $mentor } que tu paso es "{ $step }"?
    .again = Perdona, basta con 1 o 2: ¿puedo contarle a { $mentor } que tu paso es "{ $step }"?
    .yes = Claro
    .no = Mejor no

# Al cerrar, primero se nombra el logro.
check-in-win-done-1 = Esta semana hiciste lo que te propusiste: "{ $step }".
check-in-win-done-2 = "{ $step }": hecho. Guarda ese momento.
check-in-win-done-3 = Lo dijiste, y lo hiciste: "{ $step }".
check-in-win-done-4 = "{ $step }": eso es obra tuya.
check-in-win-done-5 = Algo que ya queda hecho: "{ $step }".
check-in-win-partly-1 = Empezaste con "{ $step }", y eso cuenta.
check-in-win-partly-2 = "{ $step }" ya va en marcha gracias a ti.
check-in-win-partly-3 = Le hiciste un lugar a "{ $step }". Eso cuenta.
check-in-win-partly-4 = "{ $step }" ya ha empezado, y fue cosa tuya.
check-in-win-partly-5 = Una parte de "{ $step }" ya la tienes.
check-in-win-here-1 = Te tomaste un momento para ti y respondiste. Eso cuenta.
check-in-win-here-2 = Hoy te hiciste presente. Eso cuenta.
check-in-win-here-3 = Gracias por darte el tiempo de responder.
check-in-win-here-4 = Dijiste qué tal te va. Eso vale.
check-in-win-here-5 = Qué bueno que escribiste.
check-in-close-step-1 = Lo que sigue: "{ $step }". Suerte con eso, { $name }.
check-in-close-step-2 = Con "{ $step }", ve a tu ritmo, { $name }.
check-in-close-step-3 = La semana que viene te pregunto por "{ $step }". Que te vaya bien, { $name }.
check-in-close-step-4 = Entonces, "{ $step }". Ve con calma, { $name }.
check-in-close-step-5 = Que te salga bien "{ $step }", { $name }.
check-in-close-1 = Que te vaya bien, { $name }. Hasta la semana que viene.
check-in-close-2 = Gracias, { $name }. Hablamos la semana que viene.
check-in-close-3 = Cuida de ti, { $name }. Hasta la vuelta.
check-in-close-4 = Eso es todo por hoy, { $name }. Buena semana.
check-in-close-5 = Gracias por tu tiempo, { $name }. Te escribo la semana que viene.
check-in-gentle-mentor-1 = Ve con calma esta semana, { $name }. Tienes a { $mentor } a un mensaje: empieza con MENTOR.
check-in-gentle-mentor-2 = Cuida de ti, { $name }. Para hablar con { $mentor }, empieza un mensaje con MENTOR.
check-in-gentle-mentor-3 = Esta semana cuentan las cosas pequeñas, { $name }. Lo que empieza con MENTOR le llega a { $mentor }.
check-in-gentle-mentor-4 = Descansa lo que puedas, { $name }. MENTOR y unas palabras le llegan a { $mentor }.
check-in-gentle-mentor-5 = Poco a poco, { $name }. Si quieres hablar, empieza con MENTOR: le llega a { $mentor }.
check-in-gentle-coordinator-1 = Ve con calma esta semana, { $name }. Tienes a { $coordinator } a un mensaje: lo lee en cuanto se conecte.
check-in-gentle-coordinator-2 = Cuida de ti, { $name }. Si quieres hablar con { $coordinator }, escribe: lo lee en cuanto se conecte.
check-in-gentle-coordinator-3 = Esta semana cuentan las cosas pequeñas, { $name }. Lo que escribas, { $coordinator } lo lee en cuanto se conecte.
check-in-gentle-coordinator-4 = Descansa lo que puedas, { $name }. { $coordinator } lee lo que escribas en cuanto se conecte.
check-in-gentle-coordinator-5 = Poco a poco, { $name }. Para hablar con { $coordinator }, escribe: lo lee en cuanto se conecte.
