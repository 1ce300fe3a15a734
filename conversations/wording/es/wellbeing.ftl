# Una vez al mes, a mentores: dos preguntas sobre su propio bienestar.
wellbeing-hello = Hola, { $name }: dos preguntas breves sobre ti. El equipo de { $programme } ve tus respuestas; a quienes apoyas no les llegan.
ask-wellbeing-heavy = ¿Qué tan pesado se siente este mes, del 1 (poco) al 5 (mucho)?
    .again = Perdona, basta una cifra: ¿qué tan pesado se siente este mes, del 1 (poco) al 5 (mucho)?
ask-wellbeing-help = ¿Qué te puede ayudar? Unas palabras, o SALTAR.
    .again = Perdona, eso no me sirve. ¿Qué te puede ayudar? Unas palabras, o SALTAR.
    .skip = Saltar
wellbeing-a-lot = Es mucho. Descansa si te hace falta: con SUPERVISION o RELEVO lo pides. A toda hora: { $signposts }.
wellbeing-thanks = Gracias por decirlo. { $coordinator } lo puede leer.
