# Las metas con una palabra, y lo que la charla recuerda de ellas.
plan-horizon-week = Esta semana:
plan-horizon-short = En unos meses:
plan-horizon-long = En un año o después:
plan-horizon-open = Cuando llegue el momento:
plan-goal = { $number } "{ $goal }"
plan-step-of = - paso: "{ $step }". Manda HECHO cuando lo logres.
plan-step = Paso abierto: "{ $step }". Manda HECHO cuando lo logres.
plan-no-step = Por ahora no hay un paso abierto. Manda PASO para buscar uno.
plan-parked = En pausa: { $number } "{ $goal }"
plan-reached = Lo lograste: "{ $goal }"
plan-done = Ya hecho: "{ $step }"
plan-empty = Tu plan sigue en blanco. Manda META y lo que quieres para ti, o PASO y un paso pequeño.
plan-more = Manda MAS para ver el resto.

shown-goals = Lo que { $name } comparte contigo:
shown-goal = "{ $goal }" ({ $horizon })
shown-goals-none = { $name } no comparte metas contigo por ahora. Lo decide cuando quiera.

# Lo que pasa con una meta.
goal-done-1 = "{ $goal }": lo lograste. Date un momento para eso.
goal-done-2 = Lo hiciste: "{ $goal }". Eso es obra tuya.
goal-done-3 = "{ $goal }" ya es una realidad. Me alegro por ti.
goal-done-4 = Ya lo tienes: "{ $goal }". Lo quisiste y lo hiciste.
goal-done-5 = "{ $goal }", cumplida. Cuenta la noticia a quien se alegre por ti.
goal-take-back = (Si no era eso: META RETOMAR { $number }.)
goal-dropped = Bien, "{ $goal }" ya no queda en tu lista. Las cosas cambian, no pasa nada. META RETOMAR { $number } la trae de nuevo.
goal-parked = Bien, "{ $goal }" puede esperar. Manda META RETOMAR { $number } cuando la quieras de nuevo.
goal-back = De nuevo en tu lista: { $number } "{ $goal }". Manda PASO { $number } y un paso pequeño cuando lo tengas.
goal-changed = La meta { $number } ahora: "{ $goal }".
goal-shown = { $mentor } ya puede ver "{ $goal }". Con META OCULTAR { $number } se acaba.
goal-hidden = Hecho. Quien te acompaña no puede buscar "{ $goal }" en este chat.
goal-step-rests = Con ella se va su paso "{ $step }".
goal-step-for = Tu paso para "{ $goal }": "{ $step }". Manda HECHO cuando lo logres.
goal-as-it-is = De acuerdo. Nada cambia.
goal-no-such = No tengo una meta tuya con esa cifra.
goal-no-mentor = Por ahora no hay mentor que pueda verla. Todo se queda igual.
goal-settled = Bien. Un paso pequeño puede llegar cuando sea: manda PASO. Con METAS ves tu lista.

ask-share-goal = ¿Puede { $mentor } ver esta meta: "{ $goal }"?
    .again = Perdona, basta con 1 o 2: ¿puede { $mentor } ver "{ $goal }"?
    .yes = Claro
    .no = Mejor no
ask-step-goal = ¿Para qué meta es "{ $step }"? Manda su cifra, o SALTAR. { $listed }
    .again = Perdona, basta con una cifra, o SALTAR: ¿para qué meta es "{ $step }"? { $listed }
ask-goal-which = ¿De qué meta hablas? Manda su cifra, o SALTAR. { $listed }
    .again = Perdona, basta con una cifra, o SALTAR. ¿De qué meta hablas? { $listed }
# In place of the list where a stranger might read it.
quiet-listed = (Con METAS ves la lista.)
ask-goal-sure-done = ¿Ya lograste "{ $goal }"?
    .again = Perdona, basta con 1 o 2: ¿ya lograste "{ $goal }"?
    .yes = Claro
    .no = No
ask-goal-sure-drop = ¿Quito "{ $goal }" de tu lista?
    .again = Perdona, basta con 1 o 2: ¿quito "{ $goal }" de tu lista?
    .yes = Claro
    .no = Mejor no
ask-goal-words = ¿Qué debe decir en lugar de "{ $goal }"? Con tus palabras, o SALTAR para dejarla igual.
    .again = Perdona, no pude usar eso. ¿Qué debe decir? Pocas palabras, o SALTAR para dejarla igual.

# Ayuda para ver una meta con claridad, si alguien la pide.
ask-goal-look = "{ $goal }": cuando llegues, ¿qué va a ser diferente? Con tus palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué va a ser diferente cuando llegues? Pocas palabras, o SALTAR.
ask-goal-helps = ¿Quién o qué te puede ayudar con ella? Pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Quién o qué te puede ayudar? Pocas palabras, o SALTAR.
ask-goal-by-when = ¿Qué fecha le pones? Una semana, un mes, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué fecha le pones? Pocas palabras, o SALTAR.
ask-goal-clearer = ¿Con qué palabras dices la meta ahora? En una frase, o SALTAR para dejar "{ $goal }".
    .again = Perdona, no pude usar eso. La meta en una frase corta, o SALTAR para dejarla igual.

# Lo que la charla recuerda.
check-in-not-forgotten-1 = No olvido lo que me contaste la vez pasada.
check-in-not-forgotten-2 = Lo que me contaste la vez pasada sigue conmigo.
check-in-not-forgotten-3 = Tengo presente lo que escribiste la vez pasada.
check-in-not-forgotten-4 = Sigo pensando en lo que me contaste la vez pasada.
check-in-not-forgotten-5 = Tus palabras de la vez pasada se quedaron conmigo.
check-in-heavy-again-1 = Dos semanas duras seguidas es mucho. Gracias por contarme.
check-in-heavy-again-2 = La semana pasada ya fue pesada. Siento que no haya respiro.
check-in-heavy-again-3 = Entonces no ha bajado. Gracias por decirlo tal cual.
check-in-heavy-again-4 = Ya lleva un rato siendo pesado. Qué bueno que escribes.
check-in-heavy-again-5 = Otra semana dura sobre la anterior. No la cargas a solas.
check-in-lighter-1 = La semana pasada fue pesada. Qué bueno que esta va mejor.
check-in-lighter-2 = Después de la otra semana, me alegra leer eso.
check-in-lighter-3 = Qué bueno que desde la vez pasada haya bajado un poco.
check-in-lighter-4 = La vez pasada fue dura. Me alegra que esta semana fuera menos dura.
check-in-lighter-5 = Pasaste una semana pesada. Qué bueno que ahora hay un respiro.
check-in-lighter-from-1 = La semana pasada escribiste: "{ $words }". Qué bueno que esta va mejor.
check-in-lighter-from-2 = Me acuerdo de "{ $words }", de la vez pasada. Me alegra que vaya mejor.
check-in-lighter-from-3 = Después de "{ $words }" la otra semana, me alegra leer eso.
check-in-lighter-from-4 = La vez pasada fue "{ $words }". Qué bueno que ahora hay un respiro.
check-in-lighter-from-5 = Me contaste "{ $words }" la vez pasada. Esta semana suena mejor, me alegra.
check-in-news-before-1 = Y me acuerdo de tu noticia: "{ $news }".
check-in-news-before-2 = Tu noticia de la vez pasada sigue en pie: "{ $news }". Eso es tuyo.
check-in-news-before-3 = Sigo pensando en lo que me contaste: "{ $news }".
check-in-news-before-4 = Y la semana pasada hubo esto: "{ $news }". Nadie te lo quita.
check-in-news-before-5 = "{ $news }": me dio gusto la otra semana, y me sigue dando.
check-in-step-towards-1 = Sobre tu meta "{ $goal }":
check-in-step-towards-2 = Hacia "{ $goal }":
check-in-step-towards-3 = En camino a "{ $goal }":
check-in-step-towards-4 = Tu meta es "{ $goal }".
check-in-step-towards-5 = Tengo presente "{ $goal }" contigo.
check-in-tiny = Cinco minutos: { $step }
ask-tiny-step = Entonces el paso era muy grande, y eso es cosa del paso, no tuya. ¿Qué tal solo "{ $step }"?
    .again = Perdona, basta con 1 o 2: ¿qué tal "{ $step }"?
    .yes = Claro
    .no = Mejor no
