# Citas que se repiten.

ask-meeting-weekly-right = Cada semana, desde { $when }: { $place }, con { $whom }. ¿Es correcto? Si contestas SI, le aviso a { $whom }.
    .again = Perdona, basta con SI o NO: ¿cada semana desde { $when }, { $place }, con { $whom }?
    .yes = Si
    .no = No
ask-meeting-fortnightly-right = Cada dos semanas, desde { $when }: { $place }, con { $whom }. ¿Es correcto? Si contestas SI, le aviso a { $whom }.
    .again = Perdona, basta con SI o NO: ¿cada dos semanas desde { $when }, { $place }, con { $whom }?
    .yes = Si
    .no = No
meeting-told-weekly = { $name } te propone una cita cada semana, desde { $when }: { $place }. Si no te queda, manda MOVER y otra hora, o ANULAR TODAS.
meeting-told-fortnightly = { $name } te propone una cita cada dos semanas, desde { $when }: { $place }. Si no te queda, manda MOVER y otra hora, o ANULAR TODAS.
meeting-listed-weekly = { $when }, { $place }, con { $whom }, cada semana
meeting-listed-fortnightly = { $when }, { $place }, con { $whom }, cada dos semanas
meeting-others-stay = Las siguientes quedan. ANULAR TODAS anula todas.
meeting-all-off = OK, ya no hay citas con { $whom }.
meeting-told-all-off = { $name } anula todas las citas. Para otra, manda CITA y la hora.
meeting-hour-closed = La cita con { $whom }, { $when }, no se puede a esa hora y queda anulada. Manda CITA y otra hora.
meeting-whose-all = ¿Con quién? Manda ANULAR TODAS y el nombre.
