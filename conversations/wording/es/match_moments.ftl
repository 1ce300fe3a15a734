# How it goes between two people, how it ends, what follows. Nothing here tells a locked screen what this is about.
ending-day = { $weekday } { $day } de { $month }
ending-told-mentee = Hola { $name }, tu tiempo con { $other } termina el { $day }. Hasta entonces todo sigue igual, y después { $coordinator } sigue contigo.
ending-told-mentor = Hola { $name }, tu tiempo con { $other } termina el { $day }. Hasta entonces todo sigue igual. Para hablarlo: { $coordinator }.
ending-told-anew = { $name }, tu tiempo con { $other } ahora termina el { $day }. Si algo te preocupa, escribe por este medio: lo lee { $coordinator }.
ending-goes-on = Buena noticia, { $name }: sigues con { $other }, por ahora sin fecha final. Si tienes preguntas, escribe por este medio: lo lee { $coordinator }.
ending-onward-mentee = Después del { $day }, { $coordinator } lee lo que mandes a este chat, cuando sea. KIT es tu lista de gente a quien acudir: manda KIT para verla o hacerla.
ending-onward-mentor = Después del { $day }, lo que mande { $other } le llega a { $coordinator }, que le responde. Si cuesta soltar, es humano: escribe, lo lee { $coordinator }.
ending-closed-mentee = Tu tiempo con { $other } ha terminado. Gracias por tu confianza y por todo lo que hiciste. Escribe cuando quieras: lo lee { $coordinator }.
ending-closed-mentor = Tu tiempo con { $other } ha terminado. Gracias por estar. Si quieres hablarlo, escribe por este medio: lo lee { $coordinator }.
ending-late = Tu tiempo con { $other } se ha cerrado, y esto no le llega. Lo tiene { $coordinator } y te responde.

ending-reached = Lo que lograste: { $words }
ending-steps-done = Pasos que diste: { $words }
ask-looked-back = Mirando estos meses: ¿de qué te alegras, o qué te llevas? Unas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras: ¿qué te llevas? O SALTAR.
ending-looked-back = Gracias. Lo guardo junto a lo que lograste.
ending-fine = Todo bien.
ask-training-need = Mirando tu tiempo con { $other }: ¿qué te hubiera ayudado saber o aprender? Lo lee { $coordinator }. Unas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras: ¿qué te hubiera ayudado saber de { $other }? Lo lee { $coordinator }. O SALTAR.
ending-training-kept = Gracias. Ya lo tiene { $coordinator }.
ask-parting-words = ¿Quieres decirle algo a { $other } antes de despedirse? Lo paso tras tu SI; nadie ve tu contacto. Unas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras: ¿qué le paso a { $other }? O SALTAR.
ask-parting-words-right = A { $other } le paso: "{ $words }". ¿Lo mando?
    .again = Perdona, basta SI o NO: ¿le mando esto a { $other }? "{ $words }"
    .yes = Si
    .no = No
ending-nothing-sent = No se ha mandado nada.
ending-number-in-it = Puede llevar un contacto, por eso { $coordinator } lo mira primero.

ask-fit-2 = ¿Qué tal va con { $other }? De 1 (mal) a 5 (muy bien), o unas palabras. Lo lee { $coordinator }; { $other } no lo ve. O SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué tal va con { $other }? Solo para { $coordinator }: de 1 a 5, o unas palabras. O SALTAR.
ask-fit-6 = Ya van unas semanas con { $other }. ¿Qué tal, de 1 (mal) a 5 (muy bien), o en palabras? Lo lee { $coordinator }; { $other } no lo ve. O SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué tal va con { $other }? Solo para { $coordinator }: de 1 a 5, o unas palabras. O SALTAR.
ask-fit-12 = A estas alturas, ¿qué tal con { $other }? De 1 (mal) a 5 (muy bien), o unas palabras. Es para { $coordinator }, no para { $other }. O SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué tal va con { $other }? Solo para { $coordinator }: de 1 a 5, o unas palabras. O SALTAR.
fit-kept-2 = Gracias. Lo lee { $coordinator }; { $other } no lo ve.
fit-kept-6 = Gracias por decirlo. Le llega a { $coordinator }, no a { $other }.
fit-kept-12 = Gracias por contarlo. Lo tiene { $coordinator }; { $other } no lo ve.

ask-stay-in-touch = Hola { $name }, ¿seguimos en contacto?
    .again = Perdona, basta una cifra, { $name }: ¿con qué frecuencia te pregunto qué tal?
    .weekly = Cada semana, como ahora
    .monthly = Cada mes
    .quarterly = Unas veces al año
    .none = Por ahora no
after-weekly = Bien, todo sigue igual.
after-monthly = Bien, entonces cada mes.
after-quarterly = Bien, entonces unas veces al año.
after-none = Entonces ya no te escribo. Escribe cuando quieras.
ask-give-back = Una pregunta final: ¿te gusta la idea de devolver algo alguna vez?
    .again = Perdona, basta una cifra: ¿te gusta la idea de devolver algo alguna vez?
    .mentor = Acompañar a alguien
    .help = Ayudar de otra manera
    .not_now = Ahora no
after-gives-back = Eso vale mucho. Ya lo tiene { $coordinator } y lo hablan.
after-thanks = También vale. Que te vaya muy bien.
after-read-by = Gracias. Lo que escribiste lo lee { $coordinator }.

ask-left-better = Hola { $name }, { $coordinator } quiere saber, sin culpa de nadie: ¿qué hubiera ido mejor para ti? Unas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras, { $name }: ¿qué hubiera ido mejor para ti? Lo lee { $coordinator }. O SALTAR.
ask-left-touch = ¿{ $coordinator } te puede contactar?
    .again = Perdona, basta SI o NO: ¿{ $coordinator } te puede contactar?
    .yes = Si
    .no = No
left-call = Bien. { $coordinator } ya lo sabe.
left-thanks = Todo bien. Que te vaya muy bien. Escribe cuando quieras.

# From the desk
match-rests-mentor = Por ahora { $name } no puede recibir mensajes por este medio, y nada pasa entre ustedes. { $coordinator } lo habla contigo. Gracias por estar.
match-moved-away-mentee = { $mentor } ya no te puede acompañar desde lejos. { $coordinator } te ayuda a encontrar a alguien cerca: escribe cuando quieras.
match-moved-away-mentor = { $name } vive ahora en otra parte, y hoy dejas de acompañarle. Gracias por el tiempo y el cariño que le diste. Para hablarlo: { $coordinator }.
after-a-loss = { $name }, pensamos en ti. Date todo el tiempo que haga falta. { $coordinator } te escucha cuando quieras, y a cualquier hora: { $support }.
after-a-loss-person = { $name }, pensamos en ti. Date todo el tiempo que haga falta. { $coordinator } te escucha cuando quieras.

# En papel, cuando ha llegado a su fin
certificate-title = Bien hecho
certificate-words = estuvo en { $programme } desde { $since } hasta { $until }, de principio a fin.
certificate-thanks = Hizo falta estar presente, semana tras semana. Fue un gusto tenerte.
certificate-signed = Por el programa
