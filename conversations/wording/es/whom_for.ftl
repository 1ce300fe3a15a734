# Se pregunta una vez, cuando un texto puede ser para uno u otro.
ask-meant = ¿Eso es para { $person }, o respuesta a mi pregunta?
    .again = Perdona, basta un dato: ¿es para { $person }, o respuesta a mi pregunta?
    .person = Para esa persona
    .question = Para ti
whom-for-kept = No pasa nada. { $coordinator } puede leer lo que escribiste.
ask-for-whom = ¿Para quién es: { $people }? Basta un nombre, y lo mando tal como lo escribiste.
    .again = Perdona, ¿para quién: { $people }?
