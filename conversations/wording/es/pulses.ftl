# Un sondeo: hasta cinco preguntas cortas en nombre del programa; y unas palabras al llegar a una meta del programa.
pulse-hello = Te escribe { $programme }. Son unas preguntas cortas. Las respuestas se cuentan sin nombres.
ask-pulse-choice = { $words }
    .again = Perdona, basta con una cifra. { $words }
    .yes = Claro
    .partly = En parte
    .no = No
    .skip = Prefiero no decirlo
ask-pulse-says = { $words } En pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras, o SALTAR. { $words }
pulse-thanks = Gracias. Eso nos ayuda a hacerlo mejor.
pulse-left-out = No pasa nada, gracias de todos modos.
pulse-read-by = Lo dejo ahora. { $coordinator } va a leer lo que escribiste.
milestone-reached = ¡Hola, { $name }! { $words }
milestone-gift = Hay algo para ti: { $gift }. { $coordinator } te lo da en persona.
