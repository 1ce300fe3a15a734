# La charla de cada semana.
check-in-hello-1 = Hola, { $name }. Un momento de la semana para ti.
check-in-hello-2 = Hola, { $name }. Me alegra volver a hablar contigo.
check-in-hello-3 = Hola, { $name }. ¿Tienes un minuto?
check-in-hello-4 = Hola, { $name }. Otra semana que pasa.

ask-mood = ¿Qué tal tu semana, del 1 (muy dura) al 5 (muy buena)? Puedes agregar unas palabras.
    .again = Perdona, no me queda claro. ¿Qué tal tu semana, del 1 (muy dura) al 5 (muy buena)? Basta con una cifra.
    .n1 = 1 - muy dura
    .n2 = 2 - dura
    .n3 = 3 - regular
    .n4 = 4 - buena
    .n5 = 5 - muy buena

check-in-heavy-1 = Gracias por contarme. Eso pesa.
check-in-heavy-2 = Lamento que haya sido tan dura. Gracias por decirlo.
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
check-in-partly-1 = Empezar ya es algo.
check-in-partly-2 = Una parte del camino ya es tuya.
check-in-no-blame-1 = No pasa nada. Hay semanas que son duras.
check-in-no-blame-2 = No pasa nada. Si un paso no cabe en la semana, lo hacemos menos grande.
check-in-no-blame-3 = Gracias por decirlo tal cual. Le pasa a todo el mundo.

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
check-in-win-partly-1 = Empezaste con "{ $step }", y eso cuenta.
check-in-win-partly-2 = "{ $step }" ya va en marcha gracias a ti.
check-in-win-here-1 = Te tomaste un momento para ti y respondiste. Eso cuenta.
check-in-win-here-2 = Hoy te hiciste presente. Eso cuenta.
check-in-close-step-1 = Lo que sigue: "{ $step }". Suerte con eso, { $name }.
check-in-close-step-2 = Con "{ $step }", ve a tu ritmo, { $name }.
check-in-close-step-3 = La semana que viene te pregunto por "{ $step }". Que te vaya bien, { $name }.
check-in-close-1 = Que te vaya bien, { $name }. Hasta la semana que viene.
check-in-close-2 = Gracias, { $name }. Hablamos la semana que viene.
check-in-close-3 = Cuida de ti, { $name }. Hasta la vuelta.
check-in-gentle-mentor = Ve con calma esta semana, { $name }. Tienes a { $mentor } a un mensaje: empieza con MENTOR.
check-in-gentle-coordinator = Ve con calma esta semana, { $name }. Tienes a { $coordinator } a un mensaje: lo lee en cuanto se conecte.
