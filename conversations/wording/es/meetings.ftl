# Citas: acordadas, movidas, anuladas, y qué fue de ellas.

ask-meeting-with = ¿Con quién quieres verte: { $people }? Basta el nombre.
    .again = Perdona, ¿con quién: { $people }?
ask-meeting-when = ¿Qué fecha y hora? Por ejemplo: jueves 3pm
    .again = Perdona, falta la fecha o la hora. Por ejemplo: jueves 3pm
ask-meeting-hour = ¿A qué hora? Por ejemplo: 3pm
    .again = Perdona, falta la hora. Por ejemplo: 3pm
ask-meeting-where = ¿Y en qué lugar? Bastan unas palabras.
    .again = Perdona, no pude usar eso. ¿En qué lugar quieren verse? Bastan unas palabras.
ask-meeting-right = { $when }, { $place }, con { $whom }. ¿Es correcto? Si contestas SI, le aviso a { $whom }.
    .again = Perdona, basta con SI o NO: ¿{ $when }, { $place }, con { $whom }?
    .yes = Si
    .no = No
meeting-instead = En lugar de { $when }:
meeting-no-such-day = No encuentro esa fecha en el calendario.
meeting-past = Esa hora ya es pasada.
meeting-night = Las citas son de 6 a 22 horas.
meeting-closed = Esa hora no se puede para esta cita.
meeting-not-kept = OK, nada cambia y no aviso a nadie. Para acordar una cita, manda CITA.

meeting-kept = Queda: { $when }, { $place }. Se lo recuerdo a ustedes dos 24 horas antes.
meeting-kept-soon = Queda: { $when }, { $place }.
meeting-kept-already = Esa cita ya queda: { $when }, { $place }, con { $whom }.
meeting-moved = Cambio hecho: { $when }, { $place }.
meeting-told = { $name } te propone una cita: { $when }, { $place }. Si no te queda, manda MOVER y otra hora, o ANULAR CITA.
meeting-told-moved = { $name } cambia la cita: { $when }, { $place }. Si no te queda, manda MOVER y otra hora, o ANULAR CITA.
meeting-place-to-look-up = manda CITAS para ver el lugar
meeting-off = OK, ya no hay cita: { $when }.
meeting-told-off = { $name } anula la cita: { $when }. Para otra, manda CITA y la hora.
meeting-not-told = No puedo escribir a { $name } por ahora; { $coordinator } lo ve en cuanto se conecte.
meeting-not-reached = No puedo escribir a { $name } por ahora, y no queda nada. Manda PERSONA, y { $coordinator } te ayuda.
meeting-too-late = Esa hora ya es pasada, y no queda nada. Manda CITA y otra hora.
meeting-none = No tienes citas. Para acordar una: CITA jueves 3pm biblioteca
meeting-listed = { $when }, { $place }, con { $whom }
meeting-which-off = ¿De qué fecha? Manda ANULAR CITA y la fecha.
meeting-offer = Para que la cita quede, manda: CITA { $words }

meeting-coming = Se acerca: { $when }, { $place }, con { $whom }.
ask-meeting-barrier = ¿Qué se puede atravesar? { $whom } ve tu respuesta. NADA vale como respuesta.
    .again = Perdona, no pude usar eso. ¿Qué se puede atravesar? Unas palabras, o NADA.
meeting-in-the-way = { $name }, sobre qué se puede atravesar: { $words }
meeting-nothing-in-the-way = Qué bien. Que les vaya bien.

ask-meeting-happened = { $when }: ¿hubo cita con { $whom }?
    .again = Perdona, basta con SI o NO: ¿hubo cita con { $whom }, { $when }?
    .yes = Si
    .no = Esta vez no
ask-meeting-length = Qué bien. ¿Qué tan larga fue? Por ejemplo: 45 min
    .again = Perdona, ¿qué tan larga fue? Por ejemplo: 45 min. O manda SALTAR.
ask-meeting-words = Unas palabras de la cita, para el registro. O manda SALTAR.
    .again = Perdona, no pude usar eso. Unas palabras de la cita, o manda SALTAR.
meeting-happened = Gracias. Queda guardado.
meeting-did-not = Son cosas que pasan. Para otra cita, manda CITA.
