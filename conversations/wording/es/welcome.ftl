# La bienvenida, para quien recibe apoyo.
ask-is-you = Hola, te escribe { $programme }. ¿Eres { $name }?
    .again = Perdona, para saber si este es el teléfono correcto: ¿eres { $name }?
    .yes = Soy yo
    .no = No soy yo
welcome-joined = Hola, te escribe { $programme }, un programa: una charla por semana. AYUDA para ayuda, STOP para terminar. Pueden aplicar cargos por mensajes y datos.
welcome-not-you = Perdona la molestia, y gracias por avisar. Vamos a revisar el contacto.

welcome-what = Qué bueno conocerte. Soy un programa: cada semana pregunto qué tal va y qué paso sigue.
welcome-recorded-mentor = Lo que escribes se guarda. Puede leerlo { $readers }; { $mentor }, solo lo que mandas o aceptas contar.
welcome-recorded = Lo que escribes se guarda, y puede leerlo { $readers }.
welcome-limits = Si peligra una vida o alguien menor de edad, avisamos a quien pueda ayudar.
ask-first-name = ¿Qué nombre uso contigo? Puede ser uno corto.
    .again = Perdona, ¿qué nombre uso? Puede ser uno corto.
ask-call-name = ¿Qué nombre uso? Manda uno, o SALTAR para { $name }.
    .again = Perdona, ¿qué nombre uso? Uno corto, o SALTAR para seguir con { $name }.

welcome-not-watched = Nadie vigila estos mensajes las 24 horas. En peligro, llama al { $emergency }.
welcome-help-and-stop = AYUDA muestra lo que puedes mandar. STOP termina los mensajes.
ask-check-in-day = ¿Qué momento de la semana te viene bien para hablar? Por ejemplo: viernes 18:00
    .again = Perdona, necesito un solo momento de la semana, entre las 8:00 y las 21:00. Por ejemplo: viernes 18:00
welcome-usual-time = No hay problema, empezamos con la hora de siempre. { $coordinator } puede cambiarla.

ask-first-goal = Para terminar: ¿qué quieres lograr para ti? Grande o pequeño, con tus palabras. O manda SALTAR.
    .again = Perdona, no pude usar eso. Dime en pocas palabras algo que quieres para ti, o manda SALTAR.
welcome-goal-kept = Lo tengo presente contigo: "{ $goal }".
welcome-ready = Gracias, { $name }. Hablamos { $when }.
welcome-ready-usual = Gracias, { $name }. Hablamos pronto.

# La bienvenida, para mentores.
mentor-welcome-role = Qué bueno tenerte. Tu papel: escuchar, contar lo que a ti te sirve y cumplir tu palabra. No tienes que arreglar nada.
mentor-welcome-boundaries = No te toca responder a toda hora ni saberlo todo. Lo que pese demasiado, pasa a { $coordinator }.
mentor-welcome-recorded = Los mensajes se guardan, y puede leerlos { $readers }.
mentor-welcome-limits = Si peligra una vida o alguien menor de edad, avisa a { $coordinator } en seguida. En peligro, llama al { $emergency }: esto no se vigila las 24 horas.
mentor-welcome-self-care = Esto puede pesar, y cuidarte va primero.
mentor-welcome-ready = Gracias, { $name }. Te escribo cuando haya algo que contar. AYUDA muestra lo que puedes mandar. STOP termina los mensajes.
