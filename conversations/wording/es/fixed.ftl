# Entrar y salir.
invite = Hola, te escribe { $programme }. Aceptaste una charla breve por semana, unos pocos mensajes. Responde EMPEZAR para empezar, AYUDA para ayuda, STOP para terminar los mensajes. Pueden aplicar cargos por mensajes y datos.
invite-declined = No hay problema, y gracias por responder. { $programme } no te escribe de nuevo, salvo que mandes START.
start-confirmed = Listo. Los mensajes de { $programme } quedan activos. AYUDA para ayuda, STOP para terminar los mensajes.
stop-confirmed = Ya no vas a recibir mensajes de { $programme }. Manda START si los quieres de nuevo. Puedes decir por qué, pero no hace falta.
help = { $programme }. Manda METAS PASO HECHO MENTOR CITA PROMESA BOTIQUIN PAUSA HORA RECURSOS IDIOMA REGISTRO ERROR BORRAR QUEJA. Dudas: { $coordinator }. STOP termina todo.
help-stopped = { $programme }. Tus mensajes no llegan por ahora. Manda START para recibirlos. Preguntas: { $coordinator }.
bad-code = No conozco esa clave. Por favor, revisa con quien te la dio y prueba de nuevo.
unknown-sender = Este es un sistema de mensajes de { $programme }. No tenemos tu contacto; tu mensaje queda para el equipo. En peligro, llama al { $emergency }.
not-open-yet = Este es un sistema de mensajes de { $programme }. No hemos empezado; tu mensaje queda para el equipo. En peligro, llama al { $emergency }.

# Personas.
for-a-person = Gracias. Eso es para { $name }, que lo lee en cuanto se conecte. Nadie vigila estos mensajes las 24 horas.
unclear-for-a-person = Perdona, no logro entenderlo. { $name } va a leer lo que escribiste en cuanto se conecte.
relay = { $name }: { $text }
relayed = Mensaje pasado a { $name }. Si responde, te llega por este medio.
mentor-words-missing = Manda MENTOR y luego tus palabras, todo en un mensaje, y se lo paso a { $name }.
no-mentor-yet = Por ahora no tienes mentor, y por eso esto le llega a { $name }, que lo lee en cuanto se conecte.
mentor-resting = { $name } se toma un descanso. { $coordinator } lo lee en cuanto se conecte.
may-not-have-arrived = Puede que tu mensaje para { $name } no haya llegado. Si es importante, por favor manda uno nuevo.

# Quién acompaña a quién: lo cambia el equipo.
match-made-mentee = { $programme }: desde hoy te acompaña { $mentor }. Para escribirle, manda MENTOR y tus palabras. Se las paso; nadie ve tu contacto.
match-made-mentor = Desde hoy acompañas a { $name }. Lo que te mande { $name } te llega por este medio, y tu respuesta vuelve sin mostrar tu contacto. Gracias por estar.
match-moved-mentee = Desde hoy te acompaña { $mentor } en vez de { $person }. Tus metas y tus pasos siguen igual. Para escribirle, manda MENTOR y tus palabras.
match-moved-mentor = Desde hoy otra persona acompaña a { $name }. Gracias por el tiempo y el cariño que le diste. Sus mensajes ya no llegan por este medio.
match-ended-mentee = Desde hoy ya no te acompaña { $mentor }. Tus metas y tus charlas siguen igual. Si algo te preocupa, escribe por este medio: lo lee { $coordinator }.
match-ended-mentor = Hoy dejas de acompañar a { $name }. Gracias por el tiempo y el cariño que le diste. Si quieres hablarlo: { $coordinator }.
back-again = Hola, { $name }. Te escribe { $programme }. Qué bueno retomar el contacto. Tu charla semanal sigue, a tu ritmo. AYUDA para ayuda, STOP termina los mensajes.

# Después de un tiempo sin mensajes.
away = Por un tiempo no pudimos mandar mensajes. Ya funciona de nuevo, y todo llega como siempre.
away-check-in = Por un tiempo no pudimos mandar mensajes. Ya funciona de nuevo. Tu charla llega como siempre, { $when }.

# Pasos, metas, promesas.
done-celebrated-1 = Lo lograste: "{ $step }". ¡Bien hecho!
done-celebrated-2 = "{ $step }": hecho. Eso tiene valor.
done-celebrated-3 = ¡Bravo! "{ $step }" ya lo tienes. Que lo disfrutes.
done-celebrated-4 = Hecho: "{ $step }". Otro paso que es tuyo.
no-open-step = ¡Bien hecho! Por ahora no tengo un paso tuyo. Manda PASO y tus palabras para elegir uno.
step-kept = Tu paso: "{ $step }". Manda HECHO cuando lo logres.
goal-kept = Tu meta: "{ $goal }". La tengo presente contigo.
self-care-reminder-1 = Una nota de ti para ti: "{ $promise }".
self-care-reminder-2 = Me pediste recordarte: "{ $promise }".
self-care-reminder-3 = Un momento para ti: "{ $promise }".
self-care-reminder-4 = Una promesa pequeña, y tuya: "{ $promise }".
self-care-reminder-5 = Algo que quieres para ti: "{ $promise }".

# Lo que por este medio no se puede leer.
stale-button = Esa pregunta ya no espera respuesta, y nada cambia. Si quieres agregar algo, escribe.
edit-noted = Vi que cambiaste un mensaje. Se guardan las dos versiones, y { $name } las ve en cuanto se conecte.
empty-message = Ese mensaje viene sin texto. ¿Puedes mandarlo de nuevo con palabras?
group-refused = Solo hablo con una persona a la vez. Por favor, escribe a mi chat directo.
cannot-see-photo = No puedo ver fotos. { $name } va a saber que mandaste una en cuanto se conecte. Con palabras, te leo siempre.
cannot-see-video = No puedo ver videos. { $name } va a saber que mandaste uno en cuanto se conecte. Con palabras, te leo siempre.
cannot-see-voice = No puedo escuchar notas de voz. { $name } va a saber que mandaste una en cuanto se conecte. Con palabras, te leo siempre.
cannot-see-sticker = No puedo leer stickers. Si es una respuesta, por favor manda palabras. { $name } va a saber que mandaste uno.
cannot-see-location = No puedo usar mapas. { $name } va a saber que mandaste uno en cuanto se conecte. Con palabras, te leo siempre.
cannot-see-contact = No puedo abrir contactos. { $name } va a saber que mandaste uno en cuanto se conecte. Con palabras, te leo siempre.
cannot-see-file = No puedo abrir archivos. { $name } va a saber que mandaste uno en cuanto se conecte. Con palabras, te leo siempre.

# Equipo. Nada sobre nadie: los celulares quedan sobre la mesa.
staff-alert = { $programme }: un mensaje necesita a una persona. Responde ACK { $code }. { $link }
staff-set-aside = { $programme }: no se pudo procesar un mensaje. Por favor, revisa: { $link }
staff-drill = SIMULACRO, { $programme }: no ha pasado nada. Por favor, responde ACK { $code }. { $link }
# Lo dice una llamada. No nombra a nadie ni dice lo que pasa.
staff-call = Handrail. Un mensaje necesita de ti. Pulsa 1 para decir que te ocupas.
staff-drill-call = Handrail. Esto es un simulacro. No ha pasado nada. Pulsa 1 para decir que lo oyes.
staff-still-held = { $code }: los mensajes siguen en pausa. Para reanudarlos, o dejarlo por ahora: { $link }
staff-still-open = { $code } sigue abierto. Cuando puedas, escribe lo que se hizo: { $link }
mentor-told = A { $name } le hace falta una palabra amable. El equipo de { $programme } lo sabe y se ocupa. No tienes que arreglar nada. Para hablar, responde PERSONA.
mentor-debrief = Hola, { $name }. Lo de ayer puede pesar. Si te duele, date un descanso; a toda hora, { $signposts }. ¿Qué tal vas? Responde y { $coordinator } lo lee.
ack-confirmed = Gracias. { $code } queda a tu cargo.
ack-already = { $code } ya lo tiene { $name }. Gracias por mirar.
ack-unknown = No conozco esa clave. Por favor, revisa el aviso y responde ACK y su clave.

# The menu beside Telegram's text box.
menu-step = Buscar un paso pequeño
menu-done = Hice mi paso
menu-goal = Algo que quiero para mí
menu-promise = Una promesa para mí
menu-mentor = Escribir a mi mentor o mentora
menu-meet = Acordar una cita
menu-goals = Mis metas y mi paso abierto
menu-pause = Silencio por un tiempo
menu-time = Cambiar el día y la hora
menu-resources = Lugares que pueden ayudar
menu-language = Cambiar el idioma
menu-record = Qué se guarda sobre mí
menu-wrong = Corregir algo
menu-delete = Pedir que se borre
menu-complain = Contarle algo a quien dirige el programa
menu-help = Qué puedo hacer aquí
