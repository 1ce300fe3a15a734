# Una cita a la que alguien quiza no va.

ask-meeting-call-off = ¿Anulo la cita: { $when }, con { $whom }? SI, y le aviso a { $whom }. NO, queda como estaba. Para otra hora: MOVER y la hora.
    .again = Perdona, basta con SI o NO: ¿anulo la cita con { $whom }, { $when }?
    .yes = Si
    .no = No
meeting-stays-on = OK, la cita queda: { $when }.
meeting-move-offer = La cita queda por ahora: { $when }. Para cambiarla para ustedes dos, manda: MOVER { $words }
meeting-still-on = La cita queda: { $when }, { $place }, con { $whom }.
meeting-not-down = No tienes citas.

# La otra persona de dos que se vieron.
ask-meeting-words-too = { $when } con { $whom }: ¿unas palabras de la cita? Quedan en el registro; { $whom } no las ve. O manda SALTAR.
    .again = Perdona, no pude usar eso. Unas palabras de la cita, o manda SALTAR.
meeting-words-skipped = OK, no pasa nada.
